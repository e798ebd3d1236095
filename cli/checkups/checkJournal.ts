import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { journalFolderOf } from "../../provider/core/config/journalFolder";
import { StartJournal } from "../../provider/core/startJournal";
import { messageOf, UserError } from "../../provider/http/errors";
import type { Circumstances } from "./Circumstances";
import { type Finding, findingsOf, partsOf } from "./Finding";

const { ok, warning, error } = findingsOf("journal");

/** The journal of starts: whether it can be written and read, and what is open in it. */
export async function checkJournal({ settings }: Circumstances): Promise<Finding[]> {
  try {
    const folder = journalFolderOf(settings);
    if (folder === undefined)
      return [
        warning(
          "it is off: what a run that is killed had started may be started again",
          "set pulumi-media-tasks:journal to a folder that outlives the runs",
        ),
      ];
    const unwritable = writeProblem(folder);
    if (unwritable !== undefined) return [unwritable];
    const open = await new StartJournal(folder).list();
    if (open.length === 0) return [ok(`${folder} can be written; no start is open`)];
    return open.map(({ urn, label, startedAt }) =>
      warning(
        `the start of ${label}, of ${startedAt}, is open in ${folder}`,
        `run \`pulumi up\` on the stack of ${urn}, which takes over what it made; \`pulumi-media-tasks orphans\` tells more`,
      ),
    );
  } catch (failure) {
    if (!(failure instanceof UserError)) throw failure;
    const { text, remedy } = partsOf(failure.message);
    return [error(text, remedy)];
  }
}

function writeProblem(folder: string): Finding | undefined {
  const file = join(folder, `doctor.${process.pid}.tmp`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, "", { mode: 0o600 });
    rmSync(file);
    return undefined;
  } catch (failure) {
    return error(
      `${folder} cannot be written: ${messageOf(failure)}. Starts that need the journal are refused`,
      "make the folder usable, or set pulumi-media-tasks:journal to another one",
    );
  }
}
