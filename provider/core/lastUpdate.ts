import { isKind, MediaError } from "../http/errors";
import { variableFor } from "./config/Places";
import { SettingError } from "./config/SettingError";
import type { Settings } from "./config/Settings";
import { type VendorName, vendors } from "./config/vendors";
import type { Session } from "./session";

/**
 * What a failure may be due to besides what it says, where the program does not run: refresh and destroy see the
 * stack's configuration as it was at the last update. Empty where that cannot be the cause.
 */
export function hintOfLastUpdate(error: unknown, { host, lifecycle, options, settings }: Session): string {
  if (host.run.hasProgram) return "";
  if (error instanceof SettingError) return hint("it");
  const { vendor } = lifecycle;
  const profile = settings.profileOf(vendor, options.profile);
  const what = concernOf(error);
  const names = what === undefined ? [] : configuredFor(what, settings, vendor, profile);
  if (names.length === 0) return "";
  if (what !== "keys") return hint(names.join(" or "));
  const { keys, file } = vendors[vendor];
  const variables = Object.values(keys).map(({ variable }) => variableFor(variable, profile));
  const places = [variables.join(", "), ...(profile === undefined ? [`~/${file.path}`] : [])];
  return `${hint(names.join(" or "))}. Keys that rotate or expire are better in ${places.join(", or ")}, which every run reads anew`;
}

function hint(what: string): string {
  return (
    ". Refresh and destroy use the configuration of the last `pulumi up`, which the state keeps: " +
    `if ${what} was changed since then, run \`pulumi up\` first, or pass --run-program`
  );
}

/** The settings that a failed call may be due to. */
function concernOf(error: unknown): "keys" | "address" | undefined {
  if (isKind(error, "auth", "forbidden")) return "keys";
  if (isKind(error, "network", "timeout", "malformed")) return "address";
  return error instanceof MediaError && error.code.startsWith("UnsupportedRegion") ? "address" : undefined;
}

/** The settings of an account that the stack's configuration gives, by name: its keys, or where calls go. */
function configuredFor(
  what: "keys" | "address",
  settings: Settings,
  vendor: VendorName,
  profile: string | undefined,
): string[] {
  const keys = Object.values(vendors[vendor].keys).map(({ config }) => config);
  const names = what === "keys" ? keys : ["endpoint", "region"];
  const setFor = (owner: string | undefined) =>
    names.filter((name) => settings.configured(vendor, owner)(name) !== undefined);
  const own = setFor(undefined).map((name) => `${vendor}:${name}`);
  if (profile === undefined) return own;
  const inProfile = setFor(profile).length > 0 ? [`${vendor}:profiles`] : [];
  return what === "keys" ? inProfile : [...own, ...inProfile];
}
