/** What a checkup found: all is well, something is to be known, or something does not work. */
export type Level = "ok" | "warning" | "error";

/** One line of the doctor. */
export interface Finding {
  /** What was looked at, for example "journal". */
  readonly check: string;
  readonly level: Level;
  /** How it is. */
  readonly text: string;
  /** What to do about it; nothing where all is well. */
  readonly remedy?: string | undefined;
}

/** Findings about one thing. */
export function findingsOf(check: string) {
  return {
    ok: (text: string): Finding => ({ check, level: "ok", text }),
    warning: (text: string, remedy: string): Finding => ({ check, level: "warning", text, remedy }),
    error: (text: string, remedy: string): Finding => ({ check, level: "error", text, remedy }),
  };
}

const remedyMark = ". What to do: ";

/** What went wrong, and the remedy that its message names after it. */
export function partsOf(message: string): { readonly text: string; readonly remedy: string } {
  const at = message.lastIndexOf(remedyMark);
  return at < 0
    ? { text: message, remedy: "put that right, and run this command again" }
    : { text: message.slice(0, at), remedy: message.slice(at + remedyMark.length) };
}
