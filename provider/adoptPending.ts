import { type ConfigReader, Settings } from "./core/config";
import { createContext } from "./core/createContext";
import { MediaError, messageOf, UserError } from "./core/errors";
import type { Host } from "./core/host";
import { Journal } from "./core/journal";
import { isJournaled } from "./core/lifecycle";
import { inputsOf } from "./core/properties";
import { Redactor, secretsIn } from "./core/redact";
import { isRecord, storableRecord } from "./core/values";
import { type PendingCreate, readExportedStack } from "./exportedStack";

/** What became of one pending create. */
export interface Adoption {
  readonly urn: string;
  /** The vendor's id, where it was found. */
  readonly id: string | undefined;
  readonly text: string;
}

/** An exported stack with what was found in it. */
export interface Repair {
  readonly content: unknown;
  readonly adoptions: readonly Adoption[];
}

/**
 * Makes resources of pending creates that had reached the vendor, in an exported stack. Found by the ids that the
 * caller gives, by the journal of starts, or by a look-up at the vendor. Those that were not found stay as they are.
 */
export async function adoptPending(of: {
  readonly content: unknown;
  /** Ids that somebody knows, by URN. */
  readonly ids: ReadonlyMap<string, string>;
  readonly host: Host;
  readonly config: ConfigReader;
}): Promise<Repair> {
  const { pendingCreates, resources } = readExportedStack(of.content);
  const present = new Set(resources.map(({ urn }) => urn));
  const adoptions: Adoption[] = [];
  let content = of.content;
  for (const pending of [...pendingCreates].reverse()) {
    const { urn } = pending;
    if (present.has(urn)) {
      const text =
        "the stack has a resource of this name too: run pulumi up, which goes on with its replacement";
      adoptions.unshift({ urn, id: undefined, text });
      continue;
    }
    const { id, outputs, text } = await outputsFor(pending, of);
    if (id !== undefined) content = withResource(content, pending.index, id, outputs);
    adoptions.unshift({ urn, id, text });
  }
  return { content, adoptions };
}

async function outputsFor(
  { urn, lifecycle, properties, isIncomplete }: PendingCreate,
  { ids, host, config }: Parameters<typeof adoptPending>[0],
): Promise<{ id?: string; outputs: Record<string, unknown>; text: string }> {
  const settings = new Settings(config, host.surroundings);
  const redactor = new Redactor([...secretsIn(lifecycle.contract.inputs, properties), ...settings.secrets()]);
  try {
    const context = createContext({
      lifecycle,
      host,
      settings,
      properties: { ...properties, __urn: urn },
      verb: "create",
      redactor,
    });
    const inputs = inputsOf(lifecycle.contract, properties);
    const open = await new Journal(settings.journalFolder()).read(urn, context.account.endpoint(""));
    // What is in the same place is not known to be this resource's without a record of its start.
    const find = open || !isJournaled(lifecycle, inputs) ? lifecycle.find : undefined;
    const sought = { since: open && Date.parse(open.startedAt), others: open?.others };
    const started = open ? inputsOf(lifecycle.contract, open.state) : inputs;
    const id =
      ids.get(urn) ?? open?.id ?? (await find?.(lifecycle.connect(context), started, context, sought));
    if (id === undefined)
      return { outputs: {}, text: notFound(lifecycle.find !== undefined, find !== undefined, isIncomplete) };
    const outputs = storableRecord(lifecycle.adopt(id, inputs, context));
    return { id, outputs, text: `taken into the state with the id ${id}` };
  } catch (error) {
    if (!(error instanceof UserError || error instanceof MediaError)) throw error;
    return { outputs: {}, text: redactor.clean(`it could not be looked for: ${messageOf(error)}`) };
  }
}

function notFound(canBeAsked: boolean, isKnown: boolean, isIncomplete: boolean): string {
  if (canBeAsked && !isKnown)
    return "not found: the journal has no record of its start, and what the vendor has may be somebody else's; if it runs, pass its id with --id";
  if (!canBeAsked)
    return "not found: the vendor cannot be asked, and the journal has no id; if it runs, pass its id with --id";
  return isIncomplete
    ? "not found; the export hides secrets that its id may be derived from: export with --show-secrets"
    : "not found: the vendor has nothing of it, so that pulumi up creates it";
}

/** Moves a pending resource among the resources. Its inputs stay as they are, encrypted parts too. */
function withResource(
  content: unknown,
  index: number,
  id: string,
  outputs: Record<string, unknown>,
): unknown {
  const file = isRecord(content) ? content : {};
  const deployment = isRecord(file.deployment) ? file.deployment : {};
  const pending = Array.isArray(deployment.pending_operations) ? deployment.pending_operations : [];
  const { resource } = Object(pending[index]);
  const adopted = { ...resource, id, outputs: { ...resource.inputs, ...outputs } };
  const resources = Array.isArray(deployment.resources) ? deployment.resources : [];
  return {
    ...file,
    deployment: {
      ...deployment,
      resources: [...resources, adopted],
      pending_operations: pending.filter((_, position) => position !== index),
    },
  };
}
