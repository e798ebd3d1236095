export type { VodBodies, VodEnvelope, VodEvent, VodFile, VodTask } from "./events";
export { verifyCallback } from "./verifyCallback";
