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
