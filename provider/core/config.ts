import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Site } from "../../sdk/core/sites";
import type { Account, Credentials } from "../http/pipeline";
import type { ProxySettings } from "../http/proxyFor";
import { createRetryBudget } from "../http/retry";
import { UserError } from "./errors";
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
    return names.map((name) => ({ name, value: environment[name] ?? "" })).find(({ value }) => value !== "");
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

/** A place that may have keys. */
interface Source {
  readonly found: Partial<Credentials>;
  /** What the id or the key is called there. */
  readonly nameOf: (part: "id" | "key") => string;
  /** How it is set there. */
  readonly remedy: (part: "id" | "key") => string;
}

const onePlace = "id and key have to come from one place";

function credentialsFrom(read: (part: "id" | "key" | "token") => unknown): Partial<Credentials> {
  const parts = ["id", "key", "token"] as const;
  const found = parts.map((part) => [part, read(part)]).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(found);
}

function iniValue(text: string, name: string): string | undefined {
  return new RegExp(`^\\s*${name}\\s*=\\s*(\\S+)\\s*$`, "m").exec(text)?.[1];
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
    return this.setting(vendor, profile, "region") ?? this.variable(vendors[vendor].regionEnvironment);
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
      throw new UserError(
        'tencentcloud:appSecretKeys is not a JSON object. What to do: set it as a secret, {"<SdkAppId>": "<secret key>"}',
      );
    }
    const key = keys[String(sdkAppId)];
    return typeof key === "string" ? key : undefined;
  }

  /** The folder of the journal of starts; undefined where the configuration switches it off. */
  journalFolder(): string | undefined {
    const configured = this.config("pulumi-media-tasks:journal") || undefined;
    if (configured === "off") return undefined;
    if (configured !== undefined) return resolve(configured);
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
    return found.filter((text) => typeof text === "string");
  }

  /** The secret keys of TRTC applications, as the JSON object that they are set as. */
  private appSecretKeys(): string | undefined {
    return this.config("tencentcloud:appSecretKeys") || this.variable("TENCENTCLOUD_APP_SECRET_KEYS");
  }

  /** Id, key and token are of one source: the first that has an id or a key. */
  private credentials(vendor: VendorName, profile: string | undefined): Credentials {
    const sources: [Source, ...Source[]] =
      profile === undefined ? this.sources(vendor) : [this.profileSource(vendor, profile)];
    const source =
      sources.find(({ found }) => found.id !== undefined || found.key !== undefined) ?? sources[0];
    const { id, key, token } = source.found;
    if (id !== undefined && key !== undefined) return { id, key, token };
    const { label } = vendors[vendor];
    const missing = id === undefined ? "id" : "key";
    const isSet =
      id === undefined && key === undefined
        ? ""
        : `${source.nameOf(id === undefined ? "key" : "id")} is set, but `;
    throw new UserError(
      `no ${label} credentials: ${isSet}${source.nameOf(missing)} is not set. What to do: ${source.remedy(missing)}`,
    );
  }

  /** Where the stack's own keys may be, the first place first. */
  private sources(vendor: VendorName): [Source, ...Source[]] {
    const names = vendors[vendor];
    const { file } = names;
    const configured = this.reader(vendor, undefined);
    const nameOf = (part: "id" | "key") => `${vendor}:${names[part].config}`;
    const setConfig = (part: "id" | "key") =>
      `\`pulumi config set${part === "key" ? " --secret" : ""} ${nameOf(part)}\``;
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
        nameOf: (part) => `the environment variable ${names[part].environment}`,
        remedy: () => `set it as well; ${onePlace}`,
      },
      {
        found: credentialsFrom((part) => (part === "token" ? undefined : this.inFile(vendor, part))),
        nameOf: (part) => `${file[part]} in ~/${file.path}`,
        remedy: () => `add it to the file; ${onePlace}`,
      },
    ];
  }

  private inFile(vendor: VendorName, part: "id" | "key"): unknown {
    const { file } = vendors[vendor];
    return file.read(this.surroundings.homeFile(file.path) ?? "", file[part]);
  }

  private profileSource(vendor: VendorName, profile: string): Source {
    const names = vendors[vendor];
    const read = this.reader(vendor, profile);
    return {
      found: credentialsFrom((part) => read(names[part].config)),
      nameOf: (part) => `${names[part].config} in profile "${profile}" of ${vendor}:profiles`,
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
    if (!/^https?:\/\/[^/]+\/?$/.test(template)) {
      throw new UserError(
        `${vendor}:endpoint "${template}" is not an address without a path. What to do: use for example "https://{service}.tencentcloudapi.com" or "http://127.0.0.1:8790"`,
      );
    }
    return template;
  }

  /** A setting that a profile takes from the stack where it has none of its own. Keys are none of these. */
  private setting(vendor: VendorName, profile: string | undefined, name: string): string | undefined {
    return this.reader(vendor, profile)(name) ?? this.reader(vendor, undefined)(name);
  }

  /** Reads a vendor's settings, of a named profile or of the stack itself. */
  private reader(vendor: VendorName, profile: string | undefined): ConfigReader {
    if (profile === undefined) return (name) => this.config(`${vendor}:${name}`) || undefined;
    const text = this.config(`${vendor}:profiles`);
    const chosen = text === undefined ? undefined : parseObject(text)?.[profile];
    if (!isRecord(chosen)) {
      throw new UserError(
        `there is no profile "${profile}" in ${vendor}:profiles. What to do: set ${vendor}:profiles as a secret JSON object of profiles, or leave lifecycle.profile out`,
      );
    }
    return (name) => {
      const value = chosen[name];
      return typeof value === "string" && value !== "" ? value : undefined;
    };
  }

  private variable(name: string): string | undefined {
    return this.surroundings.environment[name] || undefined;
  }
}
