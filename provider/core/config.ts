import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Account, Credentials } from "../http/pipeline";
import { createRetryBudget } from "../http/retry";
import type { ProxySettings } from "../http/transport";
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
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined;
  return { httpProxy: read("HTTP_PROXY"), httpsProxy: read("HTTPS_PROXY"), noProxy: read("NO_PROXY") };
}

/** How one vendor names its settings. */
interface VendorNames {
  readonly label: string;
  readonly id: { config: string; environment: string };
  readonly key: { config: string; environment: string };
  readonly token: { config: string; environment: string };
  readonly regionEnvironment: string;
  readonly defaultEndpoint: (region: string | undefined) => string;
  /** Keys from the vendor's own credentials file. */
  readonly file: { path: string; read: (text: string) => Partial<Credentials> };
}

function iniValue(text: string, name: string): string | undefined {
  return new RegExp(`^\\s*${name}\\s*=\\s*(\\S+)\\s*$`, "m").exec(text)?.[1];
}

function readTencentFile(text: string): Partial<Credentials> {
  const id = iniValue(text, "secret_id");
  const key = iniValue(text, "secret_key");
  return { ...(id === undefined ? {} : { id }), ...(key === undefined ? {} : { key }) };
}

function readVolcengineFile(text: string): Partial<Credentials> {
  const content = parseObject(text);
  const id = content?.VOLC_ACCESSKEY;
  const key = content?.VOLC_SECRETKEY;
  return { ...(typeof id === "string" ? { id } : {}), ...(typeof key === "string" ? { key } : {}) };
}

const vendors: Readonly<Record<VendorName, VendorNames>> = {
  tencentcloud: {
    label: "Tencent Cloud",
    id: { config: "secretId", environment: "TENCENTCLOUD_SECRET_ID" },
    key: { config: "secretKey", environment: "TENCENTCLOUD_SECRET_KEY" },
    token: { config: "securityToken", environment: "TENCENTCLOUD_SECURITY_TOKEN" },
    regionEnvironment: "TENCENTCLOUD_REGION",
    defaultEndpoint: () => "https://{service}.intl.tencentcloudapi.com",
    file: { path: ".tencentcloud/credentials", read: readTencentFile },
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
    file: { path: ".volc/config", read: readVolcengineFile },
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

  /** The region that calls go to when the resource names none. */
  region(vendor: VendorName, profile?: string): string | undefined {
    return this.reader(vendor, profile)("region") ?? this.variable(vendors[vendor].regionEnvironment);
  }

  /** The account of a vendor: from the configuration, else the environment, else the vendor's credentials file. */
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
    found.push(names.file.read(this.surroundings.homeFile(names.file.path) ?? "").key);
    return found.filter((text) => typeof text === "string");
  }

  /** The secret keys of TRTC applications, as the JSON object that they are set as. */
  private appSecretKeys(): string | undefined {
    return this.config("tencentcloud:appSecretKeys") || this.variable("TENCENTCLOUD_APP_SECRET_KEYS");
  }

  private credentials(vendor: VendorName, profile: string | undefined): Credentials {
    const names = vendors[vendor];
    const read = this.reader(vendor, profile);
    const fromFile =
      profile === undefined ? names.file.read(this.surroundings.homeFile(names.file.path) ?? "") : {};
    const own = (name: { config: string; environment: string }) =>
      read(name.config) ?? (profile === undefined ? this.variable(name.environment) : undefined);
    const id = own(names.id) ?? fromFile.id;
    const key = own(names.key) ?? fromFile.key;
    if (id === undefined || key === undefined) {
      const missing = id === undefined ? names.id : names.key;
      const where =
        profile === undefined
          ? `${vendor}:${missing.config}`
          : `${missing.config} in profile "${profile}" of ${vendor}:profiles`;
      const flag = missing === names.key ? " --secret" : "";
      throw new UserError(
        profile === undefined
          ? `no ${names.label} credentials: ${where} is not set. What to do: \`pulumi config set${flag} ${where}\`, or set the environment variable ${missing.environment}`
          : `no ${names.label} credentials: ${where} is not set. What to do: add it to the profile`,
      );
    }
    return { id, key, token: own(names.token) };
  }

  private endpointTemplate(
    vendor: VendorName,
    region: string | undefined,
    profile: string | undefined,
  ): string {
    const names = vendors[vendor];
    const template = this.reader(vendor, profile)("endpoint") ?? names.defaultEndpoint(region);
    if (!/^https?:\/\/[^/]+\/?$/.test(template)) {
      throw new UserError(
        `${vendor}:endpoint "${template}" is not an address without a path. What to do: use for example "https://{service}.tencentcloudapi.com" or "http://127.0.0.1:8790"`,
      );
    }
    return template;
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
