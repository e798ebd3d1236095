export { type Behaviour, type BehaviourOptions, behaviourWith } from "./behaviour";
export { type ClockOptions, VirtualClock } from "./clock";
export type { Fault, FaultMatch, FaultRule } from "./faults";
export type { Journal, JournalEntry } from "./journal";
export type { RoomState } from "./rooms";
export type { ServiceName, Vendor } from "./serviceName";
export type { Site } from "./site";
export { type Accounts, demoAccounts, startVendors, type Vendors, type VendorsOptions } from "./startVendors";
export type { EndReason, TaskView } from "./taskStore";
