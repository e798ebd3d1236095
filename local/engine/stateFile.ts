import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeOf, EngineError, messageOf } from "./engineError";

/** Where the state of a stack is kept, and the lock that only one run at a time can hold. */
export class StateFile {
  private readonly path: string;
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

  /** Holds the stack for this process until it is released; a lock left by a process that is gone is taken over. */
  lock(): () => void {
    mkdirSync(dirname(this.lockPath), { recursive: true });
    const owner = this.owner();
    if (owner !== undefined && !isRunning(owner)) rmSync(this.lockPath, { force: true });
    try {
      writeFileSync(this.lockPath, String(process.pid), { flag: "wx", mode: 0o600 });
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
      throw new EngineError(
        `The stack is locked by process ${this.owner() ?? "unknown"}. What to do: wait for it to end; if it is no ` +
          `engine, delete its lock, ${this.lockPath}.`,
      );
    }
    const release = () => {
      process.off("exit", release);
      if (this.owner() === process.pid) rmSync(this.lockPath, { force: true });
    };
    process.on("exit", release);
    return release;
  }

  private owner(): number | undefined {
    try {
      return Number.parseInt(readFileSync(this.lockPath, "utf8"), 10) || undefined;
    } catch {
      return undefined;
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Writes a file so that a reader sees either the old text or the new one. */
export async function writeWhole(path: string, text: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}
