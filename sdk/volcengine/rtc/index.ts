import { lookupFunctions } from "../../core/lookupFunctions";
import { defineResource } from "../../core/resource";
import { application } from "./Application";
import { businessId } from "./BusinessId";
import { callback } from "./Callback";
import { getApplications as applicationsLookup } from "./getApplications";
import { getBusinessIds as businessIdsLookup } from "./getBusinessIds";
import { getCdnRelay as cdnRelayLookup } from "./getCdnRelay";
import { getRecording as recordingLookup } from "./getRecording";
import { mixedCdnRelay } from "./MixedCdnRelay";
import { publicStream } from "./PublicStream";
import { recording } from "./Recording";
import { segment } from "./Segment";
import { singleCdnRelay } from "./SingleCdnRelay";
import { snapshot } from "./Snapshot";
import { streamIngest } from "./StreamIngest";
import { webcast } from "./Webcast";
import { whiteboardRecording } from "./WhiteboardRecording";

export { ApplicationStatus } from "./Application";
export { FrameInterpolationMode, MediaType, RecordMode } from "./control";
export { AudioProfile, VideoCodec } from "./encode";
export { ImageFormat } from "./imageConfig";
export { LayoutMode, RegionMediaType, RenderMode } from "./layout";
export { PushStreamMode, SeiContentMode, SeiPayloadType } from "./mixedRelayControl";
export { PublicStreamVideoCodec } from "./PublicStream";
export {
  CustomStorageVendor,
  SnapshotStorageType,
  StorageType,
  TosRegion,
  VodRegion,
  VodStorageClass,
} from "./storage";
export { StreamMediaType, StreamType } from "./streams";
export { TranscodeMode } from "./transcodeMode";
export class Application extends defineResource(application) {}
export class BusinessId extends defineResource(businessId) {}
export class Callback extends defineResource(callback) {}
export class MixedCdnRelay extends defineResource(mixedCdnRelay) {}
export class PublicStream extends defineResource(publicStream) {}
export class Recording extends defineResource(recording) {}
export class Segment extends defineResource(segment) {}
export class SingleCdnRelay extends defineResource(singleCdnRelay) {}
export class Snapshot extends defineResource(snapshot) {}
export class StreamIngest extends defineResource(streamIngest) {}
export class Webcast extends defineResource(webcast) {}
export class WhiteboardRecording extends defineResource(whiteboardRecording) {}
export const { get: getApplications, output: getApplicationsOutput } = lookupFunctions(applicationsLookup);
export const { get: getBusinessIds, output: getBusinessIdsOutput } = lookupFunctions(businessIdsLookup);
export const { get: getCdnRelay, output: getCdnRelayOutput } = lookupFunctions(cdnRelayLookup);
export const { get: getRecording, output: getRecordingOutput } = lookupFunctions(recordingLookup);
