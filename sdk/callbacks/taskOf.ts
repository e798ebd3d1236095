import { isRecord } from "../core/isRecord";
import type { GmeEvent } from "./tencent/gme";
import type { TiwEvent } from "./tencent/tiw";
import type { TrtcEvent } from "./tencent/trtc";
import type { VodEvent } from "./tencent/vod";
import type { RtcEvent } from "./volcengine/rtc";

/** An event of any service. */
export type CallbackEvent = TrtcEvent | TiwEvent | GmeEvent | VodEvent | RtcEvent;

/** The task that an event is about. */
export interface CallbackTask {
  /** The type of its resource, for example "tencent/trtc:CdnRelay". A version of this package may have none yet. */
  readonly type: string;
  /** The vendor's id of the task: `taskId` of the resource. Long ones are digits. */
  readonly taskId: string;
  /** Where the id is unique, for vendors that take the same id in two places. */
  readonly within: { readonly appId?: string; readonly roomId?: string };
}

/** The resources whose tasks TRTC reports, by EventGroupId. */
const trtcTypes: Readonly<Record<string, string>> = {
  3: "tencent/trtc:CloudRecording",
  4: "tencent/trtc:CdnRelay",
  7: "tencent/trtc:StreamIngest",
  8: "tencent/trtc:WebRecording",
};

/** The resources whose tasks the others report, by what the EventType begins with. */
const typesByName: readonly (readonly [start: string, type: string])[] = [
  ["tencent/tiw OnlineRecord", "tencent/tiw:OnlineRecording"],
  ["tencent/tiw WhiteboardPush", "tencent/tiw:WhiteboardPush"],
  ["tencent/tiw Transcode", "tencent/tiw:DocumentTranscode"],
  // No page names these events: taken for them are those that are called as the vendor's calls are.
  ["tencent/tiw VideoGeneration", "tencent/tiw:VideoGeneration"],
  ["volcengine/rtc Record", "volcengine/rtc:Recording"],
  ["volcengine/rtc Transcode", "volcengine/rtc:MixedCdnRelay"],
  ["volcengine/rtc Segment", "volcengine/rtc:Segment"],
  ["volcengine/rtc Snapshot", "volcengine/rtc:Snapshot"],
  ["volcengine/rtc RelayStream", "volcengine/rtc:StreamIngest"],
];

function typeOf({ service, body }: CallbackEvent): string | undefined {
  if (service === "tencent/gme") return "tencent/gme:Recording";
  if (service === "tencent/trtc") return trtcTypes[String(body.EventGroupId)];
  const name = `${service} ${body.EventType}`;
  return typesByName.find(([start]) => name.startsWith(start))?.[1];
}

function textIn(value: unknown, name: string): string | undefined {
  const part = isRecord(value) ? value[name] : undefined;
  return typeof part === "string" || typeof part === "number" ? String(part) : undefined;
}

/**
 * The task that an event is about; undefined for events of rooms, users and files, which no resource is. Events that
 * no page describes are taken for those of the tasks that their group or name says.
 */
export function taskOf(event: CallbackEvent): CallbackTask | undefined {
  const type = typeOf(event);
  const body: unknown = event.body;
  const data = isRecord(body) ? (body.EventInfo ?? body.EventData ?? body) : undefined;
  const taskId = textIn(data, "TaskId") ?? textIn(data, "TaskID");
  if (type === undefined || taskId === undefined || taskId === "") return undefined;
  const [appId, roomId] =
    event.service === "volcengine/rtc" ? [textIn(body, "AppId"), textIn(data, "RoomId")] : [];
  return {
    type,
    taskId,
    within: { ...(appId === undefined ? {} : { appId }), ...(roomId === undefined ? {} : { roomId }) },
  };
}
