import { defineResource } from "../../core/resource";
import { callback } from "./Callback";
import { documentTranscode } from "./DocumentTranscode";
import { onlineRecording } from "./OnlineRecording";
import { videoGeneration } from "./VideoGeneration";

export { CallbackEvent } from "./Callback";
export { CompressFileType, TranscodePriority, UnsupportedElement } from "./DocumentTranscode";
export { MixModel, StreamFillMode } from "./mixStream";
export { OnlineRecordExtra, OnlineRecordMode } from "./OnlineRecording";
export { GeneratedVideoType } from "./videoInfo";
export class Callback extends defineResource(callback) {}
export class DocumentTranscode extends defineResource(documentTranscode) {}
export class OnlineRecording extends defineResource(onlineRecording) {}
export class VideoGeneration extends defineResource(videoGeneration) {}
