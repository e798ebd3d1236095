export { maxIdleTime } from "./maxIdleTime";
