import type { Fields } from "../../sdk/core/fields";
import { keysOf } from "../../sdk/core/fields";
import type { Observation, Options } from "./lifecycle";
import { isRecord, storableRecord } from "./values";

/**
 * A resource's properties as Pulumi hands them over: inputs, outputs, and what the provider keeps for itself:
 * `__urn` (the name in the whole stack), `__createdAt` (when its create began, in milliseconds since 1970),
 * `__startedAt` (when it was started), `__restarts` (how often it was started again), `__ended` (why it is over),
 * `__unfinished` (a step after the start failed).
 */
export type Properties = Record<string, unknown>;

/** What decides which properties are inputs and which are outputs. */
interface Blocks {
  readonly inputs: Fields;
  readonly outputs: Fields;
}

/** The lifecycle options among the properties. */
export function optionsOf(properties: Properties): Options {
  const given = properties.lifecycle;
  return isRecord(given) ? given : {};
}

/** A property, if it is a text. */
export function textAt(properties: Properties, key: string): string | undefined {
  const value = properties[key];
  return typeof value === "string" ? value : undefined;
}

/** A property, if it is a number. */
export function numberAt(properties: Properties, key: string): number | undefined {
  const value = properties[key];
  return typeof value === "number" ? value : undefined;
}

function picked(properties: Properties, keep: (key: string) => boolean): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key, value]) => value !== null && keep(key)));
}

/** The inputs and the lifecycle options. */
export function inputsOf({ inputs }: Blocks, properties: Properties): Properties {
  const own = new Set([...keysOf(inputs), "lifecycle"]);
  return picked(properties, (key) => own.has(key));
}

/** Everything that a program passed, also what is no input. */
export function passedTo({ inputs, outputs }: Blocks, properties: Properties): Properties {
  const own = new Set([...keysOf(inputs), "lifecycle"]);
  const outs = new Set(keysOf(outputs));
  return picked(properties, (key) => own.has(key) || (!key.startsWith("__") && !outs.has(key)));
}

/** The outputs; those that are missing as undefined. */
export function outputsOf({ outputs }: Blocks, properties: Properties): Properties {
  return Object.fromEntries(keysOf(outputs).map((key) => [key, properties[key]]));
}

/** The properties with outputs in them. */
export function withOutputs(properties: Properties, outputs: Properties): Properties {
  return { ...properties, ...storableRecord(outputs) };
}

/** The state as a read of the vendor found it. */
export function merged(state: Properties, observation: Observation<Properties>): Properties {
  // That a vendor cannot tell any more makes nothing run that was over.
  if (observation.phase === "unverified" && textAt(state, "__ended") !== undefined) return state;
  if (observation.phase !== "ended" && observation.phase !== "gone")
    return { ...state, ...observation.outputs, __ended: undefined };
  return {
    ...state,
    ...endedOutputs(observation.reason),
    ...observation.outputs,
    __ended: observation.reason,
  };
}

/** What outputs say of something that is over, where its lifecycle says nothing better. */
export function endedOutputs(reason: string): Properties {
  return { status: "ended", statusReason: reason };
}
