import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { warning } from "../../../descriptor";

const room = { appId: "661e0000543cf", roomId: "Room1", userId: "recorder" };

/** A page of one's own. */
const full: JsonObject = {
  ...room,
  businessId: "school",
  taskId: "board-1",
  sourceUrl: "https://live.example.com/board?key=canary-board",
};

/** volcengine.rtc.WhiteboardRecording. */
export default describeType("volcengine/rtc:WhiteboardRecording", {
  calls: { start: ["StartWBRecord"], stop: ["StopWBRecord"] },
  task: "whiteboardRecording",
  inputs: room,
  replacing: [{ userId: "other" }, { sourceUrl: "https://live.example.com/board" }],
  exclusive: [
    {
      both: { taskId: "Task1" },
      second: { userId: "other" },
      says: 'the whiteboard recording "Task1" of room Room1',
    },
    { second: { taskId: "Task2" }, says: 'the user "recorder" in room Room1' },
  ],
  shared: { taskId: "Task1" },
  codes: {
    quota: ["FlowLimitExceeded.TaskNumberOverLimit"],
    forbidden: ["AccessDenied.ServiceNotEnabled", "InvalidParameter.NotExistAppId"],
  },
  differences: [
    { where: / TaskId: left out: vendor refuses, check accepts$/, reason: "the recording's id is derived" },
  ],
  full: [full],
  rules: [
    warning(full, "appId", { appId: "661e0000543cf" }, { appId: "661e****543cf" }),
    warning(full, "businessId", { businessId: "school" }, { businessId: "12312312****2131djad" }),
  ],
});
