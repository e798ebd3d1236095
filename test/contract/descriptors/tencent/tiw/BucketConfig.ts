import { describeType } from "../../../describeType";

const inputs = {
  sdkAppId: 1400000001,
  taskType: "transcode",
  bucketName: "lessons-1250000000",
  bucketLocation: "ap-singapore",
  bucketPrefix: "pages",
  resultDomain: "files.example.com",
};

/** tencent.tiw.BucketConfig. */
export default describeType("tencent/tiw:BucketConfig", {
  calls: {
    start: ["ModifyWhiteboardBucketConfig"],
    update: ["ModifyWhiteboardBucketConfig"],
    read: ["DescribeWhiteboardApplicationConfig"],
  },
  inputs,
  inPlace: (number) => ({ bucketPrefix: `pages/${number}` }),
  replacing: [{ taskType: "recording" }, { sdkAppId: 1400000002 }],
  exclusive: [{ says: "the bucket of application 1400000001 for transcode" }],
  differences: [
    {
      where: /SdkAppId: below zero: vendor accepts, check refuses$/,
      reason: "no application has a negative id",
    },
  ],
  full: [{ ...inputs, region: "ap-singapore" }],
});
