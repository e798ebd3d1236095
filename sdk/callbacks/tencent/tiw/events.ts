import type { EventOf } from "../../event";

/** What all events of whiteboards say. */
export interface WhiteboardTask {
  readonly TaskId?: string;
}

/** A task in a room. */
export interface WhiteboardRoomTask extends WhiteboardTask {
  readonly RoomId?: number;
  /** The IM group of the whiteboard. */
  readonly GroupId?: string;
}

/** A recording. https://www.tencentcloud.com/document/product/1176/55568 */
export interface WhiteboardRecording extends WhiteboardRoomTask {
  /** Who records in the room. */
  readonly RecordUserId?: string;
}

/** Why it ended, and what went wrong. */
export interface WhiteboardResult {
  /** "AUTO" nothing happened any more, "USER_CALL" stopped by its call, "EXCEPTION" it failed. */
  readonly FinishReason?: string;
  /** How often something went wrong. */
  readonly ExceptionCnt?: number;
  /** What went wrong in the end. */
  readonly Error?: { readonly Code?: string; readonly Message?: string };
}

/** The result of a recording; times in seconds since 1970. */
export interface WhiteboardRecordingResult extends WhiteboardRecording, WhiteboardResult {
  readonly RecordStartTime?: number;
  readonly RecordStopTime?: number;
  /** Length of the video, in the unit of the vendor's page. */
  readonly TotalTime?: number;
  /** The videos, as the vendor's page describes them. */
  readonly VideoInfos?: readonly unknown[];
  /** What was left out while it was paused, as the vendor's page describes it. */
  readonly OmittedDurations?: readonly unknown[];
}

/** A push of a whiteboard; times in seconds since 1970. https://www.tencentcloud.com/document/product/1176/55567 */
export interface WhiteboardPush extends WhiteboardRoomTask {
  /** Who pushes from the room. */
  readonly PushUserId?: string;
  readonly PushStartTime?: number;
}

/** The end of a push. */
export interface WhiteboardPushResult extends WhiteboardPush, WhiteboardResult {
  readonly PushStopTime?: number;
  /** The time of the IM messages at the first frame. */
  readonly IMSyncTime?: number;
}

/** A document. https://www.tencentcloud.com/document/product/1176/55566 */
export interface DocumentTranscode extends WhiteboardTask {
  /** Percent. */
  readonly Progress?: number;
  /** Width and height in pixels, as in "1024x768"; empty at first. */
  readonly Resolution?: string;
  readonly Title?: string;
  /** Number of pages; 0 at first. */
  readonly Pages?: number;
}

/** A transcoded document. */
export interface DocumentTranscodeResult extends DocumentTranscode {
  /** Where the pages are. */
  readonly ResultUrl?: string;
  /** What went wrong. */
  readonly Error?: { readonly Code?: string; readonly Message?: string };
}

/** What each event of whiteboards says, by its EventType. */
export interface TiwEventData {
  /** A recording began. */
  OnlineRecordStarted: WhiteboardRecording;
  /** A recording ended; its videos are not there yet. */
  OnlineRecordStopped: WhiteboardRecording;
  /** The videos of a recording are there. */
  OnlineRecordFinished: WhiteboardRecordingResult;
  /** A push began. */
  WhiteboardPushStarted: WhiteboardPush;
  /** A push ended. */
  WhiteboardPushStopped: WhiteboardPushResult;
  /** A document got further. */
  TranscodeProgressChanged: DocumentTranscode;
  /** A document is done, or failed. */
  TranscodeFinished: DocumentTranscodeResult;
}

/** The body of a callback of whiteboards. */
export interface TiwBody<Type, Data> {
  /** When it was sent, in seconds since 1970. */
  readonly Timestamp?: number;
  readonly SdkAppId?: number;
  /** When the signature ends, in seconds since 1970. */
  readonly ExpireTime?: number;
  readonly Sign?: string;
  readonly EventType: Type;
  readonly EventData: Data;
}

/** The types of events that are described above. */
export const tiwEventTypes = [
  "OnlineRecordStarted",
  "OnlineRecordStopped",
  "OnlineRecordFinished",
  "WhiteboardPushStarted",
  "WhiteboardPushStopped",
  "TranscodeProgressChanged",
  "TranscodeFinished",
] as const satisfies readonly (keyof TiwEventData)[];

/** An event of whiteboards; `type` tells which. */
export type TiwEvent = EventOf<
  "tencent/tiw",
  { [Type in (typeof tiwEventTypes)[number]]: TiwBody<Type, TiwEventData[Type]> }
>;
