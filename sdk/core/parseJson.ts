/** JSON whose whole numbers past 2^53 arrive as strings of digits, so that no digit of an id is lost. */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    const source = context?.source;
    const loses = typeof value === "number" && !Number.isSafeInteger(value) && source !== undefined;
    return loses && /^-?\d+$/.test(source) ? source : value;
  });
}
