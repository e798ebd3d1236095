import { randomUUID } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import * as runtimeState from "@pulumi/pulumi/runtime/state";
import { isRecord } from "./isRecord";
import { startsAgain } from "./startsAgain";

// The engine gives dynamic resources no say in the preview of an update: all that is no input counts as unknown, so
// that whatever depends on a task's id shows as replaced, and is refused where it is protected. A hook that runs
// before each update sees the outputs that the engine keeps. It is there at preview only: no state knows of it.

type Values = Readonly<Record<string, unknown>>;

/** What one run of a program knows of its updates. */
interface Watch {
  readonly hook: pulumi.ResourceHook;
  /** What the resources that an update keeps had as outputs before, by URN. */
  readonly kept: ReadonlyMap<string, Values>;
}

/** By the engine's connection: a process may have several runs. */
const watches = new WeakMap<object, Watch>();

/** The options of a resource, with what {@link keepStable} needs at preview. */
export function watchingOptions(options: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  const watch = currentWatch();
  if (watch === undefined) return options;
  const beforeUpdate = [...(options.hooks?.beforeUpdate ?? []), watch.hook];
  return { ...options, hooks: { ...options.hooks, beforeUpdate } };
}

/** Makes outputs that no update changes known at the preview of an update. With an old CLI, they stay unknown. */
export function keepStable(resource: pulumi.CustomResource, stable: readonly string[]): void {
  const watch = currentWatch();
  if (watch === undefined) return;
  for (const key of stable) {
    const fresh: unknown = Reflect.get(resource, key);
    // The id is known unless something is created or replaced, and then the hook has run.
    const output = resource.id.apply(async () => {
      const kept = watch.kept.get(await settled(resource.urn))?.[key];
      return kept ?? fresh;
    });
    Reflect.set(resource, key, output);
  }
}

function currentWatch(): Watch | undefined {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined || !pulumi.runtime.isDryRun() || !supportsHooks(monitor)) return undefined;
  const watch = watches.get(monitor) ?? startWatch();
  watches.set(monitor, watch);
  return watch;
}

function startWatch(): Watch {
  const kept = new Map<string, Values>();
  const note = ({ urn, oldOutputs, newInputs }: pulumi.ResourceHookArgs) => {
    if (!isRecord(oldOutputs)) return;
    const before = { ended: oldOutputs.__ended, stopped: oldOutputs.__stopped };
    if (!startsAgain(before, isRecord(newInputs) ? newInputs.lifecycle : undefined))
      kept.set(urn, withoutGiven(oldOutputs, newInputs));
  };
  // Another copy of this package in the program has a hook of its own.
  const name = `pulumi-media-tasks:${randomUUID()}`;
  return { hook: new pulumi.ResourceHook(name, note, { onDryRun: true }), kept };
}

/** Outputs without those that the program gives now: of something stopped they change without another task. */
function withoutGiven(oldOutputs: Values, newInputs: unknown): Values {
  const inputs = isRecord(newInputs) ? newInputs : {};
  return Object.fromEntries(
    Object.entries(oldOutputs).filter(([key, value]) => (inputs[key] ?? value) === value),
  );
}

/** An SDK that meets an older CLI, or the mocks of a unit test, ends the program where a hook is used. */
function supportsHooks(monitor: object): boolean {
  const getStore: unknown = Reflect.get(runtimeState, "getStore");
  const store: unknown = typeof getStore === "function" ? getStore() : undefined;
  return "registerResourceHook" in monitor && isRecord(store) && store.supportsResourceHooks === true;
}

/** A value that is always known. */
function settled<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}
