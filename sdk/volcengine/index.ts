import * as live from "./live";
import * as rtc from "./rtc";

export { live, rtc };
