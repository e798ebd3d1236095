export type { GmeBody, GmeEvent, GmeFile } from "./events";
export { verifyCallback } from "./verifyCallback";
