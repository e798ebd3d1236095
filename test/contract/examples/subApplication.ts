import type { JsonObject } from "../../../local/vendors/json";
import { type Examples, refusal } from "./example";

const archive: JsonObject = {
  name: "archive",
  description: "Recordings of the lecture rooms",
  type: "Professional",
  mode: "fileid+path",
  storageRegion: "ap-singapore",
  tags: [{ tagKey: "team", tagValue: "media" }],
  status: "On",
};

/** Examples of tencent.vod.SubApplication. */
export const subApplication: Examples = {
  full: [archive],
  rules: [refusal(archive, "storageRegion", {}, { storageRegion: undefined })],
};
