import type { Report } from "../../sdk/core/rules";
import type { Site } from "../../sdk/core/sites";
import type { Context } from "../core/lifecycle";

/** The regions that serve an API at each site. */
export type RegionsBySite<Region extends string> = Readonly<Record<Site, readonly Region[]>>;

type Configured = Pick<Context, "settings" | "options">;

/** The regions that serve an API at the site that calls go to; where that is not known, those of both. */
export function servedRegions<Region extends string>(
  { settings, options }: Configured,
  regions: RegionsBySite<Region>,
): readonly Region[] {
  const site = settings.site("tencentcloud", options.profile);
  return site === undefined ? [...new Set([...regions.international, ...regions.mainland])] : regions[site];
}

/** The region of the inputs, else of the configuration, if it is one of those that serve the API. */
export function apiRegion<Region extends string>(
  given: Region | undefined,
  context: Configured,
  regions: RegionsBySite<Region>,
): Region | undefined {
  if (given !== undefined) return given;
  const configured = context.settings.region("tencentcloud", context.options.profile);
  return servedRegions(context, regions).find((region) => region === configured);
}

/** Fails when no region is given that serves the API. */
export function needsRegion(
  given: string | undefined,
  context: Configured,
  regions: RegionsBySite<string>,
  report: Report,
): void {
  if (given !== undefined) return;
  const configured = context.settings.region("tencentcloud", context.options.profile);
  const served = servedRegions(context, regions);
  if (configured !== undefined && served.includes(configured)) return;
  report.failure(
    "region",
    configured === undefined
      ? "it is missing, and tencentcloud:region is not set either"
      : `it is missing, and tencentcloud:region is "${configured}", which does not serve this API`,
    `set it to one of ${served.join(", ")}`,
  );
}
