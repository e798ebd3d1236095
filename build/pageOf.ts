/** Where the page on a resource lies. */
export function pageOf(type: string): string {
  return `docs/resources/${type.replace(":", "/")}.md`;
}
