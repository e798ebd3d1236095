import { domainToASCII } from "node:url";
import { z } from "zod";

/** A setting that lists hosts: "push.example.com" is that host, "*.example.com" all below it. */
export const hostList = z.array(
  z.string().regex(/^(\*\.)?[^*\s/@]+$/, 'a host, for example "push.example.com", or "*.example.com"'),
);

/** The entry of a list that a host, as `readAddress` gives it, is found under. */
export function entryFor(host: string, hosts: readonly string[]): string | undefined {
  return hosts.find((entry) => {
    const below = entry.startsWith("*.");
    const name = (below ? entry.slice(2) : entry).toLowerCase();
    // An IPv6 address is no domain: it stays as it is.
    const listed = domainToASCII(name) || name;
    return below ? host.endsWith(`.${listed}`) : host === listed;
  });
}
