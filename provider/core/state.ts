import type { Contract } from "../../sdk/core/contract";
import { fieldOf, keysOf } from "../../sdk/core/fields";
import { isRecord } from "../../sdk/core/isRecord";
import type { Observation, Options } from "./lifecycle";
import { storable } from "./values";

/** Values by name; nothing in them is null. */
export type Properties = Record<string, unknown>;

/** What the provider keeps for itself of a resource, beside what the program passed and what the vendor told. */
export interface Kept {
  /** When its create began, in milliseconds since 1970. */
  readonly createdAt?: number | undefined;
  /** When it was started, in milliseconds since 1970; undefined when that is not known, as of what was adopted. */
  readonly startedAt?: number | undefined;
  /** How often it was started again after it ended. */
  readonly restarts?: number | undefined;
  /** Why it is over. */
  readonly ended?: string | undefined;
  /** Whether nothing of it runs because the program wants that: it was stopped, or never started. */
  readonly stopped?: boolean | undefined;
  /** Whether a step after the start failed, which the next update repeats. */
  readonly unfinished?: boolean | undefined;
  /** Whether it was imported, and no update has sent since what the program says: of some inputs nobody may know. */
  readonly imported?: boolean | undefined;
}

/** A resource as a program asks for it. */
export interface Wanted {
  /** Its name in the whole stack. */
  readonly urn: string;
  /** What the program passed, the lifecycle options among it; {@link notKnown} stands for what a preview cannot tell. */
  readonly inputs: Properties;
  /** Texts in it that are secrets because the program says so, beside those that the contract calls so. */
  readonly secrets?: readonly string[] | undefined;
}

/** A resource that is started, or was. */
export interface Resource extends Wanted {
  readonly kept: Kept;
}

/** A resource as a stack has it. Inputs are as the program gave them, or as they drifted at the vendor. */
export interface State extends Resource {
  /** What the vendor told, and inputs that the provider derived as they were left out. */
  readonly outputs: Properties;
}

/** What a resource is known by: its inputs and outputs. */
export type Values = Pick<State, "inputs" | "outputs">;

/** What decides which values are inputs and which are outputs. */
type Blocks = Pick<Contract, "inputs" | "outputs">;

/** The lifecycle options among inputs. */
export function optionsOf({ lifecycle }: Properties): Options {
  return isRecord(lifecycle) ? lifecycle : {};
}

/** Whether the program wants that nothing of it runs. */
export function isToStop({ desired }: Options): boolean {
  return desired === "stopped";
}

function picked(values: Properties, keys: readonly string[]): Properties {
  return Object.fromEntries(keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));
}

/** Inputs and outputs in one; where a name is both, the output. */
export function valuesOf({ inputs, outputs }: Values): Properties {
  return { ...inputs, ...outputs };
}

/** Inputs and outputs apart; what is both is in both. */
export function valuesApart({ inputs, outputs }: Blocks, values: Properties): Values {
  return {
    inputs: picked(values, [...keysOf(inputs), "lifecycle"]),
    outputs: picked(values, keysOf(outputs)),
  };
}

/** The names of inputs that the provider derives where they are left out: they are outputs, too. */
export function derivable({ inputs, outputs }: Blocks): string[] {
  return keysOf(outputs).filter((key) => fieldOf(inputs, key) !== undefined);
}

/** The inputs as they hold: also those that the program left out and the provider derived. */
export function inputsInForce(blocks: Blocks, { inputs, outputs }: Values): Properties {
  return { ...inputs, ...picked(outputs, derivable(blocks)) };
}

/** A state with new values in the place of others; what is undefined goes. */
export function withValues<Known extends Values>(blocks: Blocks, state: Known, values: Properties): Known {
  const inputs = { ...state.inputs };
  const outputs = { ...state.outputs };
  for (const [key, value] of Object.entries(values)) {
    const isOutput = fieldOf(blocks.outputs, key) !== undefined;
    const isInput = fieldOf(blocks.inputs, key) !== undefined;
    if (isOutput) outputs[key] = storable(value);
    // What is both is an input where the program gave it.
    if (isInput && (!isOutput || inputs[key] !== undefined)) inputs[key] = storable(value);
  }
  return { ...state, inputs, outputs };
}

/** The state as a read of the vendor found it. */
export function observed(blocks: Blocks, state: State, observation: Observation<Properties>): State {
  // That a vendor cannot tell any more makes nothing run that was over.
  if (observation.phase === "unverified" && state.kept.ended !== undefined) return state;
  if (observation.phase === "ended" || observation.phase === "gone")
    return ended(blocks, state, observation.reason, observation.outputs);
  return { ...withValues(blocks, state, observation.outputs), kept: { ...state.kept, ended: undefined } };
}

/** The state of something that is over; `values` are what its lifecycle says of that. */
export function ended(blocks: Blocks, state: State, reason: string, values: Properties = {}): State {
  const { outputs } = valuesApart(blocks, { status: "ended", statusReason: reason });
  return {
    ...withValues(blocks, state, { ...outputs, ...values }),
    kept: { ...state.kept, ended: reason },
  };
}

/** The state of something that is stopped as the program wants it; what that gives counts for the next start. */
export function stopped(blocks: Blocks, state: State): State {
  const given = picked(state.inputs, derivable(blocks));
  const { outputs } = valuesApart(blocks, { status: "stopped" });
  const { createdAt, restarts, startedAt } = state.kept;
  return {
    ...withValues(blocks, state, { ...given, ...outputs, statusReason: undefined }),
    kept: { createdAt, restarts, startedAt, stopped: true },
  };
}

/** What tells the state of a resource from that of another one, also from one of the same name before it. */
export function ownerOf({ urn, kept }: Resource): string {
  return JSON.stringify([urn, kept.createdAt]);
}

/** Whether an owner, as {@link ownerOf} writes it, has this name. */
export function isOwnedBy(urn: string, owner: string | undefined): boolean {
  return owner?.startsWith(`[${JSON.stringify(urn)},`) === true;
}
