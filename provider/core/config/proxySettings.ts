import type { ProxySettings } from "../../http/proxyFor";
import type { Surroundings } from "./surroundings";

/** The proxies that the environment names. */
export function proxySettings({ environment }: Surroundings): ProxySettings {
  const read = (upper: string) =>
    [upper.toLowerCase(), upper]
      .map((name) => ({ name, value: (environment[name] ?? "").trim() }))
      .find(({ value }) => value !== "");
  return { http: read("HTTP_PROXY"), https: read("HTTPS_PROXY"), noProxy: read("NO_PROXY")?.value };
}
