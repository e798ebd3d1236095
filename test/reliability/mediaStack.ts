import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Accounts, startVendors, type TaskView, type Vendors, VirtualClock } from "../../local/vendors";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { allTypes } from "../contract/typesThat";
import { type CommandResult, type EngineName, type RunningCommand, Stack } from "../engine/stack";
import type { BucketJournal } from "../provider/BucketServer";
import { FolderJournal, type Journal } from "../provider/Journal";
import { configFor, type Properties } from "../provider/support";
import { type OpenStart, openStarts } from "./support";

export const up = "up --yes --skip-preview";
export const destroy = "destroy --yes --skip-preview";

const secretSettings = [
  "tencentcloud:secretId",
  "volcengine:accessKey",
  "tencentcloud:secretKey",
  "tencentcloud:securityToken",
  "tencentcloud:appSecretKeys",
  "volcengine:secretKey",
  "volcengine:sessionToken",
];

/** What a stack is set up with. */
interface MediaStackOptions {
  readonly accounts?: Partial<Accounts>;
  /** Settings over those that fit the emulated vendors. */
  readonly config?: Readonly<Record<string, string>>;
  /** Where the journal of starts lies; the machine then keeps nothing from run to run. */
  readonly bucket?: BucketJournal | undefined;
}

/** What a program is made of: inputs by the name of the resource type. */
export type Program = Readonly<Record<string, Properties>>;

/** A program of this package's resources as a stack of an engine, and emulated vendors of its own. */
export class MediaStack extends Stack implements AsyncDisposable {
  private constructor(
    engine: EngineName,
    readonly vendors: Vendors,
    config: Readonly<Record<string, string>>,
    private readonly bucket: BucketJournal | undefined,
  ) {
    super(engine);
    cpSync(join(__dirname, "programs"), this.dir, { recursive: true });
    this.write("Pulumi.yaml", "name: school\nruntime: {name: nodejs, options: {typescript: false}}\n");
    const journal = bucket && { "pulumi-media-tasks:journal": bucket.setting };
    this.configure({ ...configFor(vendors), ...journal, ...config }, secretSettings);
  }

  static async start(
    engine: EngineName = "lean",
    { accounts = {}, config = {}, bucket }: MediaStackOptions = {},
  ): Promise<MediaStack> {
    const vendors = await startVendors({ accounts, clock: new VirtualClock({ speed: 600 }) });
    return new MediaStack(engine, vendors, config, bucket);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.vendors.close();
    this[Symbol.dispose]();
  }

  /** Writes the program: each resource is named after its type; some have options of Pulumi's. */
  program(resources: Program, options: Program = {}): void {
    const list = Object.entries(resources).map(([name, inputs]) => {
      const found = allTypes.find((type) => type.name === name);
      if (found === undefined) throw new Error(`There is no resource type ${name}.`);
      return { type: found.type, name, inputs, options: options[name] };
    });
    this.write("resources.json", list);
  }

  /** The journal of starts. */
  get journal(): Journal {
    return this.bucket ?? new FolderJournal(join(this.machineFolder, "journal"));
  }

  openStarts(): OpenStart[] {
    return openStarts(this);
  }

  override start(command: string, environment?: NodeJS.ProcessEnv): RunningCommand {
    this.loseMachine();
    return super.start(command, environment);
  }

  override run(command: string, environment?: NodeJS.ProcessEnv): Promise<CommandResult> {
    this.loseMachine();
    return super.run(command, environment);
  }

  /** Where providers keep their own on the machine. */
  private get machineFolder(): string {
    return join(this.dir, ".pulumi-home/media-tasks");
  }

  private loseMachine(): void {
    if (this.bucket) rmSync(this.machineFolder, { recursive: true, force: true });
  }

  running(): TaskView[] {
    return this.vendors.tasks().filter(({ status }) => status === "running");
  }

  /** Kills the provider of a running command, its engine, or both; and whatever else it had started. */
  async kill(command: RunningCommand, victims: "provider" | "engine" | "both"): Promise<void> {
    const started = descendantsOf(command.pid ?? 0);
    const providers = started.filter(({ args }) => args.includes("dynamic-provider"));
    if (providers.length === 0) throw new Error("there is no provider");
    // The engine first: one that sees its provider die writes that down.
    if (victims !== "provider") command.signal("SIGKILL");
    if (victims !== "engine") for (const { pid } of providers) killIfThere(pid);
    await command.ended;
    for (const { pid } of started) killIfThere(pid);
  }
}

interface RunningProcess {
  readonly pid: number;
  readonly args: string;
}

/** The processes that a process has started, and those that they have started. */
function descendantsOf(ancestor: number): RunningProcess[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const all = lines.flatMap((line) => {
    const [, pid, parent, args = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), args }];
  });
  const below = (pid: number): RunningProcess[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(ancestor);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

/** A relay, and two recordings that a look-up and a repeat find again. */
export const taught: readonly TypeUnderTest[] = [cdnRelay, gmeRecording, volcengineRecording];

/** A program of these. */
export const lesson: Program = Object.fromEntries(taught.map(({ name, inputs }) => [name, inputs]));
