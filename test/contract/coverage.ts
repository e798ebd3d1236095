import { facts } from "../../local/vendors/facts";
import { uncalled, unserved } from "./awaited";
import type { Exception } from "./descriptor";
import { differences, noParameters } from "./differences";
import { type Operation, operations, parametersFor } from "./operations";
import { parametersOf } from "./parameters";
import { allTypes } from "./typesThat";

/** What resources reach of an action. */
interface Reached {
  /** The resources that call it. */
  readonly types: readonly string[];
  /** How many parameters its page has, and where they come from. */
  readonly documented: number;
  readonly fromInputs: number;
  readonly fromLifecycle: number;
  /** Those that no resource sends. */
  readonly leftOut: readonly string[];
}

/** What the resources reach of every documented action of a service, by action. */
function reachedOf(service: keyof typeof facts): [action: string, Reached][] {
  return Object.keys(facts[service].actions).map((action) => {
    const callers = operations.filter((one) => one.service === service && one.action === action);
    const documented = parametersOf(facts[service], action).map(({ name }) => name);
    const fromInputs = new Set(callers.flatMap((one) => parametersFor(one).map(({ name }) => name)));
    const fromLifecycle = documented.filter((name) => !fromInputs.has(name) && isOwn(callers, name));
    const leftOut = documented.filter((name) => !fromInputs.has(name) && !fromLifecycle.includes(name));
    const types = [...new Set(callers.map(({ type }) => type))];
    return [
      action,
      {
        types,
        documented: documented.length,
        fromInputs: fromInputs.size,
        fromLifecycle: fromLifecycle.length,
        leftOut: callers.length === 0 ? [] : leftOut,
      },
    ];
  });
}

function isOwn(callers: readonly Operation[], name: string): boolean {
  return callers.some(({ own }) => own.includes(name.split(".", 1)[0] ?? ""));
}

/** A table as the formatter has it. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(heads), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

/** Why an action is called by no resource; undefined where one calls it. */
export function whyUncalled(service: string, action: string): string | undefined {
  return unserved[service]?.includes(action) ? "no resource is there yet" : uncalled[service]?.[action];
}

/** Exceptions, each with its pattern as people read it. */
function exceptions(list: readonly Exception[]): string {
  return list
    .map(({ where, reason }) => `- ${code(where.source.replace(/\\\//g, "/"))}: ${reason}.`)
    .join("\n");
}

function sectionOf(service: keyof typeof facts): string {
  const reached = reachedOf(service);
  const rows = reached.map(([action, { types, ...counts }]) => {
    const callers = types.map((type) => code(type)).join(", ");
    return [
      code(action),
      callers || `none: ${whyUncalled(service, action) ?? ""}`,
      ...[counts.documented, counts.fromInputs, counts.fromLifecycle, counts.leftOut.length].map(String),
    ];
  });
  const heads = ["Action", "Resources", "Documented", "From inputs", "From the lifecycle", "Left out"];
  const count = reached.filter(([, { types }]) => types.length > 0).length;
  return `### ${service}: ${count} of ${reached.length} actions\n\n${table(heads, rows)}`;
}

/** What is on purpose otherwise than on the vendors' pages, by resource. */
function ownExceptions(pick: (type: (typeof allTypes)[number]) => readonly Exception[] | undefined): string {
  return allTypes
    .flatMap((type) => {
      const list = pick(type) ?? [];
      return list.length === 0 ? [] : [`${code(type.type)}\n\n${exceptions(list)}`];
    })
    .join("\n\n");
}

/** The page on what of the vendors' documents the resources reach. */
export function coveragePage(): string {
  const services = Object.keys(facts).filter((name): name is keyof typeof facts =>
    Object.hasOwn(facts, name),
  );
  return `<!-- Made by \`npm run docs\`. -->

# What of the vendors' documents is reached

Every action of the vendors' pages, the resources that call it, and where its parameters come from: inputs of the
resource, or its lifecycle, which has them from the state or derives them. Types, ranges, lengths and enumerations of
each parameter are compared with the contract by trying values on both sides of every limit, at the emulated vendor and
at the contract's own check; what differs is listed below, with the reason.

## Actions and parameters

${services.map(sectionOf).join("\n\n")}

## Parameters that no resource sends

${ownExceptions(({ noInputs }) => noInputs)}

## Inputs that are no parameters

Of all resources:

${exceptions(noParameters)}

${ownExceptions(({ noParameters: own }) => own)}

## Where a contract takes less or more than the page

A line is a pattern of "Action Parameter: what was tried: what the vendor and the check do". Of all resources:

${exceptions(differences)}

${ownExceptions(({ differences: own }) => own)}
`;
}
