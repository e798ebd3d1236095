import type { dynamic } from "@pulumi/pulumi";
import { z } from "zod";
import { fieldOf, keysOf } from "../../sdk/core/fields";
import type { Report, Rule } from "../../sdk/core/rules";
import { check as checkInputs } from "./check";
import { claimAll, namedClaims, pushClaims } from "./claims";
import { readable } from "./clock";
import { type ConfigReader, Settings } from "./config";
import { createContext, urnOf, type Verb } from "./createContext";
import { compare, hiddenPaths } from "./diff";
import { isKind, type MediaError, messageOf, UserError } from "./errors";
import type { Host } from "./host";
import { isOwnedBy, nameOf, ownerOf } from "./identity";
import { fullIdOf, idOf, importIdOf } from "./importId";
import { isStartOf } from "./isStartOf";
import { Journal, type OpenStart } from "./journal";
import { hintOfLastUpdate } from "./lastUpdate";
import {
  type Context,
  isJournaled,
  type Lifecycle,
  type Observation,
  type Options,
  whyUnreadable,
} from "./lifecycle";
import {
  endedOutputs,
  givenOf,
  inputsFound,
  inputsOf,
  merged,
  numberAt,
  optionsOf,
  outputsOf,
  type Properties,
  passedTo,
  textAt,
} from "./properties";
import { Redactor, secretsIn } from "./redact";
import { refuseOtherSites } from "./sites";
import { PartlyDone, Starting, visibleWithin } from "./starting";
import { holdsUnknown, known } from "./unknowns";
import { canonical, storableRecord } from "./values";
import { warnOfEnds } from "./warnOfEnds";

/** An error as Pulumi prints it: the message alone. */
class Reported extends Error {
  override readonly name = "Error";
  constructor(message: string) {
    super(message);
    this.stack = "";
  }
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
    const { contract } = this.lifecycle;
    this.host.run.hasProgram = true;
    const verdict = checkInputs(contract, passedTo(contract, news), this.rulesOf(news));
    const redactor = this.redactor(news);
    this.host.run.planned.add(urnOf(contract, news));
    // What stops several rules is said once.
    const failures = [...new Set(verdict.failures.map((problem) => problem.text))];
    for (const { text } of verdict.warnings) {
      this.host.output.warning(redactor.clean(`${nameOf(urnOf(contract, news))}: warning: ${text}`));
    }
    // Without a property: the engine would print the property's whole value, secrets included.
    return {
      inputs: news,
      failures: failures.map((text) => ({ property: "", reason: redactor.clean(text) })),
    };
  }

  async diff(_id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
    return this.reporting(news, async (redactor) => {
      const { contract } = this.lifecycle;
      await this.seen(olds);
      const changes = compare(contract, inputsOf(contract, olds), inputsOf(contract, news));
      this.tellHidden(changes.changed, news);
      const wanted = optionsOf(news);
      const ended = textAt(olds, "__ended");
      if (ended !== undefined && this.isPlanned(news)) this.tellEnded(ended, news, redactor);
      const isToAct = ended !== undefined && (wanted.onEnded ?? "keep") !== "keep";
      const optionChanges = canonical(olds.lifecycle ?? null) !== canonical(news.lifecycle ?? null);
      const replaces = [
        ...new Set(changes.replacing.map((path) => path.split(".", 1)[0] ?? path)),
        ...(this.optionsReplace(olds, news) ? ["lifecycle"] : []),
      ];
      const adopts = this.adopts(olds, news);
      if (replaces.length > 0 && wanted.adopt !== undefined) {
        if (!adopts) throw this.staleAdopt(wanted.adopt);
        if (!holdsUnknown(news))
          await this.starting(news, this.context(news, "update", redactor)).verify(wanted.adopt);
      }
      return {
        changes: changes.changed.length > 0 || optionChanges || isToAct || olds.__unfinished === true,
        replaces,
        // What is taken over runs already: the old one goes when that has worked.
        deleteBeforeReplace: contract.stopsFirst && !adopts,
      };
    });
  }

  async create(properties: Properties): Promise<dynamic.CreateResult> {
    return this.reporting(properties, async (redactor) => {
      const context = this.context(properties, "create", redactor);
      const __given = givenOf(this.lifecycle.contract, properties);
      const __createdAt = this.host.runtime.clock.now();
      const starting = this.starting({ ...properties, __createdAt, __given }, context);
      const { adopt } = context.options;
      return adopt === undefined ? starting.begin() : starting.adopt(adopt);
    });
  }

  async read(id: string, properties: Properties): Promise<dynamic.ReadResult> {
    return this.reporting(properties, async (redactor) => {
      this.requireOutputs(properties);
      await this.seen(properties);
      const context = this.context(properties, "update", redactor);
      const observation = await this.observe(properties, context);
      if (observation.phase === "gone" && !this.ends()) return { id: "", props: {} };
      const state = merged(properties, observation);
      const ended = textAt(state, "__ended");
      if (ended !== undefined && textAt(properties, "__ended") === undefined) {
        context.warn(`it ended by itself: ${ended}`);
      }
      const inputs = inputsFound(this.lifecycle.contract, properties, state);
      return { id, props: storableRecord(state), ...(inputs && { inputs }) };
    });
  }

  async update(_id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> {
    return this.reporting(news, async (redactor) => {
      const { lifecycle } = this;
      const { contract } = lifecycle;
      redactor.add(...secretsIn(contract.inputs, olds));
      this.requireOutputs(olds);
      await this.seen(olds);
      const inputs = inputsOf(contract, news);
      const { __urn, __createdAt, __startedAt, __restarts, __ended } = olds;
      const __given = givenOf(contract, inputs);
      const wanted = { ...news, __urn, __createdAt, __startedAt, __restarts, __given };
      const context = this.context(wanted, "update", redactor);
      const state: Properties = { ...wanted, ...outputsOf(contract, olds), __ended };
      if (textAt(olds, "__ended") !== undefined)
        return { outs: await this.updateEnded(state, news, context, redactor) };

      const client = lifecycle.connect(context);
      const unfinished = olds.__unfinished === true;
      if (unfinished) Object.assign(state, await lifecycle.finish?.(client, state, inputs, context));
      const changes = compare(contract, inputsOf(contract, olds), inputs);
      if ((changes.changed.length > 0 || unfinished) && lifecycle.update) {
        const before = { ...olds, ...outputsOf(contract, state) };
        try {
          Object.assign(state, await lifecycle.update(client, before, inputs, context));
        } catch (error) {
          if (!this.ends() || !this.saysOver(error, context)) throw error;
          const reason = `it was over when it was to be updated: ${error.message}`;
          Object.assign(state, endedOutputs(reason), { __ended: reason });
          return { outs: await this.updateEnded(state, news, context, redactor) };
        }
      }
      try {
        return { outs: await this.starting(wanted, context).settle(state) };
      } catch (error) {
        if (!(error instanceof PartlyDone) || !this.isForOptions(error.properties)) throw error;
        return { outs: await this.updateEnded(error.properties, news, context, redactor) };
      }
    });
  }

  async delete(_id: string, properties: Properties): Promise<void> {
    return this.reporting(properties, async (redactor) => {
      const { lifecycle } = this;
      await this.closeStart(properties);
      const context = this.context(properties, "delete", redactor);
      const { onDelete = "stop" } = context.options;
      this.host.run.deleted.add(fullIdOf(lifecycle, properties));
      if (onDelete === "leave") return context.say("left as it is (lifecycle.onDelete is leave)");
      this.requireOutputs(properties);
      const owner = this.host.run.owners.get(fullIdOf(lifecycle, properties));
      if (owner !== undefined && owner !== ownerOf(properties)) return this.leave(properties, context);
      const client = lifecycle.connect(context);
      try {
        await lifecycle.stop(client, properties, context);
      } catch (error) {
        if (this.saysOver(error, context)) return context.say("it was over already");
        throw error;
      }
      if (onDelete !== "stopAndWait") return;
      await context.poll("the end of it", async () => {
        const observation = await lifecycle.observe(client, properties, context);
        if (observation.phase === "unverified")
          context.warn(`its end could not be waited for: ${observation.reason}`);
        return observation.phase === "active" ? undefined : observation;
      });
    });
  }

  /** Leaves what belongs to another state now. */
  private leave(properties: Properties, context: Context): void {
    const { owners, takenOver } = this.host.run;
    const id = fullIdOf(this.lifecycle, properties);
    if (!takenOver.has(id) || !isOwnedBy(textAt(properties, "__urn"), owners.get(id))) {
      context.say("left as it is: another resource took it over");
      return;
    }
    throw new UserError(
      "it was to be replaced, and its replacement took it over instead of starting another one: nothing was replaced. What to do: run pulumi up again, which goes on with it; to replace it, change lifecycle.triggers, without lifecycle.adopt",
    );
  }

  /** Whether a vendor's error says that it is over. */
  private saysOver(
    error: unknown,
    { runtime, startedAt = Number.POSITIVE_INFINITY }: Context,
  ): error is MediaError {
    if (!isKind(error, "not-found", "ended")) return false;
    const { controlledFor = Number.POSITIVE_INFINITY } = this.lifecycle;
    if (error.kind === "ended" || runtime.clock.now() <= startedAt + controlledFor) return true;
    throw new UserError(
      `${error.summary}. The vendor takes calls for it within ${readable(controlledFor)} after its start only: it may still run, and nothing can be told or done here. ` +
        'What to do: end it otherwise (it ends when its room is empty); then set lifecycle.onDelete to "leave" to let Pulumi forget it',
    );
  }

  /** Whether it can end by itself, and then stays in the state as ended instead of being created again. */
  private ends(): boolean {
    return this.lifecycle.contract.kind === "task" || this.lifecycle.contract.kind === "job";
  }

  /** Whether the options decide what becomes of it: not of a job that failed while somebody waits for it. */
  private isForOptions(state: Properties): boolean {
    const { onEnded = "keep" } = optionsOf(state);
    const waited = this.lifecycle.contract.kind === "job" && onEnded === "keep";
    return this.ends() && textAt(state, "__ended") !== undefined && !waited;
  }

  private endedError(reason: string): UserError {
    return new UserError(
      `it ended by itself: ${reason}. What to do: set lifecycle.onEnded to "restart" to start it again, or to "keep" to leave it`,
    );
  }

  /** Names what is to change where Pulumi shows nothing of it. */
  private tellHidden(changed: readonly string[], news: Properties): void {
    const { contract } = this.lifecycle;
    const hidden = hiddenPaths(contract, changed);
    if (hidden.length === 0 || hidden.length < changed.length || !this.isPlanned(news)) return;
    const name = nameOf(urnOf(contract, news));
    this.host.output.info(`${name}: ${hidden.join(" and ")} changes; it is a secret, and so not shown`);
  }

  private isPlanned(news: Properties): boolean {
    return this.host.run.planned.has(urnOf(this.lifecycle.contract, news));
  }

  /** Says at preview what the update of something that is over is to do; throws where it is to fail. */
  private tellEnded(reason: string, news: Properties, redactor: Redactor): void {
    const { onEnded } = optionsOf(news);
    if (onEnded === "fail") throw this.endedError(reason);
    if (onEnded !== "restart") return;
    const name = nameOf(urnOf(this.lifecycle.contract, news));
    const text = `${name}: it ended (${reason}); this update starts it again`;
    this.host.output.info(redactor.clean(text));
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
    // From the inputs alone: what was derived or read of the one that is over does not hold for the next one.
    const { __urn, __createdAt, __given } = state;
    const wanted = {
      ...news,
      __urn,
      __createdAt,
      __given,
      __restarts: (numberAt(state, "__restarts") ?? 0) + 1,
    };
    return (await this.starting(wanted, this.context(wanted, "update", redactor)).begin()).outs;
  }

  private starting(wanted: Properties, context: Context): Starting {
    return new Starting(this.lifecycle, wanted, context, this.journal(), this.host.run);
  }

  private journal(): Journal {
    return new Journal(this.settings.journalFolder());
  }

  /** Without its id nothing could be told or stopped, and a request without it may mean another one. */
  private requireOutputs(state: Properties): void {
    const { outputs } = this.lifecycle.contract;
    const missing = keysOf(outputs).filter((key) => {
      const field = fieldOf(outputs, key);
      return field instanceof z.ZodType && !field.isOptional() && (state[key] ?? undefined) === undefined;
    });
    if (missing.length === 0) return;
    throw new UserError(
      `the state has no ${missing.join(", ")} for it: somebody changed the state. What to do: restore it from a backup; or remove the resource with \`pulumi state delete\` and take over what runs with lifecycle.adopt`,
    );
  }

  /** A resource of the program has something in its state. */
  private async seen(state: Properties): Promise<void> {
    this.host.run.owners.set(fullIdOf(this.lifecycle, state), ownerOf(state));
    await this.closeStart(state);
  }

  /** The state holds a task: if a start of it is open in the journal, it is closed. */
  private async closeStart(state: Properties): Promise<void> {
    const { lifecycle, settings } = this;
    const urn = textAt(state, "__urn");
    if (urn === undefined || !isJournaled(lifecycle, state)) return;
    try {
      const account = settings.account(lifecycle.vendor, optionsOf(state).profile);
      const isHeld = (open: OpenStart) => isStartOf(lifecycle, open, state);
      await this.journal().close(urn, account.endpoint(""), isHeld);
    } catch (error) {
      // Without an account nothing was started with this configuration.
      if (!(error instanceof UserError)) throw error;
    }
  }

  /** Reads it; right after its start, again until the vendor's reads show it. */
  private async observe(state: Properties, context: Context): Promise<Observation<Properties>> {
    const client = this.lifecycle.connect(context);
    const { clock } = context.runtime;
    const visibleBy = (context.startedAt ?? Number.NEGATIVE_INFINITY) + visibleWithin;
    return context.poll("the vendor to show it", async () => {
      const observation = await this.lifecycle.observe(client, state, context);
      return observation.phase === "gone" && clock.now() < visibleBy ? undefined : observation;
    });
  }

  /** Whether the lifecycle options alone ask for another task. */
  private optionsReplace(olds: Properties, news: Properties): boolean {
    const before = optionsOf(olds);
    const after = optionsOf(news);
    if (canonical(before.triggers ?? []) !== canonical(after.triggers ?? []) || holdsUnknown(after.triggers))
      return true;
    return before.profile !== after.profile || this.adopts(olds, news);
  }

  /** Whether the program newly names another one to take over. */
  private adopts(olds: Properties, news: Properties): boolean {
    const { adopt } = optionsOf(news);
    return (
      adopt !== undefined &&
      adopt !== optionsOf(olds).adopt &&
      ![idOf, importIdOf].some((read) => read(this.lifecycle, olds) === adopt)
    );
  }

  private staleAdopt(id: string): UserError {
    return new UserError(
      `lifecycle.adopt still names "${id}", and a replacement would take that over instead of starting another one. What to do: remove lifecycle.adopt from the program; or undo the change that replaces`,
    );
  }

  /** What depends on the configuration and on other resources: said at preview, not when the first call fails. */
  private rulesOf(news: Properties): Rule<Properties>[] {
    const { settings, lifecycle, host } = this;
    const { contract, vendor } = lifecycle;
    const { clock } = host.runtime;
    // What is read in many places comes from `news`: a part that is not known hides nothing that stands beside it.
    const rules: Rule<Properties>[] = [
      (inputs) => void settings.account(vendor, optionsOf(inputs).profile),
      (inputs) => void (isJournaled(lifecycle, inputs) && settings.journalFolder()),
      (inputs, report) => lifecycle.check?.(inputs, { settings, options: optionsOf(inputs) }, report),
      (inputs, report) => this.endsUnseen(optionsOf(inputs), report),
      (inputs, report) => {
        const site = settings.site(vendor, optionsOf(inputs).profile);
        refuseOtherSites(contract, news, site, report);
      },
      (_, report) => warnOfEnds(contract, news, clock.now(), report),
      (inputs, report) => this.claim(() => lifecycle.exclusive?.(inputs) ?? [], news, report),
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

  /** An option that acts on an end can do so only where the end is noticed. */
  private endsUnseen({ onEnded = "keep" }: Options, report: Report): void {
    const reason = whyUnreadable(this.lifecycle);
    if (reason === undefined || onEnded === "keep") return;
    const acts = onEnded === "restart" ? "starts it again" : "fails";
    report.warning(
      "lifecycle.onEnded",
      `it is "${onEnded}", and ${reason}: that it ended by itself is noticed, and pulumi up ${acts}, only when a change is sent to it; refresh does not see it`,
      "keep it for that, and watch the vendor's callback; a change of lifecycle.triggers starts it again at any time",
    );
  }

  /** Takes what only one resource of a program may have; names that are not known yet are taken later. */
  private claim(names: () => readonly string[], news: Properties, report: Report): void {
    const { contract } = this.lifecycle;
    const wanted = [...namedClaims(contract, known(names) ?? []), ...pushClaims(contract, news)];
    claimAll(this.host.run.claims, textAt(news, "__urn") ?? "", wanted, report);
  }

  private context(properties: Properties, verb: Verb, redactor: Redactor): Context {
    const { lifecycle, host, settings } = this;
    return createContext({ lifecycle, host, settings, properties, verb, redactor });
  }

  private redactor(properties: Properties): Redactor {
    return new Redactor([
      ...secretsIn(this.lifecycle.contract.inputs, properties),
      ...this.settings.secrets(),
    ]);
  }

  /** Where the program does not run, what fails may be due to settings that have changed. */
  private hintFor(error: unknown, properties: Properties): string {
    if (this.host.run.hasProgram) return "";
    const account = { vendor: this.lifecycle.vendor, profile: optionsOf(properties).profile };
    const hint = hintOfLastUpdate(error, this.settings, account);
    return hint === undefined ? "" : `. ${hint}`;
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
      const message = redactor.clean(`${messageOf(error)}${this.hintFor(error, properties)}`);
      if (!(error instanceof PartlyDone)) throw new Reported(message);
      // Pulumi does not add the provider itself here, and without it nothing could be deleted later.
      const stored = { ...error.properties, __provider: properties.__provider };
      throw new PartlyDone(error.id, stored, message);
    }
  }
}
