import { describeType } from "../../../describeType";

const bucket = {
  sdkAppId: 1400000001,
  taskType: "recording",
  bucketName: "lessons-1250000000",
  bucketLocation: "ap-singapore",
  bucketPrefix: "boards",
  resultDomain: "files.example.com",
};
const inputs = {
  ...bucket,
  callback: "https://example.com/recordings",
  callbackKey: "callbackkey1",
};

/** tencent.tiw.ApplicationConfig. */
export default describeType("tencent/tiw:ApplicationConfig", {
  calls: {
    start: ["ModifyWhiteboardApplicationConfig"],
    update: ["ModifyWhiteboardApplicationConfig"],
    read: ["DescribeWhiteboardApplicationConfig"],
  },
  list: "Configs",
  inputs,
  inPlace: (number) => ({ bucketPrefix: `boards/${number}` }),
  replacing: [{ taskType: "transcode" }, { sdkAppId: 1400000002 }],
  exclusive: [{ says: "the bucket of application 1400000001 for recording" }],
  noInputs: [
    {
      where: /^ModifyWhiteboardApplicationConfig Configs$/,
      reason: "a resource is the configuration for one type of task",
    },
    {
      where: /^ModifyWhiteboardApplicationConfig Configs\.SdkAppId$/,
      reason: "the call names the application already",
    },
  ],
  differences: [
    {
      where: /SdkAppId: below zero: vendor accepts, check refuses$/,
      reason: "no application has a negative id",
    },
  ],
  full: [
    {
      ...inputs,
      region: "ap-singapore",
      callbackKey: "canary-callback-key",
      adminUserId: "administrator",
      adminUserSig: "canary-admin-sig",
    },
  ],
});
