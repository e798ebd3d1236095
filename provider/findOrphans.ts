import { type ConfigReader, Settings } from "./core/config";
import { createContext } from "./core/createContext";
import { isKind, MediaError, messageOf, UserError } from "./core/errors";
import type { Host } from "./core/host";
import { fullIdOf, idOf } from "./core/importId";
import { isStartOf } from "./core/isStartOf";
import { Journal, type OpenStart } from "./core/journal";
import { type Context, canFind, type Lifecycle, type Sought } from "./core/lifecycle";
import { inputsOf, type Properties, withOutputs } from "./core/properties";
import { Redactor, secretsIn } from "./core/redact";
import type { ExportedResource, ExportedStack } from "./exportedStack";
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

/** One resource type, ready to be called for one set of properties. */
class Caller {
  readonly context: Context;
  readonly inputs: Properties;
  private readonly client: unknown;

  constructor(
    readonly lifecycle: Lifecycle,
    properties: Properties,
    host: Host,
    settings: Settings,
  ) {
    const { contract } = lifecycle;
    const redactor = new Redactor([...secretsIn(contract.inputs, properties), ...settings.secrets()]);
    this.context = createContext({ lifecycle, host, settings, properties, verb: "delete", redactor });
    this.inputs = inputsOf(contract, properties);
    this.client = lifecycle.connect(this.context);
  }

  async find(sought: Sought = {}): Promise<string | undefined> {
    return this.lifecycle.find?.(this.client, this.inputs, this.context, sought);
  }

  async list(): Promise<readonly string[]> {
    return (await this.lifecycle.list?.(this.client, this.inputs, this.context)) ?? [];
  }

  adopted(id: string): Properties {
    return withOutputs(this.inputs, this.lifecycle.adopt(id, this.inputs, this.context));
  }

  /** How it is; undefined when it is over. */
  async status(state: Properties): Promise<string | undefined> {
    const observation = await this.lifecycle.observe(this.client, state, this.context);
    if (observation.phase === "active") return observation.running ? "it runs" : "it waits";
    return observation.phase === "unverified" ? `it may run (${observation.reason})` : undefined;
  }

  async stop(state: Properties): Promise<string> {
    try {
      await this.lifecycle.stop(this.client, state, this.context);
      return "stopped";
    } catch (error) {
      if (isKind(error, "not-found", "ended")) return "it was over already";
      throw error;
    }
  }
}

/** Something found, with what tells it from everything else. */
interface Finding {
  readonly orphan: Orphan;
  readonly fullId: string;
}

/** Finds what the vendors run, or may run, and none of the given stacks has. */
export async function findOrphans({ stacks, host, config }: Search): Promise<Orphan[]> {
  const settings = new Settings(config, host.surroundings);
  const journal = new Journal(settings.journalFolder());
  const resources = stacks.flatMap((stack) => stack.resources);
  const known = new Set(resources.map(({ lifecycle, properties }) => fullIdOf(lifecycle, properties)));
  const orphans: Orphan[] = [];
  const add = ({ orphan, fullId }: Finding) => {
    if (!known.has(fullId)) orphans.push(orphan);
    known.add(fullId);
  };
  for (const open of await journal.list()) {
    const isHeld = resources.some(({ urn, lifecycle, properties }) =>
      isStartOf(lifecycle, open, { ...properties, __urn: urn }),
    );
    if (!isHeld) add(await fromJournal(open, journal, host, settings));
  }
  for (const { pendingCreates } of stacks) {
    for (const pending of pendingCreates)
      for (const finding of await besideResource(pending, true, host, settings)) add(finding);
  }
  for (const resource of resources)
    for (const finding of await besideResource(resource, false, host, settings)) add(finding);
  return orphans;
}

async function fromJournal(
  open: OpenStart,
  journal: Journal,
  host: Host,
  settings: Settings,
): Promise<Finding> {
  const lifecycle = lifecycles.find(({ contract }) => contract.type === open.type);
  const told = lifecycle ? await withItsId(open, lifecycle, host, settings) : open;
  const fullId = lifecycle && told.id !== undefined ? fullIdOf(lifecycle, told.state, told.id) : open.urn;
  return { fullId, orphan: await orphanOf(told, lifecycle, journal, host, settings) };
}

/** An open start with the id of what it made, where the vendor tells. */
async function withItsId(
  open: OpenStart,
  lifecycle: Lifecycle,
  host: Host,
  settings: Settings,
): Promise<OpenStart> {
  if (open.id !== undefined || !canFind(lifecycle, open.state)) return open;
  try {
    const caller = new Caller(lifecycle, { ...open.state, __urn: open.urn }, host, settings);
    if (caller.context.account.endpoint("") !== open.endpoint) return open;
    const id = await caller.find({ since: Date.parse(open.startedAt), others: open.others });
    return id === undefined ? open : { ...open, id, state: caller.adopted(id) };
  } catch (error) {
    if (!(error instanceof UserError || error instanceof MediaError)) throw error;
    return open;
  }
}

async function orphanOf(
  open: OpenStart,
  lifecycle: Lifecycle | undefined,
  journal: Journal,
  host: Host,
  settings: Settings,
): Promise<Orphan> {
  const { type, id, label, urn, endpoint } = open;
  const path = journal.pathOf(urn, endpoint);
  const about = { type, id, label };
  const found = `its start of ${open.startedAt} is open in the journal (${path})`;
  if (id === undefined || !lifecycle) {
    const advice = `look whether the vendor has it; if it does, set lifecycle.adopt to its id in the program of ${urn}; if not, delete the file`;
    return { ...about, found: `it is not known whether it runs; ${found}`, advice, stop: undefined };
  }
  const advice = `run pulumi up on the stack of ${urn}, which takes it over`;
  try {
    const caller = new Caller(lifecycle, { ...open.state, __urn: urn }, host, settings);
    if (caller.context.account.endpoint("") !== endpoint) {
      const elsewhere = `it was not looked at, since it was sent to ${endpoint}; ${found}`;
      return { ...about, found: elsewhere, advice, stop: undefined };
    }
    const status = await caller.status(open.state);
    const stop = async () => {
      const outcome = status === undefined ? "it was over already" : await caller.stop(open.state);
      await journal.remove(urn, endpoint);
      return `${outcome}; its start is closed`;
    };
    return {
      ...about,
      found: `${status ?? "it is over"}; ${found}`,
      advice,
      // A tool does not destroy what may hold somebody's media.
      stop: lifecycle.contract.kind === "entity" ? undefined : stop,
    };
  } catch (error) {
    return { ...about, found: `${notLookedAt(error)}; ${found}`, advice: lookAgain, stop: undefined };
  }
}

const lookAgain = `put that right, and run this command again. ${keysForTools}`;

/** What a look-up with the inputs of a resource finds, and what runs beside it. */
async function besideResource(
  { urn, lifecycle, properties, isIncomplete }: ExportedResource,
  isPending: boolean,
  host: Host,
  settings: Settings,
): Promise<Finding[]> {
  const { contract } = lifecycle;
  // Applications of one name need not have to do with each other.
  if ((!lifecycle.find && !lifecycle.list) || contract.kind === "entity") return [];
  const type = contract.type;
  const advice = isPending
    ? "repair the state with `pulumi-media-tasks adopt`"
    : "take it over with lifecycle.adopt, or leave it to whoever started it";
  try {
    const caller = new Caller(lifecycle, { ...properties, __urn: urn }, host, settings);
    const label = lifecycle.label?.(caller.inputs, caller.context) ?? type;
    const ids = new Set([await caller.find(), ...(await caller.list())]);
    const found = [...ids].map(async (id): Promise<Finding[]> => {
      // What is pending has no id of its own, though the program may have named one.
      if (id === undefined || (!isPending && id === idOf(lifecycle, properties))) return [];
      const state = caller.adopted(id);
      const status = await caller.status(state);
      if (status === undefined) return [];
      const how = isPending ? "a create of it was pending" : `it runs beside ${urn}`;
      const orphan = { type, id, label, found: `${status}; ${how}`, advice, stop: () => caller.stop(state) };
      return [{ orphan, fullId: fullIdOf(lifecycle, state) }];
    });
    const orphans = (await Promise.all(found)).flat();
    if (orphans.length > 0 || !isPending || !isIncomplete) return orphans;
    const hidden = "it could not be looked for: the export hides secrets that its id is derived from";
    const about = { type, id: undefined, label, stop: undefined };
    return [{ orphan: { ...about, found: hidden, advice: "export with --show-secrets" }, fullId: urn }];
  } catch (error) {
    const about = { type, id: undefined, label: urn, stop: undefined };
    return [{ orphan: { ...about, found: notLookedAt(error), advice: lookAgain }, fullId: urn }];
  }
}

function notLookedAt(error: unknown): string {
  if (!(error instanceof UserError || error instanceof MediaError)) throw error;
  return `it could not be looked at: ${messageOf(error)}`;
}
