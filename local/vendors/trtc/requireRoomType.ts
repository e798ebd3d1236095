import { type JsonObject, textOf } from "../json";
import { Refusal } from "../refusal";

/** A room of integer type has a number for its name. Which value of RoomIdType that is differs between the actions. */
export function requireRoomType(body: JsonObject, isInteger: boolean, code: string): void {
  if (isInteger && !/^\d+$/.test(textOf(body, "RoomId"))) {
    throw new Refusal(code, "RoomId is not of the type that RoomIdType says.");
  }
}
