import { defineResource } from "../../core/resource";
import { recording } from "./Recording";

export { FrameInterpolationMode, MediaType, RecordMode } from "./control";
export { AudioProfile, VideoCodec } from "./encode";
export { LayoutMode, RegionMediaType, RenderMode } from "./layout";
export { CustomStorageVendor, StorageType, TosRegion, VodRegion, VodStorageClass } from "./storage";
export { StreamType } from "./streams";
export class Recording extends defineResource(recording) {}
