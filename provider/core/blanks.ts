/** No vendor takes a longer text: what comes after is not looked at, so that a check of any text takes no time. */
const longestLookedAt = 20_000;

/** Whether a text has visible letters of ASCII alone, as nearly all have: nothing can be wrong with these. */
export function isPlain(text: string): boolean {
  return text.length <= longestLookedAt && /^[\x21-\x7e]*$/.test(text);
}

/** Whether a text has a character that no one can see: a line break, a tab, a null. */
export function hasControlCharacter(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text.slice(0, longestLookedAt));
}

/** Whether a text begins or ends with a blank, or with a mark without width such as a byte order mark. */
export function hasBlankAround(text: string): boolean {
  return /[\s\p{Cf}]/u.test(`${text.at(0) ?? ""}${text.at(-1) ?? ""}`);
}

/** Whether a text is an address with a blank in it. */
export function isAddressWithBlank(text: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(text) && /\s/.test(text.slice(0, longestLookedAt));
}
