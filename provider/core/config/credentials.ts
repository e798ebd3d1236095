import { isRecord } from "../../../sdk/core/isRecord";
import type { Credentials } from "../../http/pipeline";
import { type Places, settingTitle, variableFor, variableTitle } from "./Places";
import { SettingError } from "./SettingError";
import { settingValue, unbroken } from "./settingValues";
import { type KeyPart, type VendorName, vendors } from "./vendors";

/** A place that may have keys. */
interface Source {
  readonly found: Partial<Credentials>;
  /** What a part is called there. */
  readonly nameOf: (part: KeyPart) => string;
  /** How it is set there. */
  readonly remedy: (part: KeyPart) => string;
}

const parts: readonly KeyPart[] = ["id", "key", "token"];
const onePlace = "id and key have to come from one place";

/** The keys of a profile, or the stack's own. Id, key and token are of one source: the first that has an id or a key. */
export function credentialsOf(places: Places, vendor: VendorName, named: string | undefined): Credentials {
  const profile = places.profileOf(vendor, named);
  if (named === undefined && profile !== undefined) refuseOwnKeys(places, vendor);
  const [first, ...others] = sourcesOf(places, vendor, profile);
  const source = [first, ...others].find(hasKeys) ?? first;
  const { id, key, token } = source.found;
  if (id !== undefined && key !== undefined) {
    for (const part of parts) unbroken(source.nameOf(part), source.found[part]);
    return { id, key, token };
  }
  if (profile !== undefined && !hasKeys(source) && !isRecord(places.profiles(vendor)[profile]))
    throw noProfile(vendor, profile);
  const missing = id === undefined ? "id" : "key";
  const isSet = hasKeys(source) ? `${source.nameOf(id === undefined ? "key" : "id")} is set, but ` : "";
  throw new SettingError(
    `no ${vendors[vendor].label} credentials: ${isSet}${source.nameOf(missing)} is not set. What to do: ${source.remedy(missing)}`,
  );
}

function noProfile(vendor: VendorName, profile: string): SettingError {
  const { keys } = vendors[vendor];
  const [id, key] = [keys.id, keys.key].map(({ variable }) => variableFor(variable, profile));
  return new SettingError(
    `there is no profile "${profile}" in ${vendor}:profiles, and no ${id} in the environment. What to do: set ${id} and ${key} there, or ${vendor}:profiles as a secret JSON object of profiles, or leave the profile out`,
  );
}

/** All that is secret of the keys of a vendor, of its profiles too, wherever it is set. */
export function secretKeysOf(places: Places, vendor: VendorName): string[] {
  const { keys } = vendors[vendor];
  const profiles = Object.values(places.profiles(vendor));
  const variables = Object.keys(places.surroundings.environment);
  const found = [keys.key, keys.token].flatMap(({ config, variable, inFile }) => [
    places.config(`${vendor}:${config}`),
    ...variables.filter((name) => name === variable || name.startsWith(`${variable}_`)).map(places.variable),
    valueInFile(places, vendor, inFile),
    ...profiles.map((profile) => (isRecord(profile) ? settingValue(profile[config]) : undefined)),
  ]);
  return found.filter((text) => text !== undefined);
}

function hasKeys({ found: { id, key } }: Source): boolean {
  return id !== undefined || key !== undefined;
}

/** The stack's own keys would be those of another account than that of the profile that it names. */
function refuseOwnKeys(places: Places, vendor: VendorName): void {
  const { id, key } = vendors[vendor].keys;
  const own = [id, key].map(({ config }) => `${vendor}:${config}`).find((name) => places.config(name));
  if (own === undefined) return;
  throw new SettingError(
    `${own} and ${vendor}:profile are both set, and each names an account. What to do: remove one of them`,
  );
}

/** Where the keys may be, the first place first. */
function sourcesOf(places: Places, vendor: VendorName, profile: string | undefined): [Source, ...Source[]] {
  const { keys, file } = vendors[vendor];
  const configured = places.configured(vendor, profile);
  const variableOf = (part: KeyPart) => variableFor(keys[part].variable, profile);
  const inConfig: Source = {
    found: foundIn((part) => configured(keys[part].config)),
    nameOf: (part) => settingTitle(vendor, profile, keys[part].config),
    remedy: (part) => {
      const set =
        profile === undefined
          ? `\`pulumi config set --secret ${inConfig.nameOf(part)}\``
          : "add it to the profile";
      return `${set}${hasKeys(inConfig) ? `; ${onePlace}` : `, or set ${variableTitle(variableOf(part))}`}`;
    },
  };
  const inVariables: Source = {
    found: foundIn((part) => places.variable(variableOf(part))),
    nameOf: (part) => variableTitle(variableOf(part)),
    remedy: () => `set it as well; ${onePlace}`,
  };
  if (profile !== undefined) return [inConfig, inVariables];
  return [
    inConfig,
    inVariables,
    {
      found: foundIn((part) => valueInFile(places, vendor, keys[part].inFile)),
      nameOf: (part) => `${keys[part].inFile} in ~/${file.path}`,
      remedy: () => `add it to the file; ${onePlace}`,
    },
  ];
}

function foundIn(read: (part: KeyPart) => string | undefined): Partial<Credentials> {
  return Object.fromEntries(parts.map((part) => [part, read(part)]));
}

function valueInFile(places: Places, vendor: VendorName, name: string | undefined): string | undefined {
  const { path, read } = vendors[vendor].file;
  const text = name === undefined ? undefined : places.homeFile(path);
  return name === undefined || text === undefined ? undefined : settingValue(read(text, name));
}
