import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";

const pushed: JsonObject = {
  subAppId: 221073,
  mode: "PUSH",
  notificationUrl: "https://example.com/vod",
  uploadMediaCompleteEventSwitch: "ON",
  deleteMediaCompleteEventSwitch: "ON",
  persistenceCompleteEventSwitch: "OFF",
  signKey: "canaryEventSignKey",
};

/** tencent.vod.EventNotification. */
export default describeType("tencent/vod:EventNotification", {
  calls: {
    start: ["ModifyEventConfig"],
    update: ["ModifyEventConfig"],
    stop: ["ModifyEventConfig"],
    read: ["DescribeEventConfig"],
  },
  inputs: { subAppId: 221073, mode: "PUSH", notificationUrl: "https://example.com/vod" },
  inPlace: (number) => ({ notificationUrl: `https://example.com/${number}` }),
  replacing: [{ subAppId: 221074 }],
  exclusive: [{ says: "the event notification of application 221073" }],
  differences: [
    {
      where: /^(Modify|Describe)EventConfig SubAppId: left out: vendor accepts, check refuses$/,
      reason:
        "accounts of the last years have to name it, and in the others, the main application has an id too",
    },
    {
      where: /^ModifyEventConfig Mode: left out: vendor accepts, check refuses$/,
      reason:
        "what it is by default is not documented, and what it was before is nothing that a program knows",
    },
    {
      where:
        /^ModifyEventConfig (NotificationUrl: left out|rule on notificationUrl): vendor accepts, check refuses$/,
      reason: "nothing is reported then, and nothing tells such a setting from none",
    },
  ],
  full: [pushed],
});
