export type {
  Mp4Payload,
  OutcomePayload,
  RecordedFile,
  RecorderStopPayload,
  RelayPayload,
  RoomEventInfo,
  TaskEventInfo,
  TrtcBody,
  TrtcEvent,
  TrtcEventInfo,
  TrtcEventInfos,
  VodCommitPayload,
  WebRecordingPayload,
} from "./events";
export { verifyCallback } from "./verifyCallback";
