import { journalPlaceOf } from "./core/config/journalPlace";
import type { ConfigReader } from "./core/config/Places";
import { Settings } from "./core/config/Settings";
import type { Host } from "./core/host";
import { fullIdOf, idOf } from "./core/importId";
import { canFind, isJournaled, type Lifecycle, whyUnreadable } from "./core/lifecycle";
import { Session } from "./core/session";
import { nextOf } from "./core/startAgain";
import { type OpenStart, StartJournal } from "./core/startJournal";
import { isStartOf } from "./core/startRecord";
import { inputsInForce, type State, valuesApart } from "./core/state";
import type { ExportedResource, ExportedStack } from "./exportedStack";
import { isKind, MediaError, messageOf, UserError } from "./http/errors";
import { keysForTools } from "./keysForTools";
import { lifecycles } from "./lifecycles";

/** Something that costs money, or may, and that no given state has. */
export interface Orphan {
  readonly type: string;
  /** The vendor's id; undefined when it is not known whether there is anything. */
  readonly id: string | undefined;
  /** How a person recognises it. */
  readonly label: string;
  /** How it is, and how it was found. */
  readonly found: string;
  /** What else can be done about it than stopping it. */
  readonly advice: string;
  /** Stops it, and closes an open start of it; undefined where that is not for a tool to do. Tells what was done. */
  readonly stop: (() => Promise<string>) | undefined;
}

/** Where to look, and what is owned. */
export interface Search {
  readonly stacks: readonly ExportedStack[];
  readonly host: Host;
  readonly config: ConfigReader;
}

/** Something found, with what tells it from everything else. */
interface Finding {
  readonly orphan: Orphan;
  readonly fullId: string;
}

/** Finds what the vendors run, or may run, and none of the given stacks has. */
export async function findOrphans({ stacks, host, config }: Search): Promise<Orphan[]> {
  const settings = new Settings(config, host.surroundings);
  const journal = new StartJournal(journalPlaceOf(settings));
  const resources = stacks.flatMap((stack) => stack.resources);
  const running = resources.filter(({ state }) => !state.kept.stopped);
  const known = new Set(running.map(({ lifecycle, state }) => fullIdOf(lifecycle, state)));
  const orphans: Orphan[] = [];
  const add = ({ orphan, fullId }: Finding) => {
    if (!known.has(fullId)) orphans.push(orphan);
    known.add(fullId);
  };
  const sessionOf = (lifecycle: Lifecycle, state: State) => {
    if (state.kept.stopped) return new Session({ lifecycle, host, settings }, nextOf(state), "delete");
    // As the vendor was asked: derived inputs stand for secrets that an export may hide.
    const inputs = inputsInForce(lifecycle.contract, state);
    return new Session({ lifecycle, host, settings }, { ...state, inputs }, "delete");
  };
  for (const open of await journal.list()) {
    if (resources.some(({ lifecycle, state }) => isStartOf(lifecycle, open, state))) continue;
    const lifecycle = lifecycles.find(({ contract }) => contract.type === open.type);
    const state = lifecycle && { urn: open.urn, kept: {}, ...valuesApart(lifecycle.contract, open.state) };
    add(await fromJournal(open, journal, lifecycle && state && sessionOf(lifecycle, state)));
  }
  for (const pending of stacks.flatMap((stack) => stack.pendingCreates))
    for (const finding of await besideResource(pending, "created", sessionOf)) add(finding);
  const updating = new Set(stacks.flatMap((stack) => stack.pendingUpdates));
  for (const resource of resources) {
    const { urn, kept } = resource.state;
    // The update of what is stopped may have started it.
    const broken = kept.stopped && updating.has(urn) ? "started" : undefined;
    for (const finding of await besideResource(resource, broken, sessionOf)) add(finding);
  }
  return orphans;
}

/** What an open start made; `session` is that of what it says, where its type is known. */
async function fromJournal(open: OpenStart, journal: StartJournal, session?: Session): Promise<Finding> {
  const made = session && (await madeBy(open, session));
  const path = journal.pathOf(open.urn, open.endpoint);
  const found = `its start of ${open.startedAt} is open in the journal (${path})`;
  const about = { type: open.type, id: made?.id ?? open.id, label: open.label, stop: undefined };
  if (!session || !made) {
    const advice = `look whether the vendor has it; if it does, set lifecycle.adopt to its id in the program of ${open.urn}; if not, delete the file`;
    const orphan = { ...about, found: `it is not known whether it runs; ${found}`, advice };
    return { orphan, fullId: open.urn };
  }
  const { lifecycle } = session;
  const fullId = fullIdOf(lifecycle, made.state, made.id);
  const advice = `run pulumi up on the stack of ${open.urn}, which takes it over`;
  try {
    if (isElsewhere(open, session)) {
      const elsewhere = `it was not looked at, since it was sent to ${open.endpoint}; ${found}`;
      return { orphan: { ...about, found: elsewhere, advice }, fullId };
    }
    const status = await statusOf(session, made.state);
    const stop = async () => {
      const outcome = status === undefined ? "it was over already" : await stopped(session, made.state);
      await journal.remove(open.urn, open.endpoint);
      return `${outcome}; its start is closed`;
    };
    // A tool does not destroy what may hold somebody's media.
    const isForTools = lifecycle.contract.kind !== "entity";
    const orphan = { ...about, found: `${status ?? "it is over"}; ${found}`, advice };
    return { orphan: isForTools ? { ...orphan, stop } : orphan, fullId };
  } catch (error) {
    return { orphan: { ...about, found: `${notLookedAt(error)}; ${found}`, advice: lookAgain }, fullId };
  }
}

function isElsewhere({ endpoint }: OpenStart, { account }: Session): boolean {
  return account.endpoint("") !== endpoint;
}

/** What an open start made: as the record says, or where the vendor tells. */
async function madeBy(open: OpenStart, session: Session) {
  const { inputs, lifecycle, resource } = session;
  if (open.id !== undefined) {
    const { outputs } = valuesApart(lifecycle.contract, open.state);
    return { id: open.id, state: { ...resource, outputs } };
  }
  if (!canFind(lifecycle, inputs)) return undefined;
  try {
    if (isElsewhere(open, session)) return undefined;
    const id = await session.find({ since: Date.parse(open.startedAt), others: open.others });
    return id === undefined ? undefined : { id, state: session.adopted(id) };
  } catch (error) {
    if (!(error instanceof UserError || error instanceof MediaError)) throw error;
    return undefined;
  }
}

const lookAgain = `put that right, and run this command again. ${keysForTools}`;

/** What a look-up with the inputs of a resource finds, and what runs beside it; `brokenOff` is what a run may have left. */
async function besideResource(
  { lifecycle, state, isIncomplete }: ExportedResource,
  brokenOff: "created" | "started" | undefined,
  sessionOf: (lifecycle: Lifecycle, state: State) => Session,
): Promise<Finding[]> {
  const { kind, type } = lifecycle.contract;
  // Applications of one name need not have to do with each other.
  if (kind === "entity") return [];
  const session = sessionOf(lifecycle, state);
  if (!lifecycle.find && !lifecycle.list) return brokenOff === undefined ? [] : unseen(session, state);
  const isPending = brokenOff === "created";
  const advice = isPending
    ? "repair the state with `pulumi-media-tasks adopt`"
    : "take it over with lifecycle.adopt, or leave it to whoever started it";
  const beside = state.kept.stopped ? `${state.urn} is stopped` : `it runs beside ${state.urn}`;
  const how = isPending ? "a create of it was pending" : beside;
  // What is pending or stopped has no id of its own, though the program may have named one.
  const own = isPending || state.kept.stopped ? undefined : idOf(lifecycle, state);
  try {
    const { label } = session;
    const ids = new Set([await session.find({}), ...((await session.list()) ?? [])]);
    const found = [...ids].map(async (id): Promise<Finding[]> => {
      if (id === undefined || id === own) return [];
      const other = session.adopted(id);
      const status = await statusOf(session, other);
      if (status === undefined) return [];
      const stop = () => stopped(session, other);
      const orphan = { type, id, label, found: `${status}; ${how}`, advice, stop };
      return [{ orphan, fullId: fullIdOf(lifecycle, other) }];
    });
    const orphans = (await Promise.all(found)).flat();
    if (orphans.length > 0 || brokenOff === undefined || !isIncomplete) return orphans;
    const hidden = "it could not be looked for: the export hides secrets that its id is derived from";
    const about = { type, id: undefined, label, stop: undefined };
    return [{ orphan: { ...about, found: hidden, advice: "export with --show-secrets" }, fullId: state.urn }];
  } catch (error) {
    const about = { type, id: undefined, label: state.urn, stop: undefined };
    return [{ orphan: { ...about, found: notLookedAt(error), advice: lookAgain }, fullId: state.urn }];
  }
}

/** What a start may have made that the vendor recognises and does not show; what is journaled is told by its record. */
function unseen({ inputs, label, lifecycle }: Session, { urn }: State): Finding[] {
  if (isJournaled(lifecycle, inputs)) return [];
  const found = `it may run (${whyUnreadable(lifecycle)}); a start of it broke off`;
  const advice = "run pulumi up on its stack: its start meets what runs";
  const orphan = { type: lifecycle.contract.type, id: undefined, label, found, advice, stop: undefined };
  return [{ orphan, fullId: urn }];
}

/** How something is; undefined when it is over. */
async function statusOf(session: Session, state: State): Promise<string | undefined> {
  const observation = await session.observe(state);
  if (observation.phase === "active") return observation.running ? "it runs" : "it waits";
  return observation.phase === "unverified" ? `it may run (${observation.reason})` : undefined;
}

async function stopped(session: Session, state: State): Promise<string> {
  try {
    await session.stop(state);
    return "stopped";
  } catch (error) {
    if (isKind(error, "not-found", "ended")) return "it was over already";
    throw error;
  }
}

function notLookedAt(error: unknown): string {
  if (!(error instanceof UserError || error instanceof MediaError)) throw error;
  return `it could not be looked at: ${messageOf(error)}`;
}
