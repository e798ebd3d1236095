import type { FacetValue, FoundFacet } from "../sdk/core/readFacets";
import { runs } from "./changeOf";
import { facetsIn } from "./facetsIn";
import type { Row } from "./Report";
import type { PlannedResource } from "./read/PlannedStack";

type Event = Row<"events">;
type Told = Pick<Event, "kind" | "text"> & Partial<Event>;

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A time in the largest unit that it is whole in. */
export function lasting(seconds: number): string {
  const [unit, size] = units.find(([, length]) => seconds >= length && seconds % length === 0) ?? units[3];
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function duration({ maxSeconds, idleSeconds, lingerSeconds, controlHours }: FoundFacet<"duration">): Told[] {
  const told = (
    kind: Event["kind"],
    source: FacetValue<number>,
    text: (time: string) => string,
    seconds = source.value,
  ): Told[] => {
    if (seconds === undefined || seconds <= 0) return [];
    const path = source.settable ? source.path : "";
    return [{ kind, path, seconds, text: `${text(lasting(seconds))}${source.remark}` }];
  };
  const hours = controlHours.value;
  return [
    ...told("idleEnd", idleSeconds, (time) => `ends by itself after ${time} without streams`),
    ...told("timeLimit", maxSeconds, (time) => `ends ${time} after its start in any case`),
    ...told("lingering", lingerSeconds, (time) => `its recording goes on for ${time} after it`),
    ...told(
      "controlWindow",
      controlHours,
      (time) => `can be read, changed and stopped for ${time} after its start, and not later`,
      hours === undefined ? undefined : hours * 3_600,
    ),
  ];
}

function store({ expireSeconds, expiresAt, retention }: FoundFacet<"store">): Told[] {
  const seconds = expireSeconds.value;
  const path = expireSeconds.path;
  if (seconds === 0)
    return [{ kind: "retention", path, seconds, text: `its files are kept for ever${expireSeconds.remark}` }];
  if (seconds !== undefined && seconds > 0)
    return [{ kind: "retention", path, seconds, text: `its files expire after ${lasting(seconds)}` }];
  const at = expiresAt.value;
  if (at !== undefined)
    return [{ kind: "retention", path: expiresAt.path, at, text: `its files expire at ${at}` }];
  if (retention.value === undefined) return [];
  const text =
    retention.value === "temporary" ? "its files are removed by the vendor" : "its files are kept for ever";
  return [{ kind: "retention", path: retention.path, text }];
}

/** What happens by itself in the life of a resource that is to run. */
export function lifeEvents(resource: PlannedResource): Event[] {
  const { urn, name, after } = resource;
  if (after === undefined || !runs(after)) return [];
  const told: Told[] = [
    ...facetsIn(resource, "duration").flatMap(duration),
    ...facetsIn(resource, "store").flatMap(store),
    ...after.pushes.flatMap(({ path, host, expiry }): Told[] => {
      if (expiry === undefined) return [];
      const at = new Date(expiry.at).toISOString();
      return [{ kind: "pushExpiry", path, at, text: `its push address at ${host ?? "a CDN"} ends at ${at}` }];
    }),
  ];
  return told.map((event) => ({ urn, name, path: "", seconds: null, at: null, ...event }));
}
