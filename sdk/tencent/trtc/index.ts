import { defineResource } from "../../core/resource";
import { cdnRelay } from "./CdnRelay";

export { relayRegions } from "./regions";
export { RelayAudioCodec } from "./relayEncode";
export { MixLayoutMode } from "./relayLayout";
export { CloudStorageVendor } from "./storage";
export { RelayRoomIdType, StreamType } from "./streams";
export class CdnRelay extends defineResource(cdnRelay) {}
