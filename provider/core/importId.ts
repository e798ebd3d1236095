import { z } from "zod";
import { allowed } from "../../sdk/core/allowed";
import { defaultOf, fieldOf } from "../../sdk/core/fields";
import { UserError } from "../http/errors";
import type { Lifecycle } from "./lifecycle";
import type { Properties, Values } from "./state";

/** The id under which Pulumi keeps it: what it is called in its place. A setting is known by its place alone. */
export function idOf(lifecycle: Lifecycle, state: Values): string {
  return lifecycle.contract.kind === "setting" ? importIdOf(lifecycle, state) : idInPlace(lifecycle, state);
}

/** What it is called in its place. */
export function idInPlace(lifecycle: Lifecycle, state: Values): string {
  return partsOf(lifecycle, state).at(-1) ?? "";
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
  const { problem } = readPart(lifecycle, key, id);
  if (problem === undefined) return id;
  const forms = [...new Set([`<${key}>`, formOf(lifecycle)])].join(" or ");
  throw new UserError(
    `lifecycle.adopt "${text}" is not the id of a ${contract.type}, which is ${forms}: for ${key}, ${problem}. What to do: correct it, or leave lifecycle.adopt out to start a new one`,
  );
}

/** Reads an id with its place in front, as an import names it: the inputs in it, and the id in its place. */
export function readImportId(
  lifecycle: Lifecycle,
  text: string,
): { readonly id: string; readonly inputs: Properties } {
  const { contract, importId } = lifecycle;
  const parts = text.split("/");
  const last = importId.length - 1;
  const texts = [...parts.slice(0, last), parts.slice(last).join("/")];
  const refuse = (problem: string) =>
    new UserError(
      `"${text}" is not the import id of a ${contract.type}, which is ${formOf(lifecycle)}: ${problem}. What to do: import it with an id of that form`,
    );
  if (parts.length < importId.length) throw refuse(`it has ${parts.length} of ${importId.length} parts`);
  const values = importId.map((key, index) => {
    const { value, problem } = readPart(lifecycle, key, texts[index] ?? "");
    if (problem !== undefined) throw refuse(`for ${key}, ${problem}`);
    return [key, value] as const;
  });
  const inputs = values.filter(([key, value]) => value !== "" && fieldOf(contract.inputs, key) !== undefined);
  return { id: texts[last] ?? "", inputs: Object.fromEntries(inputs) };
}

/** The form of an id with its place in front. */
export function formOf({ importId }: Pick<Lifecycle, "importId">): string {
  return importId.map((part) => `<${part}>`).join("/");
}

/** The value of a part of an id, and what is wrong with it, if anything. */
function readPart(
  { contract }: Lifecycle,
  key: string,
  text: string,
): { readonly value: string | number; readonly problem: string | undefined } {
  const field = fieldOf(contract.inputs, key) ?? fieldOf(contract.outputs, key) ?? z.string();
  const value =
    String(Number(text)) === text && z.safeParse(field, Number(text)).success ? Number(text) : text;
  const [issue] = z.safeParse(field, value).error?.issues ?? [];
  // Empty is what has an empty text by default, and is left out.
  const isEmpty = text === "" && defaultOf(field) !== "" ? "it is empty" : undefined;
  return { value, problem: issue ? allowed(issue) : isEmpty };
}
