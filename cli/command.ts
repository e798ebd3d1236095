import { type ParseArgsOptionDescriptor, parseArgs } from "node:util";
import { messageOf } from "../provider/http/errors";
import { wrapped } from "./wrapped";

/** A flag of a command. */
export interface Flag extends ParseArgsOptionDescriptor {
  /** What it does, in one line. */
  readonly description: string;
  /** What stands for its value in the usage, for example "FILE". */
  readonly value?: string;
}

type Flags = Readonly<Record<string, Flag>>;

interface Parsing<Declared extends Flags> {
  readonly args: readonly string[];
  readonly options: Declared;
  readonly allowPositionals: true;
}

type FlagValues<Declared extends Flags> = ReturnType<typeof parseArgs<Parsing<Declared>>>["values"];

/** What a command is called with. */
export interface Call<Declared extends Flags = Flags> {
  /** The words after the command's name, as many as it declares. */
  readonly words: readonly string[];
  readonly flags: FlagValues<Declared>;
  /** Prints a text and a line break to the standard output. */
  print(text: string): void;
}

interface Declaration<Declared extends Flags> {
  /** The words that call it, for example "policies lint". */
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** What else its user has to know, below the flags. */
  readonly notes?: string;
  /** Names of the words that it needs, for example "FILE". */
  readonly words: readonly string[];
  readonly flags: Declared;
  /** Returns the exit code: 0, or 1 where something is not as it should be. */
  run(call: Call<Declared>): number | Promise<number>;
}

/** A command as the command line sees it. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Names of the words that it needs. */
  readonly words: readonly string[];
  /** How it is called, with its flags. */
  readonly usage: string;
  run(args: readonly string[], print: (text: string) => void): Promise<number>;
}

/** The command line cannot be understood. */
export class Misuse extends Error {}

/** The command cannot do its work, for a reason that is not a bug: a file that is missing, for example. */
export class Failure extends Error {}

/** Lines with two columns. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`).join("\n");
}

function usageOf({ name, summary, notes, words, flags }: Omit<Declaration<Flags>, "run">): string {
  const rows = Object.entries(flags).map(([flag, { value, description }]): [string, string] => [
    `--${flag}${value === undefined ? "" : ` ${value}`}`,
    description,
  ]);
  const call = ["pulumi-media-tasks", name, ...words, ...(rows.length > 0 ? ["[flags]"] : [])].join(" ");
  return [
    summary,
    `Usage: ${call}`,
    ...(rows.length > 0 ? [columns(rows)] : []),
    ...(notes === undefined ? [] : [wrapped(`${notes}.`).join("\n")]),
  ].join("\n\n");
}

/** Declares a command: infers the types of its flags. */
export function command<const Declared extends Flags>(declaration: Declaration<Declared>): Command {
  const { name, summary, notes, words, flags: options } = declaration;

  function parse(args: readonly string[]) {
    try {
      return parseArgs<Parsing<Declared>>({ args, options, allowPositionals: true });
    } catch (error) {
      // Node adds advice for programmers after the first sentence.
      throw new Misuse(`${messageOf(error).split(". ", 1)[0]}.`);
    }
  }

  return {
    name,
    summary,
    words,
    usage: usageOf({ name, summary, ...(notes !== undefined && { notes }), words, flags: options }),
    async run(args, print) {
      const { values, positionals } = parse(args);
      if (positionals.length !== words.length) {
        throw new Misuse(`"${name}" takes ${words.length === 0 ? "flags only" : words.join(" ")}.`);
      }
      return declaration.run({ words: positionals, flags: values, print });
    },
  };
}
