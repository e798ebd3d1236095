import { appSecretKeyOf } from "../../provider/core/config/appSecretKeys";
import { configuredRegion } from "../../provider/core/config/endpoint";
import { parseObject } from "../../provider/core/config/settingValues";
import { type VendorName, vendors } from "../../provider/core/config/vendors";
import { UserError } from "../../provider/http/errors";
import { suggest } from "../../sdk/core/suggest";
import type { Circumstances } from "./Circumstances";
import { type Finding, findingsOf, partsOf } from "./Finding";
import { vendorNames } from "./vendorNames";

const { ok, warning, error } = findingsOf("settings");

/** The names of a vendor's settings. */
function settingsOf(vendor: VendorName): string[] {
  const keys = Object.values(vendors[vendor].keys).map(({ config }) => config);
  const own = vendor === "tencentcloud" ? ["appSecretKeys"] : [];
  return [...keys, ...own, "region", "endpoint", "profile", "profiles"].map((key) => `${vendor}:${key}`);
}

const known = [...vendorNames.flatMap(settingsOf), "pulumi-media-tasks:journal"];

/** The settings of the vendors and of the package: their names, and the values that can be read. */
export function checkSettings({ settings, names }: Circumstances): Finding[] {
  const ours = [...names].filter((name) => known.some((one) => one.split(":")[0] === name.split(":")[0]));
  const strays = ours
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = suggest(name, known);
      return warning(
        `there is no setting ${name}: it counts for nothing`,
        near === undefined ? "remove it" : `write ${near}, if that was meant`,
      );
    });
  const wrong = vendorNames.flatMap((vendor) => [
    ...refused(() => configuredRegion(settings, vendor)),
    ...profilesAreRefused(settings.config(`${vendor}:profiles`), vendor),
  ]);
  const found = [...strays, ...wrong, ...refused(() => appSecretKeyOf(settings, 0))];
  if (found.length > 0) return found;
  return [ok(ours.length === 0 ? "none of this package" : ours.sort().join(", "))];
}

function profilesAreRefused(text: string | undefined, vendor: VendorName): Finding[] {
  if (text === undefined || parseObject(text) !== undefined) return [];
  return [
    error(
      `${vendor}:profiles is not a JSON object (not shown)`,
      `set it as a secret JSON object of profiles, {"<name>": {…}}`,
    ),
  ];
}

/** What a reading of a setting fails with. */
function refused(read: () => unknown): Finding[] {
  try {
    read();
    return [];
  } catch (failure) {
    if (!(failure instanceof UserError)) throw failure;
    const { text, remedy } = partsOf(failure.message);
    return [error(text, remedy)];
  }
}
