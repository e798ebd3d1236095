import type { FacetPath } from "./facets";
import type { Requirement } from "./requirements";

/** Where a rule says what it found. */
export interface Report {
  /**
   * The inputs cannot be right: preview fails.
   * @param path the property, for example `audioParams.audioEncode.channel`
   * @param problem what is wrong, and what is allowed
   * @param advice what to do about it
   */
  failure(path: string, problem: string, advice: string): void;
  /** The inputs are unusual: said once, nothing fails. */
  warning(path: string, problem: string, advice: string): void;
}

/**
 * A rule across several parameters that is no {@link Requirement}. It may read any input: a rule that meets a value
 * which is not known yet (or which is wrong by itself) ends there, so keep each rule to one fact.
 */
export type Rule<Inputs> = {
  // As a method, so that a contract with its own inputs is also a contract in general.
  rule(inputs: Inputs, report: Report): void;
}["rule"];

/** The rules of a contract: data where a constructor of requirements says it, a function where none does. */
export type Rules<Inputs> = readonly (Rule<Inputs> | Requirement<FacetPath<Inputs>>)[];
