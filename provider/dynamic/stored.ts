import type { Contract } from "../../sdk/core/contract";
import { optionsOf, type Properties, type State, type Wanted } from "../core/state";
import { canonical, storableRecord } from "../core/values";
import { marked } from "../pulumi/pulumiSecret";
import { plainRecord, stateIn, storedParts, wantedIn } from "../pulumi/stored";

/**
 * A resource's properties as Pulumi hands them to a dynamic provider and keeps them: inputs, outputs and what the
 * provider keeps in one. States have this form, so it stays. `__urn` is the name in the whole stack.
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
    this.wanted = wantedIn(contract, this.values, typeof __urn === "string" ? __urn : undefined);
  }

  /** What a stack has. */
  get state(): State {
    return stateIn(this.contract, this.values, this.wanted.urn);
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
