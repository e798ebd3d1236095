/** Whether a version is another one or newer, by major, minor and patch. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [has, needs] = [numbersOf(version), numbersOf(oldest)];
  const differing = needs.findIndex((number, index) => number !== has[index]);
  return differing < 0 || (has[differing] ?? 0) > (needs[differing] ?? 0);
}

function numbersOf(version: string): number[] {
  return (version.split(/[-+]/, 1)[0] ?? "").split(".").map(Number);
}
