import type { Report } from "../../sdk/core/rules";
import type { Context } from "../core/lifecycle";

/** The region of the inputs, else of the configuration, if it is one of those that serve the API. */
export function apiRegion<Region extends string>(
  given: Region | undefined,
  { settings, options }: Pick<Context, "settings" | "options">,
  regions: readonly Region[],
): Region | undefined {
  if (given !== undefined) return given;
  const configured = settings.region("tencentcloud", options.profile);
  return regions.find((region) => region === configured);
}

/** Fails when no region is given that serves the API. */
export function needsRegion(
  given: string | undefined,
  { settings, options }: Pick<Context, "settings" | "options">,
  regions: readonly string[],
  report: Report,
): void {
  if (given !== undefined) return;
  const configured = settings.region("tencentcloud", options.profile);
  if (configured !== undefined && regions.includes(configured)) return;
  report.failure(
    "region",
    configured === undefined
      ? "it is missing, and tencentcloud:region is not set either"
      : `it is missing, and tencentcloud:region is "${configured}", which does not serve this API`,
    `set it to one of ${regions.join(", ")}`,
  );
}
