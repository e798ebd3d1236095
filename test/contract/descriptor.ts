import type { Vendors } from "../../local/vendors";
import type { JsonObject, JsonValue } from "../../local/vendors/json";
import { changed, type Parts } from "./paths";

/** Inputs, or a part of them, without their types. */
export type Properties = Readonly<Record<string, unknown>>;

/** The vendor's actions that make changes, and those that read, in the order in which a verb calls them. */
export interface Calls {
  /** Those that make it. */
  readonly start: readonly [string, ...string[]];
  /** Those that change it in place. */
  readonly update?: readonly string[];
  /** Those that end or delete it. */
  readonly stop?: readonly string[];
  /** Those that tell what there is, whichever verb asks. */
  readonly read?: readonly string[];
}

/** A way in which it ends without our having stopped it. */
export interface End {
  /** Ends it, at the emulated vendors. */
  readonly by: (vendors: Vendors, id: string) => void;
  /** What the status says of it then. */
  readonly says: RegExp;
  /** Makes it possible to start another one, where it is not. */
  readonly after?: (vendors: Vendors) => void;
}

/** What only one resource of a program may have. */
export interface Exclusive {
  /** What both have, over the least inputs. */
  readonly both?: JsonObject;
  /** What the second one has otherwise, so that nothing else stands against it. */
  readonly second?: JsonObject;
  /** How the message calls it. */
  readonly says: string;
}

/** Codes with which the vendor refuses a start. */
export interface Codes {
  /** Too many calls: it may be sent again. */
  readonly throttled?: readonly string[];
  /** Too many tasks: it is not sent again. */
  readonly quota?: readonly string[];
  /** The account, the application or its service may not. */
  readonly forbidden?: readonly string[];
}

/** Two inputs that differ in what a rule across parameters judges. */
export interface RuleExample {
  readonly accepted: JsonObject;
  readonly broken: JsonObject;
  /** The property that the message names. */
  readonly path: string;
  /** Whether check fails, or only warns. */
  readonly level: "failure" | "warning";
}

/** Something that is as it is on purpose. */
export interface Exception {
  readonly where: RegExp;
  readonly reason: string;
}

/**
 * What tests have to be told of a resource type: examples of its inputs, and how the vendor behaves. The rest they
 * take from its contract, its lifecycle and the vendor's facts. Tests of what only this type does name it; all others
 * ask {@link typesThat}.
 */
export interface Descriptor<Inputs extends Properties = Properties> {
  readonly calls: Calls;
  /** Other inputs by which it is made and read with other actions. */
  readonly alternatives?: readonly { readonly inputs: JsonObject; readonly calls: Calls }[];
  /** What the emulated vendors call its tasks; left out where it is no task. */
  readonly task?: string;
  /** What the emulated vendors call its entities; left out where it is none. */
  readonly entity?: string;
  /** Actions that have to come between the start and another action, by that action. */
  readonly between?: Readonly<Record<string, readonly string[]>>;
  /** The list in whose one item the inputs stand, in actions that have it. */
  readonly list?: string;
  /**
   * What the lifecycle puts where an input has nothing, by parameter: where not any text will do, and in blocks that
   * need not be there.
   */
  readonly derived?: JsonObject;
  /** The least inputs that are accepted. */
  readonly inputs: Inputs;
  /**
   * Changes of the least inputs for each whole number. From one to another, the vendor changes it in place. Needed
   * where the lifecycle has an update.
   */
  readonly inPlace?: (number: number) => JsonObject;
  /** Changes of the least inputs that replace it, each with what it names. */
  readonly replacing?: readonly JsonObject[];
  /** Needed where the lifecycle says that something is exclusive. */
  readonly exclusive?: readonly Exclusive[];
  /** A change of the least inputs by which another stack wants the same thing, where the vendor refuses that. */
  readonly shared?: JsonObject;
  /** How it ends by itself. Needed for tasks that can be read. */
  readonly ends?: readonly End[];
  /** A value that the vendor's member Status never has, where its reads tell one. */
  readonly unknownStatus?: JsonValue;
  readonly codes?: Codes;
  /** Inputs that are accepted without a warning; together they set every input. */
  readonly full: readonly JsonObject[];
  /** Inputs that have no effect in any place: accepted with a warning. */
  readonly idle?: readonly JsonObject[];
  /** Inputs that the emulated site of the vendor does not have. */
  readonly elsewhere?: readonly JsonObject[];
  /** At least one for each rule of the contract that is a function; those of rules that are data follow from it. */
  readonly rules?: readonly RuleExample[];
  /** Inputs, by path without indexes, in which a line break or a blank around them may be meant. */
  readonly freeTexts?: readonly string[];
  /** Inputs, by path, that have a name as those that policies read, and that no policy has to read. */
  readonly unread?: readonly Exception[];
  /** Parameters by which the lifecycle asks, although inputs of the same name mean something else, by action. */
  readonly own?: Readonly<Record<string, readonly string[]>>;
  /**
   * Where check and the emulated vendor differ, or where rules leave no place for a value that is good by itself. Each
   * line reads "Action Parameter: what was tried: vendor …, check …".
   */
  readonly differences?: readonly Exception[];
  /** Documented parameters that no input gives: "Action Parameter". */
  readonly noInputs?: readonly Exception[];
  /** Defaults of inputs, by path without indexes, that the facts do not have. */
  readonly defaults?: readonly Exception[];
  /** Inputs that are no parameters of an action's body. */
  readonly noParameters?: readonly Exception[];
}

/** Examples of a rule that makes check fail, as changes of something accepted. */
export function refusal(base: JsonObject, path: string, accepted: Parts, broken: Parts): RuleExample {
  return { accepted: changed(base, accepted), broken: changed(base, broken), path, level: "failure" };
}

/** Examples of a rule that only warns. */
export function warning(base: JsonObject, path: string, accepted: Parts, broken: Parts): RuleExample {
  return { ...refusal(base, path, accepted, broken), level: "warning" };
}
