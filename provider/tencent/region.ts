import type { Site } from "../../sdk/core/sites";
import { configuredRegion, siteOf } from "../core/config/endpoint";
import type { Context } from "../core/lifecycle";
import { UserError } from "../http/errors";

/** The regions that serve an API at each site. */
export type RegionsBySite<Region extends string> = Readonly<Record<Site, readonly Region[]>>;

/** What the region of a call is taken from. */
export type Configured = Pick<Context, "settings" | "options">;

/** The regions that serve an API at the site that calls go to; where that is not known, those of both. */
export function servedRegions<Region extends string>(
  { settings, options }: Configured,
  regions: RegionsBySite<Region>,
): readonly Region[] {
  const site = siteOf(settings, "tencentcloud", options.profile);
  return site === undefined ? [...new Set([...regions.international, ...regions.mainland])] : regions[site];
}

/** The region of the inputs, else of the configuration, which has to be one of those that serve the API. */
export function regionOf<Region extends string>(
  { region: given }: { readonly region?: Region | undefined },
  context: Configured,
  regions: RegionsBySite<Region>,
): Region {
  if (given !== undefined) return given;
  const configured = configuredRegion(context.settings, "tencentcloud", context.options.profile);
  const served = servedRegions(context, regions);
  const region = served.find((one) => one === configured);
  if (region !== undefined) return region;
  const what =
    configured === undefined
      ? "it is missing, and tencentcloud:region is not set either"
      : `it is missing, and tencentcloud:region is "${configured}", which does not serve this API`;
  throw new UserError(`region: ${what}. What to do: set it to one of ${served.join(", ")}.`);
}
