import { secretTexts } from "./values";

const shortestMasked = 3;
/** Longer ones are whole documents, such as provider code with a secret in it, and never printed as one piece. */
const longestMasked = 4000;
const hidden = "[secret]";

/** Blots known secrets out of everything that is printed. */
export class Mask {
  private readonly texts = new Set<string>();
  private pattern: RegExp | undefined;

  /** Very short texts stay: they would blot out half the output, and tell nothing. */
  add(texts: readonly string[]): void {
    const parts = texts.flatMap((text) => [text, ...text.split("\n"), ...insideJson(text)]);
    const lines = parts.map((text) => text.trim());
    const forms = lines.flatMap((line) => [
      line,
      JSON.stringify(line).slice(1, -1),
      /\p{Surrogate}/u.test(line) ? line : encodeURIComponent(line),
    ]);
    for (const form of forms) {
      if (form.length < shortestMasked || form.length > longestMasked || this.texts.has(form)) continue;
      this.texts.add(form);
      this.pattern = undefined;
    }
  }

  apply(text: string): string {
    if (this.texts.size === 0) return text;
    this.pattern ??= longestFirst([...this.texts]);
    return text.replace(this.pattern, hidden);
  }
}

/** The texts in a secret that is an object or a list itself, as config values may be. */
function insideJson(text: string): string[] {
  if (!/^\s*[[{]/.test(text)) return [];
  try {
    return secretTexts(JSON.parse(text), true);
  } catch {
    return [];
  }
}

function longestFirst(texts: string[]): RegExp {
  const sorted = texts.sort((a, b) => b.length - a.length);
  return new RegExp(sorted.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
}
