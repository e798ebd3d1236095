import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { clock } from "./clock";
import { type DisplaySink, hideSecrets } from "./display";
import { EngineError, unknownStack } from "./engineError";
import type { PolicyPack } from "./policyClient";
import { type Environment, type Launch, launchProcess } from "./processes";
import { type Project, readProject, StackSettings } from "./project";
import { rootOf } from "./resource";
import { sdkVersion } from "./rpc";
import { PassphraseError, Secrets } from "./secrets";
import { type RunOptions, type RunResult, type RunSetting, StackRun } from "./stackRun";
import { type State, StateFormat, saltOf } from "./state";
import { StateFile, writeWhole } from "./stateFile";
import type { Purpose } from "./updateRun";
import { mapProperties, type Properties, reveal } from "./values";

/** What an engine works on, and with. */
export interface EngineOptions {
  /** The folder with Pulumi.yaml; states are kept in its `.pulumi-local`. */
  readonly projectDir: string;
  readonly stack: string;
  /** Encrypts the stack's secrets; by default PULUMI_CONFIG_PASSPHRASE of `environment`. */
  readonly passphrase?: string | undefined;
  readonly policyPacks?: readonly PolicyPack[] | undefined;
  /** How many resources may be worked on at a time; by default 4 for each CPU, as with the CLI. */
  readonly parallel?: number | undefined;
  /** What program, provider and policies find in their environment. */
  readonly environment?: Environment | undefined;
  /** How program, provider and policies are started; by default each as a process of its own. */
  readonly launch?: Launch | undefined;
  /** Where the course of a run is shown; by default nowhere. */
  readonly display?: DisplaySink | undefined;
  /** Cancels: nothing new is started, what is under way ends and is kept. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Deploys Node.js Pulumi programs made of dynamic resources without the pulumi CLI, on one machine: for demos and
 * tests. It speaks the CLI's own protocols to the program's own SDK, and its states can be moved to the CLI with
 * `pulumi stack import`. What it cannot do it refuses by name.
 */
export class LocalEngine {
  private readonly file: StateFile;
  private readonly environment: Environment;
  private readonly passphrase: string | undefined;

  constructor(private readonly options: EngineOptions) {
    if (!/^[\w.-]+$/.test(options.stack)) throw new EngineError(`"${options.stack}" is no name for a stack.`);
    const dir = resolve(options.projectDir, ".pulumi-local");
    this.file = new StateFile(dir, options.stack);
    // What the processes load is compiled once for all runs: a sixth of their time.
    this.environment = { NODE_COMPILE_CACHE: join(dir, "compile-cache"), ...options.environment };
    this.passphrase = options.passphrase ?? this.environment["PULUMI_CONFIG_PASSPHRASE"];
  }

  /** The stack's name. */
  get stack(): string {
    return this.options.stack;
  }

  /** Runs the program and tells what an update would do. */
  preview(options: RunOptions = {}): Promise<RunResult> {
    return this.run("update", true, options);
  }

  /** Runs the program and makes the stack what it says. */
  up(options: RunOptions = {}): Promise<RunResult> {
    return this.change("update", options);
  }

  /** Looks what became of the stack's resources, and corrects the state. */
  refresh(options: RunOptions = {}): Promise<RunResult> {
    return this.change("refresh", options);
  }

  /** Looks what became of the stack's resources, and changes nothing; takes no lock. */
  previewRefresh(options: RunOptions = {}): Promise<RunResult> {
    return this.run("refresh", true, options);
  }

  /** Deletes all of the stack's resources. */
  destroy(options: RunOptions = {}): Promise<RunResult> {
    return this.change("destroy", options);
  }

  /** The stack's outputs as of its last update. */
  async outputs({ showSecrets = false }: { showSecrets?: boolean } = {}): Promise<Properties> {
    const { state } = await this.open();
    const outputs = rootOf(state.resources)?.outputs ?? {};
    return showSecrets ? mapProperties(outputs, reveal) : hideSecrets(outputs);
  }

  /** Takes the stack's lock away, also from a run that is at work. */
  cancel(): void {
    this.mustBeThere();
    this.file.unlock();
  }

  /** The state as it is kept; secrets are in it as they are there, or in plain. */
  async exportState({ showSecrets = false }: { showSecrets?: boolean } = {}): Promise<unknown> {
    this.mustBeThere();
    const content = await this.file.read();
    if (content !== undefined && !showSecrets) return content;
    const { state } = await this.open();
    return new StateFormat(new Secrets(undefined), version, showSecrets).format(state, clock.timestamp());
  }

  /** Puts an exported state in the place of the present one, without what was pending in it, of which it warns. */
  async importState(content: unknown): Promise<void> {
    const { project, settings } = this.readSettings();
    const { format, state } = this.parse(content, project, settings);
    for (const { type, resource } of state.pendingOperations)
      this.options.display?.write(
        `warning: removing pending operation '${type}' on '${resource.urn}' from snapshot\n`,
      );
    const release = this.file.lock();
    try {
      await this.file.write(format.format({ ...state, pendingOperations: [] }, clock.timestamp()));
    } finally {
      release();
    }
  }

  /** Sets one value in Pulumi.<stack>.yaml. */
  async setConfig(key: string, value: string, { secret = false }: { secret?: boolean } = {}): Promise<void> {
    const { settings } = this.readSettings();
    const content = await this.file.read();
    const salt = settings.salt ?? this.checked(() => saltOf(content));
    const secrets = secret ? new Secrets(this.passphrase, salt) : undefined;
    await writeWhole(settings.path, settings.edit(key, value, secrets));
  }

  /** Holds the lock; previews first, so that what would fail is not begun. */
  private async change(kind: Purpose, options: RunOptions): Promise<RunResult> {
    const release = this.file.lock();
    try {
      if (options.skipPreview !== true) {
        const preview = await this.run(kind, true, { ...options, expectNoChanges: false });
        if (preview.exitCode !== 0) return preview;
      }
      return await this.run(kind, false, options);
    } finally {
      release();
    }
  }

  private async run(kind: Purpose, dryRun: boolean, options: RunOptions): Promise<RunResult> {
    return new StackRun(await this.open(), kind, dryRun, options).run();
  }

  private readSettings(): { project: Project; settings: StackSettings } {
    const project = readProject(this.options.projectDir);
    return { project, settings: new StackSettings(project, this.options.stack) };
  }

  /** Reads everything that a run needs. */
  private async open(): Promise<RunSetting> {
    const { stack, policyPacks = [], parallel, launch = launchProcess, display, signal } = this.options;
    const { project, settings } = this.readSettings();
    const config = settings.config(new Secrets(this.passphrase, settings.salt));
    const content = await this.file.read();
    return {
      context: { project, stack, config },
      ...this.checked(() => this.parse(content, project, settings)),
      file: this.file,
      environment: this.environment,
      launch,
      policyPacks,
      parallel: parallel ?? availableParallelism() * 4,
      sink: display ?? { write: () => undefined, isTerminal: false },
      signal,
    };
  }

  /** Reads a state file; undefined is a stack that has none yet. */
  private parse(content: unknown, project: Project, settings: StackSettings) {
    const salt = saltOf(content) ?? settings.salt;
    const format = new StateFormat(new Secrets(this.passphrase, salt), version);
    if (content === undefined) return { format, state: nothing };
    const state = format.parse(content);
    for (const { urn } of state.resources) refuseStranger(urn, this.options.stack, project.name);
    return { format, state };
  }

  private mustBeThere(): void {
    if (!this.file.isThere && !this.readSettings().settings.isThere) throw unknownStack(this.options.stack);
  }

  /** Says which file it is that cannot be used. */
  private checked<Result>(use: () => Result): Result {
    try {
      return use();
    } catch (error) {
      throw error instanceof PassphraseError ? error : this.file.broken(error);
    }
  }
}

const version = `v${sdkVersion}`;
const nothing: State = { resources: [], pendingOperations: [] };

function refuseStranger(urn: string, stack: string, project: string): void {
  const [, , itsStack, , itsProject] = urn.split(":");
  const [what, its, own] = itsStack === stack ? ["project", itsProject, project] : ["stack", itsStack, stack];
  if (its !== own) throw new EngineError(`resource '${urn}' is from a different ${what} (${its} != ${own})`);
}
