import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { clock } from "./clock";
import { codeOf, EngineError, messageOf } from "./engineError";
import type { PendingOperation, Resource, State, StateFormat } from "./state";

/** Where the state of a stack is kept. */
export interface StateFile {
  readonly path: string;
  readonly lockPath: string;
}

/** The parsed JSON of a state file; undefined if the stack has none yet. */
export async function readStateFile({ path }: StateFile): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw brokenState(path, error);
  }
}

/** Says what is wrong with a state file, and leaves it as it is. */
export function brokenState(path: string, error: unknown): EngineError {
  return new EngineError(
    `The state file ${path} cannot be used: ${messageOf(error)}. It was left untouched. What to do: repair it or put ` +
      "a copy in its place, or move it away to start from an empty stack.",
  );
}

/** Writes a file so that a reader sees either the old text or the new one. */
export async function writeWhole(path: string, text: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}

/** Holds a stack for this process; a lock left by a process that is gone is taken over. */
export function lock({ lockPath }: StateFile): () => void {
  mkdirSync(dirname(lockPath), { recursive: true });
  if (!tryLock(lockPath)) {
    const pid = lockOwner(lockPath);
    if (pid !== undefined && isAlive(pid)) {
      throw new EngineError(
        `The stack is locked by process ${pid}. What to do: wait for it to end; if it is not an engine, release the ` +
          `lock, ${lockPath}, with \`cancel\`.`,
      );
    }
    rmSync(lockPath, { force: true });
    if (!tryLock(lockPath)) throw new EngineError(`The stack is locked: ${lockPath}`);
  }
  const release = () => {
    process.off("exit", release);
    if (lockOwner(lockPath) === process.pid) rmSync(lockPath, { force: true });
  };
  process.on("exit", release);
  return release;
}

/** The pid in a lock file. */
export function lockOwner(lockPath: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(lockPath, "utf8"), 10);
    return Number.isNaN(pid) ? undefined : pid;
  } catch {
    return undefined;
  }
}

function tryLock(lockPath: string): boolean {
  try {
    const file = openSync(lockPath, "wx", 0o600);
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch {
    return false;
  }
}

/** Whether a process of this number runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/**
 * What a stack consists of while a run changes it: the resources that this run is done with, in the order in
 * which they were finished, then what was there before. An update writes it to the state file, a preview does not.
 */
export class Journal {
  private readonly done: Resource[] = [];
  private readonly before: Resource[];
  private readonly pending = new Set<PendingOperation>();
  /** Nobody knows whether these exist; they stay until somebody says so. */
  private readonly interruptedCreates: readonly PendingOperation[];
  private writing: Promise<void> = Promise.resolve();
  private queued: Promise<void> | undefined;

  constructor(
    state: State,
    private readonly format: StateFormat,
    private readonly file: StateFile | undefined,
  ) {
    this.before = [...state.resources];
    this.interruptedCreates = state.pendingOperations.filter(({ type }) => type === "creating");
  }

  /** All resources; whatever one needs comes before it. */
  get resources(): readonly Resource[] {
    return [...this.done, ...this.before];
  }

  /** Those of earlier runs that this run has not dealt with. */
  get untouched(): readonly Resource[] {
    return this.before;
  }

  /** Puts a new version of a resource in the place of the old one, if any. */
  record(resource: Resource, old?: Resource): void {
    if (old !== undefined) this.forget(old);
    this.format.changed(resource);
    this.done.push(resource);
  }

  /** Changes a resource in place. */
  amend(resource: Resource, change: Partial<Resource>): void {
    Object.assign(resource, change);
    this.format.changed(resource);
  }

  forget(resource: Resource): void {
    for (const list of [this.done, this.before]) {
      const index = list.indexOf(resource);
      if (index >= 0) list.splice(index, 1);
    }
  }

  /** Notes a call before it is made. The returned function notes that it has ended. */
  async begin(type: PendingOperation["type"], resource: Resource): Promise<() => Promise<void>> {
    const operation = { type, resource };
    const end = () => {
      this.pending.delete(operation);
      return this.save();
    };
    this.pending.add(operation);
    try {
      await this.save();
    } catch (error) {
      this.pending.delete(operation);
      throw error;
    }
    return end;
  }

  /** Writes the present state. Whoever comes while a write is under way shares the next one. */
  save(): Promise<void> {
    this.queued ??= this.writing
      .catch(() => undefined)
      .then(() => {
        this.queued = undefined;
        this.writing = this.write();
        return this.writing;
      });
    return this.queued;
  }

  private async write(): Promise<void> {
    if (this.file === undefined) return;
    const pendingOperations = [...this.interruptedCreates, ...this.pending];
    const text = this.format.write({ resources: [...this.resources], pendingOperations }, clock.timestamp());
    await writeWhole(this.file.path, text);
  }
}
