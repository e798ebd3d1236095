import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { warning } from "../../../descriptor";

const room: JsonObject = { appId: "661e0000543cf", roomId: "Room1" };
const accountId = "2100000089";

/** All streams, into TOS. */
const inTos: JsonObject = {
  ...room,
  businessId: "school",
  taskId: "pictures-1",
  imageConfig: { interval: 10, width: 1280, height: 720, format: 1 },
  maxIdleTime: 600,
  storageConfig: { type: 0, tosConfig: { accountId, region: 0, bucket: "pictures" } },
};

/** Some streams, into VOD. */
const inVod: JsonObject = {
  ...room,
  targetStreams: {
    streamList: [
      { index: 0, userId: "teacher", streamType: 0 },
      { index: 1, userId: "guest", streamType: 1 },
    ],
  },
  storageConfig: {
    type: 1,
    vodConfig: { accountId, region: 0, space: "pictures", storageClass: 1, autoSetFileExtension: true },
  },
};

const elsewhere: JsonObject = {
  ...room,
  storageConfig: {
    type: 2,
    customConfig: {
      vendor: 0,
      region: 8,
      bucket: "pictures",
      accessKey: "canary-access-key",
      secretKey: "canary-secret-key",
    },
  },
};

const inVeImageX: JsonObject = {
  ...room,
  storageConfig: { type: 3, veImageXConfig: { accountId, region: 0, serviceId: "pictures" } },
};

/** volcengine.rtc.Snapshot. */
export default describeType("volcengine/rtc:Snapshot", {
  calls: {
    start: ["StartSnapshot"],
    update: ["UpdateSnapshot"],
    stop: ["StopSnapshot"],
    read: ["GetSnapshotTask"],
  },
  task: "snapshot",
  inputs: {
    ...{ appId: "661e0000543cf", roomId: "Room1" },
    storageConfig: { tosConfig: { accountId, region: 0, bucket: "pictures" } },
  },
  inPlace: (number) => ({ imageConfig: { interval: 10 + (number % 500) } }),
  replacing: [{ maxIdleTime: 600 }],
  exclusive: [{ both: { taskId: "Task1" }, says: 'the snapshot task "Task1" of room Room1' }],
  shared: { taskId: "Task1" },
  ends: [
    {
      by: (vendors) => vendors.setRoomIdle("Room1"),
      says: /^IdleTimeOut at /,
      after: (vendors) => vendors.setRoomActive("Room1"),
    },
    { by: (vendors, id) => vendors.failTask(id), says: /^StartTaskFailed/ },
  ],
  unknownStatus: 9,
  codes: {
    quota: ["FlowLimitExceeded.TaskNumberOverLimit"],
    forbidden: ["AccessDenied.ServiceNotEnabled", "InvalidParameter.NotExistAppId"],
  },
  unread: [
    { where: /^imageConfig\.(width|height)$/, reason: "the size of single pictures, which are no video" },
  ],
  differences: [
    {
      where: / TaskId: left out: vendor refuses, check accepts$/,
      reason: "the task's id is derived",
    },
    {
      where: /StorageConfig\.\w+\.Region: a text for a number: vendor accepts, check refuses$/,
      reason: "recordings are documented so in an example, these are not",
    },
    {
      where:
        /(VeImageXConfig: left out|rule on storageConfig\.veImageXConfig): vendor accepts, check refuses$/,
      reason: "no page says that it is needed; without it, pictures have no place to go to",
    },
    {
      where: /VeImageXConfig\.Region: below zero: vendor accepts, check refuses$/,
      reason: "it numbers a region",
    },
  ],
  full: [inTos, inVod, elsewhere, inVeImageX],
  rules: [
    warning(inTos, "appId", { appId: "661e0000543cf" }, { appId: "661e****543cf" }),
    warning(inTos, "businessId", { businessId: "school" }, { businessId: "12312312****2131djad" }),
  ],
});
