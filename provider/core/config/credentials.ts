import { isRecord } from "../../../sdk/core/isRecord";
import type { Credentials } from "../../http/pipeline";
import { type Places, profileTitle, variableTitle } from "./Places";
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
export function credentialsOf(places: Places, vendor: VendorName, profile: string | undefined): Credentials {
  const [first, ...others] = sourcesOf(places, vendor, profile);
  const source = [first, ...others].find(hasKeys) ?? first;
  const { id, key, token } = source.found;
  if (id !== undefined && key !== undefined) {
    for (const part of parts) unbroken(source.nameOf(part), source.found[part]);
    return { id, key, token };
  }
  const missing = id === undefined ? "id" : "key";
  const isSet = hasKeys(source) ? `${source.nameOf(id === undefined ? "key" : "id")} is set, but ` : "";
  throw new SettingError(
    `no ${vendors[vendor].label} credentials: ${isSet}${source.nameOf(missing)} is not set. What to do: ${source.remedy(missing)}`,
  );
}

/** All that is secret of the keys of a vendor, of its profiles too, wherever it is set. */
export function secretKeysOf(places: Places, vendor: VendorName): string[] {
  const { keys } = vendors[vendor];
  const profiles = Object.values(places.profiles(vendor));
  const found = [keys.key, keys.token].flatMap(({ config, variable, inFile }) => [
    places.config(`${vendor}:${config}`),
    places.variable(variable),
    valueInFile(places, vendor, inFile),
    ...profiles.map((profile) => (isRecord(profile) ? settingValue(profile[config]) : undefined)),
  ]);
  return found.filter((text) => text !== undefined);
}

function hasKeys({ found: { id, key } }: Source): boolean {
  return id !== undefined || key !== undefined;
}

/** Where the keys may be, the first place first. */
function sourcesOf(places: Places, vendor: VendorName, profile: string | undefined): [Source, ...Source[]] {
  const { keys, file } = vendors[vendor];
  if (profile !== undefined) {
    const read = places.profile(vendor, profile);
    const found = foundIn((part) => read(keys[part].config));
    const nameOf = (part: KeyPart) => `${keys[part].config} in ${profileTitle(vendor, profile)}`;
    return [{ found, nameOf, remedy: () => "add it to the profile" }];
  }
  const inConfig: Source = {
    found: foundIn((part) => places.config(`${vendor}:${keys[part].config}`)),
    nameOf: (part) => `${vendor}:${keys[part].config}`,
    remedy: (part) =>
      `\`pulumi config set --secret ${inConfig.nameOf(part)}\`${
        hasKeys(inConfig) ? `; ${onePlace}` : `, or set ${variableTitle(keys[part].variable)}`
      }`,
  };
  return [
    inConfig,
    {
      found: foundIn((part) => places.variable(keys[part].variable)),
      nameOf: (part) => variableTitle(keys[part].variable),
      remedy: () => `set it as well; ${onePlace}`,
    },
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
