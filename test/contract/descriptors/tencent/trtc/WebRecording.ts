import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";

const page = { sdkAppId: 1400188366, recordUrl: "https://live.example.com/panel" };
const bucket = {
  vendor: 0,
  region: "ap-singapore",
  bucket: "panels-1250000000",
  accessKey: "canary-access-key",
  secretKey: "canary-secret-key",
};

/** In a bucket, and to a CDN. */
const pushed: JsonObject = {
  ...page,
  region: "ap-singapore",
  storageParams: {
    cloudStorage: {
      ...bucket,
      fileNamePrefix: ["panels", "2026"],
      endpointUrl: "https://storage.example.com",
    },
  },
  maxDurationLimit: 7200,
  webRecordVideoParams: { width: 1920, height: 1080, format: "mp4", maxMediaFileDuration: 60 },
  recordId: "panel",
  publishCdnParams: [{ publishCdnUrl: "rtmp://push.example.com/live/canary-key", isTencentCdn: 0 }],
  readyTimeout: 10,
};

/** In VOD, as a tablet shows it. */
const emulated: JsonObject = {
  ...page,
  storageParams: {
    cloudVod: {
      tencentVod: {
        procedure: "transcode",
        expireTime: 86400,
        storageRegion: "ap-singapore",
        classId: 1,
        subAppId: 1500000001,
        sessionContext: "panel",
        sourceContext: "recording",
        mediaType: 0,
        userDefineRecordId: "panel",
      },
    },
  },
  emulateMobileParams: { mobileDeviceType: 1, screenOrientation: 1 },
};

/** tencent.trtc.WebRecording. */
export default describeType("tencent/trtc:WebRecording", {
  calls: { start: ["StartWebRecord"], stop: ["StopWebRecord"], read: ["DescribeWebRecord"] },
  task: "webRecording",
  inputs: { ...page, storageParams: { cloudStorage: bucket } },
  replacing: [
    { recordUrl: "https://live.example.com/other" },
    { maxDurationLimit: 3600 },
    { storageParams: { cloudVod: { tencentVod: {} } } },
  ],
  exclusive: [{ both: { recordId: "panel" }, says: 'the record id "panel" of application 1400188366' }],
  shared: { recordId: "panel" },
  ends: [{ by: (vendors, id) => vendors.endTask(id, "limit"), says: /FailedOperation\.TaskNotExist/ }],
  unknownStatus: 7,
  codes: {
    throttled: ["ResourceInsufficient.RequestRejection"],
    forbidden: ["FailedOperation.NotAbility", "FailedOperation.SdkAppIdNotUnderAppId"],
  },
  freeTexts: [
    "storageParams.cloudVod.tencentVod.sessionContext",
    "storageParams.cloudVod.tencentVod.sourceContext",
  ],
  unread: [{ where: /\.endpointUrl$/, reason: "where the bucket is, which bucket and region say already" }],
  differences: [
    {
      where: /^StopWebRecord Region /,
      reason: "the vendor's page of it names no regions, and recordings are started in one only",
    },
    {
      where: /SdkAppId: (below zero|the lowest): vendor accepts, check refuses$/,
      reason: "no application has an id below 1",
    },
    {
      where: /(CloudStorage\.Vendor: the choice 1|rule on \S+\.vendor): vendor accepts, check refuses$/,
      reason:
        "the vendor's text allows COS alone; the structure is that of other recordings, and has S3, too",
    },
    {
      where: /(MediaType: the choice [24]|rule on \S+\.mediaType): vendor accepts, check refuses$/,
      reason:
        "pages are recorded as HLS or MP4; the emulator does not compare, as no code is documented for it",
    },
  ],
  full: [pushed, emulated],
});
