import type { z } from "zod";
import type { Contract } from "../../sdk/core/contract";
import { fieldOf, keysOf } from "../../sdk/core/fields";
import { holds } from "../../sdk/core/holds";
import { isRecord } from "../../sdk/core/isRecord";
import { at, below, covers, pathKeys } from "../../sdk/core/path";
import { schemaAndSecrecyAt } from "./annotated";
import { without } from "./replaceParts";
import { holdsUnknown } from "./unknowns";
import { canonical } from "./values";

/** The changes between two sets of inputs. */
export interface Changes {
  /** Dotted paths of what changed. */
  readonly changed: readonly string[];
  /** Those among them that the vendor cannot change while it runs. */
  readonly replacing: readonly string[];
}

/** Inputs without sign-in tokens, whose rotation alone is no change. */
function withoutTokens(contract: Contract, inputs: Record<string, unknown>): Record<string, unknown> {
  return without("token", contract.inputs, inputs);
}

function changedPaths(before: unknown, after: unknown, schema: z.core.$ZodType, path: string): string[] {
  const keys = keysOf(schema);
  if (keys.length === 0 || (!isRecord(before) && !isRecord(after))) {
    return holdsUnknown(after) || canonical(before ?? null) !== canonical(after ?? null) ? [path] : [];
  }
  if (holdsUnknown(after) && !isRecord(after)) return [path];
  return keys.flatMap((key) => {
    const field = fieldOf(schema, key);
    if (!field) return [];
    const one = isRecord(before) ? before[key] : undefined;
    const other = isRecord(after) ? after[key] : undefined;
    return changedPaths(one, other, field, below(path, key));
  });
}

/** The inputs among those that can be updated which this change replaces all the same. */
function fixedInputs(
  contract: Contract,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): readonly string[] {
  const { inputs, updatesWhen = [] } = contract;
  const without = updatesWhen.filter(
    ({ when }) => !holds(before, inputs, when) || !holds(after, inputs, when),
  );
  return [...without.map(({ path }) => path), ...(contract.replacesAnyway?.(before, after) ?? [])];
}

/**
 * What changed between the inputs that are in the state and those that are wanted. An input that the provider
 * derived when it was left out (its name is also an output's) does not change by being left out.
 */
export function compare(
  contract: Contract,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Changes {
  const derived = new Set(keysOf(contract.outputs));
  const wanted = { ...after };
  for (const key of derived)
    if (wanted[key] === undefined && before[key] !== undefined) wanted[key] = before[key];
  const one = withoutTokens(contract, before);
  const other = withoutTokens(contract, wanted);
  const changed = changedPaths(one, other, contract.inputs, "");
  if (changed.length === 0) return { changed, replacing: [] };
  const updates: readonly string[] = contract.updates;
  const anyway = fixedInputs(contract, one, other);
  const replacing = changed.filter(
    (path) =>
      !updates.some((update) => covers(update, path)) || anyway.some((prefix) => covers(prefix, path)),
  );
  return { changed, replacing };
}

/** Those of changed paths where a preview shows nothing: Pulumi writes one secret like the other. */
export function hiddenPaths({ inputs }: Contract, paths: readonly string[]): string[] {
  return paths.filter((path) => schemaAndSecrecyAt(inputs, path.split(".")).secret);
}

/** Whether the vendor changes anything of a task with these inputs while it runs. */
export function canChange(contract: Contract, inputs: Record<string, unknown>): boolean {
  const anyway = fixedInputs(contract, inputs, inputs);
  return contract.updates.some((update) => !anyway.some((prefix) => covers(prefix, update)));
}

/**
 * The inputs that make a task this one and no other: the values of all that replace when they change, and which of
 * those are given that replace when they come or go.
 */
export function identifyingInputs(contract: Contract, inputs: Record<string, unknown>): string {
  const plain = withoutTokens(contract, inputs);
  const replaces = (path: string) => compare(contract, plain, withoutPath(plain, path)).replacing.length > 0;
  const fixed = new Set(fixedInputs(contract, plain, plain));
  const changeable = contract.updates.filter((update) => !fixed.has(update));
  const values = changedPaths({}, plain, contract.inputs, "")
    .filter((path) => !changeable.some((update) => covers(update, path)))
    .sort()
    .map((path) => [path, canonical(at(plain, pathKeys(path)) ?? null)]);
  return JSON.stringify([...values, ...changeable.filter(replaces)]);
}

function withoutPath(block: Record<string, unknown>, path: string): Record<string, unknown> {
  const [key = "", ...rest] = path.split(".");
  const { [key]: part, ...others } = block;
  return rest.length > 0 && isRecord(part) ? { ...others, [key]: withoutPath(part, rest.join(".")) } : others;
}
