export { Callback, CallbackEvent } from "./Callback";
export { MixModel, StreamFillMode } from "./mixStream";
export { GeneratedVideoType, VideoGeneration } from "./VideoGeneration";
