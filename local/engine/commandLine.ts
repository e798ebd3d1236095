import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { type ParseArgsConfig, parseArgs } from "node:util";
import type { DisplaySink } from "./display";
import { codeOf, EngineError, messageOf, unknownStack, unsupported } from "./engineError";
import { LocalEngine } from "./localEngine";
import type { Environment, Launch } from "./processes";
import { organization, readProject } from "./project";
import type { RunResult } from "./stackRun";
import type { Value } from "./values";

const flagTypes = {
  cwd: { type: "string" },
  stack: { type: "string" },
  "non-interactive": { type: "boolean" },
  yes: { type: "boolean" },
  "skip-preview": { type: "boolean" },
  "preview-only": { type: "boolean" },
  parallel: { type: "string" },
  refresh: { type: "boolean" },
  "expect-no-changes": { type: "boolean" },
  replace: { type: "string", multiple: true },
  "policy-pack": { type: "string", multiple: true },
  "policy-pack-config": { type: "string", multiple: true },
  "clear-pending-creates": { type: "boolean" },
  "run-program": { type: "boolean" },
  json: { type: "boolean" },
  "show-secrets": { type: "boolean" },
  secret: { type: "boolean" },
  file: { type: "string" },
} as const satisfies ParseArgsConfig["options"];

type Flag = keyof typeof flagTypes;
type Flags = ReturnType<typeof parseFlags>["values"];

interface Command {
  /** What follows the command itself: "<needed>" or "[optional]". */
  readonly words?: readonly string[];
  readonly flags: readonly Flag[];
  /** What gives no result has simply succeeded. */
  readonly run: (
    engine: LocalEngine,
    flags: Flags,
    words: readonly string[],
    context: CommandContext,
  ) => Promise<RunResult | undefined>;
}

const everywhere: readonly Flag[] = ["cwd", "stack", "non-interactive"];
const previewing: readonly Flag[] = [
  "refresh",
  "expect-no-changes",
  "replace",
  "policy-pack",
  "policy-pack-config",
  "parallel",
];
const agreeing: readonly Flag[] = ["yes", "skip-preview"];

const commands: Readonly<Record<string, Command>> = {
  preview: { flags: [...previewing, "json"], run: (engine, flags) => engine.preview(runOptions(flags)) },
  up: { flags: [...previewing, ...agreeing], run: (engine, flags) => engine.up(changeOptions(flags)) },
  refresh: {
    flags: [
      "expect-no-changes",
      "clear-pending-creates",
      "run-program",
      "parallel",
      "preview-only",
      ...agreeing,
    ],
    run: (engine, flags) =>
      flags["preview-only"] === true
        ? engine.previewRefresh(lookOptions(flags))
        : engine.refresh(changeOptions(flags)),
  },
  destroy: {
    flags: ["run-program", "parallel", ...agreeing],
    run: (engine, flags) => engine.destroy(changeOptions(flags)),
  },
  cancel: { words: ["[stack]"], flags: ["yes"], run: cancel },
  "stack export": { flags: ["file", "show-secrets"], run: exportState },
  "stack import": { flags: ["file"], run: importState },
  "stack output": { words: ["[name]"], flags: ["json", "show-secrets"], run: printOutputs },
  "config set": { words: ["<key>", "<value>"], flags: ["secret"], run: setConfig },
};

const usage = `The local engine of pulumi-media-tasks, for demos and tests; use the pulumi CLI for anything of value.

Usage: node main.js <command> [flags], in the words of the pulumi CLI

${Object.entries(commands).map(usageOf).join("\n")}

Each takes${flagText(everywhere)}. The stack is "dev" by default, and is made by the first
command that writes something of it. Its state is a file in .pulumi-local, in the format of \`pulumi stack export\`;
PULUMI_CONFIG_PASSPHRASE encrypts the secrets in it.`;

function usageOf([name, { words = [], flags }]: readonly [string, Command]): string {
  return `  ${[name, ...words].join(" ")}\n     ${flagText(flags)}`;
}

function flagText(flags: readonly Flag[]): string {
  return flags.map((flag) => ` --${flag}${flagTypes[flag].type === "string" ? " …" : ""}`).join("");
}

/** Where a command runs, and what it writes to. */
export interface CommandContext {
  readonly cwd: string;
  readonly environment: Environment;
  /** How processes are started; by default each as one of its own. */
  readonly launch?: Launch;
  readonly display: DisplaySink;
  /** Cancels the command. */
  readonly signal?: AbortSignal;
}

/** Carries out a command in the words of the pulumi CLI, and tells what to exit with. */
export async function runCommand(args: readonly string[], context: CommandContext): Promise<number> {
  if (args.length === 0 || args.includes("--help")) {
    context.display.write(`${usage}\n`);
    return args.length === 0 ? 1 : 0;
  }
  const [name, command] =
    Object.entries(commands).find(([known]) => `${args.join(" ")} `.startsWith(`${known} `)) ?? [];
  if (name === undefined || command === undefined) {
    throw unsupported(`the command "${args[0]}" (it has: ${Object.keys(commands).join(", ")})`);
  }
  const rest = args.slice(name.split(" ").length);
  const { words = [], flags, run } = command;
  refuseStrayFlag(name, [...everywhere, ...flags], rest);
  const { values, positionals } = parseFlags(rest);
  const least = words.filter((word) => word.startsWith("<")).length;
  if (positionals.length < least || positionals.length > words.length) {
    throw new EngineError(`"${name}" takes ${words.join(" ") || "no words"}.`);
  }
  const named = positionals[words.indexOf("[stack]")];
  if (named !== undefined) values.stack = named;
  const result = await run(makeEngine(values, context), values, positionals, context);
  return result?.exitCode ?? 0;
}

function refuseStrayFlag(command: string, known: readonly string[], args: string[]): void {
  const { tokens } = parseArgs({ args, options: flagTypes, strict: false, tokens: true });
  const stray = tokens.find((token) => token.kind === "option" && !known.includes(token.name));
  if (stray?.kind !== "option") return;
  throw unsupported(`${stray.rawName} for "${command}" (it has: --${known.join(", --")})`);
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({ args, options: flagTypes, allowPositionals: true });
  } catch (error) {
    throw new EngineError(messageOf(error));
  }
}

function makeEngine(flags: Flags, context: CommandContext): LocalEngine {
  const projectDir = folderOf(flags, context);
  const configs = flags["policy-pack-config"] ?? [];
  const packs = flags["policy-pack"] ?? [];
  if (configs.length > packs.length)
    throw new EngineError("Each --policy-pack-config needs a --policy-pack before it.");
  const policyPacks = packs.map((dir, index) => {
    const config = configs[index];
    const configFile = config === undefined ? undefined : resolve(projectDir, config);
    return { dir: resolve(projectDir, dir), configFile };
  });
  const parallel = flags.parallel === undefined ? undefined : parallelOf(flags.parallel);
  return new LocalEngine({
    ...context,
    projectDir,
    stack: stackOf(flags, projectDir),
    policyPacks,
    parallel,
  });
}

function folderOf({ cwd = "." }: Flags, context: CommandContext): string {
  return resolve(context.cwd, cwd);
}

/** The stack's own name, which may be given with the organization and the project before it. */
function stackOf({ stack = "dev" }: Flags, projectDir: string): string {
  const [name = "", project, owner, ...more] = stack.split("/").reverse();
  if (more.length > 0) throw new EngineError(`"${stack}" is no name for a stack.`);
  if ((owner ?? organization) !== organization)
    throw new EngineError(`organization name must be '${organization}'`);
  if (project !== undefined && project !== readProject(projectDir).name) throw unknownStack(stack);
  return name;
}

function parallelOf(text: string): number {
  const parallel = Number(text);
  if (Number.isInteger(parallel) && parallel > 0) return parallel;
  throw new EngineError("--parallel takes a number above 0.");
}

function runOptions(flags: Flags) {
  return {
    refresh: flags.refresh,
    expectNoChanges: flags["expect-no-changes"],
    replace: flags.replace,
    skipPreview: flags["skip-preview"],
    clearPendingCreates: flags["clear-pending-creates"],
    runProgram: flags["run-program"],
    json: flags.json,
  };
}

function changeOptions(flags: Flags) {
  if (flags.yes === true || flags["skip-preview"] === true) return runOptions(flags);
  throw new EngineError("The local engine does not ask whether to go on. What to do: pass --yes.");
}

function lookOptions(flags: Flags) {
  for (const flag of ["skip-preview", "yes"] as const)
    if (flags[flag] === true) throw new EngineError(`--${flag} and --preview-only cannot be used together`);
  return runOptions(flags);
}

async function cancel(
  engine: LocalEngine,
  _flags: Flags,
  _words: readonly string[],
  { display }: CommandContext,
): Promise<undefined> {
  engine.cancel();
  display.write(`The currently running update for '${engine.stack}' has been canceled!\n`);
}

async function exportState(
  engine: LocalEngine,
  flags: Flags,
  _words: readonly string[],
  context: CommandContext,
): Promise<undefined> {
  const state = await engine.exportState({ showSecrets: flags["show-secrets"] === true });
  const text = `${JSON.stringify(state, null, 4)}\n`;
  const { file } = flags;
  if (file === undefined) context.display.write(text);
  else openFile(file, () => writeFileSync(resolve(folderOf(flags, context), file), text, { mode: 0o600 }));
}

async function importState(
  engine: LocalEngine,
  flags: Flags,
  _words: readonly string[],
  context: CommandContext,
): Promise<undefined> {
  const { file } = flags;
  const content =
    file === undefined
      ? await readAll(process.stdin)
      : openFile(file, () => readFileSync(resolve(folderOf(flags, context), file), "utf8"));
  try {
    await engine.importState(JSON.parse(content));
  } catch (error) {
    throw new EngineError(`could not import deployment: ${messageOf(error)}`);
  }
  context.display.write("Import complete.\n");
}

function openFile<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const reason = codeOf(error) === "ENOENT" ? "no such file or directory" : messageOf(error);
    throw new EngineError(`could not open file: open ${file}: ${reason}`);
  }
}

async function printOutputs(
  engine: LocalEngine,
  flags: Flags,
  [name]: readonly string[],
  { display }: CommandContext,
): Promise<undefined> {
  const outputs = await engine.outputs({ showSecrets: flags["show-secrets"] === true });
  if (name !== undefined && outputs[name] === undefined) {
    const names = Object.keys(outputs).join(", ") || "none";
    throw new EngineError(`The stack has no output "${name}"; it has: ${names}.`);
  }
  const asked = name === undefined ? outputs : (outputs[name] ?? null);
  const lines = Object.entries(outputs).map(([key, value]) => `${key}: ${plainText(value)}`);
  if (flags.json === true) display.write(`${JSON.stringify(asked, null, 2)}\n`);
  else display.write(`${name === undefined ? lines.join("\n") : plainText(asked)}\n`);
}

function plainText(value: Value): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

async function setConfig(
  engine: LocalEngine,
  flags: Flags,
  [key = "", value = ""]: readonly string[],
): Promise<undefined> {
  await engine.setConfig(key, value, { secret: flags.secret === true });
}
