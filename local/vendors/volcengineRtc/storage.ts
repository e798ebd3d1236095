import { isObject, type JsonObject, type JsonValue, member } from "../json";
import { Refusal } from "../refusal";
import type { World } from "../world";

/** The storages of Volcengine's own that a start names. */
export function storesOf(body: JsonObject): JsonObject[] {
  const config = member(body, "StorageConfig");
  return ["TosConfig", "VodConfig", "VeImageXConfig"].map((name) => member(config, name)).filter(isObject);
}

/** Storages belong to the caller's main account. */
export function requireAccount(body: JsonObject, { behaviour }: World): void {
  const { accountId } = behaviour.volcengineRtc;
  for (const { AccountId: id } of storesOf(body)) {
    if (id === "") throw new Refusal("InvalidParameter.EmptyAccountId", "AccountId is empty.");
    if (accountId !== undefined && id !== undefined && id !== accountId) {
      throw new Refusal("InvalidParameter.AccountIdMismatch", "AccountId is not the caller's main account.");
    }
  }
}

/** A storage as reads tell it, with the keys that it was given, or with stars in their place. */
export function toldStorage(body: JsonObject, { behaviour }: World): JsonValue {
  const config = member(body, "StorageConfig");
  const custom = member(config, "CustomConfig");
  if (!isObject(config) || !isObject(custom) || behaviour.volcengineRtc.toldKeys === "plain")
    return config ?? {};
  return { ...config, CustomConfig: { ...custom, AccessKey: "****", SecretKey: "****" } };
}
