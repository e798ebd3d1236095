import "../sdk/core/requireNode";
import type { dynamic } from "@pulumi/pulumi";
import { Adapter } from "./core/adapter";
import type { Host } from "./core/host";
import type { Lifecycle } from "./core/lifecycle";
import { systemHost } from "./systemHost";
import gmeRecording from "./tencent/gme/Recording";
import tiwCallback from "./tencent/tiw/Callback";
import tiwVideoGeneration from "./tencent/tiw/VideoGeneration";
import cdnRelay from "./tencent/trtc/CdnRelay";
import aigcVideoRedraw from "./tencent/vod/AigcVideoRedraw";
import subApplication from "./tencent/vod/SubApplication";
import volcengineRecording from "./volcengine/rtc/Recording";

/** How each resource type is carried out. */
export const lifecycles: readonly Lifecycle[] = [
  cdnRelay,
  gmeRecording,
  tiwVideoGeneration,
  tiwCallback,
  aigcVideoRedraw,
  subApplication,
  volcengineRecording,
];

/** The provider of one resource type on a host of the caller's: tests bring their own clock. */
export function createProvider(type: string, host: Host): dynamic.ResourceProvider {
  const lifecycle = lifecycles.find(({ contract }) => contract.type === type);
  if (lifecycle) return new Adapter(lifecycle, host);
  throw new Error(
    `pulumi-media-tasks has no resource type "${type}". What to do: install the version of the package that the state was written by, or a newer one`,
  );
}

/**
 * The frozen entry: the provider of a resource type. Every state names it, so its name, its argument and what it
 * returns stay as they are.
 */
export function of(type: string): dynamic.ResourceProvider {
  return createProvider(type, systemHost());
}
