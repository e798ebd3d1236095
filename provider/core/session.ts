import { milliseconds } from "../../sdk/core/milliseconds";
import type { Kind } from "../../sdk/core/traits";
import type { Account, Runtime } from "../http/pipeline";
import type { Cancellation } from "./Cancellation";
import type { Settings } from "./config/Settings";
import type { Host } from "./host";
import { deriveId, nameOf, taskIdentity } from "./identity";
import { readId } from "./importId";
import type { Context, Existing, Lifecycle, Observation, Options, Sought } from "./lifecycle";
import { poll } from "./poll";
import { readingErrors } from "./readingErrors";
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
  /** How long the verb may take, in milliseconds, where the engine says so. */
  readonly limit?: number | undefined;
}

/** The verbs that have a time limit of their own. */
export type Verb = "create" | "update" | "delete";

const defaultTimeout: Readonly<Record<Kind, string>> = {
  task: "10m",
  setting: "10m",
  job: "30m",
  entity: "30m",
};

/** Right after a start, a vendor's reads may not show it yet. */
export const visibleWithin = 30_000;

/** One resource while a verb is carried out on it: its lifecycle, ready to be called. */
export class Session implements Scene, Context {
  readonly lifecycle: Lifecycle;
  readonly host: Host;
  readonly settings: Settings;
  readonly limit: number | undefined;
  readonly runtime: Runtime;
  readonly redactor: Redactor;
  readonly urn: string;
  readonly name: string;
  readonly inputs: Properties;
  readonly options: Options;
  readonly startedAt: number | undefined;
  private readonly began: number;
  #identity: string | undefined;
  #client: unknown;

  /** `redactor`: that of another session, which knows more secrets. */
  constructor(
    scene: Scene,
    readonly resource: Resource,
    private readonly verb: Verb,
    redactor?: Redactor,
  ) {
    ({ lifecycle: this.lifecycle, host: this.host, settings: this.settings, limit: this.limit } = scene);
    ({ urn: this.urn, inputs: this.inputs } = resource);
    ({ startedAt: this.startedAt } = resource.kept);
    this.redactor = redactor ?? new Redactor(this.settings.secrets());
    this.concealAll({ outputs: {}, ...resource });
    this.runtime = this.host.runtime;
    this.name = nameOf(this.urn);
    this.options = optionsOf(this.inputs);
    this.began = this.runtime.clock.now();
  }

  /** The same verb for the resource as it goes on. */
  as(resource: Resource): Session {
    return new Session(this, resource, this.verb, this.redactor);
  }

  get deadline(): number {
    const { kind } = this.lifecycle.contract;
    return (
      this.began + (this.limit ?? milliseconds(this.options.timeouts?.[this.verb] ?? defaultTimeout[kind]))
    );
  }

  get cancellation(): Cancellation {
    return this.host.run.cancellation;
  }

  get account(): Account {
    return this.settings.account(this.lifecycle.vendor, this.options.profile);
  }

  /** Made when it is first asked for: most verbs do not. */
  get identity(): string {
    this.#identity ??= taskIdentity(this.lifecycle.contract, this.resource);
    return this.#identity;
  }

  deriveId(maxLength: number): string {
    return deriveId(this.urn, this.identity, maxLength);
  }

  conceal(secret: string): void {
    this.redactor.add(secret);
  }

  /** Notes the secrets among inputs and outputs, and those that the program marked. */
  concealAll({ inputs, outputs, secrets = [] }: Values & Pick<Resource, "secrets">): void {
    const { contract } = this.lifecycle;
    const own = [...secretsIn(contract.inputs, inputs), ...secretsIn(contract.outputs, outputs)];
    this.redactor.add(...own, ...secrets);
  }

  say(message: string): void {
    this.host.output.info(this.redactor.clean(message), this.urn);
  }

  warn(message: string): void {
    this.host.output.warning(this.redactor.clean(message), this.urn);
  }

  poll<Result>(what: string | (() => string), probe: () => Promise<Result | undefined>): Promise<Result> {
    return poll(what, probe, this);
  }

  private get client(): unknown {
    this.#client ??= this.lifecycle.connect(this);
    return this.#client;
  }

  /** How a person recognises it at the vendor. */
  get label(): string {
    const { type } = this.lifecycle.contract;
    return this.lifecycle.label?.(this.inputs, this) ?? `${type} "${this.name}"`;
  }

  start(): Promise<Properties | Existing<Properties>> {
    return this.lifecycle.start(this.client, this.inputs, this);
  }

  /** The id of what a start with these inputs made. */
  async find(sought: Sought, inputs: Properties = this.inputs): Promise<string | undefined> {
    return this.lifecycle.find?.(this.client, inputs, this, sought);
  }

  /** Ids of what is in the same place; undefined where the vendor cannot tell. */
  async list(): Promise<readonly string[] | undefined> {
    return this.lifecycle.list?.(this.client, this.inputs, this);
  }

  /** The state of something that exists already. */
  adopted(id: string): State {
    return this.made(this.lifecycle.adopt(id, this.inputs, this));
  }

  /** The state of what a user names; throws where that is no id. */
  named(text: string): State {
    return this.adopted(readId(this.lifecycle, text, this.adopted(text)));
  }

  /** The state of what was made. */
  made(outputs: Properties): State {
    const state = withValues(this.lifecycle.contract, { ...this.resource, outputs: {} }, outputs);
    this.concealAll(state);
    return state;
  }

  observe(state: Values): Promise<Observation<Properties>> {
    const values = valuesOf(state);
    return readingErrors(this, values, () => this.lifecycle.observe(this.client, values, this));
  }

  /** Does what is to be done after the start. */
  async finish(state: State): Promise<State> {
    const outputs = await this.lifecycle.finish?.(this.client, valuesOf(state), this.inputs, this);
    return withValues(this.lifecycle.contract, state, outputs ?? {});
  }

  /** Makes it what the inputs say; gives the outputs that changed. */
  async update(state: Values): Promise<Properties> {
    return (await this.lifecycle.update?.(this.client, valuesOf(state), this.inputs, this)) ?? {};
  }

  stop(state: Values): Promise<void> {
    return this.lifecycle.stop(this.client, valuesOf(state), this);
  }
}
