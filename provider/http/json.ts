/** JSON whose whole numbers past 2^53 arrive as strings of digits, so that no digit of an id is lost. */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    const source = context?.source;
    const loses = typeof value === "number" && !Number.isSafeInteger(value) && source !== undefined;
    return loses && /^-?\d+$/.test(source) ? source : value;
  });
}

/** Digits that {@link stringifyJson} writes as a plain number. */
export class WireNumber {
  constructor(readonly digits: string) {}
}

/** JSON in which {@link WireNumber}s are plain numbers, whatever their size. */
export function stringifyJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part instanceof WireNumber ? rawJson(part.digits) : part,
  );
}

/** `JSON.rawJSON` of ES2026, which TypeScript's libraries do not declare yet. */
const rawJson: (text: string) => unknown = Reflect.get(JSON, "rawJSON");
