/** The word that was given, if it is one of those that are known; else an error that names them. */
export function oneOf<T extends string>(words: readonly T[], given: unknown): T {
  const word = words.find((known) => known === given);
  if (word === undefined) throw new Error(`Not one of ${words.join(", ")}: ${String(given)}`);
  return word;
}
