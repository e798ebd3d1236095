import { markdownCode } from "../../cli/markdownCode";
import { markdownTable } from "../../cli/markdownTable";
import { facts } from "../../local/vendors/facts";
import { uncalled, unserved } from "./awaited";
import type { Exception } from "./descriptor";
import { differences, noParameters } from "./differences";
import { type Operation, operations, parametersFor } from "./operations";
import { parametersOf } from "./parameters";
import { allTypes } from "./typesThat";

type Service = keyof typeof facts;

/** What the resources reach of an action: those that call it, and where its parameters come from. */
function reachedOf(service: Service, action: string) {
  const callers = operations.filter((one) => one.service === service && one.action === action);
  const documented = parametersOf(facts[service], action).map(({ name }) => name);
  const fromInputs = new Set(callers.flatMap((one) => parametersFor(one).map(({ name }) => name)));
  const others = documented.filter((name) => !fromInputs.has(name));
  const fromLifecycle = others.filter((name) => isOwn(callers, name));
  const leftOut = callers.length === 0 ? 0 : others.length - fromLifecycle.length;
  return {
    types: [...new Set(callers.map(({ type }) => type))],
    counts: [documented.length, fromInputs.size, fromLifecycle.length, leftOut],
  };
}

function isOwn(callers: readonly Operation[], name: string): boolean {
  return callers.some(({ own }) => own.includes(name.split(".", 1)[0] ?? ""));
}

/** Why an action is called by no resource; undefined where one calls it. */
export function whyUncalled(service: string, action: string): string | undefined {
  return unserved[service]?.includes(action) ? "no resource is there yet" : uncalled[service]?.[action];
}

/** Exceptions, each with its pattern as people read it. */
function exceptions(list: readonly Exception[]): string {
  return list
    .map(({ where, reason }) => `- ${markdownCode(where.source.replace(/\\\//g, "/"))}: ${reason}.`)
    .join("\n");
}

function sectionOf(service: Service): string {
  const actions = Object.keys(facts[service].actions);
  const rows = actions.map((action) => {
    const { types, counts } = reachedOf(service, action);
    const callers = types.map(markdownCode).join(", ");
    return [
      markdownCode(action),
      callers || `none: ${whyUncalled(service, action) ?? ""}`,
      ...counts.map(String),
    ];
  });
  const heads = ["Action", "Resources", "Documented", "From inputs", "From the lifecycle", "Left out"];
  const called = actions.filter((action) => whyUncalled(service, action) === undefined);
  return `### ${service}: ${called.length} of ${actions.length} actions\n\n${markdownTable(heads, rows)}`;
}

/** What is on purpose otherwise than on the vendors' pages, by resource. */
function ownExceptions(pick: (type: (typeof allTypes)[number]) => readonly Exception[] | undefined): string {
  return allTypes
    .flatMap((type) => {
      const list = pick(type) ?? [];
      return list.length === 0 ? [] : [`${markdownCode(type.type)}\n\n${exceptions(list)}`];
    })
    .join("\n\n");
}

/** The page on what of the vendors' documents the resources reach. */
export function coveragePage(): string {
  const services = Object.keys(facts).filter((name): name is Service => Object.hasOwn(facts, name));
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
