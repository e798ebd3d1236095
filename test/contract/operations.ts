import type { JsonObject } from "../../local/vendors/json";

/** An action of a vendor, and the resource that calls it. */
export interface Operation {
  readonly service: "trtc" | "gme" | "tiw" | "vod" | "volcengineRtc";
  readonly action: string;
  readonly type: string;
  /** The action that makes what this one needs; its answer's members go into the body. */
  readonly start?: string;
  /** Parameters that the provider fills itself: no program sets them. */
  readonly own?: JsonObject;
  /** Parameters, by path, that the provider derives where the inputs leave them out. */
  readonly derived?: JsonObject;
  /** What the inputs have to be for this action to be called. */
  readonly inputs?: JsonObject;
}

const relay = "tencent/trtc:CdnRelay";
const voice = "tencent/gme:Recording";
const redraw = "tencent/vod:AigcVideoRedraw";
const application = "tencent/vod:SubApplication";
const recording = "volcengine/rtc:Recording";

const callbacks: readonly (readonly [event: string, kind: string])[] = [
  ["recording", "OnlineRecord"],
  ["videoGeneration", "VideoGenerationTask"],
  ["transcode", "Transcode"],
  ["whiteboardPush", "WhiteboardPush"],
];

/** Every action behind the resources. */
export const operations: readonly Operation[] = [
  {
    service: "trtc",
    action: "StartPublishCdnStream",
    type: relay,
    derived: { "AgentParams.UserId": "derived" },
  },
  {
    service: "trtc",
    action: "UpdatePublishCdnStream",
    type: relay,
    start: "StartPublishCdnStream",
    own: { TaskId: "", SequenceNumber: 1 },
    derived: { "AgentParams.UserId": "derived" },
  },
  {
    service: "trtc",
    action: "StopPublishCdnStream",
    type: relay,
    start: "StartPublishCdnStream",
    own: { TaskId: "" },
    derived: { "AgentParams.UserId": "derived" },
  },
  { service: "gme", action: "StartRecord", type: voice },
  { service: "gme", action: "ModifyRecordInfo", type: voice, start: "StartRecord", own: { TaskId: 0 } },
  { service: "gme", action: "StopRecord", type: voice, start: "StartRecord", own: { TaskId: 0 } },
  { service: "gme", action: "DescribeRecordInfo", type: voice, start: "StartRecord", own: { TaskId: 0 } },
  { service: "gme", action: "DescribeTaskInfo", type: voice },
  { service: "tiw", action: "CreateVideoGenerationTask", type: "tencent/tiw:VideoGeneration" },
  {
    service: "tiw",
    action: "DescribeVideoGenerationTask",
    type: "tencent/tiw:VideoGeneration",
    start: "CreateVideoGenerationTask",
    own: { TaskId: "" },
  },
  ...callbacks.flatMap(([event, kind]) =>
    [`Set${kind}Callback`, `Set${kind}CallbackKey`, `Describe${kind}Callback`].map(
      (action): Operation => ({ service: "tiw", action, type: "tencent/tiw:Callback", inputs: { event } }),
    ),
  ),
  { service: "vod", action: "CreateAigcVideoRedrawTask", type: redraw },
  {
    service: "vod",
    action: "DescribeTaskDetail",
    type: redraw,
    start: "CreateAigcVideoRedrawTask",
    own: { TaskId: "" },
  },
  // The provider looks for its own job, by time and page by page.
  {
    service: "vod",
    action: "DescribeTasks",
    type: redraw,
    own: {
      CreateTime: { After: "2026-01-15T12:00:00Z" },
      FinishTime: {},
      FileId: "",
      Status: "FINISH",
      Sort: { Field: "CreateTime", Order: "Asc" },
      Limit: 100,
      ScrollToken: "",
    },
  },
  {
    service: "vod",
    action: "ManageTask",
    type: redraw,
    start: "CreateAigcVideoRedrawTask",
    own: { TaskId: "", OperationType: "Abort" },
  },
  { service: "vod", action: "CreateSubAppId", type: application },
  {
    service: "vod",
    action: "ModifySubAppIdInfo",
    type: application,
    start: "CreateSubAppId",
    own: { SubAppId: 0 },
  },
  {
    service: "vod",
    action: "ModifySubAppIdStatus",
    type: application,
    start: "CreateSubAppId",
    own: { SubAppId: 0 },
  },
  // The provider reads the whole list, page by page.
  {
    service: "vod",
    action: "DescribeSubAppIds",
    type: application,
    own: { Name: "archive", Tags: [], Offset: 0, Limit: 200 },
  },
  { service: "volcengineRtc", action: "StartRecord", type: recording, derived: { TaskId: "derived" } },
  {
    service: "volcengineRtc",
    action: "UpdateRecord",
    type: recording,
    start: "StartRecord",
    derived: { TaskId: "derived" },
  },
  {
    service: "volcengineRtc",
    action: "StopRecord",
    type: recording,
    start: "StartRecord",
    derived: { TaskId: "derived" },
  },
  {
    service: "volcengineRtc",
    action: "GetRecordTask",
    type: recording,
    start: "StartRecord",
    derived: { TaskId: "derived" },
  },
];
