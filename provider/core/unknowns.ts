/** What Pulumi sends, in previews, for values that are not known yet; one per type. */
const sentinels: ReadonlySet<unknown> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether a value is not known yet. */
export function isUnknown(value: unknown): boolean {
  return sentinels.has(value);
}

/** Whether a value or a part of it is not known yet. */
export function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return isUnknown(value);
  return Object.values(value).some(holdsUnknown);
}

/** Thrown when something reads a part that {@link guarded} does not give out. */
export class NotReadable extends Error {
  override readonly name = "NotReadable";
}

/** One for all: where it was thrown tells nothing, and finding that out would take longer than the rule. */
const notReadable = new NotReadable();

/**
 * A view of a value that throws {@link NotReadable} when a part is read that is not known yet, or that is refused
 * anyway. So a rule across several parameters ends by itself where it cannot judge.
 */
export function guarded<Value>(value: Value, refused: ReadonlySet<string>): Value {
  return view(value, refused, "");
}

function view<Value>(value: Value, refused: ReadonlySet<string>, path: string): Value {
  if (refused.has(path) || isUnknown(value)) throw notReadable;
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get: (target, key, receiver) => {
      const part: unknown = Reflect.get(target, key, receiver);
      if (typeof key === "symbol" || typeof part === "function") return part;
      if (Array.isArray(target)) return key === "length" ? part : view(part, refused, `${path}[${key}]`);
      return view(part, refused, path === "" ? key : `${path}.${key}`);
    },
  });
}

/** What is made of a guarded view, or undefined where that takes a part that is not readable. */
export function known<Result>(make: () => Result): Result | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotReadable) return undefined;
    throw error;
  }
}
