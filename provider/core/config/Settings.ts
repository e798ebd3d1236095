import type { Account } from "../../http/pipeline";
import { accountOf } from "./account";
import { appSecretsIn } from "./appSecretKeys";
import { secretKeysOf } from "./credentials";
import { once } from "./once";
import { Places } from "./Places";
import type { VendorName } from "./vendors";

/** The settings of one stack, from its configuration to the next. */
export class Settings extends Places {
  readonly #accounts = once((vendor: VendorName) =>
    once((profile: string | undefined) => accountOf(this, vendor, profile)),
  );
  #secrets: readonly string[] | undefined;

  /** The account of a vendor: of a profile, or the stack's own. */
  account(vendor: VendorName, profile?: string): Account {
    return this.#accounts(vendor)(profile);
  }

  /** Everything in the settings that must not be shown, of all vendors and profiles. */
  secrets(): readonly string[] {
    this.#secrets ??= [
      ...secretKeysOf(this, "tencentcloud"),
      ...secretKeysOf(this, "volcengine"),
      ...appSecretsIn(this),
    ];
    return this.#secrets;
  }
}
