import { suggest } from "../sdk/core/suggest";
import { type Command, columns, Failure, Misuse } from "./command";
import { commands } from "./commands";
import { version } from "./version";

/** Carries out a command line. Its exit code: 0, 1 where something is not as it should be, 2 for misuse. */
export async function run(line: readonly string[], { out, err }: Output): Promise<number> {
  const args = translated(line);
  const command = named(args);
  const helps = args.includes("--help") || args.includes("-h");
  try {
    if (args[0] === "--version" || args[0] === "version") {
      out(version());
      return 0;
    }
    if (args.length === 0 || (helps && (command || wordsOf(args).length === 0))) {
      out(command?.usage ?? overview());
      return 0;
    }
    if (!command) throw unknownCommand(args);
    return await command.run(args.slice(command.name.split(" ").length), out);
  } catch (error) {
    if (error instanceof Misuse) {
      err(`${error.message}\n\n${command?.usage ?? overview()}`);
      return misused;
    }
    err(error instanceof Failure ? error.message : String(error instanceof Error ? error.stack : error));
    return failed;
  }
}

const failed = 1;
const misused = 2;

/** Where a command line prints to. */
export interface Output {
  /** A result. */
  out(text: string): void;
  /** What went wrong. */
  err(text: string): void;
}

function overview(): string {
  return [
    "Tools for media tasks of Tencent Cloud and Volcengine RTC in Pulumi.",
    "Usage: pulumi-media-tasks <command> [flags]",
    columns(commands.map(({ name, summary }): [string, string] => [name, summary])),
    "pulumi-media-tasks <command> --help says more about a command; --version tells the version.",
  ].join("\n\n");
}

/** The words before the first flag. */
function wordsOf(args: readonly string[]): readonly string[] {
  const flag = args.findIndex((arg) => arg.startsWith("-"));
  return flag < 0 ? args : args.slice(0, flag);
}

/** The command whose name the arguments begin with; the longest one where there are several. */
function named(args: readonly string[]): Command | undefined {
  const words = wordsOf(args);
  return commands
    .filter(({ name, words: needed }) => {
      const parts = name.split(" ");
      return (
        parts.every((part, index) => part === words[index]) &&
        (needed.length > 0 || words.length === parts.length)
      );
    })
    .sort((one, other) => other.name.length - one.name.length)[0];
}

function unknownCommand(args: readonly string[]): Misuse {
  const words = wordsOf(args);
  const names = commands.map(({ name }) => name);
  const meant = suggest(words.slice(0, 2).join(" "), names) ?? suggest(words[0] ?? "", names);
  const question = meant === undefined ? "" : ` Did you mean "${meant}"?`;
  return new Misuse(`There is no command "${words.join(" ")}".${question}`);
}

/** What is asked for in the words of other command lines: `help orphans` is `orphans --help`. */
function translated(args: readonly string[]): readonly string[] {
  return args[0] === "help" ? [...args.slice(1), "--help"] : args;
}
