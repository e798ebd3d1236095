import type { dynamic } from "@pulumi/pulumi";
import type { Handler } from "../core/handler";
import { nameOf } from "../core/identity";
import { idOf } from "../core/importId";
import { PartlyDone } from "../core/settle";
import type { Properties, State } from "../core/state";
import { Stored } from "./stored";

/** What create and update fail with where something exists now, so that Pulumi keeps it in its state. */
class InitializationFailed extends Error {
  readonly reasons: readonly string[];
  constructor(
    readonly id: string,
    readonly properties: Properties,
    reason: string,
  ) {
    super(reason);
    this.reasons = [reason];
  }
}

/** The verbs of Pulumi's dynamic resources. */
export class DynamicProvider implements dynamic.ResourceProvider {
  constructor(private readonly handler: Handler) {}

  /** Receives the stack's configuration. Synchronous up to its end: other verbs may follow at once. */
  async configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    this.handler.configure((key) => {
      const value: unknown = config.get(key);
      return value === undefined ? undefined : typeof value === "string" ? value : JSON.stringify(value);
    });
  }

  async check(_olds: Properties, news: Properties): Promise<dynamic.CheckResult> {
    const { wanted } = this.stored(news);
    const { failures, warnings } = this.handler.check(wanted);
    for (const { text } of warnings) this.handler.host.output.warning(text, wanted.urn);
    // Without a property: the engine would print the property's whole value, secrets included.
    return { inputs: news, failures: failures.map(({ text }) => ({ property: "", reason: text })) };
  }

  async diff(_id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
    const { wanted } = this.stored(news);
    const plan = await this.handler.plan(this.stored(olds).state, wanted);
    for (const line of plan.said) this.handler.host.output.info(line, wanted.urn);
    return {
      changes: plan.changed.length > 0 || plan.isDue,
      replaces: [...new Set(plan.replacing.map((path) => path.split(".", 1)[0] ?? path))],
      deleteBeforeReplace: plan.stopsFirst,
    };
  }

  async create(properties: Properties): Promise<dynamic.CreateResult> {
    const stored = this.stored(properties);
    return this.keeping(stored, async () => this.handler.create(stored.wanted));
  }

  async read(id: string, properties: Properties): Promise<dynamic.ReadResult> {
    const stored = this.stored(properties);
    const state = await this.handler.read(stored.state);
    if (state === undefined) return { id: "", props: {} };
    const inputs = stored.inputsFor(state);
    return { id, props: stored.with(state), ...(inputs && { inputs }) };
  }

  async update(_id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> {
    // What has been renamed keeps the name under which it was started.
    const stored = this.stored({ ...news, __urn: olds.__urn });
    const update = async () => this.handler.update(this.stored(olds).state, stored.wanted);
    return { outs: (await this.keeping(stored, update)).outs };
  }

  async delete(_id: string, properties: Properties): Promise<void> {
    await this.handler.delete(this.stored(properties).state);
  }

  private stored(properties: Properties): Stored {
    return new Stored(this.handler.lifecycle.contract, properties);
  }

  /** What a verb made, as Pulumi keeps it, also where something failed on the way. */
  private async keeping(stored: Stored, work: () => Promise<State>): Promise<dynamic.CreateResult> {
    // What is not started yet has no id of the vendor's, and Pulumi needs one.
    const idFor = (state: State) => idOf(this.handler.lifecycle, state) || nameOf(state.urn);
    const kept = (state: State) => ({ id: idFor(state), outs: stored.with(state) });
    try {
      return kept(await work());
    } catch (error) {
      if (!(error instanceof PartlyDone)) throw error;
      const { id, outs } = kept(error.state);
      throw new InitializationFailed(id, outs, error.message);
    }
  }
}
