import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Site } from "../../sdk/core/sites";
import type { Account, Credentials } from "../http/pipeline";
import type { ProxySettings } from "../http/proxyFor";
import { createRetryBudget } from "../http/retry";
import { hasControlCharacter, isPlain } from "./blanks";
import { SettingError } from "./errors";
import { textsIn } from "./redact";
import { isRecord } from "./values";

/** The vendors, as their configuration namespaces are called. */
export type VendorName = "tencentcloud" | "volcengine";

/** Reads one key of the stack's configuration; secrets arrive decrypted. */
export type ConfigReader = (key: string) => string | undefined;

/** Where settings come from besides the stack's configuration. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /** The content of a file in the user's home folder, if it can be read. */
  readonly homeFile: (path: string) => string | undefined;
}

/** The process's own environment and home folder. */
export const systemSurroundings: Surroundings = {
  environment: process.env,
  home: homedir(),
  homeFile: (path) => {
    try {
      return readFileSync(join(homedir(), path), "utf8");
    } catch {
      return undefined;
    }
  },
};

/** The proxies that the environment names. */
export function proxySettings({ environment }: Surroundings): ProxySettings {
  const read = (upper: string) => {
    const names = [upper.toLowerCase(), upper];
    return names
      .map((name) => ({ name, value: (environment[name] ?? "").trim() }))
      .find(({ value }) => value !== "");
  };
  return { http: read("HTTP_PROXY"), https: read("HTTPS_PROXY"), noProxy: read("NO_PROXY")?.value };
}

/** How one vendor names its settings. */
interface VendorNames {
  readonly label: string;
  readonly id: { config: string; environment: string };
  readonly key: { config: string; environment: string };
  readonly token: { config: string; environment: string };
  readonly regionEnvironment: string;
  readonly defaultEndpoint: (region: string | undefined) => string;
  /** The hosts of the vendor's sites, where it has more than one. */
  readonly sites?: Readonly<Record<Site, RegExp>>;
  /** The vendor's own credentials file, what it calls the keys, and how they are read. */
  readonly file: { path: string; id: string; key: string; read: (text: string, name: string) => unknown };
}

/** A part of an account's keys. */
type Part = "id" | "key" | "token";

/** A place that may have keys. */
interface Source {
  readonly found: Partial<Credentials>;
  /** What a part is called there. */
  readonly nameOf: (part: Part) => string;
  /** How it is set there. */
  readonly remedy: (part: Part) => string;
}

const journalSetting = "pulumi-media-tasks:journal";

function variableName(name: string): string {
  return `the environment variable ${name}`;
}

function profileName(vendor: VendorName, profile: string | undefined): string {
  return `profile "${profile}" of ${vendor}:profiles`;
}

const onePlace = "id and key have to come from one place";

function credentialsFrom(read: (part: Part) => string | undefined): Partial<Credentials> {
  const parts: readonly Part[] = ["id", "key", "token"];
  const found = parts.map((part) => [part, read(part)]).filter(([, value]) => value !== undefined);
  return Object.fromEntries(found);
}

/** A setting without the blanks and line breaks around it, which files of CI systems have; empty ones are not set. */
function trimmed(value: unknown): string | undefined {
  return (typeof value === "string" && value.trim()) || undefined;
}

/** A setting in which no blank can be meant; the value is never shown. */
function unbroken(name: string, value: string): string {
  if (isPlain(value)) return value;
  throw new SettingError(
    `${name} has a blank, a line break or another character in it that cannot be there (its value is not shown). What to do: set it again, without`,
  );
}

function iniValue(text: string, name: string): string | undefined {
  return new RegExp(`^\\s*${name}[^\\S\\n]*=(.*)$`, "m").exec(text)?.[1];
}

function jsonValue(text: string, name: string): unknown {
  return parseObject(text)?.[name];
}

const vendors: Readonly<Record<VendorName, VendorNames>> = {
  tencentcloud: {
    label: "Tencent Cloud",
    id: { config: "secretId", environment: "TENCENTCLOUD_SECRET_ID" },
    key: { config: "secretKey", environment: "TENCENTCLOUD_SECRET_KEY" },
    token: { config: "securityToken", environment: "TENCENTCLOUD_SECURITY_TOKEN" },
    regionEnvironment: "TENCENTCLOUD_REGION",
    defaultEndpoint: () => "https://{service}.intl.tencentcloudapi.com",
    // A region may stand between the service and the rest.
    sites: {
      international: /\.intl\.tencentcloudapi\.com\.?$/,
      mainland: /(?<!\.intl)\.tencentcloudapi\.com\.?$/,
    },
    file: { path: ".tencentcloud/credentials", id: "secret_id", key: "secret_key", read: iniValue },
  },
  volcengine: {
    label: "Volcengine",
    id: { config: "accessKey", environment: "VOLCENGINE_ACCESS_KEY" },
    key: { config: "secretKey", environment: "VOLCENGINE_SECRET_KEY" },
    token: { config: "sessionToken", environment: "VOLCENGINE_SESSION_TOKEN" },
    regionEnvironment: "VOLCENGINE_REGION",
    defaultEndpoint: (region) =>
      region === undefined || region === "cn-north-1"
        ? "https://{service}.volcengineapi.com"
        : `https://open-${region}.volcengineapi.com`,
    file: { path: ".volc/config", id: "VOLC_ACCESSKEY", key: "VOLC_SECRETKEY", read: jsonValue },
  },
};

const vendorNames = Object.keys(vendors) as VendorName[];

/** Accounts are shared by all resources of the process: their rate limits and clocks are one. */
const accounts = new Map<string, Account>();

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return isRecord(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** The settings of one stack. */
export class Settings {
  constructor(
    private readonly config: ConfigReader,
    private readonly surroundings: Surroundings = systemSurroundings,
  ) {}

  /** The region that calls go to when the resource names none. A profile without one takes the stack's. */
  region(vendor: VendorName, profile?: string): string | undefined {
    const configured = this.setting(vendor, profile, "region");
    if (configured !== undefined) return configured;
    const variable = vendors[vendor].regionEnvironment;
    const value = this.variable(variable);
    return value === undefined ? undefined : unbroken(variableName(variable), value);
  }

  /** The vendor's site that calls go to; undefined where the endpoint is none of the vendor's own, as an emulator's. */
  site(vendor: VendorName, profile?: string): Site | undefined {
    const { sites } = vendors[vendor];
    const template = this.endpointTemplate(vendor, this.region(vendor, profile), profile);
    const host = template.toLowerCase().replace(/^https?:\/\/|(:\d+)?\/?$/g, "");
    return (["international", "mainland"] as const).find((site) => sites?.[site].test(host));
  }

  /** The account of a vendor: of a profile, or the stack's own. */
  account(vendor: VendorName, profile?: string): Account {
    const credentials = this.credentials(vendor, profile);
    const region = this.region(vendor, profile);
    const template = this.endpointTemplate(vendor, region, profile);
    const key = JSON.stringify([
      vendor,
      credentials.id,
      credentials.key,
      credentials.token,
      region,
      template,
    ]);
    const known = accounts.get(key);
    if (known) return known;
    const account: Account = {
      credentials,
      region,
      endpoint: (service) => template.replaceAll("{service}", service),
      budget: createRetryBudget(),
      clockOffset: 0,
    };
    accounts.set(key, account);
    return account;
  }

  /** The secret key of a TRTC application, by which sign-in signatures are made. */
  appSecretKey(sdkAppId: number): string | undefined {
    const text = this.appSecretKeys();
    if (text === undefined) return undefined;
    const keys = parseObject(text);
    if (!keys) {
      throw new SettingError(
        'tencentcloud:appSecretKeys is not a JSON object. What to do: set it as a secret, {"<SdkAppId>": "<secret key>"}',
      );
    }
    const key = trimmed(Object.entries(keys).find(([id]) => id.trim() === String(sdkAppId))?.[1]);
    return key === undefined
      ? undefined
      : unbroken(`the key of application ${sdkAppId} in tencentcloud:appSecretKeys`, key);
  }

  /** What the keys are called in the environment and in the vendor's file, for advice. */
  placesReadAnew(vendor: VendorName): string {
    const { id, key, token, file } = vendors[vendor];
    return `${id.environment}, ${key.environment}, ${token.environment}, or ~/${file.path}`;
  }

  /** The settings of an account that the stack's configuration gives, by name: its keys, or where calls go. */
  fromConfiguration(vendor: VendorName, profile: string | undefined, what: "keys" | "address"): string[] {
    const { id, key, token } = vendors[vendor];
    const profiles = `${vendor}:profiles`;
    if (what === "keys" && profile !== undefined) return [profiles];
    const names = what === "keys" ? [id.config, key.config, token.config] : ["endpoint", "region"];
    const set = names.map((name) => `${vendor}:${name}`).filter((name) => trimmed(this.config(name)));
    return profile === undefined ? set : [...set, profiles];
  }

  /** The folder of the journal of starts; undefined where the configuration switches it off. */
  journalFolder(): string | undefined {
    const configured = trimmed(this.config(journalSetting));
    if (configured === "off") return undefined;
    if (configured !== undefined) {
      if (!hasControlCharacter(configured)) return resolve(configured);
      throw new SettingError(
        `${journalSetting} has a line break or another control character in it. What to do: set it again, without`,
      );
    }
    const pulumiHome = this.variable("PULUMI_HOME") ?? join(this.surroundings.home, ".pulumi");
    return join(pulumiHome, "media-tasks", "journal");
  }

  /** Everything in the settings that must not be shown, of all vendors and profiles. */
  secrets(): string[] {
    const apps = this.appSecretKeys();
    return [
      ...vendorNames.flatMap((vendor) => this.secretsOf(vendor)),
      // Where it is not the object that it should be, all of it is taken for a key.
      ...(apps === undefined ? [] : textsIn(parseObject(apps) ?? apps)),
    ];
  }

  private secretsOf(vendor: VendorName): string[] {
    const names = vendors[vendor];
    const profiles = Object.values(parseObject(this.config(`${vendor}:profiles`) ?? "") ?? {});
    const found = [names.key, names.token].flatMap(({ config, environment }) => [
      this.config(`${vendor}:${config}`),
      this.variable(environment),
      ...profiles.map((profile) => (isRecord(profile) ? profile[config] : undefined)),
    ]);
    found.push(this.inFile(vendor, "key"));
    return found.flatMap((text) => trimmed(text) ?? []);
  }

  /** The secret keys of TRTC applications, as the JSON object that they are set as. */
  private appSecretKeys(): string | undefined {
    return (
      trimmed(this.config("tencentcloud:appSecretKeys")) ?? this.variable("TENCENTCLOUD_APP_SECRET_KEYS")
    );
  }

  /** Id, key and token are of one source: the first that has an id or a key. */
  private credentials(vendor: VendorName, profile: string | undefined): Credentials {
    const sources: [Source, ...Source[]] =
      profile === undefined ? this.sources(vendor) : [this.profileSource(vendor, profile)];
    const source =
      sources.find(({ found }) => found.id !== undefined || found.key !== undefined) ?? sources[0];
    const { id, key, token } = source.found;
    if (id !== undefined && key !== undefined) {
      for (const part of ["id", "key", "token"] as const) {
        const value = source.found[part];
        if (value !== undefined) unbroken(source.nameOf(part), value);
      }
      return { id, key, token };
    }
    const { label } = vendors[vendor];
    const missing = id === undefined ? "id" : "key";
    const isSet =
      id === undefined && key === undefined
        ? ""
        : `${source.nameOf(id === undefined ? "key" : "id")} is set, but `;
    throw new SettingError(
      `no ${label} credentials: ${isSet}${source.nameOf(missing)} is not set. What to do: ${source.remedy(missing)}`,
    );
  }

  /** Where the stack's own keys may be, the first place first. */
  private sources(vendor: VendorName): [Source, ...Source[]] {
    const names = vendors[vendor];
    const { file } = names;
    const configured = this.reader(vendor, undefined);
    const nameOf = (part: Part) => `${vendor}:${names[part].config}`;
    const setConfig = (part: Part) => `\`pulumi config set --secret ${nameOf(part)}\``;
    const inConfig = credentialsFrom((part) => configured(names[part].config));
    const nothing = inConfig.id === undefined && inConfig.key === undefined;
    return [
      {
        found: inConfig,
        nameOf,
        remedy: (part) =>
          nothing
            ? `${setConfig(part)}, or set the environment variable ${names[part].environment}`
            : `${setConfig(part)}; ${onePlace}`,
      },
      {
        found: credentialsFrom((part) => this.variable(names[part].environment)),
        nameOf: (part) => variableName(names[part].environment),
        remedy: () => `set it as well; ${onePlace}`,
      },
      {
        found: credentialsFrom((part) => (part === "token" ? undefined : this.inFile(vendor, part))),
        nameOf: (part) => `${part === "token" ? "the token" : file[part]} in ~/${file.path}`,
        remedy: () => `add it to the file; ${onePlace}`,
      },
    ];
  }

  private inFile(vendor: VendorName, part: "id" | "key"): string | undefined {
    const { file } = vendors[vendor];
    return trimmed(file.read(this.surroundings.homeFile(file.path) ?? "", file[part]));
  }

  private profileSource(vendor: VendorName, profile: string): Source {
    const names = vendors[vendor];
    const read = this.reader(vendor, profile);
    return {
      found: credentialsFrom((part) => read(names[part].config)),
      nameOf: (part) => `${names[part].config} in ${profileName(vendor, profile)}`,
      remedy: () => "add it to the profile",
    };
  }

  private endpointTemplate(
    vendor: VendorName,
    region: string | undefined,
    profile: string | undefined,
  ): string {
    const names = vendors[vendor];
    const template = this.setting(vendor, profile, "endpoint") ?? names.defaultEndpoint(region);
    const isAddress = /^https?:\/\/[^/]+\/?$/.test(template);
    if (!isAddress || !URL.canParse(template.replaceAll("{service}", "service"))) {
      throw new SettingError(
        `${vendor}:endpoint "${template}" is not an address without a path. What to do: use for example "https://{service}.tencentcloudapi.com" or "http://127.0.0.1:8790"`,
      );
    }
    return template;
  }

  /** A setting that a profile takes from the stack where it has none of its own. Keys are none of these. */
  private setting(vendor: VendorName, profile: string | undefined, name: string): string | undefined {
    const own = profile === undefined ? undefined : this.reader(vendor, profile)(name);
    if (own !== undefined) return unbroken(`${name} in ${profileName(vendor, profile)}`, own);
    const configured = this.reader(vendor, undefined)(name);
    return configured === undefined ? undefined : unbroken(`${vendor}:${name}`, configured);
  }

  /** Reads a vendor's settings, of a named profile or of the stack itself. */
  private reader(vendor: VendorName, profile: string | undefined): ConfigReader {
    if (profile === undefined) return (name) => trimmed(this.config(`${vendor}:${name}`));
    const text = this.config(`${vendor}:profiles`);
    const chosen = text === undefined ? undefined : parseObject(text)?.[profile];
    if (!isRecord(chosen)) {
      throw new SettingError(
        `there is no profile "${profile}" in ${vendor}:profiles. What to do: set ${vendor}:profiles as a secret JSON object of profiles, or leave lifecycle.profile out`,
      );
    }
    return (name) => trimmed(chosen[name]);
  }

  private variable(name: string): string | undefined {
    return trimmed(this.surroundings.environment[name]);
  }
}
