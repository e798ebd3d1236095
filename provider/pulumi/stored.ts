import { type Contract, pulumiType } from "../../sdk/core/contract";
import { fieldOf } from "../../sdk/core/fields";
import { isRecord } from "../../sdk/core/isRecord";
import { derivable, type Kept, type Properties, type State, valuesApart, type Wanted } from "../core/state";
import { notKnown } from "../core/unknowns";

/** What Pulumi sends, in previews, for a text that is not known yet, and for values of any type. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What Pulumi sends for values that are not known yet; one per type. */
const unknownTexts: ReadonlySet<unknown> = new Set([
  unknownText,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether a value stands, in what Pulumi writes, for one that is not known yet. */
export function isUnknownText(value: unknown): boolean {
  return unknownTexts.has(value);
}

/** A value as the provider takes it: without the null parts of blocks. Items of lists stay. */
function plain(value: unknown): unknown {
  if (isUnknownText(value)) return notKnown;
  if (Array.isArray(value)) return value.map(plain);
  return isRecord(value) ? plainRecord(value) : value;
}

/** The properties that Pulumi sends as the provider takes them: what is not known yet is {@link notKnown}. */
export function plainRecord(value: Properties): Properties {
  const given = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(given.map(([key, part]) => [key, plain(part)]));
}

function keptIn(values: Properties): Kept {
  const { __createdAt, __startedAt, __restarts, __ended, __stopped, __unfinished, __imported } = values;
  return {
    createdAt: typeof __createdAt === "number" ? __createdAt : undefined,
    startedAt: typeof __startedAt === "number" ? __startedAt : undefined,
    restarts: typeof __restarts === "number" ? __restarts : undefined,
    ended: typeof __ended === "string" ? __ended : undefined,
    stopped: __stopped === true ? true : undefined,
    unfinished: __unfinished === true ? true : undefined,
    imported: __imported === true ? true : undefined,
  };
}

/** What stands in a state besides the inputs; what is undefined is not there. Released states have this form. */
export function storedParts(contract: Contract, { inputs, outputs, kept }: State): Properties {
  const given = derivable(contract).filter((key) => inputs[key] !== undefined);
  return {
    ...outputs,
    __createdAt: kept.createdAt,
    __startedAt: kept.startedAt,
    __restarts: kept.restarts,
    __ended: kept.ended,
    __stopped: kept.stopped,
    __unfinished: kept.unfinished,
    __imported: kept.imported,
    __given: given.length === 0 ? undefined : given,
  };
}

/** What a program passed, of plain properties that may be those of a state. */
export function wantedIn(contract: Contract, values: Properties, urn = pulumiType(contract)): Wanted {
  const isInput = (key: string) => fieldOf(contract.inputs, key) !== undefined;
  const isPassed = (key: string) => !key.startsWith("__") && fieldOf(contract.outputs, key) === undefined;
  const passed = Object.entries(values).filter(([key]) => isInput(key) || isPassed(key));
  return { urn, inputs: Object.fromEntries(passed) };
}

/**
 * What a stack has, of plain properties. `__given` lists the inputs that the program gave although the provider
 * derives them where they are left out.
 */
export function stateIn(contract: Contract, values: Properties, urn = pulumiType(contract)): State {
  const { inputs, outputs } = valuesApart(contract, values);
  const { __given: given } = values;
  const derived = new Set(
    derivable(contract).filter((key) => !(Array.isArray(given) && given.includes(key))),
  );
  const own = Object.entries(inputs).filter(([key]) => !derived.has(key));
  return { urn, inputs: Object.fromEntries(own), outputs, kept: keptIn(values) };
}
