import type { z } from "zod";
import { isPulumiSecret, isTagged } from "../../provider/pulumi/pulumiSecret";
import { isUnknownText } from "../../provider/pulumi/stored";
import { annotationOf, fieldOf, itemOf, keysOf } from "../../sdk/core/fields";
import { isRecord } from "../../sdk/core/isRecord";
import { below } from "../../sdk/core/path";
import { type Expiry, readPushAddress } from "../../sdk/core/pushAddress";
import { tryJson } from "./tryJson";

/** What stands for every value that is a secret or not known: rules and facets read it as not known. */
export const hidden = "[secret]";

/** What may be told of an address that a stream is pushed to. */
export interface Push {
  /** The input that holds it. */
  readonly path: string;
  /** Undefined where the file does not show the address. */
  readonly host?: string | undefined;
  readonly expiry?: Expiry | undefined;
}

/** Inputs without their secrets. */
export interface Blinded {
  /** What is a secret, or not known, is {@link hidden}. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The same with the secrets that the file shows in plain: for rules, which hide them themselves, and nothing else. */
  readonly revealed: Readonly<Record<string, unknown>>;
  /** Paths of what Pulumi keeps as a secret. */
  readonly secrets: readonly string[];
  /** Paths of what only the update will tell. */
  readonly unknown: readonly string[];
  readonly pushes: readonly Push[];
}

/** Takes the secrets out of inputs as previews and states have them, and remembers them. */
export class Blinder {
  /** All secret texts that were met in plain: they are taken out of messages too. */
  readonly texts = new Set<string>();

  blind(inputs: Readonly<Record<string, unknown>>, schema: z.core.$ZodType): Blinded {
    const found = { secrets: [], unknown: [], pushes: [] };
    const own = Object.entries(inputs).filter(([key]) => !key.startsWith("__"));
    const walk = new Walk(this.texts, found);
    const entries = own.map(([key, value]) => [key, walk.read(value, fieldOf(schema, key), key)]);
    const revealed = Object.fromEntries(own.map(([key, value]) => [key, shown(value)]));
    return { inputs: Object.fromEntries(entries), revealed, ...found };
  }
}

/** A value with its secrets, as far as the file shows them. */
function shown(value: unknown): unknown {
  if (isUnknownText(value)) return hidden;
  if (Array.isArray(value)) return value.map(shown);
  if (!isRecord(value)) return value;
  if (isPulumiSecret(value) && typeof value.plaintext === "string") return shown(tryJson(value.plaintext));
  if (isTagged(value)) return hidden;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shown(part)]));
}

interface Found {
  readonly secrets: string[];
  readonly unknown: string[];
  readonly pushes: Push[];
}

type Schema = z.core.$ZodType | undefined;

class Walk {
  constructor(
    private readonly texts: Set<string>,
    private readonly found: Found,
  ) {}

  read(value: unknown, schema: Schema, path: string): unknown {
    if (isUnknownText(value)) {
      this.found.unknown.push(path);
      return hidden;
    }
    if (value === hidden) return this.secret(undefined, schema, path);
    if (isRecord(value) && isPulumiSecret(value)) {
      const { plaintext } = value;
      return this.secret(typeof plaintext === "string" ? tryJson(plaintext) : undefined, schema, path);
    }
    // Assets and references: nothing of this package takes them.
    if (isRecord(value) && isTagged(value)) return hidden;
    if (schema !== undefined && annotationOf(schema).secret) return this.hide(value, schema, path);
    if (Array.isArray(value)) {
      const item = schema && itemOf(schema);
      return value.map((part, index) => this.read(part, item, below(path, index)));
    }
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).map(([key, part]) => [
      key,
      this.read(part, schema && fieldOf(schema, key), below(path, key)),
    ]);
    return Object.fromEntries(entries);
  }

  private secret(value: unknown, schema: Schema, path: string): string {
    this.found.secrets.push(path);
    return this.hide(value, schema, path);
  }

  /** Hides a value; what it is, where that is known, is taken out of every other text. */
  private hide(value: unknown, schema: Schema, path: string): string {
    this.remember(value);
    this.findPushes(value, schema, path);
    return hidden;
  }

  private remember(value: unknown): void {
    if (typeof value === "string" && value !== "") this.texts.add(value);
    else if (typeof value === "object" && value !== null)
      for (const part of Object.values(value)) this.remember(part);
  }

  private findPushes(value: unknown, schema: Schema, path: string): void {
    if (schema === undefined) return;
    if (annotationOf(schema).pushAddress) {
      const address = typeof value === "string" ? readPushAddress(value) : undefined;
      this.found.pushes.push({ path, host: address?.host, expiry: address?.expiry });
      return;
    }
    const item = itemOf(schema);
    if (item && Array.isArray(value)) {
      value.forEach((part, index) => {
        this.findPushes(part, item, below(path, index));
      });
    } else if (item) this.findPushes(undefined, item, `${path}[]`);
    for (const key of keysOf(schema)) {
      const field = fieldOf(schema, key);
      const part = isRecord(value) ? value[key] : undefined;
      if (part !== undefined || value === undefined) this.findPushes(part, field, below(path, key));
    }
  }
}
