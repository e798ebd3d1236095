import { journalPlaceOf } from "../../provider/core/config/journalPlace";
import { StartJournal } from "../../provider/core/startJournal";
import { UserError } from "../../provider/http/errors";
import type { Circumstances } from "./Circumstances";
import { type Finding, findingsOf, partsOf } from "./Finding";

const { ok, warning, error } = findingsOf("journal");

/** The journal of starts: whether it can be written and read, and what is open in it. */
export async function checkJournal({ settings }: Circumstances): Promise<Finding[]> {
  try {
    const journal = new StartJournal(journalPlaceOf(settings));
    if (journal.address === undefined)
      return [
        warning(
          "it is off: what a run that is killed had started may be started again",
          "set pulumi-media-tasks:journal to a folder or a bucket that outlives the runs",
        ),
      ];
    await journal.tryOut();
    const open = await journal.list();
    if (open.length === 0) return [ok(`${journal.address} can be written; no start is open`)];
    return open.map(({ urn, label, startedAt }) =>
      warning(
        `the start of ${label}, of ${startedAt}, is open in ${journal.address}`,
        `run \`pulumi up\` on the stack of ${urn}, which takes over what it made; \`pulumi-media-tasks orphans\` tells more`,
      ),
    );
  } catch (failure) {
    if (!(failure instanceof UserError)) throw failure;
    const { text, remedy } = partsOf(failure.message);
    return [error(text, remedy)];
  }
}
