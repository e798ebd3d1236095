import { defineResource } from "../../core/resource";
import { callback } from "./Callback";
import { videoGeneration } from "./VideoGeneration";

export { CallbackEvent } from "./Callback";
export { MixModel, StreamFillMode } from "./mixStream";
export { GeneratedVideoType } from "./VideoGeneration";
export class Callback extends defineResource(callback) {}
export class VideoGeneration extends defineResource(videoGeneration) {}
