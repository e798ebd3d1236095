import { randomBytes } from "node:crypto";

/** The id of a new task, of the length that the vendor's examples show. */
export function newTaskId(): string {
  return randomBytes(10).toString("hex");
}
