import type { Site } from "../../../sdk/core/sites";
import type { Places } from "./Places";
import { SettingError } from "./SettingError";
import { type VendorName, vendors } from "./vendors";

/** The region that calls go to when the resource names none. A profile without one takes the stack's. */
export function configuredRegion(places: Places, vendor: VendorName, profile?: string): string | undefined {
  return places.setting(vendor, profile, "region", vendors[vendor].regionVariable);
}

/** The address of a vendor's services, with `{service}` where a service's name stands. */
export function endpointOf(places: Places, vendor: VendorName, profile?: string): string {
  const template =
    places.setting(vendor, profile, "endpoint") ??
    vendors[vendor].defaultEndpoint(configuredRegion(places, vendor, profile));
  const isAddress = /^https?:\/\/[^/]+\/?$/.test(template);
  if (isAddress && URL.canParse(template.replaceAll("{service}", "service"))) return template;
  throw new SettingError(
    `${vendor}:endpoint "${template}" is not an address without a path. What to do: use for example "https://{service}.tencentcloudapi.com" or "http://127.0.0.1:8790"`,
  );
}

/** Where the vendor serves what it serves in one region alone; undefined where an endpoint is configured, which wins. */
export function homeOf(places: Places, vendor: VendorName, profile?: string) {
  return places.setting(vendor, profile, "endpoint") === undefined ? vendors[vendor].home : undefined;
}

/** The vendor's site that calls go to; undefined where the endpoint is none of the vendor's own, as an emulator's. */
export function siteOf(places: Places, vendor: VendorName, profile?: string): Site | undefined {
  const { sites } = vendors[vendor];
  const host = endpointOf(places, vendor, profile)
    .toLowerCase()
    .replace(/^https?:\/\/|(:\d+)?\/?$/g, "");
  return (["international", "mainland"] as const).find((site) => sites?.[site].test(host));
}
