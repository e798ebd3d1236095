import { type Contract, pulumiType } from "../../sdk/core/contract";
import { fieldOf } from "../../sdk/core/fields";
import { isRecord } from "../../sdk/core/isRecord";
import {
  derivable,
  type Kept,
  optionsOf,
  type Properties,
  type State,
  valuesApart,
  type Wanted,
} from "../core/state";
import { notKnown } from "../core/unknowns";
import { canonical, storableRecord } from "../core/values";
import { marked } from "./pulumiSecret";

/** What Pulumi sends, in previews, for values that are not known yet; one per type. */
const unknownTexts: ReadonlySet<unknown> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** A value as the provider takes it: without the null parts of blocks. Items of lists stay. */
function plain(value: unknown): unknown {
  if (unknownTexts.has(value)) return notKnown;
  if (Array.isArray(value)) return value.map(plain);
  return isRecord(value) ? plainRecord(value) : value;
}

function plainRecord(value: Properties): Properties {
  const given = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(given.map(([key, part]) => [key, plain(part)]));
}

function keptIn(values: Properties): Kept {
  const { __createdAt, __startedAt, __restarts, __ended, __stopped, __unfinished } = values;
  return {
    createdAt: typeof __createdAt === "number" ? __createdAt : undefined,
    startedAt: typeof __startedAt === "number" ? __startedAt : undefined,
    restarts: typeof __restarts === "number" ? __restarts : undefined,
    ended: typeof __ended === "string" ? __ended : undefined,
    stopped: __stopped === true ? true : undefined,
    unfinished: __unfinished === true ? true : undefined,
  };
}

/** What stands in a state besides the inputs; what is undefined is not there. */
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
    __given: given.length === 0 ? undefined : given,
  };
}

/**
 * A resource's properties as Pulumi hands them to a dynamic provider and keeps them: inputs, outputs and {@link Kept}
 * in one. States have this form, so it stays. `__urn` is the name in the whole stack, and `__given` lists the inputs
 * that the program gave although the provider derives them where they are left out.
 */
export class Stored {
  /** What a program passed. */
  readonly wanted: Wanted;
  private readonly values: Properties;

  constructor(
    private readonly contract: Contract,
    private readonly properties: Properties,
  ) {
    this.values = plainRecord(properties);
    const { __urn } = properties;
    const isInput = (key: string) => fieldOf(contract.inputs, key) !== undefined;
    const isPassed = (key: string) => !key.startsWith("__") && fieldOf(contract.outputs, key) === undefined;
    this.wanted = {
      urn: typeof __urn === "string" ? __urn : pulumiType(contract),
      inputs: Object.fromEntries(
        Object.entries(this.values).filter(([key]) => isInput(key) || isPassed(key)),
      ),
    };
  }

  /** What a stack has. */
  get state(): State {
    const { inputs, outputs } = valuesApart(this.contract, this.values);
    const { __given: given } = this.values;
    const derived = new Set(
      derivable(this.contract).filter((key) => !(Array.isArray(given) && given.includes(key))),
    );
    const own = Object.entries(inputs).filter(([key]) => !derived.has(key));
    return { urn: this.wanted.urn, inputs: Object.fromEntries(own), outputs, kept: keptIn(this.values) };
  }

  /** These properties with a state in them; what has not changed stays as Pulumi handed it over. */
  with(state: State): Properties {
    const parts = Object.entries({ ...state.inputs, ...storedParts(this.contract, state) });
    const changed = parts.filter(([key, value]) => value !== this.values[key]);
    return storableRecord({ ...this.properties, ...Object.fromEntries(changed) });
  }

  /**
   * The inputs that Pulumi is to keep for a state that a read found, so that the next preview shows what differs from
   * the program: what drifted, and that it ended. Undefined where the read found nothing new about them.
   */
  inputsFor(found: State): Properties | undefined {
    const inputs = this.inputsToKeep(found);
    if (canonical(this.inputsToKeep(this.state)) === canonical(inputs)) return undefined;
    return marked(this.contract.inputs, inputs);
  }

  private inputsToKeep({ inputs, outputs, kept }: State): Properties {
    const { onEnded = "keep" } = optionsOf(inputs);
    const { status, statusReason } = outputs;
    const isTold = kept.ended !== undefined && onEnded !== "keep";
    const { __urn } = this.properties;
    return storableRecord({ ...inputs, __urn, ...(isTold ? { status, statusReason } : {}) });
  }
}
