import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { warning } from "../../../descriptor";

const room = {
  ...{ appId: "661e0000543cf", roomId: "Room1" },
  pushUrl: "rtmp://push.example.com/live/host?txSecret=canary-push",
};

/** The sound of a shared screen. */
const full: JsonObject = {
  ...room,
  businessId: "school",
  taskId: "host-1",
  stream: { userId: "host", streamType: 1 },
  control: { mediaType: 1, maxIdleTime: 3601 },
};

/** volcengine.rtc.SingleCdnRelay. */
export default describeType("volcengine/rtc:SingleCdnRelay", {
  calls: {
    start: ["StartPushSingleStreamToCDN"],
    stop: ["StopPushStreamToCDN"],
    read: ["GetPushSingleStreamToCDNTask"],
  },
  task: "singleCdnRelay",
  inputs: { ...room, stream: { userId: "host" } },
  replacing: [
    { pushUrl: "rtmp://push.example.com/live/other" },
    { stream: { userId: "guest" } },
    { control: { maxIdleTime: 60 } },
  ],
  exclusive: [
    {
      both: { taskId: "Task1" },
      second: { pushUrl: "rtmp://push.example.com/live/other" },
      says: 'the relay "Task1" of room Room1',
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
  derived: { Control: {} },
  differences: [
    { where: / TaskId: left out: vendor refuses, check accepts$/, reason: "the relay's id is derived" },
    {
      where: / Control: left out: vendor refuses, check accepts$/,
      reason: "it is sent empty then",
    },
  ],
  full: [full],
  rules: [
    warning(full, "appId", { appId: "661e0000543cf" }, { appId: "661e****543cf" }),
    warning(full, "businessId", { businessId: "school" }, { businessId: "12312312****2131djad" }),
  ],
});
