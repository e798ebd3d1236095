import { dynamicUrn } from "../../sdk/core/contract";
import { messageOf, UserError } from "../http/errors";
import { journalPlaceOf } from "./config/journalPlace";
import { taskIdentity } from "./identity";
import { idOf } from "./importId";
import { isJournaled, type Lifecycle, repeatedStartOf } from "./lifecycle";
import { without } from "./replaceParts";
import type { Session } from "./session";
import { type OpenStart, StartJournal } from "./startJournal";
import { optionsOf, type Properties, type State, type Values } from "./state";

/** The journal's record of the start of one resource; nothing is kept where a start needs none. */
export class StartRecord {
  /** Whether a start is written down before it is sent, as a repeat might make a second one. */
  readonly isNeeded: boolean;
  private readonly journal: StartJournal;
  /** Whether the journal is known to have one of the resource. */
  private isThere = false;

  constructor(private readonly session: Session) {
    this.isNeeded = isJournaled(session.lifecycle, session.inputs);
    this.journal = new StartJournal(journalPlaceOf(session.settings));
  }

  /** Whether there is a record of what is started. */
  get isKept(): boolean {
    return this.isNeeded && this.journal.address !== undefined;
  }

  /** The start that an earlier run left open. */
  async read(): Promise<OpenStart | undefined> {
    const { urn, account } = this.session;
    const open = this.isNeeded ? await this.journal.read(urn, account.endpoint("")) : undefined;
    this.isThere = open !== undefined;
    return open;
  }

  /** What is about to be sent. What the record has to tell apart from its task is looked for first. */
  async make(): Promise<OpenStart> {
    const { account, identity, inputs, label, lifecycle, runtime, urn } = this.session;
    const isNoted = repeatedStartOf(lifecycle, inputs) === "noted";
    return {
      others: isNoted ? await this.session.list() : undefined,
      urn,
      type: lifecycle.contract.type,
      endpoint: account.endpoint(""),
      identity,
      label,
      startedAt: new Date(runtime.clock.now()).toISOString(),
      state: this.withoutSecrets({ inputs, outputs: {} }),
    };
  }

  /** Keeps it, with what it made where that is known. It outlives a crash when this resolves. */
  async write(open: OpenStart, made?: State): Promise<void> {
    if (!this.isNeeded) return;
    const { lifecycle } = this.session;
    const task = made && { id: idOf(lifecycle, made), state: this.withoutSecrets(made) };
    await this.journal.write({ ...open, ...task }, !this.isThere);
    this.isThere = true;
  }

  /** Notes what it made. That exists and the state will hold it, so that a journal that fails now is no failure. */
  async note(open: OpenStart, made: State): Promise<void> {
    await this.write(open, made).catch(() => this.forget());
  }

  /** The vendor certainly did not act, or the start is settled otherwise. */
  async forget(): Promise<void> {
    if (!this.isNeeded) return;
    const { account, urn } = this.session;
    this.isThere = false;
    await this.journal
      .remove(urn, account.endpoint(""))
      .catch((error: unknown) => this.session.warn(messageOf(error)));
  }

  /** Where an open start is kept. */
  pathOf({ urn, endpoint }: OpenStart): string {
    return this.journal.pathOf(urn, endpoint);
  }

  /** What the vendor is asked with, or told to stop: of the options only what says whose task it is. */
  private withoutSecrets({ inputs: { lifecycle, ...inputs }, outputs }: Values): Properties {
    const { contract } = this.session.lifecycle;
    const { profile } = optionsOf({ lifecycle });
    return {
      ...without("secret", contract.inputs, inputs),
      ...without("secret", contract.outputs, outputs),
      ...(profile === undefined ? {} : { lifecycle: { profile } }),
    };
  }
}

/** The open start of a resource, where the journal has one, and an account to look for it with. */
export async function openStartOf(session: Session): Promise<OpenStart | undefined> {
  try {
    return await new StartRecord(session).read();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/**
 * Whether an open start is that of what a state holds, so that it is settled: by its id; and where nobody knows that,
 * by what makes the task this one and no other. What was started before the start was sent is another one.
 */
export function isStartOf(lifecycle: Lifecycle, open: OpenStart, state: State): boolean {
  if (dynamicUrn(open.urn) !== dynamicUrn(state.urn)) return false;
  if (open.id !== undefined) return open.id === idOf(lifecycle, state);
  const since = state.kept.startedAt ?? state.kept.createdAt;
  if (since !== undefined && since < Date.parse(open.startedAt)) return false;
  return taskIdentity(lifecycle.contract, state) === open.identity;
}
