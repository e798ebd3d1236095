import { clock } from "./clock";
import type { Resource } from "./resource";
import type { PendingOperation, State, StateFormat } from "./state";
import type { StateFile } from "./stateFile";

/**
 * What a stack consists of while a run changes it: the resources that this run is done with, in the order in
 * which they were finished, then what was there before. An update writes it to the state file, a preview does not.
 */
export class Snapshot {
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
    this.done.push(resource);
  }

  forget(resource: Resource): void {
    for (const list of [this.done, this.before]) {
      const index = list.indexOf(resource);
      if (index >= 0) list.splice(index, 1);
    }
  }

  /** Carries out a call that the state tells of while it is under way. */
  async during(type: PendingOperation["type"], resource: Resource, call: () => Promise<void>): Promise<void> {
    const operation = { type, resource };
    this.pending.add(operation);
    try {
      await this.save();
      await call();
    } finally {
      this.pending.delete(operation);
      await this.save();
    }
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
    const state = { resources: [...this.resources], pendingOperations };
    await this.file.write(this.format.format(state, clock.timestamp()));
  }
}
