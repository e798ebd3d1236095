import { windowLength } from "../../provider/core/window";
import type { ExportedResource } from "../../provider/exportedStack";
import { readable } from "../../provider/http/clock";
import { facetsOf } from "../../sdk/core/facetsOf";
import { readFacets } from "../../sdk/core/readFacets";
import { readerOf } from "../../sdk/core/reading";

/** What ends a task, and when, in words; `startedAt` is undefined where that is not known. */
export function endsOf(
  { lifecycle, state: { inputs } }: ExportedResource,
  startedAt: number | undefined,
  now: number,
): string {
  const { contract } = lifecycle;
  const access = { inputs, reader: readerOf(), noteUnknown: () => undefined };
  const limits = readFacets("duration", facetsOf(contract).duration ?? [], access);
  const seconds = (key: "maxSeconds" | "idleSeconds") =>
    Math.min(...limits.map((limit) => limit[key].value || Number.POSITIVE_INFINITY));
  const [most, idle] = [seconds("maxSeconds") * 1_000, seconds("idleSeconds") * 1_000];
  const window = windowLength(lifecycle.controlledFor, inputs);
  const texts = [
    ...(Number.isFinite(most) ? [`time limit ${whenOf(most, startedAt, now)}`] : []),
    ...(Number.isFinite(idle) ? [`${readable(idle)} after its room is empty`] : []),
    ...(Number.isFinite(window) ? [`calls end ${whenOf(window, startedAt, now)}`] : []),
  ];
  if (contract.kind === "job") return "when it is done";
  return texts.length === 0 ? "when it is stopped" : texts.join("; ");
}

function whenOf(length: number, startedAt: number | undefined, now: number): string {
  if (startedAt === undefined) return `${readable(length)} after its start`;
  const left = startedAt + length - now;
  return left > 0 ? `in ${readable(left)}` : `${readable(-left)} ago`;
}
