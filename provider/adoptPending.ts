import { deploymentOf } from "../sdk/core/deploymentOf";
import type { ConfigReader } from "./core/config/Places";
import { Settings } from "./core/config/Settings";
import type { Host } from "./core/host";
import { taskIdentity } from "./core/identity";
import { idOf } from "./core/importId";
import { canFind } from "./core/lifecycle";
import { Session } from "./core/session";
import { isStartOf, openStartOf, StartRecord } from "./core/startRecord";
import { isToStop, type Resource, type State, valuesApart } from "./core/state";
import { untold } from "./core/untold";
import { storableRecord } from "./core/values";
import { readExportedStack } from "./exportedStack";
import { MediaError, messageOf, UserError } from "./http/errors";
import { keysForTools } from "./keysForTools";
import { storedParts } from "./pulumi/stored";

/** What became of one pending create. */
export interface Adoption {
  readonly urn: string;
  /** The vendor's id, where it was found. */
  readonly id: string | undefined;
  /** Whether the operation is not pending any more. */
  readonly settled: boolean;
  readonly text: string;
}

/** An exported stack with what was found in it. */
export interface Repair {
  readonly content: unknown;
  readonly adoptions: readonly Adoption[];
}

/**
 * Makes resources of pending creates that had reached the vendor, in an exported stack. Found by the ids that the
 * caller gives, by the journal of starts, or by a look-up at the vendor. Drops those of which there is certainly
 * nothing, or that the stack has; others stay as they are.
 */
export async function adoptPending(of: {
  readonly content: unknown;
  /** Ids that somebody knows, by URN. */
  readonly ids: ReadonlyMap<string, string>;
  readonly host: Host;
  readonly config: ConfigReader;
}): Promise<Repair> {
  const { pendingCreates, resources } = readExportedStack(of.content);
  const settings = new Settings(of.config, of.host.surroundings);
  const adoptions: Adoption[] = [];
  let content = of.content;
  for (const pending of [...pendingCreates].reverse()) {
    const { index, isIncomplete, lifecycle, state } = pending;
    const { urn } = state;
    const session = new Session({ lifecycle, host: of.host, settings }, state, "create");
    const present = resources.find((resource) => resource.state.urn === urn);
    const { made, isOver, text } = present
      ? await besidePresent(session, present.state)
      : await outputsFor(session, of.ids.get(urn), isIncomplete);
    if (made !== undefined || isOver) content = withoutOperation(content, index, made);
    adoptions.unshift({ urn, id: made?.id, settled: made !== undefined || isOver, text });
  }
  return { content, adoptions };
}

/** What the vendor has of it. */
interface Made {
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What is found of a pending create. */
interface Found {
  readonly made?: Made;
  /** Nothing is pending, though there is nothing to take in. */
  readonly isOver: boolean;
  readonly text: string;
}

/** What can be said of any pending create that cannot be settled here. */
const dropping = "`pulumi refresh --clear-pending-creates` drops the operation";

/** The create of something that was not to run. */
const nothingStarted: Found = {
  isOver: true,
  text: "nothing was to be started (lifecycle.desired is stopped): the operation is dropped",
};

/** A create that a later run repeated, or one of a replacement, which leaves the old one in the state. */
async function besidePresent(session: Session, present: State): Promise<Found> {
  const { lifecycle, resource } = session;
  const identity = (of: Resource) => taskIdentity(lifecycle.contract, { ...of, kept: {} });
  const open = await openStartOf(session);
  if (open && !isStartOf(lifecycle, open, present)) {
    const text = `its start of ${open.startedAt} is open in the journal, and the stack has another one of this name: run pulumi up, which settles it, or says how`;
    return { isOver: false, text };
  }
  if (isToStop(session.options)) return nothingStarted;
  if (present.kept.stopped) {
    const text = `the stack has one of this name that is stopped: \`pulumi-media-tasks orphans\` tells whether this create had started one; afterwards, ${dropping}`;
    return { isOver: false, text };
  }
  if (identity(resource) === identity(present)) {
    const text = `the stack has it (${idOf(lifecycle, present)}): the operation is dropped`;
    return { isOver: true, text };
  }
  const text = `the stack has one of this name with other inputs: run pulumi up, which goes on with a replacement that is not done; afterwards, ${dropping}`;
  return { isOver: false, text };
}

/** `named`: the id that somebody knows. */
async function outputsFor(
  session: Session,
  named: string | undefined,
  isIncomplete: boolean,
): Promise<Found> {
  const { inputs, lifecycle, redactor } = session;
  const { contract } = lifecycle;
  try {
    const record = new StartRecord(session);
    const open = await record.read();
    if (named === undefined && open === undefined && isToStop(session.options)) return nothingStarted;
    // What is in the same place is not known to be this resource's without a record of its start.
    const isTold = canFind(lifecycle, inputs) && (open !== undefined || !record.isNeeded);
    const sought = { since: open && Date.parse(open.startedAt), others: open?.others };
    const started = open ? valuesApart(contract, open.state).inputs : inputs;
    const id = named ?? open?.id ?? (isTold ? await session.find(sought, started) : undefined);
    if (id === undefined && !isTold)
      return unfindable(canFind(lifecycle, inputs), open && record.pathOf(open));
    if (id === undefined) return notFound(isIncomplete);
    const state = session.named(id);
    // By its id, the start is closed by the first run that sees the repaired state.
    if (open && open.id === undefined) await record.write(open, state);
    const made = { id: idOf(lifecycle, state), outputs: storableRecord(storedParts(contract, state)) };
    const lines = [`taken into the state with the id ${made.id}`, untold(contract, state) ?? []].flat();
    return { made, isOver: false, text: lines.join("; ") };
  } catch (error) {
    if (!(error instanceof UserError || error instanceof MediaError)) throw error;
    return {
      isOver: false,
      text: redactor.clean(`it could not be looked for: ${messageOf(error)}. ${keysForTools}`),
    };
  }
}

/** Nobody can say whether there is anything of it. */
function unfindable(canBeAsked: boolean, record: string | undefined): Found {
  const why = canBeAsked
    ? "the journal has no record of its start, and what the vendor has may be somebody else's"
    : "the vendor cannot be asked, and the journal has no id";
  const otherwise = `${record === undefined ? "" : `delete ${record}, and `}${dropping}`;
  const text = `not found: ${why}; if it runs, pass its id with --id; if not, ${otherwise}`;
  return { isOver: false, text };
}

function notFound(isIncomplete: boolean): Found {
  if (isIncomplete) {
    const text =
      "not found; the export hides secrets that its id may be derived from: export with --show-secrets";
    return { isOver: false, text };
  }
  return {
    isOver: true,
    text: "not found: the vendor has nothing of it; the operation is dropped, and pulumi up creates it",
  };
}

/** Drops an operation; its resource moves among the resources where it was found, encrypted parts as they are. */
function withoutOperation(content: unknown, index: number, made: Made | undefined): unknown {
  const deployment = deploymentOf(content);
  if (deployment === undefined) return content;
  const { resources, pending_operations: pending } = deployment;
  const { resource } = Object(pending[index]);
  const adopted = made && { ...resource, id: made.id, outputs: { ...resource.inputs, ...made.outputs } };
  return {
    ...Object(content),
    deployment: {
      ...deployment,
      resources: adopted ? [...resources, adopted] : resources,
      pending_operations: pending.filter((_, position) => position !== index),
    },
  };
}
