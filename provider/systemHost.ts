import { proxySettings } from "./core/config/proxySettings";
import { systemSurroundings } from "./core/config/surroundings";
import { createRun, type Host, namingLines, type Output } from "./core/host";
import { systemClock } from "./http/clock";
import { createRateLimit } from "./http/rateLimit";
import { createTransport } from "./http/transport";

let host: Host | undefined;

/** One host for the whole process: connections, rate limits and clocks are shared by all resources. */
export function systemHost(): Host {
  host ??= hostWith(
    namingLines({ info: (line) => console.log(line), warning: (line) => console.warn(line) }),
    { hasProviders: false },
  );
  return host;
}

/** A host on this machine whose lines go elsewhere. */
export function hostWith(output: Output, { hasProviders }: Pick<Host, "hasProviders">): Host {
  return {
    runtime: {
      clock: systemClock,
      transport: createTransport(systemClock, proxySettings(systemSurroundings)),
      rateLimit: createRateLimit(systemClock),
      random: Math.random,
    },
    surroundings: systemSurroundings,
    output,
    hasProviders,
    run: createRun(),
  };
}
