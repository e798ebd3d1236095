export { FrameInterpolationMode, MediaType, RecordMode } from "./control";
export { AudioProfile, VideoCodec } from "./encode";
export { LayoutMode, RegionMediaType, RenderMode } from "./layout";
export { Recording } from "./Recording";
export { CustomStorageVendor, StorageType, TosRegion, VodRegion, VodStorageClass } from "./storage";
export { StreamType } from "./streams";
