import { type CostReport, costOf, type Prices } from "../policies/cost";
import { isRecord } from "../sdk/core/isRecord";
import { type Blot, blotAll, blotter } from "./blotter";
import { changeOf, runs } from "./changeOf";
import { connectionsOf } from "./connectionsOf";
import { accessTo, facetsIn } from "./facetsIn";
import { describeLayout, drawLayout, type Panel } from "./layout/drawLayout";
import { layoutOf } from "./layout/layoutOf";
import { layoutProblems, layoutSentences } from "./layout/layoutProblems";
import { lifeEvents } from "./lifeEvents";
import { type PolicyChoice, policyResults } from "./policyResults";
import { type Report, type Row, reportSchema, schemaVersion } from "./Report";
import type { Blinded } from "./read/blinded";
import { operations, type PlannedResource, type PlannedStack } from "./read/PlannedStack";

/** What a report is made with. */
export interface ReportOptions extends PolicyChoice {
  readonly prices: Prices | undefined;
  /** How many streams are drawn where the vendor arranges as many as there are. */
  readonly streams: number;
}

/** A report, and its pictures by the names of their files. */
export interface ReportWithPictures {
  readonly report: Report;
  readonly pictures: ReadonlyMap<string, string>;
  /** The same for a telephone. */
  readonly narrowPictures: ReadonlyMap<string, string>;
}

/** Parts of a report in which no word is of the user's. */
const ownWords = ["source", "operation", "kind", "level", "severity", "rule"];
const severities = ["critical", "high", "medium", "low", ""];

function byOrder<Item>(...keys: readonly ((item: Item) => string | number)[]) {
  return (one: Item, other: Item) => {
    for (const key of keys) {
      const [left, right] = [key(one), key(other)];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };
}

/** Makes the report of what was read. The order of its rows depends on what they say alone. */
export function reportOf(stack: PlannedStack, options: ReportOptions): ReportWithPictures {
  const { source, project, messages } = stack;
  const blot = blotter(stack.secretTexts);
  const resources = stack.resources
    .map((resource) => withoutTexts(resource, blot))
    .toSorted(
      byOrder(
        ({ operation }) => operations.indexOf(operation),
        ({ urn }) => urn,
      ),
    );
  const policies = policyResults(resources, options);
  const { layouts, pictures, narrowPictures } = drawn(resources, options.streams);
  const costs = options.prices && costOf(billed(resources, "after"), options.prices);
  const report: Report = {
    schemaVersion,
    source,
    project,
    stack: stack.stack,
    currency: costs?.currency ?? "",
    perHour: costs?.perHour ?? null,
    perHourBefore:
      options.prices && source !== "state"
        ? costOf(billed(resources, "before"), options.prices).perHour
        : null,
    changes: resources.map(changeOf),
    events: resources.flatMap(lifeEvents),
    policies: [...policies.results, ...enginesResults(stack, policies.results)].sort(
      byOrder(
        ({ level }) => (level === "advisory" ? 1 : 0),
        ({ severity }) => severities.indexOf(severity),
        ({ rule }) => rule,
        ({ urn }) => urn,
        ({ path }) => path,
      ),
    ),
    costs: costs ? costRows(costs) : [],
    connections: resources.flatMap(connectionsOf),
    layouts,
    messages: messages
      .filter(({ policy }) => policy === undefined)
      .map(({ level, urn, text }) => ({ level, urn, text })),
    notes: [...stack.notes, ...noteOthers(stack), ...policies.notes, ...(costs ? unpriced(costs) : [])],
  };
  return { report: reportSchema.parse(blotAll(report, blot, ownWords)), pictures, narrowPictures };
}

/** A resource in whose names and plain inputs no secret of the file stands. */
function withoutTexts(resource: PlannedResource, blot: Blot): PlannedResource {
  const { urn, name, before, after } = resource;
  const plain = (blinded: Blinded | undefined): Blinded | undefined => {
    const inputs = blinded && blotAll(blinded.inputs, blot);
    return blinded && isRecord(inputs) ? { ...blinded, inputs } : blinded;
  };
  return { ...resource, urn: blot(urn), name: blot(name), before: plain(before), after: plain(after) };
}

/** What the engine's policy packs found, and the rules that are run here did not: other packs, presets and settings. */
function enginesResults(
  { messages, resources }: PlannedStack,
  own: readonly Row<"policies">[],
): Row<"policies">[] {
  const names = new Map(resources.map(({ urn, name }) => [urn, name]));
  const found = new Set(own.map(({ rule, urn }) => `${rule} ${urn}`));
  return messages.flatMap(({ policy, level, urn, text }) =>
    policy === undefined || found.has(`${policy} ${urn}`)
      ? []
      : [{ rule: policy, level, severity: "", urn, name: names.get(urn) ?? "", path: "", message: text }],
  );
}

function noteOthers({ others }: PlannedStack): string[] {
  if (others === 0) return [];
  return [
    `${others} ${others === 1 ? "resource" : "resources"} of other packages ${others === 1 ? "is" : "are"} not in this report.`,
  ];
}

function billed(resources: readonly PlannedResource[], side: "before" | "after") {
  return resources.flatMap((resource) => {
    const blinded = resource[side];
    if (blinded === undefined) return [];
    const { name, urn, contract } = resource;
    const facets = () => facetsIn({ contract, after: blinded }, "usage");
    return [{ name, urn, isStopped: !runs(blinded), facets }];
  });
}

function costRows({ lines }: CostReport): Row<"costs">[] {
  return lines.map(({ meter, tier = "", resources, count, atLeast, perHour, once }) => ({
    meter,
    size: tier,
    resources: [...resources],
    count,
    atLeast,
    perHour: money(perHour),
    once: money(once),
  }));
}

/** Sums of decimal fractions without what computers add to them. */
function money(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

function unpriced({ unpriced: left }: CostReport): string[] {
  return left.map(({ resource, meter, reason }) => `The cost of ${resource} has no ${meter}: ${reason}.`);
}

function drawn(resources: readonly PlannedResource[], streams: number) {
  const pictures = new Map<string, string>();
  const narrowPictures = new Map<string, string>();
  const taken = new Set<string>();
  const layouts = resources.flatMap((resource): Row<"layouts">[] => {
    const panels = panelsOf(resource, streams);
    const last = panels.at(-1);
    if (last === undefined) return [];
    const file = fileFor(resource.name, taken);
    pictures.set(file, drawLayout(resource.name, panels));
    narrowPictures.set(file, drawLayout(resource.name, panels, "narrow"));
    return [
      {
        urn: resource.urn,
        name: resource.name,
        file,
        changed: panels.length > 1,
        description: panels.map(describeLayout).join(" "),
        problems: layoutSentences(layoutProblems(last.layout)),
      },
    ];
  });
  return { layouts, pictures, narrowPictures };
}

/** The layout as it will be; with the one before it where they differ. */
function panelsOf({ contract, before, after }: PlannedResource, streams: number): Panel[] {
  const panel = (title: string, blinded: Blinded | undefined): Panel[] => {
    const layout = blinded && layoutOf(contract, accessTo(blinded), streams);
    return layout ? [{ title, layout }] : [];
  };
  const both = [...panel("Before", before), ...panel("After", after)];
  const [one, other] = both.map(({ layout }) => JSON.stringify(layout));
  const isOne = both.length < 2 || one === other;
  return isOne ? both.slice(-1).map(({ layout }) => ({ title: after ? "" : "Before", layout })) : both;
}

/** A name that every file system takes, and that no other picture has, whatever it thinks of large letters. */
function fileFor(name: string, taken: Set<string>): string {
  const stem = name.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 60) || "layout";
  let file = `${stem}.svg`;
  for (let number = 2; taken.has(file.toLowerCase()); number += 1) file = `${stem}-${number}.svg`;
  taken.add(file.toLowerCase());
  return file;
}
