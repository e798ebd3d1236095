import "./core/requireNode";
import * as tencent from "./tencent";
import * as volcengine from "./volcengine";

export type { Kind, Traits, WaitFor } from "./core/traits";
export { tencent, volcengine };

const resources = [
  tencent.trtc.CdnRelay,
  tencent.gme.Recording,
  tencent.tiw.VideoGeneration,
  tencent.tiw.Callback,
  tencent.vod.AigcVideoRedraw,
  tencent.vod.SubApplication,
  volcengine.rtc.Recording,
] as const;

/** The contract of any resource of this package. */
export type AnyContract = (typeof resources)[number]["contract"];

/** What every resource of this package is, as data. */
export const contracts: readonly AnyContract[] = resources.map((resource) => resource.contract);
