import { z } from "zod";
import { allowed, shown } from "../../sdk/core/allowed";
import type { Contract } from "../../sdk/core/contract";
import { annotationOf, fieldOf, holdsSecret, itemOf, keysOf, unwrap } from "../../sdk/core/fields";
import { isRecord } from "../../sdk/core/isRecord";
import { judge } from "../../sdk/core/judge";
import {
  type LifecycleOption,
  lifecycleOptions,
  lifecycleOptionsFor,
  lifecycleOptionsOf,
} from "../../sdk/core/lifecycle";
import { oncePer } from "../../sdk/core/oncePer";
import { at, pathKeys, pathText } from "../../sdk/core/path";
import type { Requirement } from "../../sdk/core/requirements";
import type { Report, Rule } from "../../sdk/core/rules";
import { suggest } from "../../sdk/core/suggest";
import type { Kind } from "../../sdk/core/traits";
import { schemaAndSecrecyAt } from "./annotated";
import { hasBlankAround, hasControlCharacter, isAddressWithBlank, isPlain } from "./blanks";
import { textsIn } from "./redact";
import { guarded, holdsUnknown, known } from "./unknowns";

/** What is wrong with one property. */
export interface Problem {
  readonly path: string;
  readonly text: string;
}

/** Everything that was found, at once. */
export interface Verdict {
  readonly failures: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * The schema of everything a program may pass to a resource. Made once each: zod compiles a schema when it is first used,
 * which takes longer than a check.
 */
const argumentsSchema = oncePer((contract: Contract): z.ZodType => {
  const lifecycle = lifecycleOptionsFor(contract.waitFor).optional();
  return z.strictObject({ ...contract.inputs.shape, lifecycle });
});

/** Whether a secret stands at a path of the inputs, around it or below it. */
export function isSecretAt(contract: Contract, path: string): boolean {
  return schemaAndSecrecyAt(argumentsSchema(contract), pathKeys(path)).secret;
}

/** Longest text of a problem: rules put values into theirs. */
const longestProblem = 400;

function shortened(text: string): string {
  return text.length > longestProblem ? `${text.slice(0, longestProblem)}…` : text;
}

function unknownKey(key: string, path: readonly PropertyKey[], schema: z.core.$ZodType | undefined): Problem {
  const near = schema && suggest(key, keysOf(schema));
  const name = pathText([...path, key.slice(0, 64)]);
  return {
    path: name,
    text: `${name}: there is no such property.${near ? ` Did you mean "${near}"?` : " Remove it."}`,
  };
}

function losesDigits(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
}

function takesText(schema: z.core.$ZodType): boolean {
  const inner = unwrap(schema);
  return inner instanceof z.ZodUnion ? inner.options.some(takesText) : inner instanceof z.ZodString;
}

function describe(issue: z.core.$ZodIssue, inputs: unknown, root: z.core.$ZodType): Problem[] {
  const { schema, secret } = schemaAndSecrecyAt(root, issue.path);
  if (issue.code === "unrecognized_keys")
    return issue.keys.slice(0, most.failures).map((key) => unknownKey(key, issue.path, schema));
  const path = pathText(issue.path);
  const value = at(inputs, issue.path);
  const name = path === "" ? "the inputs" : path;
  if (value === undefined) return [{ path, text: `${name} is missing: ${allowed(issue)}. Add it.` }];
  const got = secret ? "(a secret, not shown)" : shown(value);
  if (losesDigits(value) && schema !== undefined && takesText(schema)) {
    return [{ path, text: `${name} is ${got}: past 2^53 a number loses digits. Write it as text.` }];
  }
  return [{ path, text: `${name} is ${got}: ${allowed(issue)}. Change it.` }];
}

/** What is wrong with a text that nobody means to write so; nothing in a text that may hold anything. */
function textProblem(text: string): string | undefined {
  if (hasBlankAround(text)) return "a blank or a line break stands at its start or end";
  if (hasControlCharacter(text)) return "there is a line break or another control character in it";
  if (isAddressWithBlank(text)) return "there is a blank in the address";
  return undefined;
}

/** Texts from files and variables come with line breaks; vendors refuse them late, or take them without a word. */
function brokenTexts(inputs: Record<string, unknown>, root: z.core.$ZodType): Problem[] {
  const found: Problem[] = [];
  const path: PropertyKey[] = [];

  function visitPart(
    key: PropertyKey,
    part: unknown,
    schema: z.core.$ZodType | undefined,
    isSecret: boolean,
  ) {
    if (schema === undefined || (typeof part !== "string" && typeof part !== "object")) return;
    path.push(key);
    visit(part, schema, isSecret);
    path.pop();
  }

  function visit(value: unknown, schema: z.core.$ZodType, isSecret: boolean): void {
    const { secret, freeText } = annotationOf(schema);
    const hidden = isSecret || secret === true;
    if (typeof value === "string") {
      const problem =
        freeText || unwrap(schema) instanceof z.ZodUnknown || isPlain(value) ? undefined : textProblem(value);
      if (problem === undefined) return;
      const name = pathText(path);
      const got = hidden || holdsSecret(schema) ? "(a secret, not shown)" : shown(value);
      found.push({ path: name, text: `${name} is ${got}: ${problem}. Remove it.` });
      return;
    }
    if (Array.isArray(value)) {
      const item = itemOf(schema);
      for (const [index, part] of value.entries()) visitPart(index, part, item, hidden);
    } else if (isRecord(value)) {
      for (const [key, part] of Object.entries(value)) visitPart(key, part, fieldOf(schema, key), hidden);
    }
  }

  visit(inputs, root, false);
  return found;
}

/** Without what zod says of the length of something that is no list or text at all. */
function withoutEchoes(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const mistyped = new Set(
    issues.filter(({ code }) => code === "invalid_type").map(({ path }) => pathText(path)),
  );
  return issues.filter(({ code, path }) => code === "invalid_type" || !mistyped.has(pathText(path)));
}

/** Where something is wrong already, so that rules do not judge it a second time. */
function refusedPaths(issues: readonly z.core.$ZodIssue[]): Set<string> {
  return new Set(
    issues.filter((issue) => issue.code !== "unrecognized_keys").map((issue) => pathText(issue.path)),
  );
}

function runRules<Inputs>(
  rules: readonly (Rule<Inputs> | Requirement)[],
  inputs: Inputs,
  schema: z.core.$ZodType,
): Verdict {
  const failures: Problem[] = [];
  const warnings: Problem[] = [];
  const into = (list: Problem[]) => (path: string, problem: string, advice: string) => {
    list.push({
      path,
      text: path === "" ? problem : `${path}: ${shortened(problem)}. What to do: ${shortened(advice)}.`,
    });
  };
  const report: Report = { failure: into(failures), warning: into(warnings) };
  const attempt = (work: () => void) => void known(work);
  for (const rule of rules) {
    if (typeof rule === "function") attempt(() => rule(inputs, report));
    else judge(rule, { inputs, schema, report, attempt });
  }
  return { failures, warnings };
}

const whyNot: Readonly<Record<Kind, Readonly<Partial<Record<LifecycleOption, string>>>>> = {
  task: {},
  job: { desired: "it runs once, and is over when it is done" },
  entity: { desired: "it is there until it is deleted", onEnded: "it does not end by itself" },
  setting: {
    desired: "it holds until it is deleted",
    onEnded: "it does not end by itself",
    waitFor: "a setting holds as soon as it is made",
    adopt: "a setting that exists already is overwritten by create",
  },
};

function lifecycleRules(contract: Contract): Rule<Record<string, unknown>>[] {
  const options: readonly LifecycleOption[] = lifecycleOptionsOf[contract.kind];
  return lifecycleOptions.keyof().options.map((option) => (inputs, report) => {
    const given = at(inputs.lifecycle, [option]);
    if (given === undefined) return;
    if (!options.includes(option)) {
      report.failure(
        `lifecycle.${option}`,
        `it means nothing here: ${whyNot[contract.kind][option] ?? "not for this kind"}`,
        "leave it out",
      );
      return;
    }
    const waits: readonly string[] = contract.waitFor;
    if (
      option === "onDelete" &&
      given === "stopAndWait" &&
      waits.every((wait) => wait === "accepted") &&
      waits.length > 0
    ) {
      report.failure(
        "lifecycle.onDelete",
        'it is "stopAndWait", and the vendor does not tell when it ended',
        'use "stop"',
      );
    }
  });
}

/**
 * More values, deeper or longer ones than any vendor takes: they are not looked at one by one. No documented parameter
 * is as long as 64 KiB, and both vendors' requests end below 10 MB.
 */
const most = { values: 5_000, levels: 100, failures: 50, text: 65_536, allTexts: 9_000_000 } as const;

/** Why inputs are not looked at one by one, if they are too many or too deep. */
function excess(inputs: unknown): string | undefined {
  let values = 0;
  let level: unknown[] = [inputs];
  for (let depth = 0; level.length > 0; depth += 1) {
    values += level.length;
    if (values > most.values) return `they hold more than ${most.values} values`;
    if (depth > most.levels) return `they are nested deeper than ${most.levels} levels`;
    level = level.flatMap((value) =>
      typeof value === "object" && value !== null ? Object.values(value) : [],
    );
  }
  return undefined;
}

/** Why texts are too long to be sent. The lifecycle options are not: triggers may be whole files. */
function excessOfText({ lifecycle: _, ...sent }: Record<string, unknown>): string | undefined {
  const lengths = textsIn(sent).map(({ length }) => length);
  const longest = Math.max(0, ...lengths);
  if (longest > most.text) return `one of their texts has ${longest} characters`;
  const all = lengths.reduce((sum, length) => sum + length, 0);
  return all > most.allTexts ? `their texts have ${all} characters` : undefined;
}

/** Checks everything a program passed to a resource. `more` are rules that come from outside the contract. */
export function check(
  contract: Contract,
  inputs: Record<string, unknown>,
  more: readonly Rule<Record<string, unknown>>[] = [],
): Verdict {
  const rules = [...contract.rules, ...lifecycleRules(contract), ...more];
  return checkValues(argumentsSchema(contract), inputs, rules, contract.inputs);
}

/**
 * Checks values: types, ranges and rules, all at once. Values that are not known yet pass, and so does every rule that
 * would have to read one. `ruled` is the schema that rules speak of.
 */
export function checkValues(
  root: z.ZodType,
  inputs: Record<string, unknown>,
  rules: readonly (Rule<Record<string, unknown>> | Requirement)[] = [],
  ruled: z.core.$ZodType = root,
): Verdict {
  const reason = excess(inputs) ?? excessOfText(inputs);
  if (reason !== undefined) {
    const text = `the inputs are too large: ${reason}, and no vendor takes so much. Shorten them.`;
    return { failures: [{ path: "", text }], warnings: [] };
  }
  const parsed = root.safeParse(inputs);
  const broken = brokenTexts(inputs, root);
  const brokenPaths = new Set(broken.map(({ path }) => path));
  const issues = withoutEchoes(parsed.success ? [] : parsed.error.issues).filter(
    ({ code, path }) =>
      code === "unrecognized_keys" || !(holdsUnknown(at(inputs, path)) || brokenPaths.has(pathText(path))),
  );
  const failures = [
    ...broken.slice(0, most.failures),
    ...issues.slice(0, most.failures).flatMap((issue) => describe(issue, inputs, root)),
  ].slice(0, most.failures);
  const left = broken.length + issues.length - most.failures;
  if (left > 0) {
    const text = `${left} more properties are wrong. Mend those above first.`;
    return { failures: [...failures, { path: "", text }], warnings: [] };
  }
  const view = tryGuard(inputs, new Set([...brokenPaths, ...refusedPaths(issues)]));
  if (!view) return { failures, warnings: [] };
  const found = runRules(rules, view, ruled);
  return { failures: [...failures, ...found.failures], warnings: found.warnings };
}

function tryGuard<Value>(value: Value, refused: ReadonlySet<string>): Value | undefined {
  return refused.has("") ? undefined : guarded(value, refused);
}
