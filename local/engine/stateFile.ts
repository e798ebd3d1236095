import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { clock } from "./clock";
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

  /** Whether there is anything of the stack. */
  get isThere(): boolean {
    return existsSync(this.path) || existsSync(this.lockPath);
  }

  /** Holds the stack for this process until it is released. A process that is killed leaves its lock. */
  lock(): () => void {
    mkdirSync(dirname(this.lockPath), { recursive: true });
    const holder = `created by ${hostname()} (pid ${process.pid}) at ${clock.timestamp()}`;
    try {
      writeFileSync(this.lockPath, holder, { flag: "wx", mode: 0o600 });
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
      throw new EngineError(
        "the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock " +
          `file with \`pulumi cancel\`.\n  ${this.lockPath}: ${this.holder() ?? "gone by now"}`,
      );
    }
    const release = () => {
      process.off("exit", release);
      // It may have been taken away, and be somebody else's.
      if (this.holder() === holder) this.unlock();
    };
    process.on("exit", release);
    return release;
  }

  /** Takes the lock away, whoever has it. */
  unlock(): void {
    rmSync(this.lockPath, { force: true });
  }

  private holder(): string | undefined {
    try {
      return readFileSync(this.lockPath, "utf8");
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
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
