import "./core/requireNode";
import * as layouts from "./layouts";
import * as media from "./media";
import * as tencent from "./tencent";
import * as volcengine from "./volcengine";

export { contracts } from "./contracts";
export type { Kind, Traits, WaitFor } from "./core/traits";
export { layouts, media, tencent, volcengine };
