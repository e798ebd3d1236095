import type { Account } from "../../http/pipeline";
import { createRetryBudget } from "../../http/retry";
import { credentialsOf } from "./credentials";
import { configuredRegion, endpointOf, homeOf } from "./endpoint";
import type { Places } from "./Places";
import type { Surroundings } from "./surroundings";
import type { VendorName } from "./vendors";

/** Accounts are shared by all resources of the process, which has one surroundings: their budgets and clocks are one. */
const accountsIn = new WeakMap<Surroundings, Map<string, Account>>();

/** The account of a vendor: of a profile, or the stack's own. */
export function accountOf(places: Places, vendor: VendorName, profile: string | undefined): Account {
  const credentials = credentialsOf(places, vendor, profile);
  const region = configuredRegion(places, vendor, profile);
  const template = endpointOf(places, vendor, profile);
  const home = homeOf(places, vendor, profile);
  const name = JSON.stringify([vendor, credentials, region, template, home]);
  const accounts = accountsIn.get(places.surroundings) ?? new Map<string, Account>();
  accountsIn.set(places.surroundings, accounts);
  const account: Account = accounts.get(name) ?? {
    credentials,
    region,
    endpoint: addressIn(template),
    home: home && { region: home.region, endpoint: addressIn(home.endpoint) },
    budget: createRetryBudget(),
    clockOffset: 0,
  };
  accounts.set(name, account);
  return account;
}

function addressIn(template: string): (service: string) => string {
  return (service) => template.replaceAll("{service}", service);
}
