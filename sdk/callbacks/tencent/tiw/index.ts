export type {
  DocumentTranscode,
  DocumentTranscodeResult,
  TiwBody,
  TiwEvent,
  TiwEventData,
  WhiteboardPush,
  WhiteboardPushResult,
  WhiteboardRecording,
  WhiteboardRecordingResult,
  WhiteboardResult,
  WhiteboardRoomTask,
  WhiteboardTask,
} from "./events";
export { verifyCallback } from "./verifyCallback";
