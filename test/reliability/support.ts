import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Fault, FaultMatch } from "../../local/vendors";
import { type inputsOf, type Resource, type Stage, types } from "../provider/support";

/** A resource whose start makes something that costs money. */
export type Starter = Exclude<keyof typeof inputsOf, "callback">;

/** The call that starts each. */
export const startOf: Readonly<Record<Starter, Required<Pick<FaultMatch, "service" | "action">>>> = {
  relay: { service: "trtc", action: "StartPublishCdnStream" },
  gme: { service: "gme", action: "StartRecord" },
  generation: { service: "tiw", action: "CreateVideoGenerationTask" },
  redraw: { service: "vod", action: "CreateAigcVideoRedrawTask" },
  recording: { service: "rtc", action: "StartRecord" },
  application: { service: "vod", action: "CreateSubAppId" },
};

/** Resources whose lost start cannot be found again. */
export const untraceable = ["relay", "generation"] as const satisfies Starter[];

/** Resources whose lost start is found, by a look-up or by a repeat that meets it. */
export const traceable = ["gme", "redraw", "recording", "application"] as const satisfies Starter[];

/** All that start something. */
export const starters: readonly Starter[] = [...untraceable, ...traceable];

/** How often the start of a resource arrived. */
export function startsOf(stage: Stage, kind: Starter): number {
  const { service, action } = startOf[kind];
  return stage.vendors.journal.filter((call) => call.service === service && call.action === action).length;
}

/** Plans a fault for the start of a resource. */
export function planFault(stage: Stage, kind: Starter, fault: Fault, times = 1): void {
  stage.vendors.faults.add({ match: { ...startOf[kind], times }, fault });
}

/** How many things a resource's start has made, running or not. */
export function madeBy(stage: Stage, kind: Starter): number {
  const { service, action } = startOf[kind];
  if (kind !== "application") return stage.vendors.tasks().filter((task) => task.service === service).length;
  // Applications are no tasks. A call that was not carried out has no code.
  return stage.vendors.journal.filter((call) => call.action === action && call.code === "ok").length;
}

/** The open starts in the journal. */
export function openStarts(stage: { readonly home: string }): { path: string; id?: string; type: string }[] {
  const folder = join(stage.home, ".pulumi/media-tasks/journal");
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .map((name) => ({ path: join(folder, name), ...JSON.parse(readFileSync(join(folder, name), "utf8")) }));
  } catch {
    return [];
  }
}

/** Does what an error about an open start tells the user to do when the vendor has nothing. */
export function closeStarts(stage: Stage, type?: string): void {
  for (const open of openStarts(stage)) if (type === undefined || open.type === type) rmSync(open.path);
}

/** Ids of tasks that run, and that neither a state nor the journal knows. */
export function orphans(stage: Stage, resources: readonly Resource[]): string[] {
  const owned = new Set(resources.map(({ state }) => state.taskId));
  const open = openStarts(stage);
  for (const { id } of open) if (id !== undefined) owned.add(id);
  const unknown = open.filter(({ id }) => id === undefined).length;
  const left = stage.vendors.tasks().filter(({ status, id }) => status === "running" && !owned.has(id));
  return left.map(({ id }) => id).slice(unknown);
}

/** A resource of the stage with inputs that it accepts; what it waits for costs no more time than needed. */
export function resourceOf(stage: Stage, kind: Starter, name: string = kind): Resource {
  return stage.resource(types[kind], name);
}
