import { compare } from "../../provider/core/diff";
import { nameOf } from "../../provider/core/identity";
import { contracts } from "../../sdk/contracts";
import { type Contract, isTypeOf } from "../../sdk/core/contract";
import { isRecord } from "../../sdk/core/isRecord";
import { covers } from "../../sdk/core/path";
import { type Blinded, Blinder } from "./blinded";
import type { Operation, PlannedResource, PlannedStack } from "./PlannedStack";
import { type Entry, entriesOf, NoPlan, type Step, stepsOf, typeIn } from "./steps";

/** What the engine's words come to; a replacement is several steps. */
const operationOf: Readonly<Record<string, Operation>> = {
  create: "create",
  update: "update",
  delete: "delete",
  "delete-replaced": "replace",
  replace: "replace",
  "create-replacement": "replace",
  "import-replacement": "replace",
  "read-replacement": "replace",
  import: "import",
};

/**
 * Reads a preview, a plan or a state.
 *
 * @param before the state before it: what previews and plans leave out, or what another state is compared with
 */
export function readPlan(text: string, before?: unknown): PlannedStack {
  const state = before === undefined ? undefined : entriesOf(before);
  if (before !== undefined && state === undefined)
    throw new NoPlan("--before is no state. What to do: pass a file that `pulumi stack export` wrote");
  const { steps, ...about } = stepsOf(text, state);
  const blinder = new Blinder();
  const planned = Map.groupBy(steps, ({ urn }) => urn);
  // What stays as it is, previews do not show.
  for (const [urn, entry] of state ?? [])
    if (!planned.has(urn))
      planned.set(urn, [{ op: "same", urn, before: entry, after: entry, diffs: [], replaces: [] }]);
  const all = [...planned].map(([urn, group]) => resourceOf(urn, group, blinder));
  const [urn = ""] = planned.keys();
  const [stack = "", project = ""] = urn.replace(/^urn:pulumi:/, "").split("::");
  return {
    ...about,
    project,
    stack,
    resources: all.flatMap((resource) => resource ?? []),
    others: [...planned.keys()].filter((key) => isOther(typeIn(key))).length,
    secretTexts: blinder.texts,
  };
}

/** Whether a type is neither one of this package nor the engine's own. */
function isOther(type: string): boolean {
  return !type.startsWith("pulumi:") && !contracts.some((contract) => isTypeOf(contract, type));
}

function resourceOf(urn: string, steps: readonly Step[], blinder: Blinder): PlannedResource | undefined {
  const type = steps.map(({ before, after }) => after?.type ?? before?.type).find((one) => one !== undefined);
  const contract = contracts.find((known) => isTypeOf(known, type ?? typeIn(urn)));
  if (contract === undefined) return undefined;
  const first = steps.map(({ before }) => before).find((entry) => entry !== undefined);
  const last = steps.map(({ after }) => after).findLast((entry) => entry !== undefined);
  const blind = (entry: Entry | undefined) => entry && blinder.blind(entry.inputs, contract.inputs);
  const before = blind(first);
  const goes = steps.every(({ op }) => op === "delete");
  const after = goes ? undefined : blind(last);
  const changes = changesOf(contract, steps, before, after);
  const operation = operationIn(steps, changes);
  const ops = steps.map(({ op }) => op);
  const deleted = ops.indexOf("delete-replaced");
  const made = ops.indexOf("create-replacement");
  return {
    urn,
    name: nameOf(urn),
    contract,
    operation,
    before: operation === "create" ? undefined : before,
    after,
    ...changes,
    deletesFirst: deleted >= 0 && made >= 0 ? deleted < made : undefined,
    isProtected: (last ?? first)?.protect ?? false,
    isRetained: first?.retainOnDelete ?? false,
  };
}

function operationIn(
  steps: readonly Step[],
  { changed, replacing }: Pick<PlannedResource, "changed" | "replacing">,
): Operation {
  if (steps.some(({ op }) => op === "compare"))
    return replacing.length > 0 ? "replace" : changed.length > 0 ? "update" : "same";
  const found = steps.map(({ op }) => operationOf[op] ?? "same");
  return (
    found.find((operation) => operation === "replace") ??
    found.find((operation) => operation !== "same") ??
    "same"
  );
}

/** What changed: as the contract sees it, and what the engine says beyond that, secrets for example. */
function changesOf(
  contract: Contract,
  steps: readonly Step[],
  before: Blinded | undefined,
  after: Blinded | undefined,
): Pick<PlannedResource, "changed" | "replacing"> {
  if (before === undefined || after === undefined) return { changed: [], replacing: [] };
  const own = compare(contract, before.inputs, after.inputs);
  const options = changedOptions(before, after);
  const engine = (key: "diffs" | "replaces") =>
    [...new Set(steps.flatMap((step) => step[key]))].filter((path) => !path.startsWith("__"));
  const changed = [...own.changed, ...options];
  const beyond = engine("diffs").filter((path) => !changed.some((known) => covers(path, known)));
  const triggers = options.filter((path) => path === "lifecycle.triggers");
  const told = engine("replaces");
  // The engine knows the inputs, and the contract their parts.
  const parts = told.flatMap((path) => {
    const inner = [...own.replacing, ...triggers].filter((known) => covers(path, known));
    return inner.length > 0 ? inner : [path];
  });
  const isTold = steps.some(({ op }) => op !== "compare" && operationOf[op] === "replace") && told.length > 0;
  return {
    changed: [...new Set([...changed, ...beyond])],
    replacing: [...new Set(isTold ? parts : [...own.replacing, ...triggers])],
  };
}

function changedOptions(before: Blinded, after: Blinded): string[] {
  const [one, other] = [before.inputs["lifecycle"], after.inputs["lifecycle"]].map((value) =>
    isRecord(value) ? value : {},
  );
  const keys = [...new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])];
  return keys
    .filter((key) => JSON.stringify(one?.[key]) !== JSON.stringify(other?.[key]))
    .map((key) => `lifecycle.${key}`);
}
