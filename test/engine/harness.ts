import { type ChildProcess, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const root = resolve(__dirname, "../..");
const localEngine = join(root, "dist/local/engine/main.js");

/** The two engines that go through the same scenarios, and the local one with less to load. */
export type EngineName = "lean" | "local" | "pulumi";

/** A resource of the "things" program. */
export interface ThingSpec {
  readonly name: string;
  readonly component?: boolean;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What the "things" program registers and how it ends. */
export interface ProgramSpec {
  readonly resources?: readonly ThingSpec[];
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly print?: readonly string[];
  readonly evaluate?: string;
  readonly throws?: string;
  readonly awaitsForever?: boolean;
}

/** What the provider meets: which calls wait or fail, and what became of the things. */
export interface WorldSpec {
  readonly hold?: readonly string[];
  readonly fail?: Readonly<Record<string, string>>;
  readonly partial?: Readonly<Record<string, readonly string[]>>;
  readonly gone?: readonly string[];
  readonly drift?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A call that the provider got. */
export interface ProviderCall {
  readonly verb: string;
  readonly name: string;
  readonly [detail: string]: unknown;
}

/** How a command ended. */
export interface CommandResult {
  readonly exitCode: number | null;
  /** Standard output and standard error. */
  readonly text: string;
}

/** A resource in an exported state. */
export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** An exported state, as far as tests look at it. */
export interface ExportedStack {
  readonly deployment: {
    readonly resources?: readonly ExportedResource[];
    readonly pending_operations?: readonly { readonly type: string; readonly resource: ExportedResource }[];
  };
}

/** A copy of a fixture program in a folder of its own, and one of the two engines to run it. */
export class Stack implements Disposable {
  readonly dir: string;
  readonly stateFile: string;
  readonly lockFile: string;
  private readonly environment: NodeJS.ProcessEnv;

  constructor(private readonly engine: EngineName = "lean") {
    this.dir = mkdtempSync(join(tmpdir(), "engine-"));
    cpSync(join(__dirname, "programs/things"), this.dir, { recursive: true });
    cpSync(join(__dirname, "programs/policies"), join(this.dir, "policies"), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(this.dir, "node_modules"));
    this.stateFile = join(this.dir, ".pulumi-local/dev.json");
    this.lockFile = join(this.dir, ".pulumi-local/dev.lock");
    this.write("limit.json", { "value-limit": { limit: 50 } });
    this.write("wrong.json", { "value-limit": { limit: 500 } });
    this.environment = {
      ...process.env,
      NODE_COMPILE_CACHE: join(root, "node_modules/.cache/engine-tests"),
      PULUMI_CONFIG_PASSPHRASE: "open sesame",
      PULUMI_HOME: join(this.dir, ".pulumi-home"),
      PULUMI_BACKEND_URL: `file://${this.dir}`,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      FORCE_COLOR: undefined,
      ...(engine === "lean" ? { NODE_OPTIONS: `--require "${join(__dirname, "programs/lean.js")}"` } : {}),
    };
  }

  [Symbol.dispose](): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  program(spec: ProgramSpec): void {
    this.write("program.json", spec);
  }

  world(spec: WorldSpec): void {
    this.write("world.json", spec);
  }

  write(file: string, content: unknown): void {
    const path = join(this.dir, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  }

  read(file: string): string {
    return readFileSync(join(this.dir, file), "utf8");
  }

  /** The process in which the provider ran last. */
  providerPid(): number {
    return Number(this.read("provider.pid"));
  }

  /** Runs a command to its end. */
  async run(command: string, environment: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
    return this.start(command, environment).ended;
  }

  /** Begins a command. */
  start(command: string, environment: NodeJS.ProcessEnv = {}): RunningCommand {
    const [file, first] = this.engine === "pulumi" ? ["pulumi", []] : [process.execPath, [localEngine]];
    const own = this.engine === "pulumi" ? ["--stack", "dev", "--non-interactive"] : ["--stack", "dev"];
    const args = [...first, ...command.split(" "), ...own];
    return new RunningCommand(
      spawn(file, args, {
        cwd: this.dir,
        env: { ...this.environment, ...environment },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
  }

  /** The provider's calls since they were last taken. */
  takeCalls(): ProviderCall[] {
    const log = join(this.dir, "calls.log");
    if (!existsSync(log)) return [];
    const lines = readFileSync(log, "utf8").trim().split("\n");
    rmSync(log);
    return lines.map((line): ProviderCall => JSON.parse(line));
  }

  /** The calls that change something, as "verb name", in their order. */
  takeChanges(): string[] {
    return this.takeCalls()
      .filter(({ verb }) => ["create", "update", "delete"].includes(verb))
      .map(({ verb, name }) => `${verb} ${name}`);
  }

  /** Waits until the provider got a call. */
  async called(verb: string, name: string): Promise<void> {
    const line = `{"verb":"${verb}","name":"${name}"`;
    await until(() => existsSync(join(this.dir, "calls.log")) && this.read("calls.log").includes(line));
  }

  /** The state file as it is on the disk. */
  stateText(): string {
    return existsSync(this.stateFile) ? readFileSync(this.stateFile, "utf8") : "";
  }

  async exported(): Promise<ExportedStack> {
    if (this.engine !== "pulumi") return JSON.parse(this.stateText() || '{"deployment":{}}');
    return JSON.parse((await this.run("stack export")).text);
  }

  async resource(name: string): Promise<ExportedResource | undefined> {
    const { deployment } = await this.exported();
    return deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
  }
}

/** A command that has not ended yet. */
export class RunningCommand {
  readonly ended: Promise<CommandResult>;
  private output = "";

  constructor(private readonly child: ChildProcess) {
    child.stdout?.on("data", (data) => this.collect(data));
    child.stderr?.on("data", (data) => this.collect(data));
    this.ended = new Promise((done) => {
      child.once("close", (exitCode) => done({ exitCode, text: this.output }));
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get text(): string {
    return this.output;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  private collect(data: Buffer): void {
    this.output += data.toString();
  }
}

/** Waits for a condition, and gives up after a while. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`this never came true: ${holds}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
