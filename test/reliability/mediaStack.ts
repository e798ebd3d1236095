import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { typeCalled } from "../contract/typesThat";
import type { CommandResult, EngineName, RunningCommand } from "../engine/stack";
import type { BucketJournal } from "../provider/BucketServer";
import type { Journal } from "../provider/Journal";
import { configFor } from "../provider/support";
import { type InputsByType, TaskStack, type TaskStackOptions } from "./taskStack";

export { destroy, up } from "../engine/stack";

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
interface MediaStackOptions extends TaskStackOptions {
  /** Settings over those that fit the emulated vendors. */
  readonly config?: Readonly<Record<string, string>>;
  /** Where the journal of starts lies; the machine then keeps nothing from run to run. */
  readonly bucket?: BucketJournal | undefined;
}

/** What a program is made of: inputs by the name of the resource type. */
export type Program = InputsByType;

/** A program of this package's classes. */
export class MediaStack extends TaskStack {
  protected readonly providerArgument = "dynamic-provider";
  private readonly bucket: BucketJournal | undefined;

  private constructor(engine: EngineName, vendors: Vendors, options: MediaStackOptions) {
    super(engine, vendors, options);
    const { bucket, config = {} } = options;
    this.bucket = bucket;
    cpSync(join(__dirname, "programs"), this.dir, { recursive: true });
    this.write("Pulumi.yaml", "name: school\nruntime: {name: nodejs, options: {typescript: false}}\n");
    const journal = bucket && { "pulumi-media-tasks:journal": bucket.setting };
    this.configure({ ...configFor(vendors), ...journal, ...config }, secretSettings);
  }

  static async start(engine: EngineName = "lean", options: MediaStackOptions = {}): Promise<MediaStack> {
    const clock = new VirtualClock({ speed: 600 });
    const vendors = await startVendors({ accounts: options.accounts ?? {}, clock });
    return new MediaStack(engine, vendors, options);
  }

  /** Writes the program: each resource is named after its type; some have options of Pulumi's. */
  program(resources: Program, options: Program = {}): void {
    const list = Object.entries(resources).map(([name, inputs]) => {
      return { type: typeCalled(name).type, name, inputs, options: options[name] };
    });
    this.write("resources.json", list);
  }

  declare(resources: InputsByType): void {
    this.program(resources);
  }

  override get journal(): Journal {
    return this.bucket ?? super.journal;
  }

  override start(command: string, environment?: NodeJS.ProcessEnv): RunningCommand {
    this.loseMachine();
    return super.start(command, environment);
  }

  override run(command: string, environment?: NodeJS.ProcessEnv): Promise<CommandResult> {
    this.loseMachine();
    return super.run(command, environment);
  }

  private loseMachine(): void {
    if (this.bucket) rmSync(this.machineFolder, { recursive: true, force: true });
  }
}

/** A relay, and two recordings that a look-up and a repeat find again. */
export const taught: readonly TypeUnderTest[] = [cdnRelay, gmeRecording, volcengineRecording];

/** A program of these. */
export const lesson: Program = Object.fromEntries(taught.map(({ name, inputs }) => [name, inputs]));
