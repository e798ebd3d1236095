import { partsAt } from "./partsAt";

/** What an input has to be: one of some values. */
export interface Condition<P extends string> {
  /** The input; of a list, one item of it is enough. */
  readonly path: P;
  /** What it has to be: one of these. */
  readonly values: readonly (string | number | boolean)[];
  /** What the vendor takes when the input is left out. */
  readonly otherwise?: string | number | boolean;
}

/** That an input is given, or that it is not. */
export interface Presence<P extends string> {
  /** The input. */
  readonly path: P;
  /** Whether it has to be given. */
  readonly given: boolean;
}

/** An input, and what has to hold for the vendor to heed it. */
export interface Effect<P extends string> {
  /** The input; `[]` after a list stands for each of its items, and in `when` for the same one. */
  readonly path: P;
  /** What has to hold. */
  readonly when: Condition<P> | Presence<P>;
  /** The vendor's default: who writes it down does not expect anything of it. */
  readonly unless?: string | number | boolean;
}

/** Whether inputs are as a condition asks. */
export function holds(inputs: unknown, when: Condition<string> | Presence<string>): boolean {
  const [value] = partsAt(inputs, when.path).map((part) => part.value);
  if ("given" in when) return (value !== undefined) === when.given;
  const found: readonly unknown[] = Array.isArray(value) ? [...value] : [value ?? when.otherwise];
  return found.some((one) => when.values.some((wanted) => wanted === one));
}
