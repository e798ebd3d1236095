/** Edits that make one word the other: insert, remove, replace a letter. Beyond a limit it only says that it is. */
function distance(one: string, other: string, limit: number): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const edits = Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(edits);
      least = Math.min(least, edits);
    }
    if (least > limit) return least;
    row = next;
  }
  return row[other.length] ?? other.length;
}

/** The name that was probably meant, if one is near enough. */
export function suggest(word: string, names: readonly string[]): string | undefined {
  const wanted = word.slice(0, 64).toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) > limit) continue;
    const near = distance(wanted, name.toLowerCase(), bestDistance - 1);
    if (near < bestDistance) [best, bestDistance] = [name, near];
  }
  return best;
}
