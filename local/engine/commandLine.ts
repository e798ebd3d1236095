import { type ParseArgsConfig, parseArgs } from "node:util";
import { EngineError, messageOf } from "./engineError";

/** The exit code for a command line that cannot be understood. */
export const misuse = 2;

const flagTypes = {
  cwd: { type: "string" },
  stack: { type: "string" },
  "state-dir": { type: "string" },
  help: { type: "boolean" },
  yes: { type: "boolean" },
  "skip-preview": { type: "boolean" },
  parallel: { type: "string" },
  refresh: { type: "boolean" },
  "expect-no-changes": { type: "boolean" },
  "policy-pack": { type: "string", multiple: true },
  "policy-pack-config": { type: "string", multiple: true },
  "clear-pending-creates": { type: "boolean" },
  json: { type: "boolean" },
  "show-secrets": { type: "boolean" },
  secret: { type: "boolean" },
} as const satisfies ParseArgsConfig["options"];

type Flag = keyof typeof flagTypes;

/** The flags that were given. */
export type Flags = ReturnType<typeof parseFlags>;

interface CommandUse {
  /** The words after the command, as the usage text names them. */
  readonly words: readonly string[];
  readonly flags: readonly Flag[];
  readonly about: string;
}

const everywhere: readonly Flag[] = ["cwd", "stack", "state-dir", "help"];
const changing: readonly Flag[] = ["yes", "skip-preview", "parallel"];
const updating: readonly Flag[] = ["refresh", "expect-no-changes", "policy-pack", "policy-pack-config"];
const refreshing: readonly Flag[] = ["expect-no-changes", "clear-pending-creates"];

const commands = {
  preview: { words: [], flags: [...updating, "parallel"], about: "tells what up would do" },
  up: { words: [], flags: [...updating, ...changing], about: "makes the stack what its program says" },
  refresh: { words: [], flags: [...refreshing, ...changing], about: "looks what became of the resources" },
  destroy: { words: [], flags: changing, about: "deletes all resources of the stack" },
  "stack output": { words: ["[name]"], flags: ["json", "show-secrets"], about: "prints the stack's outputs" },
  "config set": {
    words: ["<key>", "<value>"],
    flags: ["secret"],
    about: "sets a value of the stack's config",
  },
  cancel: { words: [], flags: ["yes"], about: "removes the lock that another run holds" },
} as const satisfies Record<string, CommandUse>;

/** What the engine can be asked for; some commands are two words. */
export type CommandName = keyof typeof commands;

/** Names the commands and their flags. */
export const usage = `The local engine of pulumi-media-tasks, for demos and tests; use the pulumi CLI for anything of value.

Usage: node main.js <command> [flags], in the words of the pulumi CLI

${Object.entries<CommandUse>(commands).map(usageOf).join("\n")}

Each takes${flagText(everywhere)}. The stack is "dev" by default. Its state is a file in .pulumi-local, in the format
of \`pulumi stack export\`; PULUMI_CONFIG_PASSPHRASE encrypts the secrets in it.`;

/** Understands a command line, or says what is wrong with it. */
export function parseCommandLine(args: string[]): { command: CommandName; words: string[]; flags: Flags } {
  const { positionals, tokens } = parseArgs({ args, options: flagTypes, strict: false, tokens: true });
  const command = commandNames.find((name) => `${positionals.join(" ")} `.startsWith(`${name} `));
  if (command === undefined) throw unknown("There is no command", positionals.join(" "), commandNames);
  const use: CommandUse = commands[command];
  const known = [...everywhere, ...use.flags].map((flag) => `--${flag}`);
  const stray = tokens.find((token) => token.kind === "option" && !known.includes(token.rawName));
  if (stray?.kind === "option") throw unknown(`"${command}" has no flag`, stray.rawName, known);
  const flags = parseFlags(args);
  const words = positionals.slice(command.split(" ").length);
  const least = use.words.filter((word) => word.startsWith("<")).length;
  if (words.length < least || words.length > use.words.length) {
    throw new EngineError(`"${command}" takes ${use.words.join(" ") || "no words"}.`, misuse);
  }
  return { command, words, flags };
}

const commandNames = Object.keys(commands).filter((name): name is CommandName => name in commands);

function parseFlags(args: string[]) {
  try {
    return parseArgs({ args, options: flagTypes, allowPositionals: true }).values;
  } catch (error) {
    throw new EngineError(messageOf(error), misuse);
  }
}

function usageOf([name, { words, flags, about }]: readonly [string, CommandUse]): string {
  return `  ${[name, ...words].join(" ").padEnd(26)}${about}${flags.length > 0 ? `\n${" ".repeat(27)}${flagText(flags)}` : ""}`;
}

function flagText(flags: readonly Flag[]): string {
  return flags.map((flag) => ` --${flag}${flagTypes[flag].type === "string" ? " …" : ""}`).join("");
}

function unknown(problem: string, given: string, known: readonly string[]): EngineError {
  const meant = closest(given, known);
  const hint = meant === undefined ? `there are: ${known.join(", ")}` : `did you mean "${meant}"?`;
  return new EngineError(`${problem} "${given}" in the local engine; ${hint}`, misuse);
}

/** The known name that begins most like the given one; undefined if that is less than half of it. */
function closest(given: string, known: readonly string[]): string | undefined {
  const common = (name: string) => [...given].findIndex((letter, index) => letter !== name[index]);
  const scored = known.map((name) => ({ name, score: common(name) < 0 ? given.length : common(name) }));
  const best = scored.sort((a, b) => b.score - a.score)[0];
  return best !== undefined && best.score * 2 > given.length ? best.name : undefined;
}
