import { credentialsOf } from "../../provider/core/config/credentials";
import { endpointOf, siteOf } from "../../provider/core/config/endpoint";
import { type VendorName, vendors } from "../../provider/core/config/vendors";
import { clockTolerance, readable } from "../../provider/http/clock";
import { type MediaError, UserError } from "../../provider/http/errors";
import { keysForTools } from "../../provider/keysForTools";
import { type Probe, probeVendor } from "../../provider/probeVendor";
import type { Circumstances } from "./Circumstances";
import { type Finding, findingsOf, partsOf } from "./Finding";
import { vendorNames } from "./vendorNames";

/** Requests are refused where the clocks differ by more, in milliseconds. */
const mostSkew = 5 * 60_000;

/** Endpoint, keys, clock and rate of each account that is configured: one signed call an account tells all of them. */
export async function checkVendors(circumstances: Circumstances): Promise<Finding[]> {
  const configured = vendorNames.filter((vendor) => isConfigured(vendor, circumstances));
  if (configured.length === 0) {
    const { error } = findingsOf("credentials");
    const remedy =
      "set the keys of the vendors that the program uses; docs/configuration.md lists the places";
    return [error("there are no keys of either vendor", remedy)];
  }
  const found: Finding[] = [];
  for (const vendor of configured)
    for (const profile of [undefined, ...Object.keys(circumstances.settings.profiles(vendor))])
      found.push(...(await checkAccount(vendor, profile, circumstances)));
  return found;
}

function isConfigured(vendor: VendorName, { settings, names }: Circumstances): boolean {
  const { keys, file } = vendors[vendor];
  return (
    [...names].some((name) => name.startsWith(`${vendor}:`)) ||
    Object.values(keys).some(({ variable }) => settings.variable(variable) !== undefined) ||
    settings.homeFile(file.path) !== undefined
  );
}

/** What findings call an account. */
function titleOf(vendor: VendorName, profile: string | undefined): string {
  const { label } = vendors[vendor];
  return profile === undefined ? label : `${label}, profile "${profile}"`;
}

async function checkAccount(
  vendor: VendorName,
  profile: string | undefined,
  circumstances: Circumstances,
): Promise<Finding[]> {
  const { host, settings } = circumstances;
  const title = titleOf(vendor, profile);
  const endpoint = findingsOf(`${title}: endpoint`);
  const credentials = findingsOf(`${title}: credentials`);
  const template = attempt(() => endpointOf(settings, vendor, profile));
  if (template instanceof UserError) {
    const { text, remedy } = partsOf(template.message);
    return [endpoint.error(text, remedy)];
  }
  const keys = attempt(() => credentialsOf(settings, vendor, profile));
  if (keys instanceof UserError) return [withoutKeys(keys, vendor, profile, circumstances)];
  const probe = await probeVendor(vendor, { host, settings, profile });
  const { failure } = probe;
  if (failure !== undefined && isOfTheWay(failure)) {
    const { text, remedy } = partsOf(failure.message);
    return [
      endpoint.error(text, remedy),
      credentials.warning("they were not tried", "mend the endpoint first"),
    ];
  }
  const where = siteOf(settings, vendor, profile);
  const site = where === undefined ? "" : ` (the ${where} site)`;
  return [
    isOpenToOthers(template)
      ? endpoint.warning(`${template} is not encrypted`, "use an https:// address")
      : endpoint.ok(`${template}${site}`),
    ofKeys(probe, title),
    ofClock(probe, title),
    ofRate(probe, title),
  ];
}

function attempt<Value>(read: () => Value): Value | UserError {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** Keys that only a run sees are no mistake, and cannot be tried here. */
function withoutKeys(
  failure: UserError,
  vendor: VendorName,
  profile: string | undefined,
  { stack, settings, names }: Circumstances,
): Finding {
  const { warning, error, ok } = findingsOf(`${titleOf(vendor, profile)}: credentials`);
  const { id, key } = vendors[vendor].keys;
  const encrypted = [id, key]
    .map(({ config }) => `${vendor}:${config}`)
    .filter((name) => stack?.encrypted.has(name));
  if (profile === undefined && encrypted.length > 0)
    return warning(
      `${encrypted.join(", ")} of stack ${stack?.stack} are encrypted, and were not tried`,
      `set the same keys in the environment to try them. ${keysForTools}`,
    );
  const profiles = Object.keys(settings.profiles(vendor));
  if (profile === undefined && (profiles.length > 0 || names.has(`${vendor}:profiles`)))
    return ok("none of the stack's own; its profiles have theirs");
  const { text, remedy } = partsOf(failure.message);
  return error(text, remedy);
}

/** Whether nothing that the vendor itself said came back. */
function isOfTheWay({ kind }: MediaError): boolean {
  return ["network", "timeout", "malformed", "unavailable"].includes(kind);
}

/** Whether what is sent can be read on its way to another machine. */
function isOpenToOthers(template: string): boolean {
  const { protocol, hostname } = new URL(template.replaceAll("{service}", "service"));
  return protocol === "http:" && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function ofKeys({ call, failure }: Probe, title: string): Finding {
  const { ok, error, warning } = findingsOf(`${title}: credentials`);
  if (failure?.kind === "throttled")
    return warning(`they were not tried: ${failure.summary}`, "run this command again later");
  const isOfAccount =
    failure?.kind === "forbidden" && /^Ip|^AuthFailure\.Un(RealName|supported)/.test(failure.code);
  if (failure?.kind === "auth" || isOfAccount) {
    const { text, remedy } = partsOf(failure.message);
    return error(text, remedy);
  }
  // What the vendor says of the rest of a call, it says after it has taken the signature.
  return failure?.kind === "forbidden"
    ? ok(`the vendor takes them; they may not call ${call}, which needs no more than that (${failure.code})`)
    : ok(`the vendor takes them (${call})`);
}

function ofClock({ skew }: Probe, title: string): Finding {
  const { ok, warning, error } = findingsOf(`${title}: clock`);
  if (skew === undefined)
    return warning(
      "the vendor's time is not known: its answer had no Date",
      "check whether a proxy removes it",
    );
  const text = `this machine's is ${readable(Math.abs(skew))} ${skew > 0 ? "behind" : "ahead of"} the vendor's`;
  const remedy = "set this machine's clock, by NTP for example";
  if (Math.abs(skew) > mostSkew)
    return error(`${text}, and the vendor refuses what differs by more than 5 min`, remedy);
  return Math.abs(skew) > clockTolerance ? warning(text, remedy) : ok(text);
}

function ofRate({ call, failure, refusals }: Probe, title: string): Finding {
  const { ok, warning, error } = findingsOf(`${title}: rate limit`);
  const remedy =
    "find out what else calls with the account's keys; deploy at other times, or with a lower --parallel; or ask the vendor to raise the limit";
  if (failure?.kind === "throttled") return error(`no room: ${failure.summary}`, remedy);
  return refusals > 0
    ? warning(`hardly any room: the vendor refused ${call} ${refusals} times before it took it`, remedy)
    : ok(`there is room: the vendor took ${call} at once`);
}
