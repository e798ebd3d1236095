import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { type CommandName, type Flags, misuse, parseCommandLine, usage } from "./commandLine";
import { EngineError } from "./engineError";
import { LocalEngine } from "./localEngine";
import type { Value } from "./values";

const leftAtOnce = 8;

type Command = (engine: LocalEngine, flags: Flags, words: readonly string[]) => number | Promise<number>;

const commands: Readonly<Record<CommandName, Command>> = {
  preview: async (engine, flags) => (await engine.preview(runOptions(flags))).exitCode,
  up: (engine, flags) => change("up", engine, flags),
  refresh: (engine, flags) => change("refresh", engine, flags),
  destroy: (engine, flags) => change("destroy", engine, flags),
  "stack output": printOutputs,
  "config set": setConfig,
  cancel,
};

async function main(args: string[], environment: NodeJS.ProcessEnv): Promise<number> {
  if (args.length === 0 || args.includes("--help")) {
    console.log(usage);
    return args.length === 0 ? misuse : 0;
  }
  const { command, flags, words } = parseCommandLine(args);
  return commands[command](makeEngine(flags, environment), flags, words);
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
    if (controller.signal.aborted) process.exit(leftAtOnce);
    console.error("Cancelling: waiting for what is under way. Press Ctrl-C again to leave at once.");
    controller.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  // A run goes on, and saves its state, when nobody reads any more what it prints.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
  return controller.signal;
}

function runOptions(flags: Flags) {
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
    throw new EngineError("Nobody can be asked without a terminal. What to do: pass --yes.", misuse);
  }
  const confirm = agreed ? undefined : () => ask(`Do you want to go on with this ${verb}? Type yes: `);
  return (await engine[verb]({ ...runOptions(flags), confirm })).exitCode;
}

/** Ctrl-C is a no. */
async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question).catch(() => "");
  terminal.close();
  return answer.trim() === "yes";
}

async function printOutputs(engine: LocalEngine, flags: Flags, [name]: readonly string[]): Promise<number> {
  const outputs = await engine.outputs({ showSecrets: flags["show-secrets"] === true });
  if (name !== undefined && outputs[name] === undefined) {
    throw new EngineError(`The stack has no output "${name}"; it has: ${Object.keys(outputs).join(", ")}.`);
  }
  const asked = name === undefined ? outputs : (outputs[name] ?? null);
  if (flags.json === true) console.log(JSON.stringify(asked, null, 2));
  else if (name !== undefined) console.log(plainText(asked));
  else for (const [key, value] of Object.entries(outputs)) console.log(`${key}: ${plainText(value)}`);
  return 0;
}

function plainText(value: Value): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

async function setConfig(
  engine: LocalEngine,
  flags: Flags,
  [key = "", value = ""]: readonly string[],
): Promise<number> {
  await engine.setConfig(key, value, { secret: flags.secret === true });
  return 0;
}

function cancel(engine: LocalEngine): number {
  const { removed, runningProcess } = engine.cancel();
  console.log(removed ? "The lock was removed." : "The stack is not locked.");
  if (runningProcess !== undefined) console.log(`Process ${runningProcess} held it and is still running.`);
  return 0;
}

main(process.argv.slice(2), process.env).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    const isOurs = error instanceof EngineError;
    console.error("error:", isOurs ? error.message : error);
    process.exitCode = isOurs ? error.exitCode : 1;
  },
);
