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

  /** The profile of what names one, or else the stack's; undefined where neither is named. */
  profileOf(vendor: VendorName, named: string | undefined): string | undefined {
    if (named !== undefined) return named;
    const setting = `${vendor}:profile`;
    const name = unbroken(setting, this.config(setting));
    if (name === undefined || parseObject(name) === undefined) return name;
    throw new SettingError(
      `${setting} is an object, and no name of a profile (its value is not shown). What to do: set the object as ${setting}s`,
    );
  }

  /** Reads the configuration of a profile, or the stack's own, by the names that its vendor's settings have. */
  configured(vendor: VendorName, profile: string | undefined): ConfigReader {
    if (profile === undefined) return (key) => this.config(`${vendor}:${key}`);
    const settings = this.profiles(vendor)[profile];
    return (key) => (isRecord(settings) ? settingValue(settings[key]) : undefined);
  }

  /**
   * A setting that a profile takes from the stack where it has none of its own. Keys are none of these. `variable`: the
   * variable of the environment that has it as well.
   */
  setting(vendor: VendorName, named: string | undefined, key: string, variable?: string): string | undefined {
    const profile = this.profileOf(vendor, named);
    for (const owner of profile === undefined ? [undefined] : [profile, undefined]) {
      const configured = this.configured(vendor, owner)(key);
      if (configured !== undefined) return unbroken(settingTitle(vendor, owner, key), configured);
      const name = variable && variableFor(variable, owner);
      const found = name && this.variable(name);
      if (name && found) return unbroken(variableTitle(name), found);
    }
    return undefined;
  }
}

/** What messages call a setting of a profile, or of the stack. */
export function settingTitle(vendor: VendorName, profile: string | undefined, key: string): string {
  return profile === undefined ? `${vendor}:${key}` : `${key} in profile "${profile}" of ${vendor}:profiles`;
}

/** The variable of the environment that a profile has instead of the stack's: `TENCENTCLOUD_SECRET_ID_LIVE_2` of "live-2". */
export function variableFor(variable: string, profile: string | undefined): string {
  return profile === undefined
    ? variable
    : `${variable}_${profile.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "_")}`;
}

/** What messages call a variable of the environment. */
export function variableTitle(name: string): string {
  return `the environment variable ${name}`;
}
