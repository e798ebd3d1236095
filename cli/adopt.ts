import { writeFileSync } from "node:fs";
import { adoptPending } from "../provider/adoptPending";
import { keysForTools } from "../provider/keysForTools";
import { command, Failure } from "./command";
import { configFlag, configOf, keyAndValue } from "./configFlag";
import { onSystemHost } from "./onSystemHost";
import { readJson } from "./readJson";

/** Repairs an exported stack after a run that was broken off. */
export const adopt = command({
  name: "adopt",
  summary: "Repairs an exported state: takes in what a broken-off run had started.",
  notes: keysForTools,
  words: ["FILE"],
  flags: {
    out: { type: "string", value: "FILE", description: "where to write the repaired state; needed" },
    id: {
      type: "string",
      multiple: true,
      value: "URN=ID",
      description: "the vendor's id of a resource, where you know it",
    },
    config: configFlag,
  },
  run: ({ words: [file = ""], flags, print }) =>
    onSystemHost(`${file}: `, async (host) => {
      const { content, adoptions } = await adoptPending({
        content: readJson(file),
        ids: new Map((flags.id ?? []).map(keyAndValue)),
        host,
        config: configOf(flags.config),
      });
      for (const { urn, text } of adoptions) print(`${urn}: ${text}`);
      if (adoptions.length === 0) print(`${file}: no create of this package was pending`);
      const settled = adoptions.filter((adoption) => adoption.settled).length;
      if (settled > 0) write(content, flags.out, print);
      return settled === adoptions.length ? 0 : 1;
    }),
});

function write(content: unknown, out: string | undefined, print: (text: string) => void): void {
  if (out === undefined)
    throw new Failure("Nothing was written: pass --out and the file for the repaired state.");
  writeFileSync(out, `${JSON.stringify(content, null, 4)}\n`, { mode: 0o600 });
  print(`Next: pulumi stack import --file ${out}; pulumi refresh; pulumi up`);
}
