import { isKind, MediaError } from "../http/errors";
import { SettingError } from "./config/SettingError";
import type { Session } from "./session";

/**
 * What a failure may be due to besides what it says, where the program does not run: refresh and destroy see the
 * stack's configuration as it was at the last update. Empty where that cannot be the cause.
 */
export function hintOfLastUpdate(error: unknown, { host, lifecycle, options, settings }: Session): string {
  if (host.run.hasProgram) return "";
  if (error instanceof SettingError) return hint("it");
  const { vendor } = lifecycle;
  const { profile } = options;
  const what = concernOf(error);
  const names = what === undefined ? [] : settings.fromConfiguration(vendor, profile, what);
  if (names.length === 0) return "";
  if (what !== "keys" || profile !== undefined) return hint(names.join(" or "));
  return `${hint(names.join(" or "))}. Keys that rotate or expire are better in ${settings.placesReadAnew(vendor)}, which every run reads anew`;
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
