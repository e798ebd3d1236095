import type { EventOf } from "../../event";

/** What all events of Volcengine RTC say. */
export interface RtcEventData {
  readonly AppId?: string;
  readonly BusinessId?: string;
  readonly RoomId?: string;
  readonly UserId?: string;
  readonly [name: string]: unknown;
}

/** An event of a task. */
export interface RtcTaskEventData extends RtcEventData {
  /** The task; ids are unique in a room of an application. */
  readonly TaskId?: string;
}

/** How something went. */
export interface RtcOutcomeData extends RtcTaskEventData {
  /** 0 success, 1 failure. */
  readonly Code?: number;
  /** What went wrong. */
  readonly ErrorMessage?: string;
}

/** What each event of Volcengine RTC says, by its EventType. https://www.volcengine.com/docs/6348/75124 */
export interface RtcEvents {
  /** A recording began, or could not. */
  RecordStarted: RtcOutcomeData;
  /** A recording ended, or failed. */
  RecordStopped: RtcOutcomeData;
  /** A push to a CDN began. */
  TranscodeStarted: RtcTaskEventData;
  /** A push to a CDN ended. */
  TranscodeStopped: RtcTaskEventData;
  /** A push to a CDN was changed. */
  TranscodeUpdated: RtcTaskEventData;
  /** A push to a CDN changed its state. */
  TranscodeStateChanged: RtcTaskEventData;
  /** Slices of audio or video. */
  SegmentRealTimeData: RtcTaskEventData;
  /** Pictures of streams. */
  SnapshotRealTimeData: RtcTaskEventData;
  /** A stream that is pulled into a room changed its state. */
  RelayStreamStateChanged: RtcTaskEventData;
  /** Somebody entered a room. */
  UserJoinRoom: RtcEventData;
  /** Somebody left a room. */
  UserLeaveRoom: RtcEventData;
  /** Somebody who is not seen entered a room. */
  InvisibleUserJoinRoom: RtcEventData;
  /** Somebody who is not seen left a room. */
  InvisibleUserLeaveRoom: RtcEventData;
  /** A room is over. */
  RoomDestroy: RtcEventData;
}

/** The body of a callback of Volcengine RTC. */
export interface RtcBody<Type, Data> {
  readonly EventType: Type;
  /** The text in EventData, parsed. */
  readonly EventData: Data;
  /** When it happened, in RFC 3339. */
  readonly EventTime?: string;
  /** The same for an event that is sent again. */
  readonly EventId?: string;
  readonly AppId?: string;
  readonly Version?: string;
  readonly Nonce?: string;
  readonly Signature?: string;
}

/** The types of events that are described above. */
export const rtcEventTypes = [
  "RecordStarted",
  "RecordStopped",
  "TranscodeStarted",
  "TranscodeStopped",
  "TranscodeUpdated",
  "TranscodeStateChanged",
  "SegmentRealTimeData",
  "SnapshotRealTimeData",
  "RelayStreamStateChanged",
  "UserJoinRoom",
  "UserLeaveRoom",
  "InvisibleUserJoinRoom",
  "InvisibleUserLeaveRoom",
  "RoomDestroy",
] as const satisfies readonly (keyof RtcEvents)[];

/** An event of Volcengine RTC; `type` tells which. */
export type RtcEvent = EventOf<
  "volcengine/rtc",
  { [Type in (typeof rtcEventTypes)[number]]: RtcBody<Type, RtcEvents[Type]> }
>;
