export { type EngineOptions, LocalEngine } from "./engine/localEngine";
export type { RunResult } from "./engine/stackRun";
export { startVendors, type Vendors, type VendorsOptions, VirtualClock } from "./vendors";
