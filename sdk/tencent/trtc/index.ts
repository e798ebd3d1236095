import { defineResource } from "../../core/resource";
import { cdnRelay } from "./CdnRelay";

export { RelayAudioCodec } from "./encode";
export { MixLayoutMode } from "./layout";
export { relayRegions } from "./regions";
export { CloudStorageVendor } from "./storage";
export { RelayRoomIdType, StreamType } from "./streams";
export class CdnRelay extends defineResource(cdnRelay) {}
