import { isRecord } from "../sdk/core/isRecord";

/** Takes secrets out of a text. */
export type Blot = (text: string) => string;

/** Shorter texts are in every other word. */
const shortest = 4;

/** Takes secrets that are known by their text out of others, whoever put them there. */
export function blotter(secrets: ReadonlySet<string>): Blot {
  const texts = [...secrets].filter((text) => text.length >= shortest);
  if (texts.length === 0) return (text) => text;
  // The longest first: one may be a part of another.
  const escaped = texts
    .toSorted((one, other) => other.length - one.length)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  const pattern = new RegExp(escaped.join("|"), "g");
  return (text) => text.replace(pattern, "[secret]");
}

/**
 * Takes secrets out of every text in a value.
 *
 * @param words keys of parts that hold words of the report's own: a secret may be the same by chance
 */
export function blotAll(value: unknown, blot: Blot, words: readonly string[] = []): unknown {
  if (typeof value === "string") return blot(value);
  if (Array.isArray(value)) return value.map((part) => blotAll(part, blot, words));
  if (!isRecord(value)) return value;
  const parts = Object.entries(value).map(([key, part]) => [
    key,
    words.includes(key) ? part : blotAll(part, blot, words),
  ]);
  return Object.fromEntries(parts);
}
