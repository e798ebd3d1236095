import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { EngineError, messageOf } from "./engineError";
import { LocalEngine, type RunOptions, type RunResult } from "./localEngine";
import type { Value } from "./values";

const banner =
  "This is the local engine of pulumi-media-tasks, for demos and tests; use the pulumi CLI for anything of value.";
const usage = "preview, up, refresh, destroy, cancel, stack output, stack export, stack import, config set";
const misuse = 2;
const cancelledTwice = 8;

const optionTypes = {
  cwd: { type: "string" },
  stack: { type: "string" },
  "state-dir": { type: "string" },
  yes: { type: "boolean" },
  "skip-preview": { type: "boolean" },
  refresh: { type: "boolean" },
  "expect-no-changes": { type: "boolean" },
  "clear-pending-creates": { type: "boolean" },
  "policy-pack": { type: "string", multiple: true },
  "policy-pack-config": { type: "string", multiple: true },
  parallel: { type: "string" },
  json: { type: "boolean" },
  "show-secrets": { type: "boolean" },
  file: { type: "string" },
  secret: { type: "boolean" },
} as const satisfies ParseArgsConfig["options"];

type Flags = ReturnType<typeof parse>["values"];
type Flag = keyof typeof optionTypes;

interface Command {
  /** How many words follow the command. */
  readonly words: readonly [least: number, most: number];
  readonly flags: readonly Flag[];
  readonly run: (engine: LocalEngine, flags: Flags, words: readonly string[]) => Promise<number>;
}

const everywhere: readonly Flag[] = ["cwd", "stack", "state-dir"];
const changing: readonly Flag[] = ["yes", "skip-preview", "parallel"];
const judging: readonly Flag[] = ["refresh", "expect-no-changes", "policy-pack", "policy-pack-config"];

const commands: Readonly<Record<string, Command>> = {
  preview: {
    words: [0, 0],
    flags: [...judging, "parallel"],
    run: async (engine, flags) => (await engine.preview(runOptions(flags))).exitCode,
  },
  up: {
    words: [0, 0],
    flags: [...changing, ...judging],
    run: (engine, flags) => change("up", engine, flags),
  },
  refresh: {
    words: [0, 0],
    flags: [...changing, "expect-no-changes", "clear-pending-creates"],
    run: (engine, flags) => change("refresh", engine, flags),
  },
  destroy: { words: [0, 0], flags: changing, run: (engine, flags) => change("destroy", engine, flags) },
  cancel: { words: [0, 0], flags: ["yes"], run: cancel },
  "stack output": { words: [0, 1], flags: ["json", "show-secrets"], run: printOutputs },
  "stack export": { words: [0, 0], flags: ["file"], run: exportStack },
  "stack import": { words: [0, 0], flags: ["file"], run: importStack },
  "config set": { words: [2, 2], flags: ["secret"], run: setConfig },
};

/** The command line: `node main.js <command> [flags]`, in the words of the pulumi CLI. */
async function main(argv: string[], environment: NodeJS.ProcessEnv): Promise<number> {
  console.error(banner);
  const { values: flags, positionals } = parse(argv);
  const name = Object.keys(commands).find((known) => `${positionals.join(" ")} `.startsWith(`${known} `));
  const command = name === undefined ? undefined : commands[name];
  if (name === undefined || command === undefined) {
    throw new EngineError(
      `There is no command "${positionals.join(" ")}"; the local engine has: ${usage}.`,
      misuse,
    );
  }
  const words = positionals.slice(name.split(" ").length);
  checkUse(name, command, flags, words);
  return command.run(makeEngine(flags, environment), flags, words);
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: optionTypes, allowPositionals: true });
  } catch (error) {
    throw new EngineError(messageOf(error), misuse);
  }
}

function checkUse(name: string, command: Command, flags: Flags, words: readonly string[]): void {
  const allowed: readonly string[] = [...everywhere, ...command.flags];
  const stray = Object.keys(flags).find((flag) => !allowed.includes(flag));
  if (stray !== undefined)
    throw new EngineError(`"${name}" has no flag --${stray} in the local engine.`, misuse);
  const [least, most] = command.words;
  if (words.length < least || words.length > most) {
    throw new EngineError(
      `"${name}" takes ${least === most ? least : `${least} or ${most}`} arguments.`,
      misuse,
    );
  }
}

function makeEngine(flags: Flags, environment: NodeJS.ProcessEnv): LocalEngine {
  const configs = flags["policy-pack-config"] ?? [];
  return new LocalEngine({
    projectDir: flags.cwd ?? process.cwd(),
    stack: flags.stack ?? "dev",
    stateDir: flags["state-dir"],
    passphrase: passphraseOf(environment),
    policyPacks: (flags["policy-pack"] ?? []).map((dir, index) => ({ dir, configFile: configs[index] })),
    parallel: flags.parallel === undefined ? undefined : parallelOf(flags.parallel),
    environment,
    display: { write: (text) => void process.stdout.write(text), isTerminal: process.stdout.isTTY === true },
    signal: interruptSignal(),
  });
}

function parallelOf(text: string): number {
  const parallel = Number(text);
  if (Number.isInteger(parallel) && parallel > 0) return parallel;
  throw new EngineError("--parallel takes a number above 0.", misuse);
}

function passphraseOf(environment: NodeJS.ProcessEnv): string | undefined {
  const file = environment["PULUMI_CONFIG_PASSPHRASE_FILE"];
  const passphrase = environment["PULUMI_CONFIG_PASSPHRASE"];
  return passphrase ?? (file === undefined ? undefined : readFileSync(file, "utf8").trim());
}

/** The first Ctrl-C lets what is under way end; the second ends everything. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(cancelledTwice);
    console.error("Cancelling: waiting for what is under way. Press Ctrl-C again to leave at once.");
    controller.abort();
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  return controller.signal;
}

function runOptions(flags: Flags): RunOptions {
  return {
    refresh: flags.refresh,
    expectNoChanges: flags["expect-no-changes"],
    skipPreview: flags["skip-preview"],
    clearPendingCreates: flags["clear-pending-creates"],
  };
}

async function change(
  verb: "up" | "refresh" | "destroy",
  engine: LocalEngine,
  flags: Flags,
): Promise<number> {
  const agreed = flags.yes === true || flags["skip-preview"] === true;
  if (!agreed && !process.stdin.isTTY) {
    throw new EngineError("--yes or --skip-preview must be passed in to proceed without a terminal.", misuse);
  }
  const confirm = agreed ? undefined : () => ask(`Do you want to go on with this ${verb}? Type yes: `);
  const result: RunResult = await engine[verb]({ ...runOptions(flags), confirm });
  return result.exitCode;
}

async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(question)).trim() === "yes";
  } finally {
    terminal.close();
  }
}

async function cancel(engine: LocalEngine): Promise<number> {
  const { removed, runningProcess } = engine.cancel();
  console.log(removed ? "The lock was removed." : "The stack is not locked.");
  if (runningProcess !== undefined) console.log(`Process ${runningProcess} held it and is still running.`);
  return 0;
}

async function printOutputs(engine: LocalEngine, flags: Flags, [name]: readonly string[]): Promise<number> {
  const outputs = await engine.outputs({ showSecrets: flags["show-secrets"] === true });
  if (name === undefined) {
    console.log(flags.json === true ? JSON.stringify(outputs, null, 2) : outputTable(outputs));
    return 0;
  }
  const value = outputs[name];
  if (value === undefined) throw new EngineError(`current stack does not have output property '${name}'`);
  console.log(flags.json === true ? JSON.stringify(value, null, 2) : plainText(value));
  return 0;
}

function outputTable(outputs: Readonly<Record<string, Value>>): string {
  const names = Object.keys(outputs).sort();
  if (names.length === 0) return "No output values currently in this stack";
  const width = Math.max("OUTPUT".length, ...names.map((name) => name.length));
  const rows = names.map((name) => `    ${name.padEnd(width)}  ${plainText(outputs[name])}`);
  return [`Current stack outputs (${names.length}):`, `    ${"OUTPUT".padEnd(width)}  VALUE`, ...rows].join(
    "\n",
  );
}

function plainText(value: Value | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

async function exportStack(engine: LocalEngine, flags: Flags): Promise<number> {
  const text = `${JSON.stringify(await engine.exportStack(), null, 4)}\n`;
  if (flags.file === undefined) process.stdout.write(text);
  else writeFileSync(flags.file, text, { mode: 0o600 });
  return 0;
}

async function importStack(engine: LocalEngine, flags: Flags): Promise<number> {
  if (flags.file === undefined) throw new EngineError("`stack import` needs --file.", misuse);
  const { dropped } = await engine.importStack(JSON.parse(readFileSync(flags.file, "utf8")));
  for (const { type, resource } of dropped)
    console.error(`warning: removed pending operation '${type}' on '${resource.urn}'`);
  console.log("Import complete.");
  return 0;
}

async function setConfig(
  engine: LocalEngine,
  flags: Flags,
  [key = "", value = ""]: readonly string[],
): Promise<number> {
  await engine.setConfig(key, value, { secret: flags.secret === true });
  return 0;
}

main(process.argv.slice(2), process.env).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    console.error(
      `error: ${error instanceof EngineError ? error.message : error instanceof Error ? error.stack : error}`,
    );
    process.exitCode = error instanceof EngineError ? error.exitCode : 1;
  },
);
