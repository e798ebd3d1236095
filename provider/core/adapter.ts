import type { dynamic } from "@pulumi/pulumi";
import { keysOf } from "../../sdk/core/fields";
import type { Kind, WaitFor } from "../../sdk/core/lifecycle";
import { pulumiType } from "../../sdk/core/resource";
import type { Rule } from "../../sdk/core/rules";
import type { Runtime } from "../http/pipeline";
import { check as checkInputs } from "./check";
import { milliseconds } from "./clock";
import { type ConfigReader, Settings, type Surroundings } from "./config";
import { canChange, compare, identifyingInputs } from "./diff";
import { isKind, messageOf, UserError } from "./errors";
import { deriveId, nameOf } from "./identity";
import type { Context, Lifecycle, Observation, Options } from "./lifecycle";
import { Redactor, secretsIn } from "./redact";
import { holdsUnknown } from "./unknowns";
import { canonical, isRecord, storableRecord } from "./values";
import { poll } from "./wait";

type Properties = Record<string, unknown>;

/** Where lines for the user go. */
export interface Output {
  info(line: string): void;
  warning(line: string): void;
}

/** What the adapter needs from outside. */
export interface Host {
  readonly runtime: Runtime;
  readonly surroundings: Surroundings;
  readonly output: Output;
}

/** Why create or update failed although something exists now: Pulumi keeps the resource in its state. */
class PartlyDone extends Error {
  override readonly name = "PartlyDone";
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

/** An error as Pulumi prints it: the message alone. */
class Reported extends Error {
  override readonly name = "Error";
  constructor(message: string) {
    super(message);
    this.stack = "";
  }
}

const defaultTimeout: Readonly<Record<Kind, string>> = {
  task: "10m",
  setting: "10m",
  job: "30m",
  entity: "30m",
};

/** Right after a start, a vendor's lists may not show it yet. */
const visibleWithin = 30_000;

function optionsOf(properties: Properties): Options {
  const given = properties.lifecycle;
  return isRecord(given) ? given : {};
}

function textAt(properties: Properties, key: string): string | undefined {
  const value = properties[key];
  return typeof value === "string" ? value : undefined;
}

/** Translates Pulumi's verbs into a lifecycle's: the only place that knows both. */
export class Adapter implements dynamic.ResourceProvider {
  private settings: Settings;
  private config: ConfigReader = () => undefined;

  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly host: Host,
  ) {
    this.settings = new Settings(this.config, host.surroundings);
  }

  /** Receives the stack's configuration. Synchronous up to its end: other verbs may follow at once. */
  async configure(request: dynamic.ConfigureRequest): Promise<void> {
    this.config = (key) => {
      const value: unknown = request.config.get(key);
      return value === undefined ? undefined : typeof value === "string" ? value : JSON.stringify(value);
    };
    this.settings = new Settings(this.config, this.host.surroundings);
  }

  async check(_olds: Properties, news: Properties): Promise<dynamic.CheckResult> {
    const inputs = this.inputsOf(news, true);
    const verdict = checkInputs(this.lifecycle.contract, inputs, this.configurationRules());
    const redactor = this.redactor(news);
    const failures = verdict.failures.map((problem) => problem.text);
    for (const warning of verdict.warnings) this.say(news, redactor)(`warning: ${warning.text}`, true);
    // Without a property: the engine would print the property's whole value, secrets included.
    return {
      inputs: news,
      failures: failures.map((text) => ({ property: "", reason: redactor.clean(text) })),
    };
  }

  async diff(_id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
    return this.reporting(news, async () => {
      const { contract } = this.lifecycle;
      const changes = compare(contract, this.inputsOf(olds), this.inputsOf(news));
      const wanted = optionsOf(news);
      const ended = textAt(olds, "__ended");
      if (ended !== undefined && wanted.onEnded === "fail") throw this.endedError(ended);
      const restart = ended !== undefined && wanted.onEnded === "restart";
      const optionChanges = canonical(olds.lifecycle ?? null) !== canonical(news.lifecycle ?? null);
      const replaces = [
        ...new Set(changes.replacing.map((path) => path.split(".", 1)[0] ?? path)),
        ...(this.optionsReplace(olds, news) ? ["lifecycle"] : []),
      ];
      return {
        changes: changes.changed.length > 0 || optionChanges || restart || olds.__unfinished === true,
        replaces,
        deleteBeforeReplace: contract.stopsFirst,
      };
    });
  }

  async create(properties: Properties): Promise<dynamic.CreateResult> {
    return this.reporting(properties, async (redactor) => {
      const inputs = this.inputsOf(properties);
      const context = this.context(properties, "create", 0, redactor);
      const client = this.lifecycle.connect(context);
      const { adopt } = context.options;
      if (adopt !== undefined) {
        const state = this.stateOf(properties, this.lifecycle.adopt(adopt, inputs, context));
        return {
          id: this.lifecycle.idOf(state),
          outs: await this.takeOver(client, state, inputs, context, adopt),
        };
      }
      const state = this.stateOf(properties, await this.lifecycle.start(client, inputs, context));
      const outs = await this.complete(client, state, context, async () =>
        this.lifecycle.finish?.(client, state, inputs, context),
      );
      return { id: this.lifecycle.idOf(state), outs };
    });
  }

  async read(id: string, properties: Properties): Promise<dynamic.ReadResult> {
    return this.reporting(properties, async (redactor) => {
      const context = this.context(properties, "update", this.restartsOf(properties), redactor);
      const client = this.lifecycle.connect(context);
      const observation = await this.lifecycle.observe(client, properties, context);
      if (observation.phase === "gone" && !this.ends()) return { id: "", props: {} };
      const state = this.merged(properties, observation);
      const ended = textAt(state, "__ended");
      if (ended !== undefined && optionsOf(properties).onEnded === "fail") throw this.endedError(ended);
      if (ended !== undefined && textAt(properties, "__ended") === undefined) {
        context.warn(`it ended by itself: ${ended}`);
      }
      return { id, props: storableRecord(state) };
    });
  }

  async update(id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> {
    return this.reporting(news, async (redactor) => {
      redactor.add(...secretsIn(this.lifecycle.contract.inputs, olds));
      const inputs = this.inputsOf(news);
      const restarts = this.restartsOf(olds);
      const context = this.context({ ...news, __urn: olds.__urn }, "update", restarts, redactor);
      const client = this.lifecycle.connect(context);
      const carried = {
        ...this.outputsOf(olds),
        __urn: olds.__urn,
        __ended: olds.__ended,
        __restarts: restarts,
      };
      const state: Properties = { ...news, ...carried };
      if (textAt(olds, "__ended") !== undefined)
        return { outs: await this.updateEnded(state, news, context, redactor) };

      const unfinished = olds.__unfinished === true;
      if (unfinished) Object.assign(state, await this.lifecycle.finish?.(client, state, inputs, context));
      const changes = compare(this.lifecycle.contract, this.inputsOf(olds), inputs);
      if ((changes.changed.length > 0 || unfinished) && this.lifecycle.update) {
        const before = { ...olds, ...this.outputsOf(state) };
        try {
          Object.assign(state, await this.lifecycle.update(client, before, inputs, context));
        } catch (error) {
          if (!this.ends() || !isKind(error, "not-found", "ended")) throw error;
          const reason = `it was over when it was to be updated: ${error.message}`;
          Object.assign(state, endedOutputs(reason), { __ended: reason });
          return { outs: await this.updateEnded(state, news, context, redactor) };
        }
      }
      return { outs: await this.guarding(id, state, () => this.settle(client, state, context)) };
    });
  }

  async delete(_id: string, properties: Properties): Promise<void> {
    return this.reporting(properties, async (redactor) => {
      const context = this.context(properties, "delete", this.restartsOf(properties), redactor);
      const { onDelete = "stop" } = optionsOf(properties);
      if (onDelete === "leave") return context.say("left as it is (lifecycle.onDelete is leave)");
      const client = this.lifecycle.connect(context);
      try {
        await this.lifecycle.stop(client, properties, context);
      } catch (error) {
        if (isKind(error, "not-found", "ended")) return context.say("it was over already");
        throw error;
      }
      if (onDelete !== "stopAndWait") return;
      await context.poll("the end of it", async () => {
        const { phase } = await this.lifecycle.observe(client, properties, context);
        return phase === "active" ? undefined : phase;
      });
    });
  }

  /** Whether it can end by itself, and then stays in the state as ended instead of being created again. */
  private ends(): boolean {
    return this.lifecycle.contract.kind === "task" || this.lifecycle.contract.kind === "job";
  }

  private endedError(reason: string): UserError {
    return new UserError(
      `it ended by itself: ${reason}. What to do: set lifecycle.onEnded to "restart" to start it again, or to "keep" to leave it`,
    );
  }

  /** An update of something that is over: starts it again, or leaves it, as the options say. */
  private async updateEnded(
    state: Properties,
    news: Properties,
    context: Context,
    redactor: Redactor,
  ): Promise<Properties> {
    const { onEnded = "keep" } = optionsOf(state);
    const reason = textAt(state, "__ended") ?? "unknown";
    if (onEnded === "fail") throw this.endedError(reason);
    if (onEnded === "keep") {
      context.warn(`it ended by itself (${reason}) and is not started again (lifecycle.onEnded is keep)`);
      return storableRecord(state);
    }
    const restarts = this.restartsOf(state) + 1;
    // From the inputs alone: what was derived or read of the one that is over does not hold for the next one.
    const wanted = { ...news, __urn: state.__urn };
    const again = this.context(wanted, "update", restarts, redactor);
    const client = this.lifecycle.connect(again);
    const inputs = this.inputsOf(wanted);
    const outputs = await this.lifecycle.start(client, inputs, again);
    const started = { ...this.stateOf(wanted, outputs), __restarts: restarts };
    return this.complete(client, started, again, async () =>
      this.lifecycle.finish?.(client, started, inputs, again),
    );
  }

  /** Takes over what exists already: sees that it is there and not over, and makes it what the inputs say. */
  private async takeOver(
    client: unknown,
    state: Properties,
    inputs: Properties,
    context: Context,
    adopt: string,
  ): Promise<Properties> {
    const refused = (reason: string) =>
      new UserError(
        `lifecycle.adopt names "${adopt}", which cannot be taken over: ${reason}. What to do: correct the id, or leave lifecycle.adopt out to start a new one`,
      );
    const observation = await this.lifecycle.observe(client, state, context);
    if (observation.phase === "gone" || observation.phase === "ended") throw refused(observation.reason);
    const seen = this.merged(state, observation);
    const { replacing } = compare(this.lifecycle.contract, this.inputsOf(seen), inputs);
    if (replacing.length > 0) throw refused(`it differs in ${replacing.join(", ")}, which cannot be changed`);
    const taken = { ...state, ...this.outputsOf(seen) };
    // The vendor does not tell all inputs, so they are sent. Where it cannot read, this also shows that it is there.
    const update = canChange(this.lifecycle.contract, inputs)
      ? Promise.resolve(this.lifecycle.update?.(client, seen, inputs, context))
      : Promise.resolve(undefined);
    await update.catch((error: unknown) => {
      if (isKind(error, "not-found", "ended")) throw refused(error.message);
    });
    return this.complete(client, taken, context, () => update);
  }

  /** Waits as far as the options say. */
  private async settle(client: unknown, state: Properties, context: Context): Promise<Properties> {
    const waitFor: WaitFor = optionsOf(state).waitFor ?? this.lifecycle.contract.waitFor[0] ?? "accepted";
    if (waitFor === "accepted") return storableRecord(state);
    const began = context.runtime.clock.now();
    let status: unknown;
    return context.poll(`${this.lifecycle.contract.type} to be ${waitFor}`, async () => {
      const observation = await this.lifecycle.observe(client, state, context);
      const fresh = context.runtime.clock.now() - began < visibleWithin;
      if (observation.phase === "gone" && fresh) return undefined;
      const seen = this.merged(state, observation);
      if (seen.status !== status && typeof seen.status === "string") {
        context.say(typeof seen.progress === "number" ? `${seen.status} (${seen.progress} %)` : seen.status);
        status = seen.status;
      }
      if (observation.phase === "ended" || observation.phase === "gone") {
        throw new PartlyDone(
          this.lifecycle.idOf(seen),
          storableRecord(seen),
          `it ended before it was ${waitFor}: ${observation.reason}. What to do: mend the cause, then change lifecycle.triggers to run it again`,
        );
      }
      const reached =
        observation.phase === "unverified" ||
        observation.phase === "completed" ||
        (waitFor === "running" && observation.phase === "active" && observation.running);
      return reached ? storableRecord(seen) : undefined;
    });
  }

  /** Something exists: finishes it, and waits. What fails here is gone on with by the next up. */
  private async complete(
    client: unknown,
    state: Properties,
    context: Context,
    finish: () => Promise<Properties | undefined>,
  ): Promise<Properties> {
    const id = this.lifecycle.idOf(state);
    const finished = await this.guarding(id, { ...state, __unfinished: true }, async () => ({
      ...state,
      ...(await finish()),
    }));
    return this.guarding(id, finished, () => this.settle(client, finished, context));
  }

  /** From here on something exists: whatever fails, Pulumi keeps it in its state. */
  private async guarding(
    id: string,
    state: Properties,
    work: () => Promise<Properties>,
  ): Promise<Properties> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof PartlyDone) throw error;
      throw new PartlyDone(id, storableRecord(state), messageOf(error));
    }
  }

  private merged(state: Properties, observation: Observation<Properties>): Properties {
    if (observation.phase === "ended" || observation.phase === "gone") {
      const outputs = observation.phase === "ended" ? observation.outputs : {};
      return { ...state, ...endedOutputs(observation.reason), ...outputs, __ended: observation.reason };
    }
    return { ...state, ...observation.outputs, __ended: undefined };
  }

  /** What a program passed: the engine's own keys left out, and those of the outputs that are no inputs. */
  private inputsOf(properties: Properties, all = false): Properties {
    const own = new Set([...keysOf(this.lifecycle.contract.inputs), "lifecycle"]);
    const outputs = new Set(keysOf(this.lifecycle.contract.outputs));
    return Object.fromEntries(
      Object.entries(properties).filter(
        ([key, value]) =>
          value !== null && (own.has(key) || (all && !key.startsWith("__") && !outputs.has(key))),
      ),
    );
  }

  private outputsOf(properties: Properties): Properties {
    return Object.fromEntries(keysOf(this.lifecycle.contract.outputs).map((key) => [key, properties[key]]));
  }

  private stateOf(properties: Properties, outputs: Properties): Properties {
    return { ...properties, ...storableRecord(outputs) };
  }

  private restartsOf(properties: Properties): number {
    return typeof properties.__restarts === "number" ? properties.__restarts : 0;
  }

  /** Whether the lifecycle options alone ask for another task. */
  private optionsReplace(olds: Properties, news: Properties): boolean {
    const before = optionsOf(olds);
    const after = optionsOf(news);
    if (canonical(before.triggers ?? []) !== canonical(after.triggers ?? []) || holdsUnknown(after.triggers))
      return true;
    if (before.profile !== after.profile) return true;
    return (
      after.adopt !== undefined && after.adopt !== before.adopt && after.adopt !== this.lifecycle.idOf(olds)
    );
  }

  /** What depends on the configuration: a missing key is said at preview, not when the first call fails. */
  private configurationRules(): Rule<Properties>[] {
    const { settings, lifecycle } = this;
    const rules: Rule<Properties>[] = [
      (inputs) => void settings.account(lifecycle.vendor, optionsOf(inputs).profile),
      (inputs, report) => lifecycle.check?.(inputs, { settings, options: optionsOf(inputs) }, report),
    ];
    return rules.map((rule) => (inputs, report) => {
      try {
        rule(inputs, report);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        report.failure("", error.message, "");
      }
    });
  }

  private context(
    properties: Properties,
    verb: "create" | "update" | "delete",
    restarts: number,
    redactor: Redactor,
  ): Context {
    const { runtime } = this.host;
    const options = optionsOf(properties);
    const timeout = options.timeouts?.[verb] ?? defaultTimeout[this.lifecycle.contract.kind];
    const deadline = runtime.clock.now() + milliseconds(timeout);
    const say = this.say(properties, redactor);
    const urn = textAt(properties, "__urn") ?? pulumiType(this.lifecycle.contract);
    const identity = {
      urn,
      inputs: identifyingInputs(this.lifecycle.contract, this.inputsOf(properties)),
      triggers: canonical(options.triggers ?? []),
      restarts,
    };
    return {
      settings: this.settings,
      options,
      runtime,
      account: this.settings.account(this.lifecycle.vendor, options.profile),
      deadline,
      name: nameOf(urn),
      deriveId: (maxLength) => deriveId(identity, maxLength),
      conceal: (secret) => redactor.add(secret),
      say: (message) => say(message, false),
      warn: (message) => say(`warning: ${message}`, true),
      poll: (what, probe) =>
        poll(what, probe, { clock: runtime.clock, deadline, say: (line) => say(line, false) }),
    };
  }

  private say(properties: Properties, redactor: Redactor): (message: string, warning: boolean) => void {
    const name = nameOf(textAt(properties, "__urn") ?? pulumiType(this.lifecycle.contract));
    return (message, warning) => {
      const line = redactor.clean(`${name}: ${message}`);
      if (warning) this.host.output.warning(line);
      else this.host.output.info(line);
    };
  }

  private redactor(properties: Properties): Redactor {
    return new Redactor([
      ...secretsIn(this.lifecycle.contract.inputs, properties),
      ...this.settings.secrets(this.lifecycle.vendor, optionsOf(properties).profile),
    ]);
  }

  /** Runs a verb; what it throws leaves without secrets and without a stack. */
  private async reporting<Result>(
    properties: Properties,
    work: (redactor: Redactor) => Promise<Result>,
  ): Promise<Result> {
    const redactor = this.redactor(properties);
    try {
      return await work(redactor);
    } catch (error) {
      const message = redactor.clean(messageOf(error));
      if (!(error instanceof PartlyDone)) throw new Reported(message);
      // Pulumi does not add the provider itself here, and without it nothing could be deleted later.
      const stored = { ...error.properties, __provider: properties.__provider };
      throw new PartlyDone(error.id, stored, message);
    }
  }
}

/** What outputs say of something that is over, where its lifecycle says nothing better. */
function endedOutputs(reason: string): Properties {
  return { status: "ended", statusReason: reason };
}
