import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { warning } from "../../../descriptor";

const room = {
  ...{ appId: "661e0000543cf", roomId: "Room1" },
  ...{ userId: "player", token: "canary-token" },
};
const size = { videoWidth: 1280, videoHeight: 720 };
const film = { streamUrl: "https://media.example.com/film.mp4", ...size };

/** A film that is encoded anew. */
const encoded: JsonObject = {
  ...room,
  businessId: "school",
  taskId: "film-1",
  maxIdleTime: 60,
  control: {
    ...film,
    mediaType: 0,
    streamMode: 0,
    frameRate: 30,
    bitrate: 2500,
    startTimeStamp: 0,
    loop: true,
  },
};

/** A stream that is passed on. */
const passedOn: JsonObject = {
  ...room,
  control: { streamUrl: "rtmp://live.example.com/live/canary-stream", mediaType: 2, streamMode: 1 },
};

/** volcengine.rtc.StreamIngest. */
export default describeType("volcengine/rtc:StreamIngest", {
  calls: {
    start: ["StartRelayStream"],
    update: ["UpdateRelayStream"],
    stop: ["StopRelayStream"],
    read: ["ListRelayStream"],
  },
  task: "streamIngest",
  inputs: { ...room, control: film },
  inPlace: (number) => ({ control: { ...film, frameRate: 1 + (number % 30) } }),
  replacing: [{ maxIdleTime: 60 }, { userId: "other" }, { control: { ...film, loop: true } }],
  exclusive: [
    {
      both: { taskId: "Task1" },
      second: { userId: "other" },
      says: 'the ingest "Task1" of room Room1',
    },
    { second: { taskId: "Task2" }, says: 'the user "player" in room Room1' },
  ],
  shared: { taskId: "Task1" },
  ends: [
    {
      by: (vendors) => vendors.setRoomIdle("Room1"),
      says: /the vendor gives no reason/,
      after: (vendors) => vendors.setRoomActive("Room1"),
    },
    { by: (vendors, id) => vendors.endTask(id, "limit"), says: /the vendor gives no reason/ },
  ],
  unknownStatus: 9,
  codes: {
    quota: ["FlowLimitExceeded.TaskNumberOverLimit"],
    forbidden: ["AccessDenied.ServiceNotEnabled", "InvalidParameter.NotExistAppId"],
  },
  differences: [
    { where: / TaskId: left out: vendor refuses, check accepts$/, reason: "the ingest's id is derived" },
    {
      where: /Control\.Bitrate: below zero: vendor accepts, check refuses$/,
      reason: "there is no such bitrate",
    },
    {
      where: /Control\.StartTimeStamp: below zero: vendor accepts, check refuses$/,
      reason: "it is a time since 1970",
    },
  ],
  full: [encoded, passedOn],
  rules: [
    warning(encoded, "appId", { appId: "661e0000543cf" }, { appId: "661e****543cf" }),
    warning(encoded, "businessId", { businessId: "school" }, { businessId: "12312312****2131djad" }),
  ],
});
