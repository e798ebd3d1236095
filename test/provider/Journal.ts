import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A record of the journal of starts. */
export interface JournalRecord {
  /** Where messages say that it is. */
  readonly path: string;
  readonly text: string;
}

/** The place of a journal, as tests look into it. */
export interface Journal {
  /** The setting that has the journal there. */
  readonly setting: string;
  records(): JournalRecord[];
  /** Writes a text in the place of a record. */
  write(path: string, text: string): Promise<void>;
  remove(path: string): void;
}

/** A folder of the machine. */
export class FolderJournal implements Journal {
  constructor(readonly setting: string) {}

  /** The one that is taken without a setting. */
  static ofHome(home: string): FolderJournal {
    return new FolderJournal(join(home, ".pulumi/media-tasks/journal"));
  }

  records(): JournalRecord[] {
    if (!existsSync(this.setting)) return [];
    // What a killed process was about to write is no record.
    const names = readdirSync(this.setting).filter((name) => name.endsWith(".json"));
    return names.map((name) => {
      const path = join(this.setting, name);
      return { path, text: readFileSync(path, "utf8") };
    });
  }

  async write(path: string, text: string): Promise<void> {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  remove(path: string): void {
    rmSync(path);
  }
}
