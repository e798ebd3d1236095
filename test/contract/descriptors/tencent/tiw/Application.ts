import { describeType } from "../../../describeType";

/** tencent.tiw.Application. */
export default describeType("tencent/tiw:Application", {
  calls: {
    start: ["CreateApplication"],
    update: ["ModifyApplication"],
    read: ["DescribeApplicationInfos"],
  },
  inputs: { sdkAppId: 1400000001 },
  inPlace: (number) => ({ appName: `school ${number}` }),
  replacing: [{ sdkAppId: 1400000002 }, { tagList: [{ tagKey: "team", tagValue: "school" }] }],
  exclusive: [{ says: "the whiteboard application 1400000001" }],
  differences: [
    {
      where: /^(Create|Modify)Application SdkAppId: below zero: vendor accepts, check refuses$/,
      reason: "no application has a negative id",
    },
    {
      where: /^ModifyApplication AppName: left out: vendor refuses, check accepts$/,
      reason: "without a name, there is no such call",
    },
  ],
  full: [
    {
      region: "ap-singapore",
      sdkAppId: 1400000001,
      appName: "school",
      sKey: "canary-im-key",
      tinyId: "144115198000000000",
      tagList: [{ tagKey: "team", tagValue: "school" }],
    },
  ],
});
