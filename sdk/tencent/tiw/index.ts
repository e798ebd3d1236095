import { defineResource } from "../../core/resource";
import { application } from "./Application";
import { applicationConfig } from "./ApplicationConfig";
import { bucketConfig } from "./BucketConfig";
import { callback } from "./Callback";
import { onlineRecording } from "./OnlineRecording";
import { videoGeneration } from "./VideoGeneration";

export { CallbackEvent } from "./Callback";
export { MixModel, StreamFillMode } from "./mixStream";
export { OnlineRecordExtra, OnlineRecordMode } from "./OnlineRecording";
export { GeneratedVideoType } from "./videoInfo";
export { WhiteboardTask } from "./whiteboardTask";
export class Application extends defineResource(application) {}
export class ApplicationConfig extends defineResource(applicationConfig) {}
export class BucketConfig extends defineResource(bucketConfig) {}
export class Callback extends defineResource(callback) {}
export class OnlineRecording extends defineResource(onlineRecording) {}
export class VideoGeneration extends defineResource(videoGeneration) {}
