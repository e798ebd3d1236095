import { UserError } from "../http/errors";
import { canonical } from "./values";

/** A page of a vendor's list, and how many entries the list has in all. */
interface Page<Entry> {
  readonly page: readonly Entry[];
  readonly total: number;
}

/** All entries of a vendor's list; each page is read from the number of those that came before. */
export async function allPages<Entry>(read: (offset: number) => Promise<Page<Entry>>): Promise<Entry[]> {
  const all: Entry[] = [];
  let last = "";
  for (;;) {
    const { page, total } = await read(all.length);
    const text = canonical(page);
    // A vendor that does not heed where to go on would be asked for ever, and what follows would never be seen.
    if (page.length > 0 && text === last)
      throw new UserError(
        `the vendor gives the same ${page.length} entries of a list again, of which it says that there are ${total}. What to do: run it again; if that stays so, report it to the vendor`,
      );
    last = text;
    all.push(...page);
    // A list may have fewer entries than it says, as some end while it is read.
    if (page.length === 0 || all.length >= total) return all;
  }
}
