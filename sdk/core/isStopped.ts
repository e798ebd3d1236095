import type { Access } from "./readFacets";

/** Whether a program wants that nothing of a resource runs; what is not known yet may run. */
export function isStopped({ inputs, reader }: Pick<Access, "inputs" | "reader">): boolean {
  const desired = reader.readPath(inputs, "lifecycle.desired");
  return desired.is === "known" && desired.value === "stopped";
}
