import { z } from "zod";
import { vendors } from "../provider/core/config/vendors";
import { packageName } from "../sdk/core/contract";
import { fields, secret } from "../sdk/core/fields";

const profiles = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * The settings of a provider: in a program those of an explicit provider, else the stack's configuration under
 * `media-tasks:`. Keys in them get into the state, encrypted; those of the environment and of the vendors' credentials
 * files do not.
 */
export const providerSettings = fields({
  /** Id of the Tencent Cloud API key. Left out: TENCENTCLOUD_SECRET_ID, or the vendor's credentials file. */
  tencentcloudSecretId: z.string().optional(),
  /** The Tencent Cloud API key. Left out: TENCENTCLOUD_SECRET_KEY, or the vendor's credentials file. Secret. */
  tencentcloudSecretKey: secret(z.string()).optional(),
  /** The token of temporary Tencent Cloud keys. Left out: TENCENTCLOUD_SECURITY_TOKEN. Secret. */
  tencentcloudSecurityToken: secret(z.string()).optional(),
  /** Where calls to Tencent Cloud go when the resource names no region. Left out: TENCENTCLOUD_REGION. */
  tencentcloudRegion: z.string().optional(),
  /**
   * Address of Tencent Cloud's services, `{service}` being the name of one.
   * @default "https://{service}.intl.tencentcloudapi.com"
   */
  tencentcloudEndpoint: z.string().optional(),
  /**
   * The profile of resources whose `lifecycle.profile` names none. Its keys are never in the state where the environment
   * has them, as TENCENTCLOUD_SECRET_ID_LIVE and TENCENTCLOUD_SECRET_KEY_LIVE for "live". Left out: none.
   */
  tencentcloudProfile: z.string().optional(),
  /**
   * Further Tencent Cloud accounts by name, for `lifecycle.profile`: each with `secretId` and `secretKey`, and where it
   * has them `securityToken`, `region` and `endpoint`. Secret.
   */
  tencentcloudProfiles: secret(profiles).optional(),
  /**
   * Keys of TRTC applications by their SdkAppId: what robots sign in with. Left out: TENCENTCLOUD_APP_SECRET_KEYS.
   * Secret.
   */
  tencentcloudAppSecretKeys: secret(z.record(z.string(), z.string())).optional(),
  /** Id of the Volcengine access key. Left out: VOLCENGINE_ACCESS_KEY, or the vendor's credentials file. */
  volcengineAccessKey: z.string().optional(),
  /** The Volcengine secret key. Left out: VOLCENGINE_SECRET_KEY, or the vendor's credentials file. Secret. */
  volcengineSecretKey: secret(z.string()).optional(),
  /** The token of temporary Volcengine keys. Left out: VOLCENGINE_SESSION_TOKEN. Secret. */
  volcengineSessionToken: secret(z.string()).optional(),
  /** Where calls to Volcengine go. Left out: VOLCENGINE_REGION, or else cn-north-1. */
  volcengineRegion: z.string().optional(),
  /**
   * Address of Volcengine's services, `{service}` being the name of one.
   * @default "https://{service}.volcengineapi.com"
   */
  volcengineEndpoint: z.string().optional(),
  /**
   * The profile of resources whose `lifecycle.profile` names none. Its keys are never in the state where the environment
   * has them, as VOLCENGINE_ACCESS_KEY_LIVE and VOLCENGINE_SECRET_KEY_LIVE for "live". Left out: none.
   */
  volcengineProfile: z.string().optional(),
  /**
   * Further Volcengine accounts by name, for `lifecycle.profile`: each with `accessKey` and `secretKey`, and where it
   * has them `sessionToken`, `region` and `endpoint`. Secret.
   */
  volcengineProfiles: secret(profiles).optional(),
  /**
   * Folder or bucket (`s3://bucket/prefix?region=…&endpoint=…`) of the journal of starts, or "off" for none.
   * @default "media-tasks/journal" in Pulumi's home folder
   */
  journal: z.string().optional(),
  /**
   * Whether `pulumi up` reads every task and job before it decides, so that one that ended by itself is seen without a
   * refresh. Left out: those alone whose `lifecycle.onEnded` is `restart` or `fail`.
   */
  refreshBeforeUpdate: z.boolean().optional(),
});

const ofVendor = new RegExp(`^(${Object.keys(vendors).join("|")})([A-Z])(.*)$`);

/** What the rest of the provider calls a setting: `tencentcloud:secretId` for `tencentcloudSecretId`. */
export function configKeyOf(setting: string): string {
  const [, vendor, first = "", rest = ""] = ofVendor.exec(setting) ?? [];
  return vendor === undefined ? `pulumi-media-tasks:${setting}` : `${vendor}:${first.toLowerCase()}${rest}`;
}

const byConfigKey = new Map(Object.keys(providerSettings.shape).map((name) => [configKeyOf(name), name]));

/** What a setting is called that the rest of the provider asks for; undefined where there is no such setting. */
export function settingOf(configKey: string): string | undefined {
  return byConfigKey.get(configKey);
}

const configKeys = new RegExp(`(?<![\\w-])(${[...byConfigKey.keys()].join("|")})(?![\\w-])`, "g");

/** A text that names settings as the rest of the provider does, with the names that they have here. */
export function withSettingNames(text: string): string {
  return text.replace(configKeys, (key) => `${packageName}:${settingOf(key) ?? key}`);
}
