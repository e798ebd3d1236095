import { lookupFunctions } from "../../core/lookupFunctions";
import { defineResource } from "../../core/resource";
import { cdnRelay } from "./CdnRelay";
import { cloudRecording } from "./CloudRecording";
import { getCloudRecording as cloudRecordingLookup } from "./getCloudRecording";
import { streamIngest } from "./StreamIngest";
import { webRecording } from "./WebRecording";

export {
  CloudRecordingFormat,
  CloudRecordMode,
  RecordingSampleRate,
} from "./CloudRecording";
export { RecordingMediaId, RecordingRenderMode } from "./cloudRecordingLayout";
export { relayRegions } from "./regions";
export { RelayAudioCodec } from "./relayEncode";
export { MixLayoutMode } from "./relayLayout";
export { CloudRecordingVodFormat, CloudStorageVendor } from "./storage";
export { RecordingRoomIdType, RelayRoomIdType, StreamType } from "./streams";
export class CdnRelay extends defineResource(cdnRelay) {}
export class CloudRecording extends defineResource(cloudRecording) {}
export class StreamIngest extends defineResource(streamIngest) {}
export { EmulatedDevice, EmulatedOrientation, WebRecordingFormat } from "./WebRecording";
export class WebRecording extends defineResource(webRecording) {}
export const { get: getCloudRecording, output: getCloudRecordingOutput } =
  lookupFunctions(cloudRecordingLookup);
