import type { JsonObject } from "../../../local/vendors/json";
import { type Examples, warning } from "./example";

const some: JsonObject = {
  bizId: 3400352518,
  roomId: "1987",
  recordMode: 1,
  subscribeRecordUserIds: { subscribeUserIds: ["1145"] },
};

const butSome: JsonObject = {
  bizId: 3400352518,
  roomId: "1987",
  recordMode: 2,
  subscribeRecordUserIds: { unSubscribeUserIds: ["1987"] },
};

/** Examples of tencent.gme.Recording. */
export const gmeRecording: Examples = {
  full: [some, butSome],
  rules: [
    warning(some, "subscribeRecordUserIds", {}, { "subscribeRecordUserIds.unSubscribeUserIds": ["1987"] }),
  ],
};
