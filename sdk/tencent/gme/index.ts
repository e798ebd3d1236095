export { Recording, RecordMode } from "./Recording";
