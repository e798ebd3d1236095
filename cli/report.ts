import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configProblems } from "../policies/core/config";
import { presetNames } from "../policies/presets";
import { allRules } from "../policies/rules";
import { messageOf } from "../provider/http/errors";
import { htmlReport } from "../report/documents/html";
import { markdownReport } from "../report/documents/markdown";
import { sarifReport } from "../report/documents/sarif";
import { summaryOf } from "../report/documents/summaryOf";
import type { PlannedStack } from "../report/read/PlannedStack";
import { readPlan } from "../report/read/readPlan";
import { NoPlan } from "../report/read/steps";
import { type ReportWithPictures, reportOf } from "../report/reportOf";
import { isRecord } from "../sdk/core/isRecord";
import { command, Failure, Misuse } from "./command";
import { readJson, readText } from "./readJson";
import { readPrices } from "./readPrices";
import { version } from "./version";

const formats = ["files", "json", "sarif"] as const;
const mostStreams = 25;

/** Says what a preview, a plan or a state comes to. */
export const report = command({
  name: "report",
  summary: "Reports what a preview, a plan or a state comes to: changes, policies, cost, layouts.",
  notes:
    "FILE is what `pulumi preview --json`, `pulumi preview --save-plan` or `pulumi stack export` wrote. Secrets are " +
    "never printed. The exit code is 0 where the report was made; with --check it is 1 where a rule is broken that is " +
    "not advisory, or where the preview failed",
  words: ["FILE"],
  flags: {
    before: {
      type: "string",
      value: "FILE",
      description: "the state before it; another state is compared with it",
    },
    out: { type: "string", value: "DIR", description: "where to write it; left out, media-report" },
    format: {
      type: "string",
      value: "NAME",
      description: "json or sarif: prints that, and writes no files",
    },
    preset: {
      type: "string",
      value: "NAME",
      description: `rules to run: ${presetNames.join(", ")}; left out, baseline`,
    },
    "policy-config": { type: "string", value: "FILE", description: "a file of --policy-pack-config" },
    prices: { type: "string", value: "FILE", description: "a table like policies/prices.example.json" },
    streams: {
      type: "string",
      value: "COUNT",
      description: "streams to draw where the vendor arranges them; left out, 4",
    },
    check: { type: "boolean", description: "fails where a rule is broken, or the preview failed" },
  },
  run({ words: [file = ""], flags, print }) {
    const format = oneOf("format", formats, flags.format ?? "files");
    const preset = oneOf("preset", presetNames, flags.preset ?? "baseline");
    const streams = streamsOf(flags.streams ?? "4");
    const config = readConfig(flags["policy-config"]);
    const prices = flags.prices === undefined ? undefined : readPrices(flags.prices);
    const before = flags.before === undefined ? undefined : readJson(flags.before);
    const made = reportOf(readStack(file, before), { preset, config, prices, streams });
    if (format === "json") print(JSON.stringify(made.report, null, 2));
    else if (format === "sarif") print(sarifReport(made.report, version()).trimEnd());
    else for (const line of write(made, flags.out ?? "media-report")) print(line);
    return flags.check === true && isBroken(made) ? 1 : 0;
  },
});

function oneOf<Name extends string>(flag: string, names: readonly Name[], given: string): Name {
  const name = names.find((known) => known === given);
  if (name === undefined) throw new Misuse(`There is no ${flag} "${given}"; there are ${names.join(", ")}.`);
  return name;
}

function streamsOf(text: string): number {
  const streams = Number(text);
  if (Number.isInteger(streams) && streams >= 1 && streams <= mostStreams) return streams;
  throw new Misuse(`--streams is "${text}"; a whole number from 1 to ${mostStreams} is allowed.`);
}

function readConfig(file: string | undefined): Readonly<Record<string, unknown>> {
  if (file === undefined) return {};
  const config = readJson(file);
  const problems = configProblems(config, allRules, allRules);
  if (problems.length === 0 && isRecord(config)) return config;
  throw new Failure([`${file} is no configuration of a policy pack:`, ...problems].join("\n  "));
}

function readStack(file: string, before: unknown): PlannedStack {
  try {
    return readPlan(readText(file), before);
  } catch (error) {
    throw error instanceof NoPlan ? new Failure(`${file}: ${error.message}.`) : error;
  }
}

/** Writes the documents and the pictures, and says where they are. */
function write(made: ReportWithPictures, folder: string): string[] {
  const { report: content, pictures } = made;
  const files = new Map([
    ["report.md", markdownReport(content)],
    ["report.html", htmlReport(made)],
    ...[...pictures].map(([name, svg]) => [join("layouts", name), svg] as const),
  ]);
  try {
    if (pictures.size > 0) mkdirSync(join(folder, "layouts"), { recursive: true });
    else mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
  } catch (error) {
    throw new Failure(
      `The report cannot be written: ${messageOf(error)}. What to do: pass another folder with --out.`,
    );
  }
  return [summaryOf(content), ...[...files.keys()].map((name) => join(folder, name))];
}

function isBroken({ report: { policies, messages } }: ReportWithPictures): boolean {
  return (
    policies.some(({ level }) => level !== "advisory") || messages.some(({ level }) => level === "error")
  );
}
