import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";

const archive: JsonObject = {
  name: "archive",
  description: "Recordings of the lecture rooms",
  type: "Professional",
  mode: "fileid+path",
  storageRegion: "ap-singapore",
  tags: [{ tagKey: "team", tagValue: "media" }],
  status: "On",
};

/** tencent.vod.SubApplication. */
export default describeType("tencent/vod:SubApplication", {
  calls: {
    start: ["CreateSubAppId"],
    update: ["ModifySubAppIdInfo", "ModifySubAppIdStatus"],
    stop: ["ModifySubAppIdStatus", "ModifySubAppIdStatus"],
    read: ["DescribeSubAppIds"],
  },
  entity: "application",
  inputs: { name: "archive" },
  // Nobody could tell two apart that are made under one name within a minute; the provider says so.
  inPlace: (number) => ({ name: `archive ${number}`, status: number % 2 ? "Off" : "On" }),
  replacing: [{ mode: "fileid+path", storageRegion: "ap-singapore" }],
  exclusive: [{ says: 'the application "archive"' }],
  codes: { quota: ["LimitExceeded"], forbidden: ["UnauthorizedOperation"] },
  freeTexts: ["description"],
  // The provider reads the whole list.
  own: { DescribeSubAppIds: ["Name", "Tags"] },
  defaults: [
    { where: /^status$/, reason: "what is created serves; the vendor's parameter is that of a switch" },
  ],
  differences: [
    {
      where: /^ModifySubAppIdStatus Status: left out: vendor refuses, check accepts$/,
      reason: "the status is On where none is given",
    },
    {
      where: /^ModifySubAppIdStatus Status: the choice Destroyed: vendor accepts, check refuses$/,
      reason: "destroying is what delete does",
    },
  ],
  full: [archive],
});
