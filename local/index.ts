export { type EngineOptions, LocalEngine, type RunResult } from "./engine";
export { startVendors, type Vendors, type VendorsOptions, VirtualClock } from "./vendors";
