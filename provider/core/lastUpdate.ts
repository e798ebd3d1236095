import type { Settings, VendorName } from "./config";
import { isKind, MediaError, SettingError } from "./errors";

/**
 * What a failure may be due to besides what it says, where the program does not run: refresh and destroy see the
 * stack's configuration as it was at the last update. Undefined where that cannot be the cause.
 */
export function hintOfLastUpdate(
  error: unknown,
  settings: Settings,
  { vendor, profile }: { readonly vendor: VendorName; readonly profile: string | undefined },
): string | undefined {
  if (error instanceof SettingError) return hint("it");
  const what = concernOf(error);
  const names = what === undefined ? [] : settings.fromConfiguration(vendor, profile, what);
  if (names.length === 0) return undefined;
  if (what !== "keys" || profile !== undefined) return hint(names.join(" or "));
  return `${hint(names.join(" or "))}. Keys that rotate or expire are better in ${settings.placesReadAnew(vendor)}, which every run reads anew`;
}

function hint(what: string): string {
  return (
    "Refresh and destroy use the configuration of the last `pulumi up`, which the state keeps: " +
    `if ${what} was changed since then, run \`pulumi up\` first, or pass --run-program`
  );
}

/** The settings that a failed call may be due to. */
function concernOf(error: unknown): "keys" | "address" | undefined {
  if (isKind(error, "auth", "forbidden")) return "keys";
  if (isKind(error, "network", "timeout", "malformed")) return "address";
  return error instanceof MediaError && error.code.startsWith("UnsupportedRegion") ? "address" : undefined;
}
