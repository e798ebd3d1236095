import { clock } from "./clock";
import type { Changes, Display } from "./display";
import { messageOf } from "./engineError";
import type { Journal } from "./journal";
import { Terminated } from "./monitor";
import { InitError, type ProviderClient } from "./providerClient";
import { isServiceError } from "./rpc";
import { needsOf, type Resource } from "./state";
import { deleteStages, isOnlyForgotten, markSecretOutputs, type Operation, without } from "./stepRules";
import { dynamicProviderType, isProviderType, nameOf } from "./urn";
import { sameValue } from "./values";

/** One thing to do. `replace` does nothing by itself: it stands for the pair of steps around it. */
export type Step =
  | { readonly operation: "create"; readonly resource: Resource }
  | { readonly operation: "create-replacement"; readonly resource: Resource; readonly old: Resource }
  | { readonly operation: "same" | "update" | "replace"; readonly resource: Resource; readonly old: Resource }
  | {
      readonly operation: "delete" | "delete-replaced";
      readonly resource: Resource;
      /** Created again in this run: it stays in the state, marked, until then. */
      readonly comesBack?: boolean;
    };

/** What an executor works with. */
export interface ExecutorOptions {
  readonly dryRun: boolean;
  readonly parallel: number;
  readonly journal: Journal;
  readonly display: Display;
  readonly provider: () => Promise<ProviderClient>;
}

/** Carries out steps, a limited number at a time, and stops starting new ones once something failed. */
export class Executor {
  readonly changes: Changes = {};
  failed = false;
  /** Resolves when no new step may start any more. */
  readonly stopped: Promise<void>;
  private markStopped: () => void = () => undefined;
  private isStopped = false;
  private readonly slots: Limit;
  private readonly inFlight = new Set<Promise<unknown>>();

  constructor(private readonly options: ExecutorOptions) {
    this.slots = new Limit(options.parallel);
    this.stopped = new Promise((resolve) => {
      this.markStopped = resolve;
    });
  }

  /** Whether no new step may start. */
  get isOver(): boolean {
    return this.isStopped;
  }

  /** Starts nothing new; what is in flight goes on. */
  stop(): void {
    this.failed = true;
    this.isStopped = true;
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
    this.options.display.diagnostic("error", isServiceError(error) ? error.details : messageOf(error), urn);
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
    if (this.isStopped) throw new Terminated();
    const shown = isVisible(step) ? this.options.display.start(step.operation, step.resource) : undefined;
    try {
      await this.carryOut(step);
    } catch (error) {
      shown?.failed();
      this.fail(error, step.resource.urn);
      throw new Terminated();
    }
    shown?.done();
    if (isVisible(step) && (step.operation === "update" || step.operation === "replace")) {
      this.options.display.properties(step.old.inputs, step.resource.inputs);
    }
    if (isCounted(step)) this.count(step.operation);
    if (this.isStopped) throw new Terminated();
  }

  private count(operation: Operation): void {
    this.changes[operation] = (this.changes[operation] ?? 0) + 1;
  }

  private carryOut(step: Step): Promise<void> {
    switch (step.operation) {
      case "same":
        return this.keep(step.resource, step.old);
      case "create":
        return this.create(step.resource);
      case "create-replacement":
        return this.create(step.resource, step.old);
      case "update":
        return this.update(step.resource, step.old);
      case "replace":
        return Promise.resolve();
      case "delete":
      case "delete-replaced":
        return this.delete(step.resource, step.comesBack ?? false);
    }
  }

  /** Takes over everything that the program says, but not the outputs. Worth no write of its own. */
  private async keep(resource: Resource, old: Resource): Promise<void> {
    const { id, outputs, created, modified } = old;
    this.record(Object.assign(resource, { id, outputs, created, modified }), old);
  }

  private async create(resource: Resource, old?: Resource): Promise<void> {
    const timestamp = clock.timestamp();
    Object.assign(resource, { created: timestamp, modified: timestamp });
    if (this.isPretended(resource)) {
      const id = resource.custom ? (resource.id ?? "") : undefined;
      this.recordCreated(
        Object.assign(resource, { id, outputs: resource.custom ? resource.inputs : {} }),
        old,
      );
      return this.options.journal.save();
    }
    const ended = await this.options.journal.begin("creating", resource);
    try {
      const provider = await this.options.provider();
      const { id, outputs } = await provider.create(resource.urn, resource.inputs);
      this.recordCreated(Object.assign(resource, { id, outputs }), old);
    } catch (error) {
      if (error instanceof InitError) {
        const { id, properties: outputs, reasons: initErrors } = error;
        this.recordCreated(Object.assign(resource, { id, outputs, initErrors }), old);
      }
      throw error;
    } finally {
      await ended();
    }
  }

  private async update(resource: Resource, old: Resource): Promise<void> {
    Object.assign(resource, { id: old.id, created: old.created, modified: clock.timestamp() });
    if (this.isPretended(resource)) {
      this.record(Object.assign(resource, { outputs: resource.custom ? resource.inputs : old.outputs }), old);
      return this.options.journal.save();
    }
    const ended = await this.options.journal.begin("updating", old);
    try {
      const provider = await this.options.provider();
      const outputs = await provider.update(old, resource.inputs, resource.ignoreChanges);
      this.record(Object.assign(resource, { outputs }), old);
    } catch (error) {
      if (error instanceof InitError) {
        // The old inputs stay, so that the next run sees what is still to be done.
        const { properties: outputs, reasons: initErrors } = error;
        this.record(Object.assign(resource, { outputs, initErrors, inputs: old.inputs }), old);
      }
      throw error;
    } finally {
      await ended();
    }
  }

  /** Previews make no provider call, and components and providers have none to make. */
  private isPretended(resource: Resource): boolean {
    return this.options.dryRun || !resource.custom || isProviderType(resource.type);
  }

  private record(resource: Resource, old: Resource | undefined): void {
    resource.outputs = markSecretOutputs(resource);
    this.options.display.hide(resource.outputs);
    this.options.journal.record(resource, old);
  }

  /** The predecessor of a replacement is either deleted already, or waits for that in the state. */
  private recordCreated(resource: Resource, old: Resource | undefined): void {
    const waitsForDelete = old !== undefined && old.pendingReplacement !== true;
    if (waitsForDelete) this.options.journal.amend(old, { delete: true });
    this.record(resource, waitsForDelete ? undefined : old);
  }

  private async delete(resource: Resource, comesBack: boolean): Promise<void> {
    const { journal, dryRun } = this.options;
    const forget = () =>
      comesBack ? journal.amend(resource, { pendingReplacement: true }) : journal.forget(resource);
    if (dryRun || isOnlyForgotten(resource, isProviderType(resource.type))) {
      forget();
      return journal.save();
    }
    const ended = await journal.begin("deleting", resource);
    try {
      const provider = await this.options.provider();
      await provider.delete(resource);
      forget();
    } finally {
      await ended();
    }
  }

  /** Deletes resources so that nothing goes before what needs it; protected ones, and all they need, stay. */
  async deleteAll(condemned: ReadonlySet<Resource>): Promise<void> {
    const kept = new Set<string>();
    const keep = (resource: Resource) => {
      for (const urn of needsOf(resource)) kept.add(urn);
    };
    for (const stage of deleteStages(this.options.journal.resources, condemned)) {
      if (this.isStopped) return;
      const deletable = stage.filter((resource) => {
        const isProtected = resource.protect === true && resource.delete !== true;
        if (isProtected) this.refuseDelete(resource);
        if (isProtected || kept.has(resource.urn)) keep(resource);
        return !isProtected && !kept.has(resource.urn);
      });
      await Promise.allSettled(
        deletable.map((resource) =>
          this.run({ operation: resource.delete === true ? "delete-replaced" : "delete", resource }),
        ),
      );
    }
  }

  private refuseDelete(resource: Resource): void {
    this.options.display.start("delete", resource).failed();
    this.report(new Error(protectedMessage(resource)), resource.urn);
  }

  /** Reads every resource anew; `shownAs` instead of what became of each, if given. */
  async refreshAll(resources: readonly Resource[], shownAs?: "refresh"): Promise<void> {
    const gone = new Map<string, Resource>();
    const refreshes = resources.map(async (resource) => {
      const isRead =
        resource.custom && !isProviderType(resource.type) && resource.pendingReplacement !== true;
      if (!isRead) return resource.type === dynamicProviderType ? undefined : this.count("same");
      await this.slots.use(() => this.refresh(resource, gone, shownAs));
    });
    await Promise.all(refreshes);
    for (const resource of this.options.journal.resources) {
      this.options.journal.amend(resource, without(resource, gone));
    }
    await this.options.journal.save();
  }

  private async refresh(resource: Resource, gone: Map<string, Resource>, shownAs?: "refresh"): Promise<void> {
    if (this.isStopped) return;
    const { journal, display } = this.options;
    const shown = display.start("refresh", resource);
    try {
      const provider = await this.options.provider();
      const found = await provider.read(resource);
      if (found === undefined) {
        gone.set(resource.urn, resource);
        journal.forget(resource);
        shown.done(shownAs ?? "delete");
        return this.count("delete");
      }
      const before = { ...resource };
      journal.amend(resource, {
        id: found.id,
        outputs: found.outputs,
        inputs: found.inputs ?? before.inputs,
        initErrors: [],
      });
      journal.amend(resource, { outputs: markSecretOutputs(resource) });
      if (!sameProperties(before, resource)) journal.amend(resource, { modified: clock.timestamp() });
      // Would the program, unchanged, have something to do now? Then something has drifted.
      const difference = await provider.diff(resource, before.inputs, resource.ignoreChanges);
      const result = difference.changes ? "update" : "same";
      shown.done(shownAs ?? result);
      if (difference.changes) display.properties(before.outputs, resource.outputs);
      this.count(result);
    } catch (error) {
      shown.failed();
      this.report(error, resource.urn);
    }
  }
}

function sameProperties(a: Resource, b: Resource): boolean {
  return sameValue(a.inputs, b.inputs) && sameValue(a.outputs, b.outputs);
}

/** The default provider is the engine's own business, and unchanged resources are no news. */
function isVisible({ operation, resource }: Step): boolean {
  return operation !== "same" && !isProviderType(resource.type);
}

/** A replacement counts once, not as a creation and a deletion. */
function isCounted({ operation, resource }: Step): boolean {
  const isPart = operation === "create-replacement" || operation === "delete-replaced";
  return !isPart && !isProviderType(resource.type);
}

function protectedMessage(resource: Resource): string {
  return (
    `resource "${resource.urn}" cannot be deleted because it is protected. ` +
    `To unprotect ${nameOf(resource.urn)}, remove \`protect\` from it in the program and run an update first.`
  );
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
