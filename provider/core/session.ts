import type { Settings } from "./config";
import { createContext, type Verb } from "./createContext";
import type { Host } from "./host";
import { readId } from "./importId";
import type { Context, Existing, Lifecycle, Observation, Options, Sought } from "./lifecycle";
import { Redactor, secretsIn } from "./redact";
import {
  optionsOf,
  type Properties,
  type Resource,
  type State,
  type Values,
  valuesOf,
  withValues,
} from "./state";

/** A type of resource, where it is carried out, and the stack's settings. */
export interface Scene {
  readonly lifecycle: Lifecycle;
  readonly host: Host;
  readonly settings: Settings;
}

/** Right after a start, a vendor's reads may not show it yet. */
export const visibleWithin = 30_000;

/** One resource while a verb is carried out on it: its lifecycle, ready to be called. */
export class Session implements Scene {
  readonly lifecycle: Lifecycle;
  readonly host: Host;
  readonly settings: Settings;
  readonly redactor: Redactor;
  #context: Context | undefined;
  #client: unknown;

  /** `redactor`: that of another session, which knows more secrets. */
  constructor(
    scene: Scene,
    readonly resource: Resource,
    readonly verb: Verb,
    redactor?: Redactor,
  ) {
    ({ lifecycle: this.lifecycle, host: this.host, settings: this.settings } = scene);
    const secrets = secretsIn(this.lifecycle.contract.inputs, resource.inputs);
    this.redactor = redactor ?? new Redactor([...secrets, ...this.settings.secrets()]);
  }

  /** The same verb for the resource as it goes on. */
  as(resource: Resource): Session {
    return new Session(this, resource, this.verb, this.redactor);
  }

  get inputs(): Properties {
    return this.resource.inputs;
  }

  get options(): Options {
    return optionsOf(this.inputs);
  }

  /** Made when it is first asked for: it takes an account. */
  get context(): Context {
    this.#context ??= createContext(this);
    return this.#context;
  }

  private get client(): unknown {
    this.#client ??= this.lifecycle.connect(this.context);
    return this.#client;
  }

  /** How a person recognises it at the vendor. */
  get label(): string {
    const { type } = this.lifecycle.contract;
    return this.lifecycle.label?.(this.inputs, this.context) ?? `${type} "${this.context.name}"`;
  }

  start(): Promise<Properties | Existing<Properties>> {
    return this.lifecycle.start(this.client, this.inputs, this.context);
  }

  /** The id of what a start with these inputs made. */
  async find(sought: Sought, inputs: Properties = this.inputs): Promise<string | undefined> {
    return this.lifecycle.find?.(this.client, inputs, this.context, sought);
  }

  /** Ids of what is in the same place; undefined where the vendor cannot tell. */
  async list(): Promise<readonly string[] | undefined> {
    return this.lifecycle.list?.(this.client, this.inputs, this.context);
  }

  /** The state of something that exists already. */
  adopted(id: string): State {
    return this.made(this.lifecycle.adopt(id, this.inputs, this.context));
  }

  /** The state of what a user names; throws where that is no id. */
  named(text: string): State {
    return this.adopted(readId(this.lifecycle, text, this.adopted(text)));
  }

  /** The state of what was made. */
  made(outputs: Properties): State {
    return withValues(this.lifecycle.contract, { ...this.resource, outputs: {} }, outputs);
  }

  observe(state: Values): Promise<Observation<Properties>> {
    return this.lifecycle.observe(this.client, valuesOf(state), this.context);
  }

  /** Does what is to be done after the start. */
  async finish(state: State): Promise<State> {
    const outputs = await this.lifecycle.finish?.(this.client, valuesOf(state), this.inputs, this.context);
    return withValues(this.lifecycle.contract, state, outputs ?? {});
  }

  /** Makes it what the inputs say; gives the outputs that changed. */
  async update(state: Values): Promise<Properties> {
    return (await this.lifecycle.update?.(this.client, valuesOf(state), this.inputs, this.context)) ?? {};
  }

  stop(state: Values): Promise<void> {
    return this.lifecycle.stop(this.client, valuesOf(state), this.context);
  }
}
