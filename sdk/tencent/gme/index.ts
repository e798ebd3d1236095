import { defineResource } from "../../core/resource";
import { recording } from "./Recording";

export { RecordMode } from "./Recording";
export class Recording extends defineResource(recording) {}
