import type { Site } from "../../../sdk/core/sites";
import { parseObject } from "./settingValues";

/** The vendors, as their configuration namespaces are called. */
export type VendorName = "tencentcloud" | "volcengine";

/** A part of an account's keys. */
export type KeyPart = "id" | "key" | "token";

/** What a part of the keys is called in each place; files have no token. */
interface KeyNames {
  readonly config: string;
  readonly variable: string;
  readonly inFile?: string;
}

/** How one vendor names its settings. */
interface Vendor {
  readonly label: string;
  readonly keys: Readonly<Record<KeyPart, KeyNames>>;
  /** The vendor's own credentials file in the home folder, and how a name is looked up in it. */
  readonly file: { readonly path: string; readonly read: (text: string, name: string) => unknown };
  readonly regionVariable: string;
  readonly defaultEndpoint: (region: string | undefined) => string;
  /** Where the vendor serves what it serves in one region alone. */
  readonly home?: { readonly region: string; readonly endpoint: string };
  /** The hosts of the vendor's sites, where it has more than one. */
  readonly sites?: Readonly<Record<Site, RegExp>>;
}

const volcengineHome = { region: "cn-north-1", endpoint: "https://{service}.volcengineapi.com" } as const;

/** All vendors. */
export const vendors: Readonly<Record<VendorName, Vendor>> = {
  tencentcloud: {
    label: "Tencent Cloud",
    keys: {
      id: { config: "secretId", variable: "TENCENTCLOUD_SECRET_ID", inFile: "secret_id" },
      key: { config: "secretKey", variable: "TENCENTCLOUD_SECRET_KEY", inFile: "secret_key" },
      token: { config: "securityToken", variable: "TENCENTCLOUD_SECURITY_TOKEN" },
    },
    file: {
      path: ".tencentcloud/credentials",
      read: (text, name) => new RegExp(`^\\s*${name}[^\\S\\n]*=(.*)$`, "m").exec(text)?.[1],
    },
    regionVariable: "TENCENTCLOUD_REGION",
    defaultEndpoint: () => "https://{service}.intl.tencentcloudapi.com",
    // A region may stand between the service and the rest.
    sites: {
      international: /\.intl\.tencentcloudapi\.com\.?$/,
      mainland: /(?<!\.intl)\.tencentcloudapi\.com\.?$/,
    },
  },
  volcengine: {
    label: "Volcengine",
    keys: {
      id: { config: "accessKey", variable: "VOLCENGINE_ACCESS_KEY", inFile: "VOLC_ACCESSKEY" },
      key: { config: "secretKey", variable: "VOLCENGINE_SECRET_KEY", inFile: "VOLC_SECRETKEY" },
      token: { config: "sessionToken", variable: "VOLCENGINE_SESSION_TOKEN" },
    },
    file: { path: ".volc/config", read: (text, name) => parseObject(text)?.[name] },
    regionVariable: "VOLCENGINE_REGION",
    defaultEndpoint: (region) =>
      region === undefined || region === volcengineHome.region
        ? volcengineHome.endpoint
        : `https://open-${region}.volcengineapi.com`,
    home: volcengineHome,
  },
};
