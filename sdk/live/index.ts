import * as tencent from "./tencent";
import * as volcengine from "./volcengine";

export type { Clock } from "../core/clock";
export type { LiveAddress, PlaybackAddress } from "./address";
export { tencent, volcengine };
