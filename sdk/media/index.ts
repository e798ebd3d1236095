export type {
  BucketStorage,
  CaptureLimits,
  CaptureRoom,
  CaptureStorage,
  CaptureTarget,
  CaptureVideo,
  RoomCaptureArgs,
  TencentRoom,
  TencentVodStorage,
  TosStorage,
  VolcengineRoom,
  VolcengineVodStorage,
} from "./captureArgs";
export { RoomCapture } from "./RoomCapture";
