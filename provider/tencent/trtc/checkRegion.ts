import type { Report } from "../../../sdk/core/rules";
import { regionsOfApplication } from "../../../sdk/tencent/trtc/regions";
import { type Configured, type RegionsBySite, regionOf, servedRegions } from "../region";

/**
 * Fails where no region that serves an API is given, and warns where it does not serve the application: the vendor
 * keeps applications apart by region, and tells by their numbers which serves which.
 */
export function checkRegion<Region extends string>(
  inputs: { readonly region?: Region | undefined; readonly sdkAppId: number },
  context: Configured,
  regions: RegionsBySite<Region>,
  report: Report,
): void {
  const { region: given, sdkAppId } = inputs;
  const region = regionOf(inputs, context, regions);
  const fitting = regionsOfApplication(sdkAppId);
  if (fitting === undefined || fitting.includes(region)) return;
  const served = servedRegions(context, regions).filter((one) => fitting.includes(one));
  report.warning(
    "region",
    `it is ${region}${given === undefined ? " (tencentcloud:region)" : ""}, and applications with such numbers (${sdkAppId}) are served by ${served.join(", ")}`,
    "use one of these, unless the vendor told you otherwise",
  );
}
