import { join, resolve } from "node:path";
import type { Site } from "../../../sdk/core/sites";
import type { Account } from "../../http/pipeline";
import { hasControlCharacter } from "../blanks";
import { accountOf } from "./account";
import { appSecretKeyOf, appSecretsIn } from "./appSecretKeys";
import { secretKeysOf } from "./credentials";
import { regionOf, siteOf } from "./endpoint";
import { once } from "./once";
import { type ConfigReader, Places } from "./Places";
import { SettingError } from "./SettingError";
import { type Surroundings, systemSurroundings } from "./surroundings";
import { type VendorName, vendors } from "./vendors";

const journalSetting = "pulumi-media-tasks:journal";

/** The settings of one stack, from its configuration to the next. */
export class Settings {
  private readonly places: Places;
  private readonly accounts = once((vendor: VendorName) =>
    once((profile: string | undefined) => accountOf(this.places, vendor, profile)),
  );
  private found: readonly string[] | undefined;

  constructor(
    config: ConfigReader,
    private readonly surroundings: Surroundings = systemSurroundings,
  ) {
    this.places = new Places(config, surroundings);
  }

  /** The region that calls go to when the resource names none. A profile without one takes the stack's. */
  region(vendor: VendorName, profile?: string): string | undefined {
    return regionOf(this.places, vendor, profile);
  }

  /** The vendor's site that calls go to; undefined where the endpoint is none of the vendor's own, as an emulator's. */
  site(vendor: VendorName, profile?: string): Site | undefined {
    return siteOf(this.places, vendor, profile);
  }

  /** The account of a vendor: of a profile, or the stack's own. */
  account(vendor: VendorName, profile?: string): Account {
    return this.accounts(vendor)(profile);
  }

  /** The secret key of a TRTC application, by which sign-in signatures are made. */
  appSecretKey(sdkAppId: number): string | undefined {
    return appSecretKeyOf(this.places, sdkAppId);
  }

  /** What the keys are called in the environment and in the vendor's file, for advice. */
  placesReadAnew(vendor: VendorName): string {
    const { keys, file } = vendors[vendor];
    return `${keys.id.variable}, ${keys.key.variable}, ${keys.token.variable}, or ~/${file.path}`;
  }

  /** The settings of an account that the stack's configuration gives, by name: its keys, or where calls go. */
  fromConfiguration(vendor: VendorName, profile: string | undefined, what: "keys" | "address"): string[] {
    const profiles = `${vendor}:profiles`;
    if (what === "keys" && profile !== undefined) return [profiles];
    const names =
      what === "keys"
        ? Object.values(vendors[vendor].keys).map(({ config }) => config)
        : ["endpoint", "region"];
    const set = names.map((name) => `${vendor}:${name}`).filter((name) => this.places.config(name));
    return profile === undefined ? set : [...set, profiles];
  }

  /** The folder of the journal of starts; undefined where the configuration switches it off. */
  journalFolder(): string | undefined {
    const configured = this.places.config(journalSetting);
    if (configured === "off") return undefined;
    if (configured !== undefined) {
      if (!hasControlCharacter(configured)) return resolve(configured);
      throw new SettingError(
        `${journalSetting} has a line break or another control character in it. What to do: set it again, without`,
      );
    }
    const pulumiHome = this.places.variable("PULUMI_HOME") ?? join(this.surroundings.home, ".pulumi");
    return join(pulumiHome, "media-tasks", "journal");
  }

  /** Everything in the settings that must not be shown, of all vendors and profiles. */
  secrets(): readonly string[] {
    this.found ??= [
      ...secretKeysOf(this.places, "tencentcloud"),
      ...secretKeysOf(this.places, "volcengine"),
      ...appSecretsIn(this.places),
    ];
    return this.found;
  }
}
