import type { WaitFor } from "../../sdk/core/traits";
import { canChange, compare } from "./diff";
import { isKind, MediaError, messageOf, UserError } from "./errors";
import type { Run } from "./host";
import { ownerOf } from "./identity";
import { fullIdOf, idOf, readId } from "./importId";
import type { Journal, OpenStart } from "./journal";
import { type Context, canFind, Existing, identityOf, isJournaled, type Lifecycle } from "./lifecycle";
import { inputsOf, merged, optionsOf, outputsOf, type Properties, withOutputs } from "./properties";
import { pruneRecord } from "./prune";
import { storableRecord } from "./values";
import { poll } from "./wait";

/** Why create or update failed although something exists now: Pulumi keeps the resource in its state. */
export class PartlyDone extends Error {
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

/** What create gives to Pulumi. */
interface Started {
  readonly id: string;
  readonly outs: Properties;
}

/** What was to be taken over, and is no more. */
class Over extends Error {
  override readonly name = "Over";
}

/** What ends the warnings that Pulumi goes on giving after a run that was killed. */
const clearing =
  "where Pulumi warns of a pending operation of it, `pulumi refresh --clear-pending-creates` ends that";

/** Right after a start, a vendor's reads may not show it yet. */
export const visibleWithin = 30_000;

/**
 * Starts what a resource stands for. A crash at any point leaves a trace, a repeat meets the first one, and from the
 * vendor's success on whatever fails is kept in the state.
 */
export class Starting {
  private readonly client: unknown;
  private readonly inputs: Properties;

  /** `wanted` is the state without outputs. */
  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly wanted: Properties,
    private readonly context: Context,
    private readonly journal: Journal,
    private readonly run: Run,
  ) {
    this.client = lifecycle.connect(context);
    this.inputs = inputsOf(lifecycle.contract, wanted);
  }

  /** Starts it, or goes on with a start that was broken off. */
  async begin(): Promise<Started> {
    if (!this.isJournaled) return this.start();
    const open = await this.journal.read(this.context.urn, this.endpoint);
    return (open && (await this.resume(open))) ?? this.start();
  }

  /** Takes over what the program names. */
  async adopt(id: string): Promise<Started> {
    try {
      const started = await this.takeOver(this.named(id));
      await this.forget();
      return started;
    } catch (error) {
      // Partly done, the state holds it too.
      if (error instanceof PartlyDone) await this.forget();
      throw this.notAdoptable(id, error);
    }
  }

  /**
   * Sees that what the program names can be taken over, before anything is stopped for it. What the vendor does not
   * tell is seen when it is taken over: by the update that this needs, where there is one.
   */
  async verify(id: string): Promise<void> {
    try {
      const { observation } = await this.look(this.named(id));
      if (observation.phase === "unverified" && !this.updates) throw new Over(observation.reason);
    } catch (error) {
      throw this.notAdoptable(id, error);
    }
  }

  /** `isRepeat`: it was sent before, its answer was lost, and the vendor does not show what it made. */
  private async start(sent?: OpenStart, isRepeat = false): Promise<Started> {
    const { context, inputs, lifecycle } = this;
    const open = sent ?? (await this.openStart());
    if (this.isJournaled) await this.journal.write(open);
    let outputs: Properties | Existing<Properties>;
    try {
      outputs = await lifecycle.start(this.client, inputs, context);
    } catch (error) {
      if (!isRepeat && isKind(error, "already-exists") && (await this.outlivesStopped()))
        return this.start(open);
      const found = await this.afterFailure(error, open, isRepeat);
      if (found !== undefined) return this.takeOverFound(found);
      if (isRepeat) throw error;
      // The answer was lost, and the vendor has nothing: it was not carried out.
      return this.start(open, true);
    }
    if (outputs instanceof Existing) return this.takeOverFound(withOutputs(this.wanted, outputs.outputs));
    const state = { ...withOutputs(this.wanted, outputs), __startedAt: context.runtime.clock.now() };
    const id = idOf(lifecycle, state);
    if (this.isJournaled) await this.note({ ...open, state: this.withoutSecrets(state), id });
    const outs = await this.complete(state, async () =>
      lifecycle.finish?.(this.client, state, inputs, context),
    );
    return { id, outs };
  }

  /** What a failed start made after all; undefined when it certainly made nothing, and may be repeated. */
  private async afterFailure(
    error: unknown,
    open: OpenStart,
    isRepeat: boolean,
  ): Promise<Properties | undefined> {
    const isLost = error instanceof MediaError && error.outcome === "unknown";
    const isThere = isKind(error, "already-exists");
    // What is there may be anybody's, except where a start of its own was lost right before.
    if (!isLost && !(isThere && isRepeat)) {
      if (error instanceof MediaError || error instanceof UserError) await this.forget();
      throw isThere ? await this.occupied(error) : error;
    }
    if (!this.canFind) throw this.isKept ? this.outcomeUnknown(open, error.summary) : error;
    // The vendor may have acted just now, however long ago the start was sent first.
    const until = this.context.runtime.clock.now() + visibleWithin;
    const id = await this.find(open, until).catch((failure: unknown) => {
      throw this.lookUpFailed(error.summary, failure);
    });
    if (id !== undefined) {
      if (this.isJournaled) await this.note({ ...open, id });
      return { ...this.adopted(id), __startedAt: Date.parse(open.startedAt) };
    }
    await this.forget();
    if (isThere) throw await this.occupied(error);
    return undefined;
  }

  /** Waits for the end of what this run stopped in the same place; false where it stopped nothing that is there. */
  private async outlivesStopped(): Promise<boolean> {
    const { client, context, inputs, lifecycle, run } = this;
    const isStopped = (id: string) => run.deleted.has(fullIdOf(lifecycle, this.adopted(id)));
    const stopped = async () => {
      const ids = await lifecycle.list?.(client, inputs, context);
      return ids !== undefined && ids.length > 0 && ids.every(isStopped);
    };
    // What is left on purpose does not end.
    if (context.options.onDelete === "leave" || !(await stopped())) return false;
    return context.poll(`${this.label()} that was stopped to end`, async () =>
      (await stopped()) ? undefined : true,
    );
  }

  /** Looks for what a start made, up to the time when the vendor's reads certainly show it. */
  private async find(open: OpenStart, until: number): Promise<string | undefined> {
    const { context, lifecycle } = this;
    const { clock } = context.runtime;
    // As it was sent: the inputs may have changed since.
    const inputs = inputsOf(lifecycle.contract, open.state);
    const sought = { since: Date.parse(open.startedAt), others: open.others };
    const look = async () => {
      const id = await lifecycle.find?.(this.client, inputs, context, sought);
      return id !== undefined || clock.now() >= until ? { id } : undefined;
    };
    const what = `the vendor to show whether ${this.label()} was started`;
    return (await poll(what, look, { clock, deadline: context.deadline, say: context.say })).id;
  }

  /** Takes over what this start, or an earlier one of this resource, turned out to have made. */
  private async takeOverFound(state: Properties): Promise<Started> {
    const id = idOf(this.lifecycle, state);
    if (this.run.deleted.has(fullIdOf(this.lifecycle, state))) {
      throw new UserError(
        `${id} was deleted just now, and the vendor answers the new start with it: nothing new was started. What to do: change lifecycle.triggers to start another one, or run pulumi up again once it has stopped`,
      );
    }
    this.context.warn(`${this.label()} exists already: ${id} is taken over`);
    this.context.say(clearing);
    try {
      return await this.takeOver(state);
    } catch (error) {
      if (!(error instanceof Over)) throw error;
      throw new UserError(
        `${id} exists, and cannot be taken over: ${error.message}. What to do: run pulumi up again; if that does not help, change lifecycle.triggers to start another one`,
      );
    }
  }

  /** Goes on with a start of an earlier run; undefined when another one may be sent. */
  private async resume(open: OpenStart): Promise<Started | undefined> {
    const { context } = this;
    if (open.identity !== context.identity) throw this.otherStart(open);
    const id = open.id ?? (await this.findEarlier(open));
    if (id === undefined) {
      context.say(`the start of ${open.startedAt} did not reach the vendor: it is sent again`);
      return undefined;
    }
    if (open.id === undefined) await this.journal.write({ ...open, id });
    context.warn(
      `${id} was started at ${open.startedAt}, and no later run saw it in the state: it is taken over`,
    );
    context.say(clearing);
    try {
      return await this.takeOver({ ...this.adopted(id), __startedAt: Date.parse(open.startedAt) });
    } catch (error) {
      if (!(error instanceof Over)) throw error;
      context.warn(`${id} is over: ${error.message}. Another one is started`);
      return undefined;
    }
  }

  private async findEarlier(open: OpenStart): Promise<string | undefined> {
    const since = Date.parse(open.startedAt);
    if (this.canFind) return this.find(open, since + visibleWithin);
    throw this.outcomeUnknown(open, `an earlier run sent the start at ${open.startedAt} and broke off`);
  }

  /** Sees that something is there and not over, and makes it what the inputs say; throws {@link Over}. */
  private async takeOver(state: Properties): Promise<Started> {
    const { client, context, inputs, lifecycle } = this;
    const { observation, seen } = await this.look(state);
    const taken = { ...state, ...outputsOf(lifecycle.contract, seen) };
    // The vendor does not tell all inputs, so they are sent. Where it cannot read, this also shows that it is there.
    const { updates } = this;
    if (observation.phase === "unverified" && !updates) {
      context.warn(`that it is there could not be verified: ${observation.reason}`);
    }
    const update = Promise.resolve(updates ? lifecycle.update?.(client, seen, inputs, context) : undefined);
    await update.catch((error: unknown) => {
      if (isKind(error, "not-found", "ended")) throw new Over(error.message);
    });
    const id = idOf(lifecycle, taken);
    this.run.takenOver.add(fullIdOf(lifecycle, taken));
    return { id, outs: await this.complete(taken, () => update) };
  }

  /** Reads what is to be taken over; throws {@link Over} where it is over, or cannot become what the inputs say. */
  private async look(state: Properties) {
    const { client, context, inputs, lifecycle } = this;
    const observation = await lifecycle.observe(client, state, context);
    if (observation.phase === "gone" || observation.phase === "ended") throw new Over(observation.reason);
    const seen = merged(state, observation);
    const { replacing } = compare(lifecycle.contract, inputsOf(lifecycle.contract, seen), inputs);
    if (replacing.length > 0)
      throw new Over(`it differs in ${replacing.join(", ")}, which cannot be changed`);
    return { observation, seen };
  }

  /** Something exists: finishes it, and waits. What fails here is gone on with by the next up. */
  private async complete(
    state: Properties,
    finish: () => Promise<Properties | undefined>,
  ): Promise<Properties> {
    this.run.owners.set(fullIdOf(this.lifecycle, state), ownerOf(state));
    const finished = await this.guarding({ ...state, __unfinished: true }, async () => ({
      ...state,
      ...(await finish()),
    }));
    return this.settle(finished);
  }

  /** Waits as far as the options say; something exists. */
  settle(state: Properties): Promise<Properties> {
    return this.guarding(state, () => this.wait(state));
  }

  private async wait(state: Properties): Promise<Properties> {
    const { context, lifecycle } = this;
    const waitFor: WaitFor = optionsOf(state).waitFor ?? lifecycle.contract.waitFor[0] ?? "accepted";
    if (waitFor === "accepted") return storableRecord(state);
    const began = context.runtime.clock.now();
    let status = "";
    const what = () => `${lifecycle.contract.type} to be ${waitFor}${status}`;
    return context.poll(what, async () => {
      const observation = await lifecycle.observe(this.client, state, context);
      const fresh = context.runtime.clock.now() - began < visibleWithin;
      if (observation.phase === "gone" && fresh) return undefined;
      const seen = merged(state, observation);
      const progress = typeof seen.progress === "number" ? ` (${seen.progress} %)` : "";
      status = typeof seen.status === "string" ? `; it is ${seen.status}${progress}` : "";
      if (observation.phase === "ended" || observation.phase === "gone") {
        throw new PartlyDone(
          idOf(lifecycle, seen),
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

  /** From here on something exists: whatever fails, Pulumi keeps it in its state. */
  private async guarding(state: Properties, work: () => Promise<Properties>): Promise<Properties> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof PartlyDone) throw error;
      throw new PartlyDone(idOf(this.lifecycle, state), storableRecord(state), messageOf(error));
    }
  }

  private get isJournaled(): boolean {
    return isJournaled(this.lifecycle, this.inputs);
  }

  /** Whether the vendor changes anything of it while it runs, so that taking it over sends an update. */
  private get updates(): boolean {
    return this.lifecycle.update !== undefined && canChange(this.lifecycle.contract, this.inputs);
  }

  /** Whether the journal has a record of what is started. */
  private get isKept(): boolean {
    return this.isJournaled && this.journal.folder !== undefined;
  }

  /** Whether the vendor can be asked for what a start made. */
  private get canFind(): boolean {
    return canFind(this.lifecycle, this.inputs);
  }

  private get endpoint(): string {
    return this.context.account.endpoint("");
  }

  private label(): string {
    const { context, lifecycle } = this;
    return lifecycle.label?.(this.inputs, context) ?? `${lifecycle.contract.type} "${context.name}"`;
  }

  /** What the program names; throws where that is no id. */
  private named(text: string): Properties {
    return this.adopted(readId(this.lifecycle, text, this.adopted(text)));
  }

  private adopted(id: string): Properties {
    return withOutputs(this.wanted, this.lifecycle.adopt(id, this.inputs, this.context));
  }

  /** What is about to be sent. What a record has to tell apart from its task is looked for first. */
  private async openStart(): Promise<OpenStart> {
    const { client, context, inputs, lifecycle } = this;
    const isNoted = identityOf(lifecycle, inputs) === "noted";
    return {
      others: isNoted ? await lifecycle.list?.(client, inputs, context) : undefined,
      urn: context.urn,
      type: lifecycle.contract.type,
      endpoint: this.endpoint,
      identity: context.identity,
      label: this.label(),
      startedAt: new Date(context.runtime.clock.now()).toISOString(),
      state: this.withoutSecrets(inputs),
    };
  }

  private withoutSecrets(state: Properties): Properties {
    const { inputs, outputs } = this.lifecycle.contract;
    const isSecret = ({ secret }: { readonly secret?: true }) => secret === true;
    // Of the options only what says whose task it is; triggers may be anything.
    const { profile } = this.context.options;
    const { lifecycle: _options, ...given } = inputsOf(this.lifecycle.contract, state);
    return {
      ...pruneRecord(inputs, given, isSecret),
      ...storableRecord(pruneRecord(outputs, outputsOf(this.lifecycle.contract, state), isSecret)),
      ...(profile === undefined ? {} : { lifecycle: { profile } }),
    };
  }

  /** Notes the id. The task exists and the state will hold it, so that a journal that fails now is no failure. */
  private async note(open: OpenStart): Promise<void> {
    await this.journal.write(open).catch(() => this.forget());
  }

  /** The vendor certainly did not act, or the start is settled otherwise. */
  private async forget(): Promise<void> {
    if (!this.isJournaled) return;
    await this.journal.remove(this.context.urn, this.endpoint).catch((error: unknown) => {
      this.context.warn(messageOf(error));
    });
  }

  private notAdoptable(id: string, error: unknown): unknown {
    if (!(error instanceof Over)) return error;
    return new UserError(
      `lifecycle.adopt names "${id}", which cannot be taken over: ${error.message}. What to do: correct the id, or leave lifecycle.adopt out to start a new one`,
    );
  }

  private outcomeUnknown(open: OpenStart, reason: string): UserError {
    return new UserError(
      `it is not known whether ${open.label} was started: ${reason}. Nothing more is started until that is settled. ` +
        `What to do: look whether the vendor has it; if it does, set lifecycle.adopt to its id; if not, delete ${this.journal.pathOf(open.urn, open.endpoint)}; then run pulumi up again`,
    );
  }

  /** The vendor takes one at a time, and nothing says that the one there is this resource's. */
  private async occupied(error: MediaError): Promise<Error> {
    const { client, context, inputs, lifecycle } = this;
    const ids = await lifecycle.list?.(client, inputs, context).catch(() => undefined);
    if (ids?.[0] === undefined) return error;
    return new UserError(
      `${error.summary}. ${ids.join(", ")} is there (${this.label()}), and nothing says that this resource started it. ` +
        `What to do: take it over with lifecycle.adopt: "${ids[0]}"; or stop it, where no other stack needs it (\`pulumi-media-tasks orphans --stop\` stops what no state has), and run pulumi up again`,
    );
  }

  private lookUpFailed(reason: string, failure: unknown): UserError {
    return new UserError(
      `it is not known whether ${this.label()} was started: ${reason}; and looking for it failed too: ${messageOf(failure)}. What to do: run pulumi up again, which takes it over if it exists`,
    );
  }

  private otherStart(open: OpenStart): UserError {
    const path = this.journal.pathOf(open.urn, open.endpoint);
    const what = open.id === undefined ? open.label : `${open.id} (${open.label})`;
    return new UserError(
      `an earlier run started ${what} at ${open.startedAt} with other inputs, and the state may not hold it. ` +
        `What to do: run pulumi refresh, which settles it if the state does; else undo the change to take it over, or stop it and delete ${path}; then run pulumi up again`,
    );
  }
}
