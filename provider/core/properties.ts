import type { Fields } from "../../sdk/core/fields";
import { fieldOf, keysOf } from "../../sdk/core/fields";
import type { Observation, Options } from "./lifecycle";
import { marked } from "./pulumiSecret";
import { canonical, isRecord, storableRecord, withoutNulls } from "./values";

/**
 * A resource's properties as Pulumi hands them over: inputs, outputs, and what the provider keeps for itself:
 * `__urn` (the name in the whole stack), `__createdAt` (when its create began, in milliseconds since 1970),
 * `__startedAt` (when it was started), `__restarts` (how often it was started again), `__ended` (why it is over),
 * `__unfinished` (a step after the start failed), `__given` (inputs that the program gave although the provider
 * derives them where they are left out).
 */
export type Properties = Record<string, unknown>;

/** What decides which properties are inputs and which are outputs. */
interface Blocks {
  readonly inputs: Fields;
  readonly outputs: Fields;
}

/** The lifecycle options among the properties. */
export function optionsOf(properties: Properties): Options {
  const given = withoutNulls(properties.lifecycle);
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
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([key, value]) => value !== null && keep(key))
      .map(([key, value]) => [key, withoutNulls(value)]),
  );
}

/** The inputs and the lifecycle options. */
export function inputsOf({ inputs }: Blocks, properties: Properties): Properties {
  const own = new Set([...keysOf(inputs), "lifecycle"]);
  return picked(properties, (key) => own.has(key));
}

/** Which of the inputs that are outputs too a program gave; undefined where it gave none. */
export function givenOf({ inputs, outputs }: Blocks, properties: Properties): string[] | undefined {
  const derivable = keysOf(outputs).filter((key) => fieldOf(inputs, key) !== undefined);
  const given = derivable.filter((key) => (properties[key] ?? undefined) !== undefined);
  return given.length === 0 ? undefined : given;
}

/** The inputs of a state as the program gave them: without those that the provider derived. */
export function givenInputs(blocks: Blocks, state: Properties): Properties {
  const given: unknown = state.__given;
  const isGiven = (key: string) => Array.isArray(given) && given.includes(key);
  const derived = new Set(keysOf(blocks.outputs).filter((key) => !isGiven(key)));
  return picked(inputsOf(blocks, state), (key) => !derived.has(key));
}

/**
 * The inputs that Pulumi is to keep for a state that a read found, so that the next preview shows what differs from
 * the program: what drifted, and that it ended. Undefined where the read found nothing new about them.
 */
export function inputsFound(blocks: Blocks, before: Properties, after: Properties): Properties | undefined {
  const found = inputsToKeep(blocks, after);
  if (canonical(inputsToKeep(blocks, before)) === canonical(found)) return undefined;
  return Object.fromEntries(
    Object.entries(found).map(([key, value]) => {
      const field = fieldOf(blocks.inputs, key);
      return [key, field ? marked(field, value) : value];
    }),
  );
}

function inputsToKeep(blocks: Blocks, state: Properties): Properties {
  const { onEnded = "keep" } = optionsOf(state);
  const isTold = textAt(state, "__ended") !== undefined && onEnded !== "keep";
  const { __urn, status, statusReason } = state;
  return storableRecord({
    ...givenInputs(blocks, state),
    __urn,
    ...(isTold ? { status, statusReason } : {}),
  });
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
