import type { dynamic } from "@pulumi/pulumi";
import { Adapter, createRun, type Host } from "./core/adapter";
import { systemClock } from "./core/clock";
import { proxySettings, systemSurroundings } from "./core/config";
import type { Lifecycle } from "./core/lifecycle";
import { createRateLimit } from "./http/rateLimit";
import { createTransport } from "./http/transport";
import gmeRecording from "./tencent/gme/Recording";
import tiwCallback from "./tencent/tiw/Callback";
import tiwVideoGeneration from "./tencent/tiw/VideoGeneration";
import cdnRelay from "./tencent/trtc/CdnRelay";
import aigcVideoRedraw from "./tencent/vod/AigcVideoRedraw";
import subApplication from "./tencent/vod/SubApplication";
import volcengineRecording from "./volcengine/rtc/Recording";

/** How each resource type is carried out. */
const lifecycles: readonly Lifecycle[] = [
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

let systemHost: Host | undefined;

/** One host for the whole process: connections, rate limits and clocks are shared by all resources. */
function sharedHost(): Host {
  systemHost ??= {
    runtime: {
      clock: systemClock,
      transport: createTransport(systemClock, proxySettings(systemSurroundings)),
      rateLimit: createRateLimit(systemClock),
      random: Math.random,
    },
    surroundings: systemSurroundings,
    output: { info: (line) => console.log(line), warning: (line) => console.warn(line) },
    run: createRun(),
  };
  return systemHost;
}

/**
 * The frozen entry: the provider of a resource type. Every state names it, so its name, its argument and what it
 * returns stay as they are.
 */
export function of(type: string): dynamic.ResourceProvider {
  return createProvider(type, sharedHost());
}
