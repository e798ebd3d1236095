import { programName } from "../sdk/core/contract";
import { annotationOf } from "../sdk/core/fields";
import { isStopped } from "../sdk/core/isStopped";
import { partOf } from "../sdk/core/path";
import { readerOf } from "../sdk/core/reading";
import { schemaAt } from "../sdk/core/schemaAt";
import type { Row } from "./Report";
import { type Blinded, hidden } from "./read/blinded";
import type { PlannedResource } from "./read/PlannedStack";

/** Reads inputs whose secrets were taken out. */
export const blindReader = readerOf({ isUnknown: (value) => value === hidden });

/** Whether a program wants that it runs. */
export function runs(blinded: Blinded | undefined): boolean {
  return blinded !== undefined && !isStopped({ inputs: blinded.inputs, reader: blindReader });
}

type Effect = Pick<Row<"changes">, "effect" | "interrupts">;

const nothing: Effect = { effect: "stays as it is", interrupts: false };

function replaced({ contract, before, after, deletesFirst = contract.stopsFirst }: PlannedResource): Effect {
  const { kind } = contract;
  if (kind === "task" && !runs(before)) {
    return runs(after)
      ? { effect: "is started anew; nothing of the old one runs", interrupts: false }
      : { effect: "is kept stopped, with other inputs", interrupts: false };
  }
  if (kind === "task") {
    if (!runs(after)) return { effect: "is stopped, and not started again", interrupts: true };
    return deletesFirst
      ? { effect: "is stopped, then started anew: nothing runs in between", interrupts: true }
      : { effect: "a new one is started before the old one is stopped", interrupts: false };
  }
  if (kind === "job") return { effect: "runs again, and is billed again", interrupts: false };
  return kind === "entity"
    ? {
        effect: "is given up, and a new one is made: what belongs to the old one stays there",
        interrupts: true,
      }
    : { effect: "is taken away from the old place, and set at the new one", interrupts: true };
}

function deleted({ contract, before, isRetained }: PlannedResource): Effect {
  const leaves = isRetained || partOf(before?.inputs["lifecycle"], "onDelete") === "leave";
  const { kind } = contract;
  if (kind === "task" && !runs(before))
    return { effect: "is forgotten; nothing of it runs", interrupts: false };
  if (leaves) return { effect: "is forgotten, and goes on by itself", interrupts: kind === "task" };
  if (kind === "task") return { effect: "is stopped", interrupts: true };
  if (kind === "job") return { effect: "is stopped if it is not done yet, and forgotten", interrupts: true };
  return {
    effect: kind === "entity" ? "is deleted, where the vendor can" : "is taken away",
    interrupts: true,
  };
}

function created({ contract, after }: PlannedResource): Effect {
  const { kind } = contract;
  if (kind === "job") return { effect: "runs once", interrupts: false };
  if (kind === "task")
    return { effect: runs(after) ? "is started" : "is kept, and not started", interrupts: false };
  return { effect: kind === "entity" ? "is made, or taken over" : "is set", interrupts: false };
}

function updated({ contract, before, after, changed }: PlannedResource): Effect {
  if (contract.kind === "task" && runs(before) !== runs(after)) {
    return runs(after)
      ? { effect: "is started: another task at the vendor", interrupts: false }
      : { effect: "is stopped, and stays as a resource", interrupts: true };
  }
  if (contract.kind === "task" && !runs(after))
    return { effect: "is not running: the change waits for its next start", interrupts: false };
  const reconnects = (after?.pushes ?? []).some(({ path }) =>
    changed.some(
      (place) =>
        path.startsWith(place) ||
        annotationOf(schemaAt(contract.inputs, place) ?? contract.inputs).pushAddress,
    ),
  );
  return reconnects
    ? { effect: "is changed while it runs; pushes to an address that changed begin anew", interrupts: true }
    : {
        effect: contract.kind === "task" ? "is changed while it runs" : "is changed in place",
        interrupts: false,
      };
}

function effectOf(resource: PlannedResource): Effect {
  switch (resource.operation) {
    case "create":
      return created(resource);
    case "update":
      return updated(resource);
    case "replace":
      return replaced(resource);
    case "delete":
      return deleted(resource);
    case "import":
      return { effect: "is taken over as it is", interrupts: false };
    case "same":
      return nothing;
  }
}

/** What is done with a resource, why, and what it interrupts. */
export function changeOf(resource: PlannedResource): Row<"changes"> {
  const { urn, name, contract, operation, changed, replacing } = resource;
  const asked = replacing.length === 0 ? ["asked for, or because of what it depends on"] : replacing;
  return {
    urn,
    name,
    type: programName(contract),
    operation,
    changed: [...changed],
    reasons: operation === "replace" ? [...asked] : [],
    ...effectOf(resource),
  };
}
