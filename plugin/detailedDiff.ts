import type { Plan } from "../provider/core/plan";
import type { Properties } from "../provider/core/state";
import { isRecord } from "../sdk/core/isRecord";
import { at, pathKeys } from "../sdk/core/path";

/** What becomes of a property. */
export type Change = "add" | "delete" | "update";

/** A property that changes, as the engine shows it. */
export interface DetailedChange {
  readonly change: Change;
  readonly replaces: boolean;
  /** Whether old and new inputs are to be compared; else what the vendor told, with the new inputs. */
  readonly ofInputs: boolean;
}

/** What a plan changes, by property path. */
export function detailedDiff(
  { changed, replacing, isDue }: Plan,
  before: Properties,
  after: Properties,
): Map<string, DetailedChange> {
  const paths = new Set([...changed, ...replacing]);
  const changes = [...paths].map((path): [string, DetailedChange] => [
    path,
    { change: changeAt(path, before, after), replaces: replacing.includes(path), ofInputs: true },
  ]);
  // What is due though the program stays the same is about how it is at the vendor.
  if (changes.length === 0 && isDue)
    return new Map([["status", { change: "update", replaces: false, ofInputs: false }]]);
  return new Map(changes);
}

function changeAt(path: string, before: Properties, after: Properties): Change {
  if (isAbsent(before, path)) return "add";
  return isAbsent(after, path) ? "delete" : "update";
}

function isAbsent(values: Properties, path: string): boolean {
  const value = at(values, pathKeys(path));
  return value === undefined || value === null || (isRecord(value) && Object.keys(value).length === 0);
}
