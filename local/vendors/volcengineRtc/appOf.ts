import { type JsonObject, textOf } from "../json";

/** The application that a call names: some calls spell it AppID. */
export function appOf(body: JsonObject): string {
  return textOf(body, "AppId") || textOf(body, "AppID");
}
