export type { ConfigReader } from "./Places";
export { proxySettings } from "./proxySettings";
export { Settings } from "./Settings";
export { type Surroundings, systemSurroundings } from "./surroundings";
export type { VendorName } from "./vendors";
