import { proxySettings } from "./core/config/proxySettings";
import { systemSurroundings } from "./core/config/surroundings";
import { createRun, type Host } from "./core/host";
import { systemClock } from "./http/clock";
import { createRateLimit } from "./http/rateLimit";
import { createTransport } from "./http/transport";

let host: Host | undefined;

/** One host for the whole process: connections, rate limits and clocks are shared by all resources. */
export function systemHost(): Host {
  host ??= {
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
  return host;
}
