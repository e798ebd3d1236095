import { aigcVideoRedraw } from "./aigcVideoRedraw";
import { callback } from "./callback";
import { cdnRelay } from "./cdnRelay";
import type { Examples } from "./example";
import { gmeRecording } from "./gmeRecording";
import { subApplication } from "./subApplication";
import { videoGeneration } from "./videoGeneration";
import { volcengineRecording } from "./volcengineRecording";

export type { Examples, RuleExample } from "./example";

const examples: Readonly<Record<string, Examples>> = {
  "tencent/trtc:CdnRelay": cdnRelay,
  "tencent/gme:Recording": gmeRecording,
  "tencent/tiw:VideoGeneration": videoGeneration,
  "tencent/tiw:Callback": callback,
  "tencent/vod:AigcVideoRedraw": aigcVideoRedraw,
  "tencent/vod:SubApplication": subApplication,
  "volcengine/rtc:Recording": volcengineRecording,
};

/** The examples of a resource type. */
export function examplesOf(type: string): Examples {
  const found = examples[type];
  if (found === undefined) throw new Error(`test/contract/examples has none of ${type}`);
  return found;
}
