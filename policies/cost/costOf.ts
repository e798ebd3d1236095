import type { FoundFacet } from "../../sdk/core/readFacets";
import { type Meter, type Prices, type TierName, tierNames } from "./prices";

/** What is billed under one meter in one size, for all resources together. */
export interface CostLine {
  readonly meter: string;
  /** Size of the picture; none for what is billed for each run. */
  readonly tier?: TierName;
  /** The resources, by their names. */
  readonly resources: readonly string[];
  /** How many tasks, parts of tasks or runs are counted. */
  readonly count: number;
  /** Whether there can be more, as the inputs do not name the parts. */
  readonly atLeast: boolean;
  /** Price of 1,000 minutes of all of them; 0 for what is billed for each run. */
  readonly per1000Minutes: number;
  /** Price of an hour of all of them; 0 for what is billed for each run. */
  readonly perHour: number;
  /** Price of one run of each; 0 for what is billed while it runs. */
  readonly once: number;
  /** What the price table says about the price. */
  readonly note?: string;
}

/** Something that is billed, and of which the cost cannot be told. */
export interface Unpriced {
  /** Name of the resource. */
  readonly resource: string;
  /** Its name in the whole stack. */
  readonly urn: string;
  readonly meter: string;
  readonly reason: string;
}

/** What a stack costs while everything in it runs. */
export interface CostReport {
  readonly currency: string;
  /** The day of which the prices are. */
  readonly date: string;
  readonly sources: readonly string[];
  readonly lines: readonly CostLine[];
  readonly per1000Minutes: number;
  readonly perHour: number;
  readonly once: number;
  readonly unpriced: readonly Unpriced[];
}

type Usage = FoundFacet<"usage">;

/** A resource, and what is billed of it. */
export interface Billed {
  readonly name: string;
  readonly urn: string;
  /** Whether the program wants that nothing of it runs: then nothing is billed. */
  readonly isStopped: boolean;
  facets(name: "usage"): readonly Usage[];
}

/** The size that a picture is billed in: the smallest with a price that it fits into. */
export function tierOf(
  width: number,
  height: number,
  tiers: Prices["tiers"],
  priced: Meter["per1000Minutes"] = {},
): TierName | undefined {
  const pixels = width * height;
  return tierNames.find((name) => {
    if (priced[name] === undefined) return false;
    if (name === "audio") return pixels === 0;
    const largest = tiers[name];
    return pixels > 0 && largest !== undefined && pixels <= largest.width * largest.height;
  });
}

/** The cost of one use of a meter, or why it cannot be told. */
function lineOf(name: string, meter: string, usage: Usage, prices: Prices): CostLine | string {
  const price = prices.meters[meter];
  if (!price) return "the price table has no such meter";
  const common = { meter, resources: [name], ...(price.note !== undefined && { note: price.note }) };
  if (usage.per.value === "run") {
    if (price.perRun === undefined) return "the price table has no price of a run";
    return { ...common, count: 1, atLeast: false, per1000Minutes: 0, perHour: 0, once: price.perRun };
  }
  const [width, height] = [usage.width.value, usage.height.value];
  if (width === undefined || height === undefined) return "the size of its picture is not known";
  const tier = tierOf(width, height, prices.tiers, price.per1000Minutes);
  const rate = tier && price.per1000Minutes?.[tier];
  if (tier === undefined || rate === undefined) {
    return width * height === 0
      ? "the price table has no price of audio"
      : `no size with a price holds ${width} × ${height}`;
  }
  const parts = price.counts === "part" ? usage.parts.value : 1;
  const count = Math.max(parts ?? 1, 1);
  const per1000Minutes = rate * count;
  return {
    ...common,
    tier,
    count,
    atLeast: parts === undefined,
    per1000Minutes,
    perHour: (per1000Minutes * 60) / 1000,
    once: 0,
  };
}

function sum(lines: readonly CostLine[], key: "per1000Minutes" | "perHour" | "once" | "count"): number {
  return lines.reduce((total, line) => total + line[key], 0);
}

/** One line for each meter and size. */
function merged(lines: readonly CostLine[]): CostLine[] {
  const groups = Map.groupBy(lines, ({ meter, tier }) => `${meter} ${tier}`);
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map((first) => ({
      ...first,
      resources: [...new Set(group.flatMap(({ resources }) => resources))],
      count: sum(group, "count"),
      atLeast: group.some(({ atLeast }) => atLeast),
      per1000Minutes: sum(group, "per1000Minutes"),
      perHour: sum(group, "perHour"),
      once: sum(group, "once"),
    })),
  );
}

/** What resources cost while all of them run that are not stopped, and what of it cannot be told. */
export function costOf(resources: readonly Billed[], prices: Prices): CostReport {
  const unpriced: Unpriced[] = [];
  const lines: CostLine[] = [];
  for (const resource of resources) {
    if (resource.isStopped) continue;
    for (const usage of resource.facets("usage")) {
      const { meter, billed } = usage;
      if (billed.value === false) continue;
      const name = meter.value ?? meter.path;
      const line =
        billed.value === undefined || meter.value === undefined
          ? "it is not known whether it is billed"
          : lineOf(resource.name, name, usage, prices);
      if (typeof line !== "string") lines.push(line);
      else unpriced.push({ resource: resource.name, urn: resource.urn, meter: name, reason: line });
    }
  }
  const { currency, date, sources } = prices;
  return {
    currency,
    date,
    sources,
    lines: merged(lines),
    per1000Minutes: sum(lines, "per1000Minutes"),
    perHour: sum(lines, "perHour"),
    once: sum(lines, "once"),
    unpriced,
  };
}
