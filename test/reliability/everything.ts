import { z } from "zod";
import type { JsonObject } from "../../local/vendors/json";
import { secretLeavesOf } from "../../policies/core/inputs";
import { schemaAt } from "../../sdk/core/schemaAt";
import type { TypeUnderTest } from "../contract/describeType";
import tiwCallback from "../contract/descriptors/tencent/tiw/Callback";
import { changed, partAt, withoutIndexes } from "../contract/paths";
import { allTypes } from "../contract/typesThat";
import type { Properties } from "../provider/support";

/** An address with a secret in each of its parts; no two types push to one. */
function addressFor({ name }: TypeUnderTest): string {
  return `rtmp://canary-user:canary-password@push.example.com/live/canary-stream-${name}?txSecret=canary-push%2Bkey`;
}

/** The texts in inputs that are secrets, each with its path. */
function secretsIn({ contract }: TypeUnderTest, inputs: JsonObject): [path: string, text: string][] {
  return secretLeavesOf(inputs, contract.inputs).flatMap(({ path }): [string, string][] => {
    const text = partAt(inputs, path);
    return typeof text === "string" ? [[path, text]] : [];
  });
}

/**
 * A secret for the input at a path, with characters that JSON, addresses and base64 write in other ways; in letters
 * alone where the input takes no others.
 */
function canaryFor(type: TypeUnderTest, path: string, text: string): string {
  if (text.includes("://")) return addressFor(type);
  const words = ["canary", ...withoutIndexes(path).split(/\.|(?=[A-Z])/)];
  const canary = `${words.join("-").toLowerCase()}-"+/=&%`;
  const schema = schemaAt(type.contract.inputs, path);
  return schema && z.safeParse(schema, canary).success ? canary : words.join("");
}

/** The example that has the most secrets, with a canary in the place of each. */
function planted(type: TypeUnderTest): { inputs: JsonObject; canaries: ReadonlyMap<string, string> } {
  const count = (inputs: JsonObject) => secretsIn(type, inputs).length;
  const [example = {}] = type.full.toSorted((one, other) => count(other) - count(one));
  const canaries = new Map(
    secretsIn(type, example).map(([path, text]) => [path, canaryFor(type, path, text)] as const),
  );
  return { inputs: changed(example, Object.fromEntries(canaries)), canaries };
}

/** The least inputs of a type, and the blocks of inputs in which a secret may be. */
function withSecrets(type: TypeUnderTest): Properties {
  const { inputs, canaries } = planted(type);
  const blocks = [...canaries.keys()].map((path) => path.split(/[.[]/, 1)[0] ?? "");
  return { ...type.inputs, ...Object.fromEntries(blocks.map((key) => [key, inputs[key]])) };
}

/** A resource of every type, by its name, with a secret wherever one may be. */
export const everything: Readonly<Record<string, Properties>> = Object.fromEntries(
  allTypes.map((type) => [type.name, withSecrets(type)]),
);

/** All secrets in it. */
export const inputCanaries: readonly string[] = [
  ...new Set(allTypes.flatMap((type) => [...planted(type).canaries.values()])),
];

/** A callback with a secret that is another one. */
export const anotherCallbackKey: Readonly<Record<string, Properties>> = {
  [tiwCallback.name]: {
    ...everything[tiwCallback.name],
    callbackKey: `${everything[tiwCallback.name]?.callbackKey}2`,
  },
};
