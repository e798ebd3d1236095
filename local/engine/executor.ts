import { clock } from "./clock";
import type { Changes, Operation } from "./display";
import { EngineError, messageOf, Terminated } from "./engineError";
import { type Reasons, stateOf } from "./previewDigest";
import type { Provider } from "./provider";
import {
  deleteStages,
  dynamicProviderType,
  isManaged,
  isProviderType,
  markSecretOutputs,
  nameOf,
  needsOf,
  type Resource,
  without,
} from "./resource";
import { isServiceError } from "./rpc";
import type { RunContext } from "./runContext";
import { sameValue } from "./values";

/** One thing to do. `replace` does nothing by itself: it stands for the pair of steps around it. */
export type Step =
  | {
      readonly operation: "create" | "create-replacement";
      readonly resource: Resource;
      readonly old?: Resource;
    }
  | {
      readonly operation: "same" | "update" | "replace";
      readonly resource: Resource;
      readonly old: Resource;
      readonly reasons?: Reasons;
    }
  | {
      readonly operation: "delete" | "delete-replaced";
      readonly resource: Resource;
      /** Created again in this run: it stays in the state, marked, until then. */
      readonly comesBack?: boolean;
    };

/** The state that a step begins with; undefined for what is new. */
function before(step: Step): object | undefined {
  const isGone = step.operation === "delete" || step.operation === "delete-replaced";
  const old = "old" in step ? step.old : isGone ? step.resource : undefined;
  return old && stateOf(old);
}

/** Carries out steps, a limited number at a time, and stops starting new ones once something failed. */
export class Executor {
  readonly changes: Changes = {};
  failed = false;
  /** Whether no new step may start. */
  isOver = false;
  /** Resolves when no new step may start any more. */
  readonly stopped: Promise<void>;
  private markStopped: () => void = () => undefined;
  private readonly slots: Limit;
  private readonly inFlight = new Set<Promise<unknown>>();
  /** Resources that this run has read anew, and those of them that are gone. */
  private readonly read = new Set<Resource>();
  private readonly gone = new Map<string, Resource>();

  constructor(
    private readonly context: RunContext,
    private readonly provider: Provider,
  ) {
    this.slots = new Limit(context.parallel);
    this.stopped = new Promise((resolve) => {
      this.markStopped = resolve;
    });
  }

  /** Starts nothing new; what is in flight goes on. */
  stop(): void {
    this.failed = true;
    this.isOver = true;
    this.markStopped();
  }

  /** Reports a problem that ends the run. */
  fail(error: unknown, urn?: string): void {
    if (error instanceof Terminated) return;
    this.report(error, urn);
    this.stop();
  }

  /** Reports a problem that fails the run but does not keep other steps from going on. */
  report(error: unknown, urn?: string): void {
    this.failed = true;
    this.context.display.diagnostic("error", isServiceError(error) ? error.details : messageOf(error), urn);
  }

  /** Waits for the calls that were begun. */
  async settle(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.allSettled([...this.inFlight]);
  }

  /** Carries out one step; throws Terminated if it cannot, after saying why. */
  async run(step: Step): Promise<void> {
    const work = this.slots.use(() => this.perform(step));
    this.inFlight.add(work);
    try {
      await work;
    } finally {
      this.inFlight.delete(work);
    }
  }

  private async perform(step: Step): Promise<void> {
    if (this.isOver) throw new Terminated();
    const { display, digest } = this.context;
    const old = digest && before(step);
    // The default provider is the engine's own business, and unchanged resources are no news.
    const isVisible = step.operation !== "same" && !isProviderType(step.resource.type);
    const shown = isVisible ? display.start(step.operation, step.resource) : undefined;
    try {
      await this.carryOut(step);
    } catch (error) {
      shown?.failed();
      this.fail(error, step.resource.urn);
      throw new Terminated();
    }
    shown?.done();
    if (!isProviderType(step.resource.type)) {
      const { operation, resource } = step;
      digest?.add({ operation, resource, old, ...("reasons" in step ? step.reasons : {}) });
    }
    if (isVisible && (step.operation === "update" || step.operation === "replace")) {
      display.properties(step.old.inputs, step.resource.inputs);
    }
    // A replacement counts once, not as a creation and a deletion.
    const isPart = step.operation === "create-replacement" || step.operation === "delete-replaced";
    if (!isPart && !isProviderType(step.resource.type)) this.count(step.operation);
    if (this.isOver) throw new Terminated();
  }

  /** Counts what became of one resource. */
  count(operation: Operation): void {
    this.changes[operation] = (this.changes[operation] ?? 0) + 1;
  }

  private async carryOut(step: Step): Promise<void> {
    switch (step.operation) {
      case "same":
        return this.keep(step.resource, step.old);
      case "create":
      case "create-replacement":
        return this.create(step.resource, step.old);
      case "update":
        return this.update(step.resource, step.old);
      case "replace":
        return;
      case "delete":
      case "delete-replaced":
        return this.delete(step.resource, step.comesBack ?? false);
    }
  }

  /** Takes over everything that the program says, but not the outputs. Worth no write of its own. */
  private keep(resource: Resource, old: Resource): void {
    const { id, outputs, created, modified } = old;
    this.record(Object.assign(resource, { id, outputs, created, modified }), old);
  }

  private async create(resource: Resource, old: Resource | undefined): Promise<void> {
    const { snapshot } = this.context;
    const timestamp = clock.timestamp();
    Object.assign(resource, { created: timestamp, modified: timestamp });
    if (this.isPretended(resource)) {
      const made = resource.custom ? { id: resource.id ?? "", outputs: resource.inputs } : { outputs: {} };
      this.recordCreated(Object.assign(resource, made), old);
      return snapshot.save();
    }
    await snapshot.during("creating", resource, async () => {
      this.recordCreated(Object.assign(resource, await this.provider.create(resource.inputs)), old);
      refuseHalfMade(resource);
    });
  }

  private async update(resource: Resource, old: Resource): Promise<void> {
    const { dryRun, hooks, snapshot } = this.context;
    Object.assign(resource, { id: old.id, created: old.created, modified: clock.timestamp() });
    await hooks.beforeUpdate(resource, old, dryRun);
    if (this.isPretended(resource)) {
      this.record(Object.assign(resource, { outputs: resource.custom ? resource.inputs : old.outputs }), old);
      return snapshot.save();
    }
    await snapshot.during("updating", old, async () => {
      const { outputs, initErrors } = await this.provider.update(old, resource.inputs);
      // Where something is still to be done, the old inputs stay for the next run to see it.
      const inputs = initErrors.length > 0 ? old.inputs : resource.inputs;
      this.record(Object.assign(resource, { inputs, outputs, initErrors }), old);
      refuseHalfMade(resource);
    });
  }

  /** Whether a step makes no call: in a preview, and where there is nobody to call. */
  private isPretended(resource: Resource): boolean {
    return this.context.dryRun || !isManaged(resource);
  }

  private record(resource: Resource, old: Resource | undefined): void {
    resource.outputs = markSecretOutputs(resource);
    this.context.display.hide(resource.outputs);
    this.context.snapshot.record(resource, old);
  }

  /** The predecessor of a replacement is either deleted already, or waits for that in the state. */
  private recordCreated(resource: Resource, old: Resource | undefined): void {
    const waitsForDelete = old !== undefined && old.pendingReplacement !== true;
    if (waitsForDelete) old.delete = true;
    this.record(resource, waitsForDelete ? undefined : old);
  }

  private async delete(resource: Resource, comesBack: boolean): Promise<void> {
    const { snapshot } = this.context;
    const gone = () => {
      if (comesBack) resource.pendingReplacement = true;
      else snapshot.forget(resource);
    };
    if (this.isPretended(resource) || resource.retainOnDelete === true) {
      gone();
      return snapshot.save();
    }
    await snapshot.during("deleting", resource, async () => {
      await this.provider.delete(resource);
      gone();
    });
  }

  /** Deletes resources so that nothing goes before what needs it; protected ones, and all they need, stay. */
  async deleteAll(condemned: ReadonlySet<Resource>): Promise<void> {
    const kept = new Set<string>();
    for (const stage of deleteStages(this.context.snapshot.resources, condemned)) {
      if (this.isOver) return;
      const deletable = stage.filter((resource) => {
        const isProtected = resource.protect === true && resource.delete !== true;
        if (isProtected) this.refuseDelete(resource);
        const stays = isProtected || kept.has(resource.urn);
        if (stays) for (const urn of needsOf(resource)) kept.add(urn);
        return !stays;
      });
      await Promise.allSettled(
        deletable.map((resource) =>
          this.run({ operation: resource.delete === true ? "delete-replaced" : "delete", resource }),
        ),
      );
    }
  }

  private refuseDelete(resource: Resource): void {
    this.context.display.start("delete", resource).failed();
    const problem =
      `resource "${resource.urn}" cannot be deleted because it is protected. To unprotect ${nameOf(resource.urn)}, ` +
      "remove `protect` from it in the program and run an update first.";
    this.report(new EngineError(problem), resource.urn);
  }

  /** Reads every resource anew; before an update this counts for nothing. */
  async refreshAll({ isPrelude }: { isPrelude: boolean }): Promise<void> {
    const { snapshot } = this.context;
    const { gone } = this;
    const isAfterProgram = this.read.size > 0;
    await Promise.all(snapshot.resources.map((resource) => this.refreshOne(resource, isPrelude)));
    for (const resource of gone.values()) snapshot.forget(resource);
    // Where nothing is gone it drops what depends on nothing; as the CLI does, unless it ran the program.
    if (gone.size > 0 || !isAfterProgram) {
      for (const resource of snapshot.resources) Object.assign(resource, without(resource, gone));
    }
    await snapshot.save();
  }

  /** Reads one resource anew, once in a run. Tells whether it is still there. */
  async refreshOne(resource: Resource, isPrelude = false): Promise<boolean> {
    if (this.read.has(resource)) return !this.gone.has(resource.urn);
    this.read.add(resource);
    const isRead = isManaged(resource) && resource.pendingReplacement !== true;
    const result = isRead ? await this.slots.use(() => this.refresh(resource, isPrelude)) : "same";
    if (result === "delete") this.gone.set(resource.urn, resource);
    if (result !== undefined && !isPrelude && resource.type !== dynamicProviderType) this.count(result);
    return result !== "delete";
  }

  /** What became of a resource; undefined if nobody could tell. */
  private async refresh(resource: Resource, isPrelude: boolean): Promise<Operation | undefined> {
    if (this.isOver) return undefined;
    const { display } = this.context;
    const shown = display.start("refresh", resource);
    try {
      const { outputs } = resource;
      const result = await this.reread(resource);
      shown.done(isPrelude ? "refresh" : result);
      if (result === "update") display.properties(outputs, resource.outputs);
      return result;
    } catch (error) {
      shown.failed();
      this.report(error, resource.urn);
      return undefined;
    }
  }

  private async reread(resource: Resource): Promise<Operation> {
    const { display } = this.context;
    const before = { ...resource };
    const found = await this.provider.read(resource);
    if (found === undefined) return "delete";
    Object.assign(resource, { ...found, initErrors: [] });
    resource.outputs = markSecretOutputs(resource);
    display.hide(resource.outputs);
    const isSame = sameValue(before.inputs, resource.inputs) && sameValue(before.outputs, resource.outputs);
    if (!isSame) resource.modified = clock.timestamp();
    // Would the program, unchanged, have something to do now? Then something has drifted.
    const { changes } = await this.provider.diff(resource, before.inputs);
    return changes ? "update" : "same";
  }
}

/** The state keeps a resource that is not as it should be, but the run has failed. */
function refuseHalfMade({ initErrors }: Resource): void {
  if (initErrors.length === 0) return;
  const count = initErrors.length === 1 ? "1 error" : `${initErrors.length} errors`;
  throw new EngineError(`${count} occurred:${initErrors.map((reason) => `\n    * ${reason}`).join("")}`);
}

/** At most so many at a time. */
export class Limit {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async use<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resume) => this.waiting.push(resume));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free += 1;
      else next();
    }
  }
}
