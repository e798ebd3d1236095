import { randomUUID } from "node:crypto";
import type { RegisterResourceHookRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Finding, Severity } from "./display";
import { EngineError, Terminated, unsupported } from "./engineError";
import { type Executor, Limit, type Step } from "./executor";
import type { Goal, MonitorEvents, Registered } from "./monitor";
import type { PolicyClient, PolicySubject } from "./policyClient";
import type { Reasons } from "./previewDigest";
import { configProperties } from "./project";
import type { CheckFailure, Provider } from "./provider";
import {
  dynamicProviderType,
  makeUrn,
  markSecretOutputs,
  nameOf,
  type Resource,
  rootOf,
  rootStackType,
} from "./resource";
import type { RunContext } from "./runContext";
import {
  asProperties,
  changedKeys,
  copyPath,
  type Properties,
  parsePath,
  sameValue,
  unknownValue,
} from "./values";

/** What a program is run for: all but an update only look at what it registers, so that its providers are known. */
export type Purpose = "update" | "refresh" | "destroy";

/** A run of the program: turns what it registers into steps. */
export class UpdateRun implements MonitorEvents {
  /** Whether the program came to its end and everything that follows from that was done. */
  isComplete = false;
  private readonly olds: ReadonlyMap<string, Resource>;
  private readonly seen = new Map<string, Resource>();
  private readonly subjects: PolicySubject[] = [];
  private readonly deletedHere = new Set<Resource>();
  /** Steps are planned one after the other, so that no two plans contradict each other. */
  private readonly planning = new Limit(1);
  private providerResource: Promise<Resource> | undefined;
  private rootOutputs: Properties | undefined;

  constructor(
    private readonly context: RunContext,
    private readonly executor: Executor,
    private readonly provider: Provider,
    private readonly policies: () => Promise<readonly PolicyClient[]>,
    private readonly purpose: Purpose = "update",
    /** What is replaced whatever the provider says. */
    private readonly replaceTargets: ReadonlySet<string> = new Set(),
  ) {
    const live = context.snapshot.untouched.filter((resource) => resource.delete !== true);
    this.olds = new Map(live.map((resource) => [resource.urn, resource]));
  }

  /** The root stack, once the program has said hello. */
  get root(): Resource | undefined {
    return rootOf(this.seen.values());
  }

  async register(goal: Goal): Promise<Registered> {
    const { executor } = this;
    const urn = makeUrn(this.context, goal);
    try {
      const { resource, steps } = await this.planning.use(() => this.plan(goal, urn));
      for (const step of steps) await executor.run(step);
      return { urn, id: resource.id ?? "", outputs: resource.custom ? resource.outputs : {} };
    } catch (error) {
      executor.fail(error, urn);
      throw new Terminated();
    }
  }

  async registerOutputs(urn: string, outputs: Properties): Promise<void> {
    const resource = this.seen.get(urn);
    if (resource === undefined) throw new EngineError(`outputs for an unknown resource ${urn}`);
    if (resource.type === rootStackType) {
      this.rootOutputs = outputs;
      return;
    }
    resource.outputs = markSecretOutputs({ ...resource, outputs });
    await this.context.snapshot.save();
  }

  async finish(): Promise<void> {
    const { executor } = this;
    if (!this.goesOn) return;
    if (this.rootOutputs === undefined) {
      // An event loop that runs dry looks like the end of the program: without this check all that the program
      // did not come to register would be deleted.
      executor.fail(
        new EngineError(
          "The program ended while it was waiting for something that never came; nothing was deleted.",
        ),
        this.root?.urn,
      );
      return;
    }
    if (this.purpose === "update") await this.deleteLeftovers();
    if (this.goesOn) await this.checkStack(this.root);
    this.isComplete = !executor.isOver;
  }

  /** An update ends with the first problem; a preview that found one still shows all that would happen. */
  private get goesOn(): boolean {
    const { executor } = this;
    return this.context.dryRun ? !executor.isOver : !executor.failed;
  }

  registerHook(hook: RegisterResourceHookRequest): void {
    this.context.hooks.register(hook);
  }

  log(severity: Severity, message: string, urn: string): void {
    if (severity === "error") this.executor.failed = true;
    this.context.display.diagnostic(severity, message, urn === "" ? this.root?.urn : urn);
  }

  refuse(error: EngineError): void {
    this.executor.fail(error);
  }

  /** Stores the stack's outputs: all new ones, or after a failure those that did not change, too. */
  storeOutputs(): void {
    const { root, rootOutputs } = this;
    if (root === undefined || rootOutputs === undefined) return;
    const before = this.olds.get(root.urn)?.outputs ?? {};
    root.outputs = this.isComplete ? rootOutputs : { ...before, ...rootOutputs };
  }

  private async plan(goal: Goal, urn: string): Promise<{ resource: Resource; steps: Step[] }> {
    if (this.executor.isOver) throw new Terminated();
    this.context.display.hide(goal.inputs);
    const parent = goal.parent === undefined ? undefined : this.seen.get(goal.parent);
    if (goal.parent !== undefined && parent === undefined)
      throw new EngineError(`unknown parent ${goal.parent}`);
    if (this.seen.has(urn))
      throw new EngineError(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    const provider = goal.custom ? await this.defaultProvider() : undefined;
    const old = this.olds.get(urn);
    const wanted = resourceFor(goal, urn, parent, provider);
    const resource = this.purpose === "update" ? wanted : await this.asItIs(wanted, old);
    this.seen.set(urn, resource);
    if (this.purpose !== "update") return { resource, steps: [] };

    const comesBack = old !== undefined && this.deletedHere.has(old);
    if (old !== undefined && old.custom !== resource.custom) {
      throw unsupported("components that become resources, or the reverse, under the same name");
    }
    if (old !== undefined && !comesBack) resource.inputs = ignoreChanges(goal, old.inputs);
    const isNew = comesBack || this.replaceTargets.has(urn);
    if (resource.custom)
      resource.inputs = await this.check(resource, isNew ? undefined : old, resource.inputs);
    const subject = { resource, provider, deleteBeforeReplace: goal.deleteBeforeReplace };
    this.subjects.push(subject);
    await this.applyPolicies(subject);
    return { resource, steps: await this.decide(goal, resource, old) };
  }

  /** What the program gets to see of a resource that is not changed: the state's, or something not known. */
  private async asItIs(wanted: Resource, old: Resource | undefined): Promise<Resource> {
    const { executor } = this;
    if (this.purpose === "destroy" || old === undefined) executor.count("same");
    const unknown = { ...wanted, id: unknownValue, outputs: wanted.inputs };
    if (old === undefined) return unknown;
    if (this.purpose === "destroy") return old;
    if (!(await executor.refreshOne(old))) return unknown;
    // Options and dependencies are the program's.
    const { id, inputs, outputs } = old;
    return Object.assign(old, { ...wanted, id, inputs, outputs });
  }

  private async decide(goal: Goal, resource: Resource, old: Resource | undefined): Promise<Step[]> {
    if (old === undefined) return [{ operation: "create", resource }];
    if (this.deletedHere.has(old)) return recreation(resource, old);
    if (!resource.custom) {
      return [{ operation: sameValue(old.inputs, resource.inputs) ? "same" : "update", resource, old }];
    }
    if (this.replaceTargets.has(old.urn))
      return this.replace(goal, resource, old, goal.deleteBeforeReplace ?? false);
    const difference = await this.provider.diff(old, resource.inputs);
    const isReplaced = difference.changes && difference.replaces.length > 0;
    if (isReplaced || old.pendingReplacement === true) {
      const deletesFirst = goal.deleteBeforeReplace ?? difference.deleteBeforeReplace;
      return this.replace(goal, resource, old, deletesFirst, difference.replaces);
    }
    const isUpdated = difference.changes || old.initErrors.length > 0;
    const reasons = { diffs: changedKeys(old.inputs, resource.inputs), replaces: difference.replaces };
    return [{ operation: isUpdated ? "update" : "same", resource, old, reasons }];
  }

  private async replace(
    goal: Goal,
    resource: Resource,
    old: Resource,
    deletesFirst: boolean,
    replaces: readonly string[] = [],
  ): Promise<Step[]> {
    if (resource.protect === true && old.protect === true) this.refuseReplacement(resource);
    // What was carried over from the old resource must not reach the new one.
    resource.inputs = await this.check(resource, undefined, goal.inputs);
    const reasons = { diffs: changedKeys(old.inputs, resource.inputs), replaces };
    const isGone = old.pendingReplacement === true;
    if (!deletesFirst && isGone) return recreation(resource, old, reasons);
    if (!deletesFirst) {
      return [
        { operation: "create-replacement", resource, old },
        { operation: "replace", resource, old, reasons },
      ];
    }
    const all = await this.replacedDependents(old);
    // What an earlier run has deleted already comes back when the program declares it.
    const dependents = all.filter((dependent) => dependent.pendingReplacement !== true);
    const protectedOne = dependents.find((dependent) => dependent.protect === true);
    if (protectedOne !== undefined) {
      throw new EngineError(
        `unable to replace resource "${protectedOne.urn}" as part of replacing "${old.urn}" ` +
          "as it is currently marked for protection.",
      );
    }
    const deleted = [...dependents.reverse(), ...(isGone ? [] : [old])];
    for (const dependent of deleted) this.deletedHere.add(dependent);
    return [
      ...deleted.map((gone): Step => ({ operation: "delete-replaced", resource: gone, comesBack: true })),
      ...recreation(resource, old, reasons),
    ];
  }

  private refuseReplacement(resource: Resource): void {
    const problem = new EngineError(
      `unable to replace resource "${resource.urn}" as it is currently marked for protection. To unprotect the ` +
        "resource, remove the `protect` flag from the resource in your Pulumi program and run an update",
    );
    if (!this.context.dryRun) throw problem;
    this.executor.report(problem, resource.urn);
  }

  /** All that would be replaced, too, if the resource went away: asked with everything unknown that depends on it. */
  private async replacedDependents(root: Resource): Promise<Resource[]> {
    const replaced = new Set([root.urn]);
    const dependents: Resource[] = [];
    for (const candidate of this.olds.values()) {
      if (candidate === root || !candidate.custom) continue;
      if (this.seen.has(candidate.urn) || this.deletedHere.has(candidate)) continue;
      const affected = Object.entries(candidate.propertyDependencies)
        .filter(([, urns]) => urns.some((urn) => replaced.has(urn)))
        .map(([key]) => [key, unknownValue] as const);
      if (affected.length === 0) continue;
      const inputs = { ...candidate.inputs, ...Object.fromEntries(affected) };
      const difference = await this.provider.diff(candidate, inputs);
      if (!difference.changes || difference.replaces.length === 0) continue;
      replaced.add(candidate.urn);
      dependents.push(candidate);
    }
    return dependents;
  }

  private async check(resource: Resource, old: Resource | undefined, news: Properties): Promise<Properties> {
    const { inputs, failures } = await this.provider.check(old?.inputs ?? {}, news);
    if (failures.length > 0) throw new EngineError(failures.map((f) => failureText(resource, f)).join("\n"));
    return inputs;
  }

  /** The provider of all dynamic resources is itself a resource of the stack, made when it is first needed. */
  private defaultProvider(): Promise<Resource> {
    this.providerResource ??= this.registerProvider();
    return this.providerResource;
  }

  private async registerProvider(): Promise<Resource> {
    const { context, executor } = this;
    const goal: Goal = {
      type: dynamicProviderType,
      name: "default",
      custom: true,
      inputs: configProperties(context.config),
      dependencies: [],
      propertyDependencies: {},
      ignoreChanges: [],
      additionalSecretOutputs: [],
    };
    const urn = makeUrn(context, goal);
    const old = this.olds.get(urn);
    const resource = resourceFor(goal, urn, undefined, undefined);
    resource.id = old?.id ?? (context.dryRun ? unknownValue : randomUUID());
    this.seen.set(urn, resource);
    const subject = { resource };
    this.subjects.push(subject);
    await this.applyPolicies(subject);
    this.provider.configure(resource.inputs);
    if (old === undefined) await executor.run({ operation: "create", resource });
    else if (!sameValue(old.outputs, resource.inputs)) {
      await executor.run({ operation: "update", resource, old });
    } else {
      resource.inputs = old.inputs;
      await executor.run({ operation: "same", resource, old });
    }
    return resource;
  }

  private async applyPolicies(subject: PolicySubject): Promise<void> {
    const packs = await this.policies();
    for (const pack of packs) {
      const { inputs, findings } = await pack.remediate(subject);
      subject.resource.inputs = inputs;
      this.judge(findings);
    }
    const findings = await Promise.all(packs.map((pack) => pack.analyze(subject)));
    // A preview goes on, to show them all.
    if (!this.judge(findings.flat()) || this.context.dryRun) return;
    this.executor.stop();
    throw new Terminated();
  }

  private async checkStack(root: Resource | undefined): Promise<void> {
    for (const pack of await this.policies()) {
      this.judge(await pack.analyzeStack(this.subjects, root?.urn ?? ""));
    }
  }

  /** Shows what policies found, and tells whether the run has failed for it. */
  private judge(findings: readonly Finding[]): boolean {
    for (const finding of findings) this.context.display.finding(finding);
    const isRefused = findings.some(({ level }) => level === "mandatory");
    if (isRefused) this.executor.failed = true;
    return isRefused;
  }

  private async deleteLeftovers(): Promise<void> {
    const { snapshot } = this.context;
    const leftovers = [...snapshot.untouched];
    for (const resource of leftovers) if (resource.pendingReplacement === true) snapshot.forget(resource);
    await this.executor.deleteAll(
      new Set(leftovers.filter((resource) => resource.pendingReplacement !== true)),
    );
  }
}

function resourceFor(
  goal: Goal,
  urn: string,
  parent: Resource | undefined,
  provider: Resource | undefined,
): Resource {
  const { name: _, deleteBeforeReplace: __, ...described } = goal;
  return {
    ...described,
    urn,
    outputs: {},
    provider: provider === undefined ? undefined : `${provider.urn}::${provider.id}`,
    protect: goal.protect ?? parent?.protect,
    retainOnDelete: goal.retainOnDelete ?? parent?.retainOnDelete,
    initErrors: [],
  };
}

/** The old one is gone already: one step, and the word for both. */
function recreation(resource: Resource, old: Resource, reasons?: Reasons): Step[] {
  return [
    { operation: "replace", resource, old, ...(reasons && { reasons }) },
    { operation: "create-replacement", resource, old },
  ];
}

function ignoreChanges(goal: Goal, olds: Properties): Properties {
  const keep = (inputs: Properties, path: string) =>
    asProperties(copyPath(parsePath(path) ?? [], olds, inputs));
  return goal.ignoreChanges.reduce(keep, goal.inputs);
}

/** Names the property but never its value, which may be a secret. */
function failureText(resource: Resource, { property, reason }: CheckFailure): string {
  const where = property === "" ? "" : `property ${property} of `;
  return `${where}${resource.type} "${nameOf(resource.urn)}" has a problem: ${reason}`;
}
