export { CdnRelay } from "./CdnRelay";
export { RelayAudioCodec } from "./encode";
export { MixLayoutMode } from "./layout";
export { relayRegions } from "./regions";
export { CloudStorageVendor } from "./storage";
export { RelayRoomIdType, StreamType } from "./streams";
