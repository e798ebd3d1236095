/** What no document shows as it is: control characters, halves of characters, and marks that turn the line around. */
const unprintable = /[\p{Cc}\p{Cs}\uFFFE\uFFFF\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** A text of somebody else's on one line, so that it cannot change how what stands beside it is read. */
export function printable(text: string): string {
  return text.replace(/\s+/g, " ").replace(unprintable, "�").trim();
}

/** A text that is cut where it is longer than so many characters. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, Math.max(0, most - 1)).join("")}…`;
}
