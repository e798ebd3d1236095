/** A text as code in Markdown. */
export function markdownCode(text: string): string {
  return `\`${text}\``;
}
