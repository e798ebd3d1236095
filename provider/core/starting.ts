import { isKind, MediaError, messageOf, UserError } from "../http/errors";
import { fullIdOf, idOf } from "./importId";
import { canFind, Existing } from "./lifecycle";
import { type Session, visibleWithin } from "./session";
import { complete } from "./settle";
import type { OpenStart } from "./startJournal";
import { openStartOf, StartRecord } from "./startRecord";
import { type Properties, type State, valuesApart } from "./state";
import { Over, takeOver } from "./takeOver";

/** What ends the warnings that Pulumi goes on giving after a run that was killed. */
const clearing =
  "where Pulumi warns of a pending operation of it, `pulumi refresh --clear-pending-creates` ends that";

/**
 * Starts what a resource stands for. A crash at any point leaves a trace, a repeat meets the first one, and from the
 * vendor's success on whatever fails is kept in the state.
 */
export class Starting {
  private readonly record: StartRecord;

  constructor(private readonly session: Session) {
    this.record = new StartRecord(session);
  }

  /** Starts it, or goes on with a start that was broken off. */
  async begin(): Promise<State> {
    const open = await this.record.read();
    return (open && (await this.resume(open))) ?? this.start();
  }

  /** Stops what an earlier run started and no state has, since nothing is to run now. */
  async undo(): Promise<void> {
    const { record, session } = this;
    const open = await openStartOf(session);
    if (open === undefined) return;
    const id = open.id ?? (await this.findEarlier(open));
    if (id !== undefined) {
      // As it was sent: the inputs may have changed since.
      const { inputs, outputs } = valuesApart(session.lifecycle.contract, open.state);
      const sent = session.as({ ...session.resource, inputs });
      const made = open.id === undefined ? sent.adopted(id) : { ...sent.resource, outputs };
      await sent.stop(made).catch((error: unknown) => {
        if (!isKind(error, "not-found", "ended")) throw error;
      });
      session.warn(
        `${id} was started at ${open.startedAt}, and no later run saw it in the state: it is stopped`,
      );
    }
    await record.forget();
  }

  /** `isRepeat`: it was sent before, its answer was lost, and the vendor does not show what it made. */
  private async start(sent?: OpenStart, isRepeat = false): Promise<State> {
    const { record, session } = this;
    const open = sent ?? (await record.make());
    await record.write(open);
    let outputs: Properties | Existing<Properties>;
    try {
      outputs = await session.start();
    } catch (error) {
      if (!isRepeat && isKind(error, "already-exists") && (await this.outlivesStopped()))
        return this.start(open);
      const found = await this.afterFailure(error, open, isRepeat);
      if (found !== undefined) return this.takeOverFound(found);
      if (isRepeat) throw error;
      // The answer was lost, and the vendor has nothing: it was not carried out.
      return this.start(open, true);
    }
    if (outputs instanceof Existing) return this.takeOverFound(session.made(outputs.outputs));
    const state = startedAt(session.made(outputs), session.runtime.clock.now());
    await record.note(open, state);
    return complete(session, state, () => session.finish(state));
  }

  /** What a failed start made after all; undefined when it certainly made nothing, and may be repeated. */
  private async afterFailure(error: unknown, open: OpenStart, isRepeat: boolean): Promise<State | undefined> {
    const { record, session } = this;
    const isLost = error instanceof MediaError && error.outcome === "unknown";
    const isThere = isKind(error, "already-exists");
    // What is there may be anybody's, except where a start of its own was lost right before.
    if (!isLost && !(isThere && isRepeat)) {
      if (error instanceof MediaError || error instanceof UserError) await record.forget();
      throw isThere ? await this.occupied(error) : error;
    }
    if (!this.canFind) throw record.isKept ? this.outcomeUnknown(open, error.summary) : error;
    // The vendor may have acted just now, however long ago the start was sent first.
    const until = session.runtime.clock.now() + visibleWithin;
    const id = await this.find(open, until).catch((failure: unknown) => {
      throw this.lookUpFailed(error.summary, failure);
    });
    if (id !== undefined) {
      const made = startedAt(session.adopted(id), Date.parse(open.startedAt));
      await record.note(open, made);
      return made;
    }
    await record.forget();
    if (isThere) throw await this.occupied(error);
    return undefined;
  }

  /** Waits for the end of what this run stopped in the same place; false where it stopped nothing that is there. */
  private async outlivesStopped(): Promise<boolean> {
    const { session } = this;
    const isStopped = (id: string) =>
      session.host.run.deleted.has(fullIdOf(session.lifecycle, session.adopted(id)));
    const stopped = async () => {
      const ids = await session.list();
      return ids !== undefined && ids.length > 0 && ids.every(isStopped);
    };
    // What is left on purpose does not end.
    if (session.options.onDelete === "leave" || !(await stopped())) return false;
    return session.poll(`${session.label} that was stopped to end`, async () =>
      (await stopped()) ? undefined : true,
    );
  }

  /** Looks for what a start made, up to the time when the vendor's reads certainly show it. */
  private async find(open: OpenStart, until: number): Promise<string | undefined> {
    const { session } = this;
    const { runtime } = session;
    // As it was sent: the inputs may have changed since.
    const { inputs } = valuesApart(session.lifecycle.contract, open.state);
    const sought = { since: Date.parse(open.startedAt), others: open.others };
    const look = async () => {
      const id = await session.find(sought, inputs);
      return id !== undefined || runtime.clock.now() >= until ? { id } : undefined;
    };
    const what = `the vendor to show whether ${session.label} was started`;
    return (await session.poll(what, look)).id;
  }

  /** Takes over what this start, or an earlier one of this resource, turned out to have made. */
  private async takeOverFound(state: State): Promise<State> {
    const { session } = this;
    const { host, label, lifecycle } = session;
    const id = idOf(lifecycle, state);
    if (host.run.deleted.has(fullIdOf(lifecycle, state))) {
      throw new UserError(
        `${id} was deleted just now, and the vendor answers the new start with it: nothing new was started. What to do: change lifecycle.triggers to start another one, or run pulumi up again once it has stopped`,
      );
    }
    session.warn(`${label} exists already: ${id} is taken over`);
    session.say(clearing);
    try {
      return await takeOver(session, state);
    } catch (error) {
      if (!(error instanceof Over)) throw error;
      throw new UserError(
        `${id} exists, and cannot be taken over: ${error.message}. What to do: run pulumi up again; if that does not help, change lifecycle.triggers to start another one`,
      );
    }
  }

  /** Goes on with a start of an earlier run; undefined when another one may be sent. */
  private async resume(open: OpenStart): Promise<State | undefined> {
    const { session } = this;
    if (open.identity !== session.identity) throw this.otherStart(open);
    const id = open.id ?? (await this.findEarlier(open));
    if (id === undefined) {
      session.say(`the start of ${open.startedAt} did not reach the vendor: it is sent again`);
      return undefined;
    }
    const made = startedAt(session.adopted(id), Date.parse(open.startedAt));
    if (open.id === undefined) await this.record.write(open, made);
    session.warn(
      `${id} was started at ${open.startedAt}, and no later run saw it in the state: it is taken over`,
    );
    session.say(clearing);
    try {
      return await takeOver(session, made);
    } catch (error) {
      if (!(error instanceof Over)) throw error;
      session.warn(`${id} is over: ${error.message}. Another one is started`);
      return undefined;
    }
  }

  private async findEarlier(open: OpenStart): Promise<string | undefined> {
    const since = Date.parse(open.startedAt);
    if (this.canFind) return this.find(open, since + visibleWithin);
    throw this.outcomeUnknown(open, `an earlier run sent the start at ${open.startedAt} and broke off`);
  }

  /** Whether the vendor can be asked for what a start made. */
  private get canFind(): boolean {
    return canFind(this.session.lifecycle, this.session.inputs);
  }

  private outcomeUnknown(open: OpenStart, reason: string): UserError {
    return new UserError(
      `it is not known whether ${open.label} was started: ${reason}. Nothing more is started until that is settled. ` +
        `What to do: look whether the vendor has it; if it does, set lifecycle.adopt to its id; if not, delete ${this.record.pathOf(open)}; then run pulumi up again`,
    );
  }

  /** The vendor takes one at a time, and nothing says that the one there is this resource's. */
  private async occupied(error: MediaError): Promise<Error> {
    const ids = await this.session.list().catch(() => undefined);
    if (ids?.[0] === undefined) return error;
    return new UserError(
      `${error.summary}. ${ids.join(", ")} is there (${this.session.label}), and nothing says that this resource started it. ` +
        `What to do: take it over with lifecycle.adopt: "${ids[0]}"; or stop it, where no other stack needs it (\`pulumi-media-tasks orphans --stop\` stops what no state has), and run pulumi up again`,
    );
  }

  private lookUpFailed(reason: string, failure: unknown): UserError {
    return new UserError(
      `it is not known whether ${this.session.label} was started: ${reason}; and looking for it failed too: ${messageOf(failure)}. What to do: run pulumi up again, which takes it over if it exists`,
    );
  }

  private otherStart(open: OpenStart): UserError {
    const what = open.id === undefined ? open.label : `${open.id} (${open.label})`;
    return new UserError(
      `an earlier run started ${what} at ${open.startedAt} with other inputs, and the state may not hold it. ` +
        `What to do: run pulumi refresh, which settles it if the state does; else undo the change to take it over, or stop it and delete ${this.record.pathOf(open)}; then run pulumi up again`,
    );
  }
}

function startedAt(state: State, time: number): State {
  return { ...state, kept: { ...state.kept, startedAt: time } };
}
