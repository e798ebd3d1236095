import type { Fields } from "../../sdk/core/fields";
import { replaceParts } from "../core/replaceParts";
import type { Properties } from "../core/state";

/** The key by which Pulumi tells its own objects from a user's. */
const signatureKey = "4dabf18193072939515e22adb298388d";

const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Whether Pulumi marked a value as a secret. */
export function isPulumiSecret(value: Readonly<Record<string, unknown>>): boolean {
  return value[signatureKey] === secretSignature;
}

/** Inputs whose secret parts, by their schema, are marked for Pulumi. */
export function marked(block: Fields, inputs: Properties): Properties {
  return replaceParts(block, inputs, ({ secret }, value) =>
    secret === true && value !== undefined && value !== null
      ? { [signatureKey]: secretSignature, value }
      : value,
  );
}
