import { clock } from "./clock";
import { type Changes, type Diagnostic, Display, type DisplaySink, hideSecrets } from "./display";
import { EngineError } from "./engineError";
import { Executor } from "./executor";
import { Hooks } from "./hooks";
import { Monitor } from "./monitor";
import { type PolicyPack, startPolicies } from "./policyClient";
import { PreviewDigest } from "./previewDigest";
import { type Environment, type Launch, Process } from "./processes";
import { configProperties, organization, type StackContext } from "./project";
import { Provider } from "./provider";
import { dynamicProviderType, rootOf } from "./resource";
import { sdkCommand } from "./rpc";
import type { RunContext } from "./runContext";
import { Snapshot } from "./snapshot";
import type { PendingOperation, State, StateFormat } from "./state";
import type { StateFile } from "./stateFile";
import { type Purpose, UpdateRun } from "./updateRun";
import type { Properties } from "./values";

/** How to run. */
export interface RunOptions {
  /** Look first what became of the resources; for previews and updates. */
  readonly refresh?: boolean | undefined;
  /** Fail if there is something to change. */
  readonly expectNoChanges?: boolean | undefined;
  /** URNs of resources that are replaced whatever the provider says; for previews and updates. */
  readonly replace?: readonly string[] | undefined;
  /** Updates, refreshes and destroys preview first, and end there if that fails. */
  readonly skipPreview?: boolean | undefined;
  /** Previews only: print what is planned for programs, instead of for people. */
  readonly json?: boolean | undefined;
  /** Refresh only: forget creations that an interrupted run left open. */
  readonly clearPendingCreates?: boolean | undefined;
  /** Refreshes and destroys only: run the program first, so that providers get the config of today. */
  readonly runProgram?: boolean | undefined;
}

/** How a run ended. */
export interface RunResult {
  /** As the CLI exits: 0, 1 for a failure, 7 for unexpected changes. */
  readonly exitCode: number;
  /** How many resources were (for previews: would be) created, updated, … */
  readonly changes: Changes;
  /** The stack's outputs, secret ones hidden. */
  readonly outputs: Properties;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a run works on, and with. */
export interface RunSetting {
  readonly context: StackContext;
  readonly state: State;
  readonly format: StateFormat;
  readonly file: StateFile;
  readonly environment: Environment;
  readonly launch: Launch;
  readonly policyPacks: readonly PolicyPack[];
  readonly parallel: number;
  readonly sink: DisplaySink;
  readonly signal?: AbortSignal | undefined;
}

const silence: DisplaySink = { write: () => undefined, isTerminal: false };
const expectedNoChanges = 7;
/** How long a program may take to end by itself after the run is over. */
const programGraceMilliseconds = 3000;
const titles: Readonly<Record<Purpose, readonly [preview: string, run: string]>> = {
  update: ["Previewing update", "Updating"],
  refresh: ["Previewing refresh", "Refreshing"],
  destroy: ["Previewing destroy", "Destroying"],
};

/** One way over a stack: a preview, update, refresh or destroy. */
export class StackRun {
  private readonly context: RunContext;
  private readonly provider: Provider;
  private readonly executor: Executor;

  constructor(
    private readonly setting: RunSetting,
    private readonly kind: Purpose,
    dryRun: boolean,
    private readonly options: RunOptions,
  ) {
    const { context, state, format, file, environment, launch, parallel, sink } = setting;
    const { resources, pendingOperations } = state;
    const title = titles[kind][dryRun ? 0 : 1];
    const { json = false } = options;
    const display = new Display(
      json ? silence : sink,
      dryRun,
      `${title} (${context.stack}) on the local engine`,
    );
    for (const properties of [
      configProperties(context.config),
      ...resources.flatMap(({ inputs, outputs }) => [inputs, outputs]),
    ]) {
      display.hide(properties);
    }
    const pending = options.clearPendingCreates === true ? [] : pendingOperations;
    const snapshot = new Snapshot(
      { resources, pendingOperations: pending },
      format,
      dryRun ? undefined : file,
    );
    const hooks = new Hooks();
    const digest = json ? new PreviewDigest() : undefined;
    this.context = { ...context, dryRun, parallel, environment, launch, display, digest, snapshot, hooks };
    const knownConfig = resources.find(({ type }) => type === dynamicProviderType)?.inputs;
    this.provider = new Provider(this.context, knownConfig);
    this.executor = new Executor(this.context, this.provider);
  }

  /** Runs to the end. Whatever happens, calls in flight end and the state is written. */
  async run(): Promise<RunResult> {
    const { executor, provider } = this;
    const { display, snapshot } = this.context;
    const { signal, state } = this.setting;
    if (state.pendingOperations.length > 0)
      display.diagnostic("warning", pendingText(state.pendingOperations));
    if (signal?.aborted === true) this.cancel();
    signal?.addEventListener("abort", this.cancel, { once: true });
    try {
      if (!executor.isOver) await this.carryOut();
    } catch (error) {
      executor.fail(error);
    } finally {
      signal?.removeEventListener("abort", this.cancel);
      await executor.settle();
      await snapshot.save().catch((error: unknown) => executor.fail(error));
      await provider.stop();
    }
    const outputs = hideSecrets(rootOf(snapshot.resources)?.outputs ?? {});
    display.finish(executor.changes, executor.failed ? {} : outputs);
    this.printDigest();
    return this.result(outputs);
  }

  private readonly cancel = (): void => {
    const text = "The operation was cancelled; what was under way was finished and kept.";
    this.context.display.diagnostic("error", text);
    this.executor.stop();
  };

  private async carryOut(): Promise<void> {
    const { kind, executor } = this;
    if (kind !== "update" && this.options.runProgram === true) {
      await this.update();
      if (executor.failed) return;
    }
    if (kind === "destroy") return executor.deleteAll(new Set(this.context.snapshot.resources));
    if (kind === "refresh") return executor.refreshAll({ isPrelude: false });
    if (this.options.refresh === true) await executor.refreshAll({ isPrelude: true });
    if (!executor.failed) await this.update();
  }

  private async update(): Promise<void> {
    const { context, executor, provider } = this;
    let packs: ReturnType<typeof startPolicies> = Promise.resolve([]);
    const targets = new Set(this.options.replace);
    const update = new UpdateRun(context, executor, provider, () => packs, this.kind, targets);
    const monitor = await Monitor.start(context, update);
    packs = startPolicies(this.setting.policyPacks, context, monitor.address);
    // All three start beside each other; nobody may be waiting yet when one of them fails.
    packs.catch((error: unknown) => executor.fail(error));
    provider.start().catch((error: unknown) => executor.fail(error));
    const program = this.startProgram(monitor.address);
    try {
      const exitCode = await this.programEnd(program);
      if (!update.isComplete && !executor.failed) {
        const problem = `The program ended with exit code ${exitCode} before it was done.`;
        executor.fail(new EngineError(problem), update.root?.urn);
      }
      await executor.settle();
      update.storeOutputs();
    } finally {
      await program.stop();
      monitor.stop();
      context.hooks.close();
      const started = await packs.catch(() => []);
      await Promise.all(started.map((pack) => pack.stop()));
    }
  }

  private startProgram(engine: string): Process {
    const { project, stack, config, dryRun, parallel, environment, launch, display } = this.context;
    const flags = {
      monitor: engine,
      engine,
      organization,
      project: project.name,
      stack,
      "root-directory": project.root,
      pwd: project.programDir,
      parallel: String(parallel),
    };
    const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
    if (dryRun) args.push("--dry-run");
    return Process.start({
      what: "The program",
      args: [sdkCommand(project.programDir, "run"), ...args, project.entry],
      cwd: project.programDir,
      onLine: display.info,
      environment,
      launch,
      variables: {
        PULUMI_CONFIG: JSON.stringify(config.plain),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
        PULUMI_NODEJS_TYPESCRIPT: project.typescript ? "true" : undefined,
      },
    });
  }

  /** Waits for the program to end; once the run is over it has a moment to do so by itself. */
  private programEnd(program: Process): Promise<number | null> {
    const abandoned = this.executor.stopped
      .then(() => this.executor.settle())
      .then(() => clock.wait(programGraceMilliseconds))
      .then(() => null);
    return Promise.race([program.exited, abandoned]);
  }

  /** The words of the CLI: one document, or with its own variable the events. */
  private printDigest(): void {
    const { digest, display, environment } = this.context;
    if (digest === undefined) return;
    const { diagnostics, findings } = display;
    const course = { diagnostics, findings, changes: this.executor.changes };
    const streams = /^(1|true)$/i.test(environment["PULUMI_ENABLE_STREAMING_JSON_PREVIEW"] ?? "");
    this.setting.sink.write(streams ? digest.events(course) : digest.document(course));
  }

  /** The CLI's words for changes where none were expected. */
  private unexpected(): string {
    const command = this.kind === "update" && this.context.dryRun ? "preview" : this.kind;
    return `no changes were expected for ${command} but changes were proposed`;
  }

  private result(outputs: Properties): RunResult {
    const { display } = this.context;
    const { changes, failed } = this.executor;
    const hasChanges = Object.keys(changes).some((operation) => operation !== "same");
    const isUnexpected = this.options.expectNoChanges === true && hasChanges && !failed;
    if (isUnexpected) display.line(`error: ${this.unexpected()}`);
    return {
      exitCode: failed ? 1 : isUnexpected ? expectedNoChanges : 0,
      changes,
      outputs,
      diagnostics: display.diagnostics,
    };
  }
}

function pendingText(pending: readonly PendingOperation[]): string {
  const list = pending.map(({ type, resource }) => `  * ${type} ${resource.urn}`).join("\n");
  return (
    "An earlier run was interrupted during these operations, and nobody knows whether they were carried out:\n" +
    `${list}\nWhat to do: look at the vendor whether they were. Creations are remembered until ` +
    "`refresh --clear-pending-creates`."
  );
}
