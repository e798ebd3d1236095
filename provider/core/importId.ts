import { z } from "zod";
import { allowed } from "../../sdk/core/allowed";
import { fieldOf } from "../../sdk/core/fields";
import { UserError } from "../http/errors";
import type { Lifecycle } from "./lifecycle";
import type { Values } from "./state";

/** The id under which Pulumi keeps it: what it is called in its place. A setting is known by its place alone. */
export function idOf(lifecycle: Lifecycle, state: Values): string {
  const parts = partsOf(lifecycle, state);
  return lifecycle.contract.kind === "setting" ? parts.join("/") : (parts.at(-1) ?? "");
}

function partsOf({ importId }: Lifecycle, { inputs, outputs }: Values): string[] {
  return importId.map((key) => String(outputs[key] ?? inputs[key] ?? ""));
}

/** The id with its place in front. */
export function importIdOf(lifecycle: Lifecycle, state: Values): string {
  return partsOf(lifecycle, state).join("/");
}

/** What tells something that exists from everything else, of its type and of others. */
export function fullIdOf(lifecycle: Lifecycle, state: Values, id?: string): string {
  const parts = partsOf(lifecycle, state);
  return JSON.stringify([
    lifecycle.contract.type,
    ...(id === undefined ? parts : [...parts.slice(0, -1), id]),
  ]);
}

/** Reads an id that a program names: as Pulumi keeps it, or with its place in front. */
export function readId(lifecycle: Lifecycle, text: string, place: Values): string {
  const { contract, importId } = lifecycle;
  const front = partsOf(lifecycle, place)
    .slice(0, -1)
    .map((part) => `${part}/`)
    .join("");
  const id = text.startsWith(front) ? text.slice(front.length) : text;
  const key = importId.at(-1) ?? "";
  const field = fieldOf(contract.inputs, key) ?? fieldOf(contract.outputs, key) ?? z.string();
  const value = String(Number(id)) === id && z.safeParse(field, Number(id)).success ? Number(id) : id;
  const [issue] = z.safeParse(field, value).error?.issues ?? [];
  if (issue === undefined) return id;
  const whole = importId.map((part) => `<${part}>`).join("/");
  const forms = [...new Set([`<${key}>`, whole])].join(" or ");
  throw new UserError(
    `lifecycle.adopt "${text}" is not the id of a ${contract.type}, which is ${forms}: for ${key}, ${allowed(issue)}. What to do: correct it, or leave lifecycle.adopt out to start a new one`,
  );
}
