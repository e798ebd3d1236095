import type { JsonObject, JsonValue } from "../../../local/vendors/json";
import { changed } from "../paths";

/** Two inputs that differ in what a rule across parameters judges. */
export interface RuleExample {
  readonly accepted: JsonObject;
  readonly broken: JsonObject;
  /** The property that the message names. */
  readonly path: string;
  /** Whether check fails, or only warns. */
  readonly level: "failure" | "warning";
}

/** Inputs that show what a resource takes. */
export interface Examples {
  /** Accepted without a warning; together they set every input. */
  readonly full: readonly JsonObject[];
  /** Inputs that have no effect in any place: accepted with a warning. */
  readonly idle?: readonly JsonObject[];
  /** Inputs that the emulated site of the vendor does not have. */
  readonly elsewhere?: readonly JsonObject[];
  /** At least one for each rule of the contract. */
  readonly rules: readonly RuleExample[];
}

type Parts = Readonly<Record<string, JsonValue | undefined>>;

/** Examples of a rule that makes check fail, as changes of something accepted. */
export function refusal(base: JsonObject, path: string, accepted: Parts, broken: Parts): RuleExample {
  return { accepted: changed(base, accepted), broken: changed(base, broken), path, level: "failure" };
}

/** Examples of a rule that only warns. */
export function warning(base: JsonObject, path: string, accepted: Parts, broken: Parts): RuleExample {
  return { ...refusal(base, path, accepted, broken), level: "warning" };
}
