import { isRecord } from "../../../sdk/core/isRecord";
import { once } from "./once";
import { SettingError } from "./SettingError";
import { parseObject, settingValue, unbroken } from "./settingValues";
import type { Surroundings } from "./surroundings";
import type { VendorName } from "./vendors";

/** Reads one key of the stack's configuration; secrets arrive decrypted. */
export type ConfigReader = (key: string) => string | undefined;

/** The places that settings stand in. Each value is read once: what changes later counts from the next run on. */
export class Places {
  /** A value of the stack's configuration. */
  readonly config: ConfigReader;
  /** A value of the environment. */
  readonly variable: ConfigReader;
  /** The content of a file in the user's home folder. */
  readonly homeFile: (path: string) => string | undefined;
  /** The user's home folder. */
  readonly home: string;
  /** The profiles of a vendor by name; none where they are no JSON object. */
  readonly profiles: (vendor: VendorName) => Readonly<Record<string, unknown>>;

  constructor(
    config: ConfigReader,
    /** What there is around the process. */
    readonly surroundings: Surroundings,
  ) {
    const { environment, home, homeFile } = surroundings;
    this.home = home;
    this.config = once((key) => settingValue(config(key)));
    this.variable = once((name) => settingValue(environment[name]));
    this.homeFile = once(homeFile);
    this.profiles = once((vendor) => {
      const text = this.config(`${vendor}:profiles`);
      return (text === undefined ? undefined : parseObject(text)) ?? {};
    });
  }

  /** Reads a profile by the names that its vendor's settings have. */
  profile(vendor: VendorName, name: string): ConfigReader {
    const profile = this.profiles(vendor)[name];
    if (isRecord(profile)) return (key) => settingValue(profile[key]);
    throw new SettingError(
      `there is no profile "${name}" in ${vendor}:profiles. What to do: set ${vendor}:profiles as a secret JSON object of profiles, or leave the profile out`,
    );
  }

  /** A setting that a profile takes from the stack where it has none of its own. Keys are none of these. */
  setting(vendor: VendorName, profile: string | undefined, key: string): string | undefined {
    const own = profile === undefined ? undefined : this.profile(vendor, profile)(key);
    return own === undefined
      ? unbroken(`${vendor}:${key}`, this.config(`${vendor}:${key}`))
      : unbroken(`${key} in ${profileTitle(vendor, profile)}`, own);
  }
}

/** What messages call a profile. */
export function profileTitle(vendor: VendorName, profile: string | undefined): string {
  return `profile "${profile}" of ${vendor}:profiles`;
}

/** What messages call a variable of the environment. */
export function variableTitle(name: string): string {
  return `the environment variable ${name}`;
}
