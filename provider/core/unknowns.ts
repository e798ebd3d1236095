import { below } from "../../sdk/core/path";

/** What stands in inputs, in previews, for a value that is not known yet. */
export const notKnown: unique symbol = Symbol("not known yet");

/** Whether a value is not known yet. */
export function isUnknown(value: unknown): boolean {
  return value === notKnown;
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
  return refused.size === 0 && !holdsUnknown(value) ? value : view(value, refused, "");
}

function view<Value>(value: Value, refused: ReadonlySet<string>, path: string): Value {
  if (refused.has(path) || isUnknown(value)) throw notReadable;
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get: (target, key, receiver) => {
      const part: unknown = Reflect.get(target, key, receiver);
      if (typeof key === "symbol" || typeof part === "function") return part;
      if (Array.isArray(target)) return key === "length" ? part : view(part, refused, `${path}[${key}]`);
      return view(part, refused, below(path, key));
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
