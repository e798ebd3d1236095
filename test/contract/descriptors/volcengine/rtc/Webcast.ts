import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { warning } from "../../../descriptor";

const room = {
  ...{ appId: "661e0000543cf", roomId: "Room1" },
  ...{ userId: "scores", sourceUrl: "https://live.example.com/scores?key=canary-page" },
};

/** Everything that a page can have. */
const full: JsonObject = {
  ...room,
  businessId: "school",
  taskId: "scores-1",
  maxRunningTime: 7200,
  videoSolutions: [
    { width: 1920, height: 1080, frameRate: 30, bitrate: 4000 },
    { width: 640, height: 360, frameRate: 15, bitrate: 800 },
  ],
  monitorConfig: { blankCheckInterval: 10, crashCheckInterval: 5, freezeCheckInterval: 30 },
  eventNotifyConfig: { enableEventNotify: true, startTimeout: 20 },
};

/** volcengine.rtc.Webcast. */
export default describeType("volcengine/rtc:Webcast", {
  calls: { start: ["StartWebcast"], stop: ["StopWebcast"], read: ["GetWebCastTask"] },
  task: "webcast",
  inputs: room,
  replacing: [
    { sourceUrl: "https://live.example.com/other" },
    { userId: "other" },
    { maxRunningTime: 60 },
    { videoSolutions: [{ width: 640, height: 360 }] },
  ],
  exclusive: [
    { both: { taskId: "Task1" }, second: { userId: "other" }, says: 'the webcast "Task1" of room Room1' },
    { second: { taskId: "Task2" }, says: 'the user "scores" in room Room1' },
  ],
  shared: { taskId: "Task1" },
  ends: [
    { by: (vendors, id) => vendors.endTask(id, "limit"), says: /^ExceedMaxRunningTime at / },
    { by: (vendors, id) => vendors.failTask(id), says: /^StartTaskFailed/ },
  ],
  unknownStatus: 9,
  codes: {
    quota: ["FlowLimitExceeded.TaskNumberOverLimit"],
    forbidden: ["AccessDenied.ServiceNotEnabled", "InvalidParameter.NotExistAppId"],
  },
  differences: [
    { where: / TaskId: left out: vendor refuses, check accepts$/, reason: "the webcast's id is derived" },
  ],
  full: [full],
  rules: [
    warning(full, "appId", { appId: "661e0000543cf" }, { appId: "661e****543cf" }),
    warning(full, "businessId", { businessId: "school" }, { businessId: "12312312****2131djad" }),
  ],
});
