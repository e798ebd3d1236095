/** Whether a text has a character that no one can see: a line break, a tab, a null. */
export function hasControlCharacter(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}

/** Whether a text begins or ends with a blank, or with a mark without width such as a byte order mark. */
export function hasBlankAround(text: string): boolean {
  return /^[\s\p{Cf}]|[\s\p{Cf}]$/u.test(text);
}
