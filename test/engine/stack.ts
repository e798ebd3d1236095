import { type ChildProcess, spawn } from "node:child_process";
import {
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
import { runCommand } from "../../local/engine/commandLine";
import { EngineError } from "../../local/engine/engineError";
import type { Launch } from "../../local/engine/processes";
import { Secrets } from "../../local/engine/secrets";
import { reuseProcess } from "../processes/reuseProcess";

/** The repository's root. */
export const root = resolve(__dirname, "../..");

/** Where processes that load the same modules keep what compiling them gave. */
export const compileCache = join(root, "node_modules/.cache/engine-tests");

/** Commands that ask nothing, and look at nothing first. */
export const up = "up --yes --skip-preview";
export const destroy = "destroy --yes --skip-preview";

/** The engines that programs run on: "lean" is the local one with less to load. */
export type EngineName = "lean" | "local" | "pulumi";

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

const passphrase = "open sesame";
/** That of all stacks, as a key takes a while to derive. */
const salt = "v1:E3+dL4i6B5Y=:v1:SLG+WJGwDbf/G/a3:Y3pjWSLtT5IeyN/S6pT27c7YPGVmrg==";
const secrets = new Secrets(passphrase, salt);
const commands = {
  local: [process.execPath, join(root, "dist/local/engine/main.js")],
  pulumi: ["pulumi", "--non-interactive"],
} as const;

/** The stack "dev" of a project in a temporary folder. */
export class Stack implements Disposable {
  readonly dir = mkdtempSync(join(tmpdir(), "engine-"));
  readonly stateFile = join(this.dir, ".pulumi-local/dev.json");
  readonly lockFile = join(this.dir, ".pulumi-local/dev.lock");
  readonly environment: NodeJS.ProcessEnv;

  constructor(
    readonly engine: EngineName,
    /** How the lean engine starts processes. */
    private readonly launch: Launch = reuseProcess,
  ) {
    symlinkSync(join(root, "node_modules"), join(this.dir, "node_modules"));
    this.environment = {
      ...process.env,
      HOME: this.dir,
      NODE_COMPILE_CACHE: compileCache,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
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

  write(file: string, content: unknown): void {
    const path = join(this.dir, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  }

  read(file: string): string {
    const path = join(this.dir, file);
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  }

  /** Writes the stack's settings, some of them encrypted; undefined ones are left out. */
  configure(settings: Readonly<Record<string, string | undefined>>, secret: readonly string[] = []): void {
    const lines = Object.entries(settings).map(([key, value]) => {
      if (value === undefined) return "";
      const text = JSON.stringify(secret.includes(key) ? secrets.encrypt(value) : value);
      return secret.includes(key) ? `  ${key}: {secure: ${text}}` : `  ${key}: ${text}`;
    });
    const ofSecrets = secret.length === 0 ? [] : [`encryptionsalt: ${salt}`];
    this.write("Pulumi.dev.yaml", [...ofSecrets, "config:", ...lines, ""].join("\n"));
  }

  /** Makes the stack known to the CLI; the local engine needs no such thing. */
  async init(): Promise<void> {
    if (this.engine !== "pulumi") return;
    const { exitCode, text } = await this.run("stack init");
    if (exitCode !== 0) throw new Error(text);
  }

  /** Runs a command to its end; on the lean engine without a process of its own. */
  async run(command: string, environment: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
    if (this.engine !== "lean") return this.start(command, environment).ended;
    let text = "";
    const exitCode = await runCommand([...command.split(" "), "--stack", "dev"], {
      cwd: this.dir,
      environment: { ...this.environment, ...environment },
      launch: this.launch,
      display: {
        write: (part) => {
          text += part;
        },
        isTerminal: false,
      },
    }).catch((error: unknown) => {
      if (!(error instanceof EngineError)) throw error;
      text += `error: ${error.message}\n`;
      return error.exitCode;
    });
    return { exitCode, text };
  }

  /** Begins a command. */
  start(command: string, environment: NodeJS.ProcessEnv = {}): RunningCommand {
    const [file, first] = commands[this.engine === "pulumi" ? "pulumi" : "local"];
    // Where a state file is analyzed, it stands in for the stack.
    const isNamed = command.startsWith("policy analyze --file") || command.includes(" --stack ");
    const stack = isNamed ? [] : ["--stack", "dev"];
    const child = spawn(file, [first, ...command.split(" "), ...stack], {
      cwd: this.dir,
      env: { ...this.environment, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new RunningCommand(child);
  }

  /** The local engine's state file as it is on the disk. */
  stateText(): string {
    return this.read(".pulumi-local/dev.json");
  }

  async exported(): Promise<ExportedStack> {
    const text = this.engine === "pulumi" ? (await this.run("stack export")).text : this.stateText();
    return JSON.parse(text || '{"deployment":{}}');
  }

  async resource(name: string): Promise<ExportedResource | undefined> {
    const { deployment } = await this.exported();
    return deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
  }

  /** The names of all resources in the state. */
  async names(): Promise<string[]> {
    const { deployment } = await this.exported();
    return (deployment.resources ?? []).map(({ urn }) => urn.split("::").at(-1) ?? "").sort();
  }

  /** The operations that were under way when the state was written, as "creating name". */
  async pending(): Promise<string[]> {
    const operations = (await this.exported()).deployment.pending_operations ?? [];
    return operations.map(({ type, resource }) => `${type} ${resource.urn.split("::").at(-1)}`);
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

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Waits until it has printed something. */
  printed(text: string): Promise<void> {
    return until(() => this.output.includes(text));
  }

  private collect(data: Buffer): void {
    this.output += data.toString();
  }
}

/** Waits for a condition, and gives up after a while. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`this never came true: ${holds}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
