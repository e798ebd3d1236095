import * as tencent from "./tencent";
import * as volcengine from "./volcengine";

export type { Clock } from "../core/clock";
export { CallbackRefused, type RefusalReason } from "./CallbackRefused";
export type { EventOf, KnownEvent, UnknownEvent } from "./event";
export type { JsonObject } from "./parseBody";
export type { CallbackHeaders, CallbackRequest, SignedRequest } from "./request";
export { type CallbackEvent, type CallbackTask, taskOf } from "./taskOf";
export { urnsOf } from "./urnsOf";
export { tencent, volcengine };
