import { randomBytes } from "node:crypto";

/** A task id of the form that the vendor's examples show. */
export function newTaskId(): string {
  return `-m9${randomBytes(51).toString("base64").replaceAll("/", "-")}..`;
}
