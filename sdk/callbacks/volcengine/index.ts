import * as rtc from "./rtc";

export { rtc };
