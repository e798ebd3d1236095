import { type JsonObject, type JsonValue, member, numberOf, textOf } from "../json";
import { Refusal } from "../refusal";

/** A task as the list shows it, and by what it is found and sorted. */
export interface ListedTask {
  readonly summary: JsonObject;
  /** Tells the order of tasks of one second. */
  readonly sequence: number;
  /** Unix milliseconds; undefined before their time. */
  readonly times: { readonly CreateTime: number; readonly FinishTime: number | undefined };
}

/** A place between two pages: the time that sorts, and the sequence of the last task. */
interface Position {
  readonly time: number;
  readonly sequence: number;
}

const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** One page of the list. */
export interface Page {
  readonly tasks: JsonObject[];
  /** The ScrollToken of what follows. */
  readonly token: string;
  readonly isLast: boolean;
}

/** The page that the parameters of DescribeTasks ask for. */
export function pageOf(tasks: readonly ListedTask[], parameters: JsonObject): Page {
  const filters = [
    sameText(parameters, "Status"),
    sameText(parameters, "FileId"),
    within(parameters, "CreateTime"),
    within(parameters, "FinishTime"),
  ];
  const order = member(parameters, "Sort");
  const field = textOf(order, "Field") === "FinishTime" ? "FinishTime" : "CreateTime";
  const sign = textOf(order, "Order") === "Asc" ? 1 : -1;
  const positionOf = ({ times, sequence }: ListedTask): Position => ({ time: times[field] ?? 0, sequence });
  const token = textOf(parameters, "ScrollToken");
  const begin = positionIn(token);
  const left = tasks
    .filter((task) => filters.every((fits) => fits(task)))
    .filter((task) => begin === undefined || sign * compare(positionOf(task), begin) > 0)
    .sort((a, b) => sign * compare(positionOf(a), positionOf(b)));
  const page = left.slice(0, numberOf(parameters, "Limit", 10));
  const last = page.at(-1);
  return {
    tasks: page.map(({ summary }) => summary),
    token: last === undefined ? token : tokenOf(positionOf(last)),
    isLast: page.length === left.length,
  };
}

type Filter = (task: ListedTask) => boolean;

function sameText(parameters: JsonObject, name: "Status" | "FileId"): Filter {
  const wanted = textOf(parameters, name);
  return ({ summary }) => wanted === "" || textOf(summary, name) === wanted;
}

/** A task without a time is within no range of it. */
function within(parameters: JsonObject, name: keyof ListedTask["times"]): Filter {
  const range = member(parameters, name);
  if (range === undefined) return () => true;
  const after = timeIn(range, name, "After") ?? Number.NEGATIVE_INFINITY;
  const before = timeIn(range, name, "Before") ?? Number.POSITIVE_INFINITY;
  return ({ times: { [name]: time } }) => time !== undefined && time >= after && time <= before;
}

function timeIn(range: JsonValue, name: string, bound: "After" | "Before"): number | undefined {
  const text = textOf(range, bound);
  if (text === "") return undefined;
  const time = timeForm.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw invalid(`${name}.${bound}`, "a time of ISO 8601");
  return time;
}

function compare(a: Position, b: Position): number {
  return a.time - b.time || a.sequence - b.sequence;
}

/** Tokens are the vendor's own; a client can only give one back. */
function tokenOf({ time, sequence }: Position): string {
  return Buffer.from(`after ${time} ${sequence}`).toString("base64url");
}

function positionIn(token: string): Position | undefined {
  if (token === "") return undefined;
  const text = Buffer.from(token, "base64url").toString();
  const [, time, sequence] = /^after (\d{1,15}) (\d{1,15})$/.exec(text) ?? [];
  const position = { time: Number(time), sequence: Number(sequence) };
  if (tokenOf(position) !== token) throw invalid("ScrollToken", "one that an earlier page came with");
  return position;
}

function invalid(parameter: string, allowed: string): Refusal {
  return new Refusal(
    "InvalidParameterValue",
    `The value of parameter \`${parameter}\` is not valid: ${allowed}.`,
  );
}
