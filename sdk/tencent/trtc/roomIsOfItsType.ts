import type { Report } from "../../core/rules";
import { isRoomNumber } from "./rooms";

/** A room, as the APIs of recordings and ingests name one: 0 for a text, 1 for a whole number. */
interface Room {
  readonly roomId: string;
  readonly roomIdType?: 0 | 1 | undefined;
}

/** A room whose type is integer, which is the default where there is one, has a whole number for its id. */
export function roomIsOfItsType({ roomId, roomIdType }: Room, report: Report): void {
  if (roomIdType === 0 || isRoomNumber(roomId)) return;
  const said = roomIdType === undefined ? "roomIdType 1 (the default)" : "roomIdType 1";
  report.failure(
    "roomId",
    `"${roomId}" is not a whole number from 1 to 4294967295, and ${said} says that it is one`,
    "set roomIdType to 0 for a room with a text id",
  );
}
