import { createInterface } from "node:readline/promises";
import { findOrphans, type Orphan } from "../provider/findOrphans";
import { messageOf } from "../provider/http/errors";
import { keysForTools } from "../provider/keysForTools";
import { command, Failure, Misuse } from "./command";
import { configFlag, configOf } from "./configFlag";
import { onSystemHost } from "./onSystemHost";
import { readStack, stackFilesFlag } from "./readStack";

/** What is said without states: most vendors tell what runs in a room only, and the states know the rooms. */
const onlyJournal =
  "No start is open in the journal; the vendors were not asked. What to do: pass the states with --stack-file, to look for what runs beside them.";

/** Lists what runs and belongs to no stack, and stops it. */
export const orphans = command({
  name: "orphans",
  summary: "Lists tasks that run, or may run, and that no given state has.",
  notes: keysForTools,
  words: [],
  flags: {
    "stack-file": stackFilesFlag,
    config: configFlag,
    stop: { type: "boolean", description: "stops them, after asking" },
    yes: { type: "boolean", description: "does not ask" },
  },
  async run({ flags, print }) {
    const files = flags["stack-file"] ?? [];
    if (flags.stop && files.length === 0) {
      throw new Misuse(
        "--stop needs the state of every stack of the account, with --stack-file: what they own must not be stopped.",
      );
    }
    return onSystemHost("", async (host) => {
      const stacks = files.map(readStack);
      const found = await findOrphans({ stacks, host, config: configOf(flags.config) });
      for (const orphan of found) print(textOf(orphan));
      if (found.length === 0)
        print(files.length === 0 ? onlyJournal : "Nothing runs that the given states do not have.");
      if (!flags.stop || found.length === 0) return found.length === 0 ? 0 : 1;
      return await stop(found, flags.yes === true, print);
    });
  },
});

function textOf({ type, id, label, found, advice, stop }: Orphan): string {
  const name = id === undefined ? label : `${id} (${label})`;
  const stopped = stop ? ", or stop it with --stop" : "";
  return `${type}: ${name}\n  ${found}.\n  What to do: ${advice}${stopped}.`;
}

async function stop(
  found: readonly Orphan[],
  agreed: boolean,
  print: (text: string) => void,
): Promise<number> {
  const stoppable = found.filter((orphan) => orphan.stop);
  const question = `Stop ${stoppable.length} of these ${found.length}? Type yes: `;
  if (stoppable.length > 0 && !agreed && !(await confirmed(question)))
    throw new Failure("Nothing was stopped.");
  let left = found.length - stoppable.length;
  for (const orphan of stoppable) {
    const outcome = await orphan.stop?.().catch((error: unknown) => {
      left += 1;
      return `not stopped: ${messageOf(error)}`;
    });
    print(`${orphan.type}: ${orphan.id}: ${outcome}`);
  }
  return left === 0 ? 0 : 1;
}

async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new Failure("There is no terminal to ask: pass --yes to stop them without.");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(question)).trim() === "yes";
  } finally {
    terminal.close();
  }
}
