import { describe, test } from "@jest/globals";
import { type Break, engineCrashTable } from "../reliability/engineCrashTable";
import { type Language, languages, NativeStack } from "./nativeStack";

const patience = 300_000;

/** All of the table in one language; in the others, kills in changes, which take most runs, are those of everything. */
function rowsIn(language: Language): readonly Break[] {
  const isLast = language === languages.at(-1);
  const rows = engineCrashTable.filter(
    ({ number, victims }) => isLast || number !== 23 || victims === "both",
  );
  return rows.toSorted((one, other) => Number(other.waits) - Number(one.waits));
}

let last: Promise<unknown> = Promise.resolve();

/** Begins when what came before has ended: the CLI gives up a plugin that takes ten seconds to answer. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}

describe.each(languages)("%s", (language) => {
  for (const { number, what, waits, survive } of rowsIn(language)) {
    const work = () => survive((states) => NativeStack.start(language, { states }));
    // Waiting takes nothing from the others.
    test.concurrent(`#${number} ${what}`, () => (waits ? work() : inTurn(work)), patience);
  }
});
