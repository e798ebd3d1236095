/** A page of a vendor's list, and how many entries the list has in all. */
interface Page<Entry> {
  readonly page: readonly Entry[];
  readonly total: number;
}

/** All entries of a vendor's list; each page is read from the number of those that came before. */
export async function allPages<Entry>(read: (offset: number) => Promise<Page<Entry>>): Promise<Entry[]> {
  const all: Entry[] = [];
  for (;;) {
    const { page, total } = await read(all.length);
    all.push(...page);
    // A list may have fewer entries than it says, as some end while it is read.
    if (page.length === 0 || all.length >= total) return all;
  }
}
