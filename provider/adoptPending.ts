import { type ConfigReader, Settings } from "./core/config";
import { createContext, taskIdentityOf } from "./core/createContext";
import { MediaError, messageOf, UserError } from "./core/errors";
import type { Host } from "./core/host";
import { digestOf } from "./core/identity";
import { idOf } from "./core/importId";
import { isStartOf } from "./core/isStartOf";
import { Journal, type OpenStart } from "./core/journal";
import { canFind, isJournaled, type Lifecycle } from "./core/lifecycle";
import { givenInputs, givenOf, inputsOf, optionsOf, type Properties } from "./core/properties";
import { Redactor, secretsIn } from "./core/redact";
import { isRecord, storableRecord } from "./core/values";
import { type ExportedResource, type PendingCreate, readExportedStack } from "./exportedStack";
import { keysForTools } from "./keysForTools";

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
  const adoptions: Adoption[] = [];
  let content = of.content;
  for (const pending of [...pendingCreates].reverse()) {
    const { urn, index } = pending;
    const present = resources.find((resource) => resource.urn === urn);
    const { made, isOver, text } = present
      ? await besidePresent(pending, present, of)
      : await outputsFor(pending, of);
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

/** A create that a later run repeated, or one of a replacement, which leaves the old one in the state. */
async function besidePresent(
  pending: PendingCreate,
  present: ExportedResource,
  { host, config }: Parameters<typeof adoptPending>[0],
): Promise<Found> {
  const { lifecycle, properties, urn } = pending;
  const identity = ({ properties: state }: ExportedResource) =>
    digestOf(taskIdentityOf(lifecycle.contract, { ...givenInputs(lifecycle.contract, state), __urn: urn }));
  const open = await openStart(urn, lifecycle, properties, new Settings(config, host.surroundings));
  if (open && !isStartOf(lifecycle, open, { ...present.properties, __urn: urn })) {
    const text = `its start of ${open.startedAt} is open in the journal, and the stack has another one of this name: run pulumi up, which settles it, or says how`;
    return { isOver: false, text };
  }
  if (identity(pending) === identity(present)) {
    const text = `the stack has it (${idOf(lifecycle, present.properties)}): the operation is dropped`;
    return { isOver: true, text };
  }
  const text = `the stack has one of this name with other inputs: run pulumi up, which goes on with a replacement that is not done; afterwards, ${dropping}`;
  return { isOver: false, text };
}

/** The open start of a resource in the journal, if there is one, and an account to look for it with. */
async function openStart(
  urn: string,
  { vendor }: Lifecycle,
  properties: Properties,
  settings: Settings,
): Promise<OpenStart | undefined> {
  try {
    const account = settings.account(vendor, optionsOf(properties).profile);
    return await new Journal(settings.journalFolder()).read(urn, account.endpoint(""));
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

async function outputsFor(
  { urn, lifecycle, properties, isIncomplete }: PendingCreate,
  { ids, host, config }: Parameters<typeof adoptPending>[0],
): Promise<Found> {
  const settings = new Settings(config, host.surroundings);
  const { contract } = lifecycle;
  const redactor = new Redactor([...secretsIn(contract.inputs, properties), ...settings.secrets()]);
  try {
    const own = { ...properties, __urn: urn };
    const context = createContext({ lifecycle, host, settings, properties: own, verb: "create", redactor });
    const inputs = inputsOf(contract, properties);
    const journal = new Journal(settings.journalFolder());
    const open = await journal.read(urn, context.account.endpoint(""));
    // What is in the same place is not known to be this resource's without a record of its start.
    const isTold = canFind(lifecycle, inputs) && (open !== undefined || !isJournaled(lifecycle, inputs));
    const find = isTold ? lifecycle.find : undefined;
    const sought = { since: open && Date.parse(open.startedAt), others: open?.others };
    const started = open ? inputsOf(contract, open.state) : inputs;
    const id =
      ids.get(urn) ?? open?.id ?? (await find?.(lifecycle.connect(context), started, context, sought));
    if (id === undefined && find === undefined)
      return unfindable(canFind(lifecycle, inputs), open && journal.pathOf(urn, open.endpoint));
    if (id === undefined) return notFound(isIncomplete);
    const __given = givenOf(contract, inputs);
    const outputs = storableRecord({ ...lifecycle.adopt(id, inputs, context), __given });
    // By its id, the start is closed by the first run that sees the repaired state.
    if (open && open.id === undefined) await journal.write({ ...open, id });
    return { made: { id, outputs }, isOver: false, text: `taken into the state with the id ${id}` };
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
  const file = isRecord(content) ? content : {};
  const deployment = isRecord(file.deployment) ? file.deployment : {};
  const pending = Array.isArray(deployment.pending_operations) ? deployment.pending_operations : [];
  const { resource } = Object(pending[index]);
  const adopted = made && { ...resource, id: made.id, outputs: { ...resource.inputs, ...made.outputs } };
  const resources = Array.isArray(deployment.resources) ? deployment.resources : [];
  return {
    ...file,
    deployment: {
      ...deployment,
      resources: adopted ? [...resources, adopted] : resources,
      pending_operations: pending.filter((_, position) => position !== index),
    },
  };
}
