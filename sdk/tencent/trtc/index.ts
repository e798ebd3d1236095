export { CdnRelay, relayRegions } from "./CdnRelay";
export { RelayAudioCodec } from "./encode";
export { MixLayoutMode } from "./layout";
export { CloudStorageVendor } from "./storage";
export { RelayRoomIdType, StreamType } from "./streams";
