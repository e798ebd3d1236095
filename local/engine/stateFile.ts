import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeOf, EngineError, messageOf } from "./engineError";

/** Where the state of a stack is kept, and the lock that only one run at a time can hold. */
export class StateFile {
  readonly path: string;
  private readonly lockPath: string;

  constructor(dir: string, stack: string) {
    this.path = join(dir, `${stack}.json`);
    this.lockPath = join(dir, `${stack}.lock`);
  }

  /** The parsed JSON; undefined if the stack has no state yet. */
  async read(): Promise<unknown> {
    try {
      return JSON.parse(await readFile(this.path, "utf8"));
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      throw this.broken(error);
    }
  }

  write(content: unknown): Promise<void> {
    return writeWhole(this.path, `${JSON.stringify(content, null, 4)}\n`);
  }

  /** Says what is wrong with the file, which is left as it is. */
  broken(error: unknown): EngineError {
    return new EngineError(
      `The state file ${this.path} cannot be used: ${messageOf(error)}. It was left untouched. What to do: repair it ` +
        "or put a copy in its place, or move it away to start from an empty stack.",
    );
  }

  /** Holds the stack for this process; a lock left by a process that is gone is taken over. */
  lock(): () => void {
    mkdirSync(dirname(this.lockPath), { recursive: true });
    if (!this.tryLock()) {
      const owner = this.livingOwner();
      if (owner === undefined) rmSync(this.lockPath, { force: true });
      if (owner !== undefined || !this.tryLock()) {
        throw new EngineError(
          `The stack is locked by process ${owner ?? "unknown"}. What to do: wait for it to end; if it is not an ` +
            `engine, release the lock, ${this.lockPath}, with \`cancel\`.`,
        );
      }
    }
    const release = () => {
      process.off("exit", release);
      if (this.owner() === process.pid) rmSync(this.lockPath, { force: true });
    };
    process.on("exit", release);
    return release;
  }

  /** Removes the lock, and tells which living process held it: one that goes on until it is stopped. */
  unlock(): { removed: boolean; runningProcess?: number | undefined } {
    const runningProcess = this.livingOwner();
    try {
      rmSync(this.lockPath);
      return { removed: true, runningProcess };
    } catch {
      return { removed: false };
    }
  }

  private tryLock(): boolean {
    try {
      const file = openSync(this.lockPath, "wx", 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      throw error;
    }
  }

  private owner(): number | undefined {
    try {
      return Number.parseInt(readFileSync(this.lockPath, "utf8"), 10) || undefined;
    } catch {
      return undefined;
    }
  }

  private livingOwner(): number | undefined {
    const pid = this.owner();
    if (pid === undefined) return undefined;
    try {
      process.kill(pid, 0);
      return pid;
    } catch (error) {
      return codeOf(error) === "EPERM" ? pid : undefined;
    }
  }
}

/** Writes a file so that a reader sees either the old text or the new one. */
export async function writeWhole(path: string, text: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}
