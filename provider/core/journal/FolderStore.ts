import { fsync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { partOf } from "../../../sdk/core/path";
import type { JournalStore } from "./JournalStore";

/** By descriptor: the files that Yarn's Plug'n'Play opens have no `sync` of their own. */
const sync = (descriptor: number) => promisify(fsync)(descriptor);

const isNotThere = (error: unknown) => partOf(error, "code") === "ENOENT";

/** Records as files of a folder, readable by their owner alone. */
export class FolderStore implements JournalStore {
  readonly remedy = "make the folder usable, or set pulumi-media-tasks:journal to another folder";

  constructor(readonly address: string) {}

  addressOf(name: string): string {
    return join(this.address, name);
  }

  read(name: string): Promise<string | undefined> {
    return readFile(this.addressOf(name), "utf8").catch((error: unknown) => {
      if (isNotThere(error)) return undefined;
      throw error;
    });
  }

  names(): Promise<string[]> {
    return readdir(this.address).catch((error: unknown) => {
      if (isNotThere(error)) return [];
      throw error;
    });
  }

  /** It is on the disk when this resolves. One machine's runs are told apart by Pulumi's own lock. */
  async write(name: string, text: string): Promise<void> {
    const path = this.addressOf(name);
    const draft = `${path}.${process.pid}.tmp`;
    try {
      await mkdir(this.address, { recursive: true, mode: 0o700 });
      await writeSynced(draft, text);
      await rename(draft, path);
      await syncFolder(this.address);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  remove(name: string): Promise<void> {
    return rm(this.addressOf(name), { force: true });
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(text);
    await sync(file.fd);
  } finally {
    await file.close();
  }
}

/** A rename is only on the disk when its folder is. Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await sync(handle.fd);
  } finally {
    await handle.close();
  }
}
