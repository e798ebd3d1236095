import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { warning } from "../../../descriptor";

const room: JsonObject = { appId: "661e0000543cf", roomId: "Room1" };
const accountId = "2100000089";

/** All streams, into TOS. */
const inTos: JsonObject = {
  ...room,
  businessId: "school",
  taskId: "slices-1",
  identifier: "lesson-7",
  handle: false,
  duration: 30,
  maxIdleTime: 600,
  control: { align: true, ignoreSilence: true, mixed: true, redundantDuration: 3000 },
  storageConfig: { type: 0, tosConfig: { accountId, region: 0, bucket: "slices" } },
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
    vodConfig: { accountId, region: 0, space: "slices", storageClass: 1, autoSetFileExtension: true },
  },
};

const elsewhere: JsonObject = {
  ...room,
  storageConfig: {
    type: 2,
    customConfig: {
      vendor: 0,
      region: 8,
      bucket: "slices",
      accessKey: "canary-access-key",
      secretKey: "canary-secret-key",
    },
  },
};

/** volcengine.rtc.Segment. */
export default describeType("volcengine/rtc:Segment", {
  calls: {
    start: ["StartSegment"],
    update: ["UpdateSegment"],
    stop: ["StopSegment"],
    read: ["GetSegmentTask"],
  },
  task: "segment",
  inputs: {
    ...{ appId: "661e0000543cf", roomId: "Room1" },
    storageConfig: { tosConfig: { accountId, region: 0, bucket: "slices" } },
  },
  inPlace: (number) => ({ duration: 30 + (number % 500) }),
  replacing: [{ maxIdleTime: 600 }],
  exclusive: [
    { both: { taskId: "Task1" }, says: 'the segment task "Task1" of room Room1' },
    {
      both: { identifier: "lesson" },
      second: { roomId: "Room2" },
      says: 'the files "lesson…" in bucket slices',
    },
  ],
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
    {
      where: /^control\.redundantDuration$/,
      reason: "a slice begins with it, and is that much longer than it is said to be",
    },
  ],
  noInputs: [
    {
      where: /^StartSegment StorageConfig\.VeImageXConfig/,
      reason: "it stores snapshots, not slices, and its type is not offered",
    },
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
      where: /StorageConfig\.Type: the choice 3: vendor accepts, check refuses$/,
      reason: "the page says that veImageX takes snapshots only",
    },
    {
      where: /Control\.RedundantDuration: below zero: vendor accepts, check refuses$/,
      reason: "it is a time",
    },
  ],
  full: [inTos, inVod, elsewhere],
  rules: [
    warning(inTos, "appId", { appId: "661e0000543cf" }, { appId: "661e****543cf" }),
    warning(inTos, "businessId", { businessId: "school" }, { businessId: "12312312****2131djad" }),
  ],
});
