import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseYaml } from "../../cli/checkups/parseYaml";
import { element, type Markup, raw } from "../../report/markup";
import { isRecord } from "../../sdk/core/isRecord";
import { at, partOf } from "../../sdk/core/path";
import { textOf, wayOf } from "./diagram";
import { palette } from "./palette";

/** A box: a step of a job, and what it runs. */
interface Step {
  readonly title: string;
  readonly lines: readonly string[];
  /** Whether it keeps or fetches what outlives the run. */
  readonly keeps: boolean;
}

/** A job of a workflow: what it waits for, what it may do, and its steps. */
interface Job {
  readonly titles: readonly string[];
  readonly steps: readonly Step[];
}

const box = { width: 216, title: 30, line: 17, gap: 26 };
const margin = 16;
const between = 56;
const head = 52;

const style = `${palette}text { font-family: system-ui, sans-serif; font-size: 13px; text-anchor: middle; }
.title { font-weight: 600; font-size: 15px; } .code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 12px; }
.rare { stroke-dasharray: 5 4; }
`;

/** The commands of a step, as its line or its script has them, with the flags that tell what they do. */
function commandsOf(line: string, folder: string): string[] {
  const [, script] = /(scripts\/\w+\.sh)/.exec(line) ?? [];
  const text =
    script === undefined ? line : readFileSync(join(folder, script), "utf8").replace(/^#.*$/gm, "");
  const commands = text.matchAll(
    /\b(pulumi|pulumi-media-tasks) (preview|up|refresh|cancel|stack export|report|doctor|orphans)\b.*/g,
  );
  return [...commands].flatMap(([whole, program, verb]) => {
    const flags = whole.match(/--(policy-pack|refresh|preview-only|expect-no-changes)\b/g) ?? [];
    return [program === "pulumi" ? `pulumi ${verb}` : `${program} ${verb}`, ...flags];
  });
}

function stepsOf(job: unknown, folder: string): Step[] {
  const steps = partOf(job, "steps");
  return (Array.isArray(steps) ? steps : []).flatMap((step): Step[] => {
    const [name, uses, run] = ["name", "uses", "run"].map((key) => String(partOf(step, key) ?? ""));
    const [, what] = /^actions\/cache\/(restore|save)@/.exec(uses ?? "") ?? [];
    if (what !== undefined) {
      const title = what === "restore" ? "Fetch the journal" : "Keep the journal";
      return [{ title, lines: [`actions/cache/${what}`], keeps: true }];
    }
    if (name === "" || run === "") return [];
    const commands = commandsOf(run ?? "", folder);
    const [, script = ""] = /scripts\/(\S+)/.exec(run ?? "") ?? [];
    return [{ title: name ?? "", lines: commands.length > 0 ? commands : [script], keeps: false }];
  });
}

/** What begins a workflow, in words. */
function triggerOf(on: unknown): string {
  if (partOf(on, "push") !== undefined) return `Merge into ${String(at(on, ["push", "branches", 0]))}`;
  const schedule = at(on, ["schedule", 0, "cron"]);
  if (schedule === undefined) return "Pull request";
  const [minute = "", hour = ""] = String(schedule).split(" ");
  return `Each night, ${hour.padStart(2, "0")}:${minute.padStart(2, "0")} UTC`;
}

function jobOf(folder: string, file: string, name: string, title?: string): Job {
  const workflow = parseYaml(readFileSync(join(folder, ".github/workflows", file), "utf8"));
  const job = at(workflow, ["jobs", name]);
  if (!isRecord(job)) throw new Error(`${file} has no job ${name}`);
  const hasKeys = JSON.stringify(job).includes("TENCENTCLOUD_SECRET_KEY");
  const environment = partOf(job, "environment");
  const access = hasKeys ? `keys of environment "${String(environment)}"` : "no keys of the vendors";
  return { titles: [title ?? triggerOf(partOf(workflow, "on")), access], steps: stepsOf(job, folder) };
}

/** Where a box is, and what is in it. */
interface Placed {
  readonly step: Step;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

function heightOf({ lines }: Step): number {
  return box.title + lines.length * box.line + 8;
}

/** Places the boxes of a job one below the other. */
function placed({ steps }: Job, x: number, top: number): Placed[] {
  let y = top + head;
  return steps.map((step) => {
    const height = heightOf(step);
    const place = { step, x, y, height };
    y += height + box.gap;
    return place;
  });
}

function boxOf({ step, x, y, height }: Placed): Markup {
  const middle = x + box.width / 2;
  return element(
    "g",
    {},
    element("rect", { class: step.keeps ? "kept" : "node", x, y, width: box.width, height, rx: 6 }),
    textOf("word title", middle, y + 21, step.title),
    step.lines.map((line, index) => textOf("word code", middle, y + box.title + 12 + index * box.line, line)),
  );
}

/** Draws the way of a change through the workflows of a folder. */
export function drawPipeline(folder: string): string {
  const [preview, up, drift] = [
    jobOf(folder, "preview.yml", "preview"),
    jobOf(folder, "up.yml", "up"),
    jobOf(folder, "drift.yml", "drift"),
  ];
  const release = jobOf(folder, "up.yml", "release", "After a kill");
  const [first, second, third] = [0, 1, 2].map((column) => margin + column * (box.width + between));
  if (first === undefined || second === undefined || third === undefined)
    throw new Error("there are three columns");
  const driftBoxes = placed(drift, third, margin);
  const below = Math.max(...driftBoxes.map(({ y, height }) => y + height)) + 2 * box.gap;
  const jobs = [
    { job: preview, x: first, top: margin, boxes: placed(preview, first, margin) },
    { job: up, x: second, top: margin, boxes: placed(up, second, margin) },
    { job: drift, x: third, top: margin, boxes: driftBoxes },
    { job: release, x: third, top: below, boxes: placed(release, third, below) },
  ];
  const all = jobs.flatMap(({ boxes }) => boxes);
  const width = third + box.width + margin;
  const height = Math.max(...all.map((one) => one.y + one.height)) + margin;
  const killed = jobs[1]?.boxes.find(({ step }) => step.title === "Up");
  if (killed === undefined) throw new Error("up.yml has no step Up");
  const from = killed.y + killed.height / 2;
  const downwards = jobs.flatMap(({ boxes }) =>
    boxes.slice(1).flatMap(({ x, y }) => {
      const middle = x + box.width / 2;
      return wayOf(`M${middle} ${y - box.gap}`, [middle, y], "down");
    }),
  );
  const picture = element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, role: "img" },
    element("title", {}, "The way of a change"),
    element("desc", {}, jobs.map(({ job }) => describeJob(job)).join(" ")),
    element("style", {}, raw(style)),
    element("rect", { class: "ground", x: 0, y: 0, width, height }),
    downwards,
    wayOf(`M${first + box.width - 20} ${margin + 11}`, [second + 20, margin + 11], "right"),
    wayOf(
      `M${second + box.width} ${from} L${third - between / 2} ${from} L${third - between / 2} ${below + 11}`,
      [third + 40, below + 11],
      "right",
      "way rare",
    ),
    jobs.map(({ job, x, top }) =>
      job.titles.map((title, index) =>
        textOf(index === 0 ? "word title" : "soft", x + box.width / 2, top + 16 + index * 20, title),
      ),
    ),
    all.map(boxOf),
  );
  return `${picture.markup}\n`;
}

function describeJob({ titles, steps }: Job): string {
  return `${titles.join(", ")}: ${steps.map(({ title, lines }) => `${title} (${lines.join(" ")})`).join(", then ")}.`;
}
