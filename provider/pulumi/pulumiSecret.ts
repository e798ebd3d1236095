import type { Fields } from "../../sdk/core/fields";
import { isRecord } from "../../sdk/core/isRecord";
import { replaceParts } from "../core/replaceParts";
import type { Properties } from "../core/state";

/** The key by which Pulumi tells its own objects from a user's. */
const signatureKey = "4dabf18193072939515e22adb298388d";

const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Whether a value is one of Pulumi's own objects: a secret, an asset, a reference. */
export function isTagged(value: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(value, signatureKey);
}

/** Whether Pulumi marked a value as a secret. */
export function isPulumiSecret(value: Readonly<Record<string, unknown>>): boolean {
  return value[signatureKey] === secretSignature;
}

/** A value that is marked as a secret for Pulumi. */
export function pulumiSecret(value: unknown): Properties {
  return { [signatureKey]: secretSignature, value };
}

/** Properties whose secret parts, by their schema, are marked for Pulumi; what is marked already stays as it is. */
export function marked(block: Fields, properties: Properties): Properties {
  return replaceParts(block, properties, ({ secret }, value) => {
    const isPlain = value !== undefined && value !== null && !(isRecord(value) && isPulumiSecret(value));
    return secret === true && isPlain ? pulumiSecret(value) : value;
  });
}
