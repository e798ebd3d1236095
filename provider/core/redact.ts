import type { z } from "zod";
import { annotatedParts } from "./annotated";

/** The secret texts in a value, as its schema marks them. */
export function secretsIn(schema: z.core.$ZodType, value: unknown): string[] {
  return annotatedParts(schema, value, ["secret"]).flatMap((part) => textsIn(part.value));
}

/** The texts in any value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Shorter texts would hide words that are no secret. */
const shortest = 4;

/** Shorter parts of an address are names such as "live" or "true"; keys are longer. */
const shortestInAddress = 8;

/** The parts of an address that authorise by themselves: user info, query, and the last segment of the path. */
function keysInAddress(text: string): string[] {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text) || !URL.canParse(text)) return [];
  const { username, password, search, searchParams, pathname } = new URL(text);
  const streamKey = pathname.slice(pathname.lastIndexOf("/") + 1);
  return [username, password, search.slice(1), ...searchParams.values(), streamKey]
    .flatMap((part) => [part, decoded(part)])
    .filter((part) => part.length >= shortestInAddress);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** How bytes look in base64 wherever they stand in what is encoded, without the letters that their neighbours share. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
}

/** Hides known secrets in texts, in every form in which they may have got there. */
export class Redactor {
  private readonly secrets = new Set<string>();
  private readonly forms = new Set<string>();
  private known: readonly string[] = [];

  constructor(secrets: readonly string[]) {
    this.add(...secrets);
  }

  /** Learns secrets: as they are, in JSON, in addresses and in base64. */
  add(...secrets: string[]): void {
    for (const secret of secrets) this.secrets.add(secret);
  }

  /** All forms, made once there is a text to clean: most verbs have nothing to say. */
  private get longestFirst(): readonly string[] {
    if (this.secrets.size === 0) return this.known;
    this.learn([...this.secrets]);
    this.secrets.clear();
    this.known = [...this.forms].sort((one, other) => other.length - one.length);
    return this.known;
  }

  private learn(secrets: readonly string[]): void {
    for (const secret of secrets.flatMap((text) => [text, ...keysInAddress(text)])) {
      if (secret.length < shortest) continue;
      this.forms.add(secret);
      const inJson = JSON.stringify(secret).slice(1, -1);
      // Twice, where a program passes JSON as a text.
      this.forms.add(inJson).add(JSON.stringify(inJson).slice(1, -1));
      const bytes = Buffer.from(secret);
      // Back from bytes: half a surrogate pair cannot be encoded.
      this.forms.add(encodeURIComponent(bytes.toString()));
      for (const form of inBase64(bytes))
        this.forms.add(form).add(form.replaceAll("+", "-").replaceAll("/", "_"));
    }
  }

  /** The text with "[secret]" in the place of each, and of the start of one where the text was cut off. */
  clean(text: string): string {
    const clean = this.longestFirst.reduce((rest, form) => rest.replaceAll(form, "[secret]"), text);
    return clean.replace(/[^…]+?(?="?…)/g, (part) => this.withoutStart(part));
  }

  private withoutStart(text: string): string {
    for (const form of this.longestFirst) {
      for (let length = Math.min(form.length, text.length); length >= shortest; length -= 1) {
        if (text.endsWith(form.slice(0, length))) return `${text.slice(0, -length)}[secret]`;
      }
    }
    return text;
  }
}
