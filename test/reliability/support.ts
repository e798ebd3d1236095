import type { Fault, FaultMatch, TaskView, Vendors } from "../../local/vendors";
import type { TypeUnderTest } from "../contract/describeType";
import { typesThat } from "../contract/typesThat";
import { type Properties, type Resource, Stage } from "../provider/support";

/** The emulated vendors, and the journal of starts. */
export type Ground = Pick<Stage, "vendors" | "journal">;

/** The call that makes a resource. */
export function startOf({ service, calls }: TypeUnderTest): Required<Pick<FaultMatch, "service" | "action">> {
  return { service, action: calls.start[0] };
}

/** How often the start of a resource arrived. */
export function startsOf(stage: Ground, type: TypeUnderTest): number {
  const { service, action } = startOf(type);
  return stage.vendors.journal.filter((call) => call.service === service && call.action === action).length;
}

/** Plans a fault for the start of a resource. */
export function planFault(stage: Ground, type: TypeUnderTest, fault: Fault, times = 1): void {
  stage.vendors.faults.add({ match: { ...startOf(type), times }, fault });
}

/** The tasks of a type, running or not. */
export function tasksOf(vendors: Vendors, { service, task }: TypeUnderTest): TaskView[] {
  return vendors.tasks().filter((one) => one.service === service && one.kind === task);
}

/** Something that the emulated vendors have, or had: a task or an entity. */
interface Thing {
  readonly id: string;
  readonly isOver: boolean;
}

/** The tasks or entities of a type. */
export function thingsOf(vendors: Vendors, type: TypeUnderTest): Thing[] {
  const tasks = tasksOf(vendors, type).map(({ id, status }) => ({ id, isOver: status !== "running" }));
  const entities = vendors
    .entities()
    .filter(({ service, kind }) => service === type.service && kind === type.entity);
  return [...tasks, ...entities];
}

/** How many things a resource's start has made, running or not. */
export function madeBy(stage: Ground, type: TypeUnderTest): number {
  if (type.contract.kind !== "setting") return thingsOf(stage.vendors, type).length;
  const { service, action } = startOf(type);
  // A setting is counted by its starts. A call that was not carried out has no code.
  return stage.vendors.journal.filter(
    (call) => call.service === service && call.action === action && call.code === "ok",
  ).length;
}

/** The calls of a create that follow the start, each with how often it is made up to the first of them. */
export async function callsAfterStart(
  type: TypeUnderTest,
  inputs: Properties = type.inputs,
): Promise<Required<Pick<FaultMatch, "service" | "action" | "nth">>[]> {
  await using stage = await Stage.start();
  await resourceOf(stage, type).create({ ...inputs });
  const { service, action: start } = startOf(type);
  const all = stage.actions();
  const before = all.slice(0, all.indexOf(start) + 1);
  return [...new Set(all.slice(before.length))].map((action) => ({
    service,
    action,
    nth: 1 + before.filter((other) => other === action).length,
  }));
}

/** The output, or input, that has the vendor's id of a task. */
export function idKeyOf({ lifecycle }: TypeUnderTest): string {
  return lifecycle.importId.at(-1) ?? "";
}

/** An open start, as its record has it. */
export interface OpenStart {
  /** Where messages say that the record is. */
  readonly path: string;
  readonly id?: string;
  readonly type: string;
}

/** The open starts in the journal. */
export function openStarts({ journal }: Pick<Ground, "journal">): OpenStart[] {
  return journal.records().map(({ path, text }) => ({ path, ...JSON.parse(text) }));
}

/** Does what an error about an open start tells the user to do when the vendor has nothing. */
export function closeStarts({ journal }: Pick<Ground, "journal">, type?: string): void {
  for (const open of openStarts({ journal }))
    if (type === undefined || open.type === type) journal.remove(open.path);
}

/** Ids of what runs or is there, and that neither a state nor the journal knows. */
export function orphans(stage: Ground, resources: readonly Pick<Resource, "id" | "state">[]): string[] {
  const keys = new Set(typesThat("run").map(idKeyOf));
  const owned = new Set(
    // What was started again has another id than the resource, which keeps its first one.
    resources.flatMap(({ id, state }) => {
      const told = [...keys].map((key) => state[key]).filter((value) => value !== undefined);
      return told.length > 0 ? told.map(String) : [id];
    }),
  );
  const open = openStarts(stage);
  for (const { id } of open) if (id !== undefined) owned.add(id);
  const unknown = open.filter(({ id }) => id === undefined).length;
  const there = typesThat("start").flatMap((type) => thingsOf(stage.vendors, type));
  const left = there.filter(({ id, isOver }) => !isOver && !owned.has(id));
  return left.map(({ id }) => id).slice(unknown);
}

/** A resource of the stage. */
export function resourceOf(stage: Stage, type: TypeUnderTest, name: string = type.name): Resource {
  return stage.resource(type.type, name);
}
