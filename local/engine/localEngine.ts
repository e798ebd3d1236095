import { existsSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { clock } from "./clock";
import { type Changes, type Diagnostic, Display, type DisplaySink, hideSecrets } from "./display";
import { EngineError } from "./engineError";
import { Executor } from "./executor";
import {
  brokenState,
  isAlive,
  Journal,
  lock,
  lockOwner,
  readStateFile,
  type StateFile,
  writeWhole,
} from "./journal";
import { Mask } from "./mask";
import { Monitor } from "./monitor";
import { PolicyClient, type PolicyPack } from "./policyClient";
import { childEnvironment, type Environment, Process } from "./processes";
import {
  configProperties,
  type Project,
  projectFile,
  readProject,
  type StackContext,
  StackSettings,
} from "./project";
import { ProviderHandle } from "./providerHandle";
import { loadSdk, loadYamlParser, type Sdk } from "./rpc";
import { PassphraseError, Secrets } from "./secrets";
import { type Resource, type State, StateFormat, saltOf } from "./state";
import { UpdateRun } from "./updateRun";
import { rootStackType } from "./urn";
import { type Properties, reveal, secretTexts } from "./values";

/** What an engine works on, and with. */
export interface EngineOptions {
  /** The folder with Pulumi.yaml. */
  readonly projectDir: string;
  readonly stack: string;
  /** Where states are kept; by default `.pulumi-local` in the project's folder. */
  readonly stateDir?: string | undefined;
  /** Encrypts the stack's secrets; by default PULUMI_CONFIG_PASSPHRASE of `environment`. */
  readonly passphrase?: string | undefined;
  readonly policyPacks?: readonly PolicyPack[] | undefined;
  /** How many resources may be worked on at a time; by default 4 for each CPU, as with the CLI. */
  readonly parallel?: number | undefined;
  /** What program, provider and policies find in their environment. */
  readonly environment?: Environment | undefined;
  /** Where the course of a run is shown; by default nowhere. */
  readonly display?: DisplaySink | undefined;
  /** Cancels: nothing new is started, what is under way ends and is kept. */
  readonly signal?: AbortSignal | undefined;
}

/** How to run an operation. */
export interface RunOptions {
  /** Look first what became of the resources; for previews and updates. */
  readonly refresh?: boolean | undefined;
  /** Fail if there is something to change. */
  readonly expectNoChanges?: boolean | undefined;
  /** Updates, refreshes and destroys preview first, and end there if that fails. */
  readonly skipPreview?: boolean | undefined;
  /** Asked between preview and operation. */
  readonly confirm?: (() => Promise<boolean>) | undefined;
  /** Refresh only: forget creations that an interrupted run left open. */
  readonly clearPendingCreates?: boolean | undefined;
}

/** How an operation ended. */
export interface RunResult {
  /** As the CLI exits: 0, 1 for a failure, 7 for unexpected changes, 8 for one that was not confirmed. */
  readonly exitCode: number;
  /** How many resources were (for previews: would be) created, updated, … */
  readonly changes: Changes;
  /** The stack's outputs, secret ones hidden. */
  readonly outputs: Properties;
  readonly diagnostics: readonly Diagnostic[];
}

type Kind = "update" | "refresh" | "destroy";

interface Session {
  readonly project: Project;
  readonly sdk: Sdk;
  readonly context: StackContext;
  readonly format: StateFormat;
  readonly state: State;
}

/** What the passes of one operation share. */
interface Setting {
  readonly session: Session;
  readonly display: Display;
  readonly provider: ProviderHandle;
  readonly dryRun: boolean;
}

/** One way over the stack. */
interface Pass extends Setting {
  readonly journal: Journal;
  readonly executor: Executor;
}

const expectedNoChanges = 7;
const notConfirmed = 8;
/** How long a program may take to end by itself after the run is over. */
const programGraceMilliseconds = 3000;
const titles: Readonly<Record<Kind, readonly [string, string]>> = {
  update: ["Previewing update", "Updating"],
  refresh: ["Previewing refresh", "Refreshing"],
  destroy: ["Previewing destroy", "Destroying"],
};

/**
 * Deploys Node.js Pulumi programs made of dynamic resources without the pulumi CLI, on one machine: for demos and
 * tests. It speaks the CLI's own protocols to the program's own SDK, and its states can be moved to the CLI with
 * `pulumi stack import`. What it cannot do it refuses by name.
 */
export class LocalEngine {
  private readonly environment: Environment;
  private readonly file: StateFile;
  private readonly sink: DisplaySink;

  constructor(private readonly options: EngineOptions) {
    if (!/^[\w.-]+$/.test(options.stack)) throw new EngineError(`"${options.stack}" is no name for a stack.`);
    this.environment = options.environment ?? {};
    this.sink = options.display ?? { write: () => undefined, isTerminal: false };
    const dir = resolve(options.stateDir ?? join(options.projectDir, ".pulumi-local"));
    this.file = { path: join(dir, `${options.stack}.json`), lockPath: join(dir, `${options.stack}.lock`) };
  }

  /** Runs the program and tells what an update would do. */
  preview(options: RunOptions = {}): Promise<RunResult> {
    return this.operate("update", true, options);
  }

  /** Runs the program and makes the stack what it says. */
  up(options: RunOptions = {}): Promise<RunResult> {
    return this.change("update", options);
  }

  /** Looks what became of the stack's resources, and corrects the state. */
  refresh(options: RunOptions = {}): Promise<RunResult> {
    return this.change("refresh", options);
  }

  /** Deletes all of the stack's resources. */
  destroy(options: RunOptions = {}): Promise<RunResult> {
    return this.change("destroy", options);
  }

  /** The stack's outputs as of its last update. */
  async outputs({ showSecrets = false }: { showSecrets?: boolean } = {}): Promise<Properties> {
    const { state } = await this.open();
    const outputs = rootOf(state.resources)?.outputs ?? {};
    return showSecrets ? revealAll(outputs) : hideSecrets(outputs);
  }

  /** Sets one value in Pulumi.<stack>.yaml. */
  async setConfig(key: string, value: string, { secret = false }: { secret?: boolean } = {}): Promise<void> {
    const { settings } = this.readSettings();
    const salt = settings.salt ?? this.saltOf(await readStateFile(this.file));
    const secrets = secret ? new Secrets(this.passphrase, salt) : undefined;
    await writeWhole(settings.path, settings.edit(key, value, secrets));
  }

  /** Removes the stack's lock, and tells which living process held it: one that goes on until it is stopped. */
  cancel(): { removed: boolean; runningProcess?: number | undefined } {
    const owner = lockOwner(this.file.lockPath);
    if (!existsSync(this.file.lockPath)) return { removed: false };
    rmSync(this.file.lockPath, { force: true });
    return { removed: true, runningProcess: owner !== undefined && isAlive(owner) ? owner : undefined };
  }

  private async change(kind: Kind, options: RunOptions): Promise<RunResult> {
    const release = lock(this.file);
    try {
      if (options.skipPreview !== true) {
        const preview = await this.operate(kind, true, { ...options, expectNoChanges: false });
        if (preview.exitCode !== 0) return preview;
        if (options.confirm !== undefined && !(await options.confirm()))
          return { ...preview, exitCode: notConfirmed };
      }
      return await this.operate(kind, false, options);
    } finally {
      release();
    }
  }

  private async operate(kind: Kind, dryRun: boolean, options: RunOptions): Promise<RunResult> {
    const session = await this.open();
    const mask = new Mask();
    mask.add(secretTexts(configProperties(session.context.config)));
    for (const { inputs, outputs } of session.state.resources)
      mask.add([...secretTexts(inputs), ...secretTexts(outputs)]);
    const title = `${titles[kind][dryRun ? 0 : 1]} (${this.options.stack}) on the local engine`;
    const display = new Display(this.sink, mask, dryRun, title);
    warnOfPending(session.state, display);
    const state =
      options.clearPendingCreates === true ? { ...session.state, pendingOperations: [] } : session.state;

    const provider = new ProviderHandle(
      session.sdk,
      session.project,
      this.environment,
      state.resources,
      (line) => display.info(line),
    );
    const setting = { session, display, provider, dryRun };
    try {
      const isRefreshedFirst = kind === "update" && options.refresh === true;
      const refreshed = isRefreshedFirst ? await this.refreshFirst(setting, state) : state;
      const pass = this.begin(setting, refreshed ?? state);
      if (refreshed === undefined) pass.executor.stop();
      const outputs = await this.runPass(pass, () => this.runKind(kind, pass));
      display.finish(pass.executor.changes, outputs);
      return this.result(pass, options);
    } finally {
      await provider.stop();
    }
  }

  /** The state as a refresh leaves it; undefined if that failed. */
  private async refreshFirst(setting: Setting, state: State): Promise<State | undefined> {
    const pass = this.begin(setting, state);
    await this.runPass(pass, () => pass.executor.refreshAll([...pass.journal.resources], "refresh"));
    return pass.executor.failed ? undefined : { ...state, resources: [...pass.journal.resources] };
  }

  private begin(setting: Setting, state: State): Pass {
    const { session, display, provider, dryRun } = setting;
    const journal = new Journal(state, session.format, dryRun ? undefined : this.file);
    const executor = new Executor({
      dryRun,
      parallel: this.parallel,
      journal,
      display,
      provider: provider.get,
    });
    return { ...setting, journal, executor };
  }

  /** Whatever happens in a pass, calls in flight end and the state is written. */
  private async runPass<Result>(pass: Pass, work: () => Promise<Result>): Promise<Result | undefined> {
    const { executor, provider, journal, display } = pass;
    const { signal } = this.options;
    const cancel = () => {
      display.diagnostic("error", "The operation was cancelled; what was under way was finished and kept.");
      executor.stop();
      void provider.cancel();
    };
    if (signal?.aborted === true) cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      if (!executor.isOver) return await work();
      return undefined;
    } catch (error) {
      executor.fail(error);
      return undefined;
    } finally {
      signal?.removeEventListener("abort", cancel);
      await executor.settle();
      await journal.save().catch((error: unknown) => executor.fail(error));
    }
  }

  private async runKind(
    kind: Kind,
    pass: Pass,
  ): Promise<{ before: Properties; after: Properties } | undefined> {
    if (kind === "update") return this.update(pass);
    if (kind === "destroy") {
      await pass.executor.deleteAll(new Set(pass.journal.resources));
      return undefined;
    }
    await pass.executor.refreshAll([...pass.journal.resources]);
    const outputs = rootOf(pass.journal.resources)?.outputs ?? {};
    return { before: outputs, after: outputs };
  }

  private async update(pass: Pass): Promise<{ before: Properties; after: Properties } | undefined> {
    const { session, dryRun, executor, provider } = pass;
    const { sdk, context } = session;
    let packs: Promise<readonly PolicyClient[]> = Promise.resolve([]);
    const run = new UpdateRun({
      ...pass,
      context,
      provider: provider.get,
      configureProvider: (resource) => provider.configure(resource),
      policies: () => packs,
    });
    const monitor = await Monitor.start(sdk, { ...context, dryRun, parallel: this.parallel }, run);
    packs = this.startPolicies(pass, monitor.address);
    packs.catch((error: unknown) => executor.fail(error));
    provider.start().catch((error: unknown) => executor.fail(error));
    const program = this.startProgram(pass, monitor.address);
    try {
      const exitCode = await programEnd(program, executor);
      if (!run.isComplete && !executor.failed) {
        executor.fail(
          new EngineError(`The program ended with exit code ${exitCode} before it was done.`),
          run.root?.urn,
        );
      }
      await executor.settle();
      return run.storeOutputs();
    } finally {
      await program.stop();
      monitor.stop();
      const clients = await packs.catch(() => []);
      await Promise.all(clients.map((client) => client.stop()));
    }
  }

  private async startPolicies(pass: Pass, engine: string): Promise<PolicyClient[]> {
    const { session, dryRun, display } = pass;
    const context = { ...session.context, dryRun, environment: this.environment, engine };
    const starting = (this.options.policyPacks ?? []).map((pack) =>
      PolicyClient.start(session.sdk, pack, { ...context, onLine: (line) => display.info(line) }),
    );
    const started = await Promise.allSettled(starting);
    const failure = started.find((result) => result.status === "rejected");
    const clients = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    if (failure === undefined) return clients;
    await Promise.all(clients.map((client) => client.stop()));
    throw failure.reason;
  }

  private startProgram({ session, dryRun, display }: Pass, engine: string): Process {
    const { project, context, sdk } = session;
    const flags = {
      monitor: engine,
      engine,
      organization: context.organization,
      project: context.project,
      stack: context.stack,
      "root-directory": project.root,
      pwd: project.programDir,
      parallel: String(this.parallel),
    };
    const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
    return Process.start({
      what: "The program",
      args: [
        ...project.nodeArgs,
        sdk.command("run"),
        ...args,
        ...(dryRun ? ["--dry-run"] : []),
        project.entry,
      ],
      cwd: project.programDir,
      onLine: (line) => display.info(line),
      environment: childEnvironment(this.environment, {
        PULUMI_CONFIG: JSON.stringify(context.config.plain),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(context.config.secretKeys),
        ...(project.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
        ...(project.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: project.tsconfig }),
      }),
    });
  }

  private result({ executor, journal, display }: Pass, { expectNoChanges }: RunOptions): RunResult {
    const { changes } = executor;
    const hasChanges = Object.entries(changes).some(
      ([operation, count]) => operation !== "same" && count > 0,
    );
    const isUnexpected = expectNoChanges === true && hasChanges && !executor.failed;
    if (isUnexpected) display.line("error: no changes were expected but there are some");
    return {
      exitCode: executor.failed ? 1 : isUnexpected ? expectedNoChanges : 0,
      changes,
      outputs: hideSecrets(rootOf(journal.resources)?.outputs ?? {}),
      diagnostics: display.diagnostics,
    };
  }

  private get parallel(): number {
    return this.options.parallel ?? availableParallelism() * 4;
  }

  private readSettings(): { project: Project; settings: StackSettings } {
    const parseYaml = loadYamlParser(__dirname);
    const project = readProject(projectFile(this.options.projectDir), parseYaml);
    return { project, settings: new StackSettings(project, this.options.stack, parseYaml) };
  }

  /** Reads everything that an operation needs. */
  private async open(): Promise<Session> {
    const { project, settings } = this.readSettings();
    const file = await readStateFile(this.file);
    const salt = this.saltOf(file) ?? settings.salt;
    const secrets = new Secrets(this.passphrase, salt);
    const configSecrets = settings.salt === salt ? secrets : new Secrets(this.passphrase, settings.salt);
    const sdk = loadSdk(project.programDir);
    const format = new StateFormat(secrets, `v${sdk.version}`);
    const config = settings.config(configSecrets);
    const context = {
      project: project.name,
      stack: this.options.stack,
      organization: "organization",
      config,
    };
    return { project, sdk, context, format, state: this.parseState(file, format, context) };
  }

  private parseState(file: unknown, format: StateFormat, { stack, project }: StackContext): State {
    if (file === undefined) return { resources: [], pendingOperations: [] };
    try {
      const state = format.parse(file);
      const stranger = state.resources.find(
        ({ urn }) => !urn.startsWith(`urn:pulumi:${stack}::${project}::`),
      );
      if (stranger !== undefined)
        throw new EngineError(`${stranger.urn} is not of stack ${stack} of project ${project}`);
      return state;
    } catch (error) {
      if (error instanceof PassphraseError) throw error;
      throw brokenState(this.file.path, error);
    }
  }

  private saltOf(file: unknown): string | undefined {
    try {
      return saltOf(file);
    } catch (error) {
      throw brokenState(this.file.path, error);
    }
  }

  private get passphrase(): string | undefined {
    return this.options.passphrase ?? this.environment["PULUMI_CONFIG_PASSPHRASE"];
  }
}

/** Waits for the program to end; once the run is over it has a moment to do so by itself. */
async function programEnd(program: Process, executor: Executor): Promise<number | null> {
  const abandoned = executor.stopped
    .then(() => executor.settle())
    .then(() => clock.wait(programGraceMilliseconds));
  return Promise.race([program.exited, abandoned.then(() => null)]);
}

function rootOf(resources: readonly Resource[]): Resource | undefined {
  return resources.find(({ type }) => type === rootStackType);
}

function revealAll(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, reveal(value)]));
}

function warnOfPending({ pendingOperations }: State, display: Display): void {
  if (pendingOperations.length === 0) return;
  const list = pendingOperations.map(({ type, resource }) => `  * ${type} ${resource.urn}`);
  display.diagnostic(
    "warning",
    "An earlier run was interrupted during these operations, and nobody knows whether they were carried out:\n" +
      `${list.join("\n")}\nWhat to do: look at the vendor whether they were. Creations are remembered until ` +
      "`refresh --clear-pending-creates`.",
  );
}
