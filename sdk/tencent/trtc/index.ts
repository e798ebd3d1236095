import { defineResource } from "../../core/resource";
import { cdnRelay } from "./CdnRelay";
import { cloudRecording } from "./CloudRecording";

export {
  CloudRecordingFormat,
  CloudRecordingVodFormat,
  CloudRecordMode,
  RecordingRoomIdType,
  RecordingSampleRate,
} from "./CloudRecording";
export { RecordingMediaId, RecordingRenderMode } from "./cloudRecordingLayout";
export { relayRegions } from "./regions";
export { RelayAudioCodec } from "./relayEncode";
export { MixLayoutMode } from "./relayLayout";
export { CloudStorageVendor } from "./storage";
export { RelayRoomIdType, StreamType } from "./streams";
export class CdnRelay extends defineResource(cdnRelay) {}
export class CloudRecording extends defineResource(cloudRecording) {}
