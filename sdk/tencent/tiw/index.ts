import { lookupFunctions } from "../../core/lookupFunctions";
import { defineResource } from "../../core/resource";
import { application } from "./Application";
import { applicationConfig } from "./ApplicationConfig";
import { bucketConfig } from "./BucketConfig";
import { callback } from "./Callback";
import { documentTranscode } from "./DocumentTranscode";
import { getOnlineRecording as onlineRecordingLookup } from "./getOnlineRecording";
import { onlineRecording } from "./OnlineRecording";
import { videoGeneration } from "./VideoGeneration";
import { whiteboardPush } from "./WhiteboardPush";

export { CallbackEvent } from "./Callback";
export { CompressFileType, TranscodePriority, UnsupportedElement } from "./DocumentTranscode";
export { MixModel, StreamFillMode } from "./mixStream";
export { OnlineRecordExtra, OnlineRecordMode } from "./OnlineRecording";
export { GeneratedVideoType } from "./videoInfo";
export { TrtcEnterRoomMode } from "./WhiteboardPush";
export { WhiteboardTask } from "./whiteboardTask";
export class Application extends defineResource(application) {}
export class ApplicationConfig extends defineResource(applicationConfig) {}
export class BucketConfig extends defineResource(bucketConfig) {}
export class Callback extends defineResource(callback) {}
export class DocumentTranscode extends defineResource(documentTranscode) {}
export class OnlineRecording extends defineResource(onlineRecording) {}
export class VideoGeneration extends defineResource(videoGeneration) {}
export class WhiteboardPush extends defineResource(whiteboardPush) {}
export const { get: getOnlineRecording, output: getOnlineRecordingOutput } =
  lookupFunctions(onlineRecordingLookup);
