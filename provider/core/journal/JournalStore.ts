/** Where the records of the journal are kept: each has a name and a text. What fails throws what the store says. */
export interface JournalStore {
  /** What people call the place: a folder, or the address of a bucket. */
  readonly address: string;
  /** What makes the place usable, as an advice. */
  readonly remedy: string;
  /** Where a record is kept, as people look for it. */
  addressOf(name: string): string;
  /** The text of a record, if there is one. */
  read(name: string): Promise<string | undefined>;
  /** The names of all records. */
  names(): Promise<string[]>;
  /**
   * Keeps a record. It outlives a crash when this resolves.
   * @param isNew that there is none of this name: throws {@link Taken} where the store can tell that there is
   */
  write(name: string, text: string, isNew: boolean): Promise<void>;
  /** Removes a record; that there is none is no failure. */
  remove(name: string): Promise<void>;
}

/** A new record has the name of one that somebody wrote meanwhile. */
export class Taken extends Error {}
