import { stripVTControlCharacters } from "node:util";
import { deploymentOf } from "../../sdk/core/deploymentOf";
import { isRecord } from "../../sdk/core/isRecord";
import type { Message, PlannedStack } from "./PlannedStack";
import { tryJson } from "./tryJson";

/** A resource in a file, whatever form the file has. */
export interface Entry {
  readonly type: unknown;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
}

/** One step of a plan, in the words of the engine. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly before?: Entry | undefined;
  readonly after?: Entry | undefined;
  readonly diffs: readonly string[];
  readonly replaces: readonly string[];
}

/** What a file holds. */
export interface Steps extends Pick<PlannedStack, "messages" | "notes"> {
  readonly source: PlannedStack["source"];
  readonly steps: readonly Step[];
}

/** A file that is nothing that can be reported on. */
export class NoPlan extends Error {}

const accepted =
  "pass what `pulumi preview --json`, `pulumi preview --save-plan` or `pulumi stack export` wrote";

/** The resources of an export, by URN; undefined for other files. */
export function entriesOf(content: unknown): ReadonlyMap<string, Entry> | undefined {
  const deployment = deploymentOf(content);
  if (deployment === undefined) return undefined;
  const live = deployment.resources.filter((resource) => isRecord(resource) && resource.delete !== true);
  return new Map(
    live.flatMap((resource) => (isRecord(resource) ? [[String(resource.urn), entryOf(resource)]] : [])),
  );
}

/**
 * Reads a preview, its events, a plan or an export.
 *
 * @param state the resources as they are, by URN: what a plan leaves out
 */
export function stepsOf(text: string, state: ReadonlyMap<string, Entry> | undefined): Steps {
  if (text.trim() === "") throw new NoPlan(`it is empty. What to do: ${accepted}`);
  const content = tryJson(text);
  if (content === undefined || isEvent(content)) return eventSteps(text);
  const entries = entriesOf(content);
  if (entries) return exportSteps(entries, state);
  if (!isRecord(content)) throw new NoPlan(`it is neither a preview nor a state. What to do: ${accepted}`);
  const { steps, changeSummary, plan = content } = content;
  if (isRecord(plan) && isRecord(plan.resourcePlans))
    return planSteps(plan.resourcePlans, state ?? new Map());
  // A preview of nothing has no steps.
  if (!Array.isArray(steps) && !isRecord(changeSummary))
    throw new NoPlan(`it is neither a preview nor a state. What to do: ${accepted}`);
  return digestSteps(content);
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((part) => typeof part === "string") : [];
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function entryOf(state: Readonly<Record<string, unknown>>): Entry {
  const { type, inputs, protect, retainOnDelete } = state;
  return {
    type,
    inputs: isRecord(inputs) ? inputs : {},
    protect: protect === true,
    retainOnDelete: retainOnDelete === true,
  };
}

function messageOf({ severity, urn, message }: Readonly<Record<string, unknown>>): Message[] {
  if (severity !== "error" && severity !== "warning") return [];
  return [{ level: severity, urn: textOf(urn), text: plainText(textOf(message)) }];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A text without the colours of terminals and those that the engine writes itself. */
function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(/<\{%.*?%\}>/g, "");
}

/** A step, of which the forms of a preview have the same parts by other names. */
function stepOf({ op, urn, before, after, diffs, replaces }: Readonly<Record<keyof Step, unknown>>): Step {
  return {
    op: textOf(op),
    urn: textOf(urn),
    before: isRecord(before) ? entryOf(before) : undefined,
    after: isRecord(after) ? entryOf(after) : undefined,
    diffs: textsOf(diffs),
    replaces: textsOf(replaces),
  };
}

function digestSteps({ steps, diagnostics }: Readonly<Record<string, unknown>>): Steps {
  return {
    source: "preview",
    steps: listOf(steps).map(({ op, urn, oldState, newState, diffReasons, replaceReasons }) =>
      stepOf({ op, urn, before: oldState, after: newState, diffs: diffReasons, replaces: replaceReasons }),
    ),
    messages: listOf(diagnostics).flatMap(messageOf),
    notes: [],
  };
}

function isEvent(content: unknown): content is Readonly<Record<string, unknown>> {
  return isRecord(content) && typeof content.sequence === "number";
}

function eventSteps(text: string): Steps {
  const events = text
    .split("\n")
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== "")
    .map(({ line, number }) => {
      const event = tryJson(line);
      if (!isEvent(event)) {
        throw new NoPlan(
          number === 1
            ? `it is neither JSON nor one event a line. What to do: ${accepted}`
            : `line ${number} is no event of a preview. What to do: let the preview come to its end, and keep what it prints to the standard error apart`,
        );
      }
      return event;
    });
  const metadata = events.flatMap(({ resourcePreEvent: event }) =>
    isRecord(event) && isRecord(event.metadata) ? [event.metadata] : [],
  );
  const isWhole = events.some(({ summaryEvent }) => isRecord(summaryEvent));
  return {
    source: "events",
    steps: metadata.map(({ op, urn, old, new: wanted, diffs, keys }) =>
      stepOf({ op, urn, before: old, after: wanted, diffs, replaces: keys }),
    ),
    messages: events.flatMap(({ diagnosticEvent, policyEvent }) => [
      ...(isRecord(diagnosticEvent) ? messageOf(diagnosticEvent) : []),
      ...(isRecord(policyEvent) ? [policyMessage(policyEvent)] : []),
    ]),
    notes: isWhole
      ? []
      : ["The preview did not come to its end: what is missing here may change all the same."],
  };
}

function policyMessage(event: Readonly<Record<string, unknown>>): Message {
  const { resourceUrn, message, policyName, enforcementLevel } = event;
  return {
    level: textOf(enforcementLevel),
    urn: textOf(resourceUrn),
    text: plainText(textOf(message)),
    policy: textOf(policyName),
  };
}

/** A plan says how inputs differ from the state, by the names of inputs. */
function planSteps(plans: Readonly<Record<string, unknown>>, state: ReadonlyMap<string, Entry>): Steps {
  const lacking: string[] = [];
  const steps = Object.entries(plans).flatMap(([urn, plan]) => {
    if (!isRecord(plan)) return [];
    const goal = isRecord(plan.goal) ? plan.goal : undefined;
    const diff = isRecord(goal?.inputDiff) ? goal.inputDiff : {};
    const adds = isRecord(diff.adds) ? diff.adds : {};
    const updates = isRecord(diff.updates) ? diff.updates : {};
    const deletes = textsOf(diff.deletes);
    const before = state.get(urn);
    const ops = textsOf(plan.steps);
    if (before === undefined && ops.some((op) => op !== "create")) lacking.push(urn);
    const inputs = { ...before?.inputs, ...adds, ...updates };
    for (const key of deletes) delete inputs[key];
    const after = goal && { type: goal.type, inputs, protect: goal.protect === true, retainOnDelete: false };
    const diffs = [...Object.keys(adds), ...Object.keys(updates), ...deletes];
    const isNew = ops.every((op) => op === "create");
    return ops.map((op) => ({
      op,
      urn,
      before: isNew
        ? undefined
        : (before ?? { type: typeIn(urn), inputs: {}, protect: false, retainOnDelete: false }),
      after,
      diffs: isNew ? [] : diffs,
      replaces: [],
    }));
  });
  const note = `A plan has only what changes; ${lacking.length} of its resources are incomplete here. What to do: pass the state with --before.`;
  return { source: "plan", steps, messages: [], notes: lacking.length > 0 ? [note] : [] };
}

/** The type in a URN, without those of the parents. */
export function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** A state by itself, or what is between two of them: whether it is a replacement is found out from the contract. */
function exportSteps(
  after: ReadonlyMap<string, Entry>,
  before: ReadonlyMap<string, Entry> | undefined,
): Steps {
  const urns = [...new Set([...(before?.keys() ?? []), ...after.keys()])];
  const opOf = (urn: string) => {
    if (before === undefined) return "same";
    if (!before.has(urn)) return "create";
    return after.has(urn) ? "compare" : "delete";
  };
  return {
    source: before ? "comparison" : "state",
    steps: urns.map((urn) => ({
      op: opOf(urn),
      urn,
      before: (before ?? after).get(urn),
      after: after.get(urn),
      diffs: [],
      replaces: [],
    })),
    messages: [],
    notes: before
      ? ["States say nothing of secrets: where only a secret changed, the resource counts as unchanged."]
      : [],
  };
}
