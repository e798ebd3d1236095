import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, cpSync, mkdtempSync, openSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startVendors, type Vendors, VirtualClock } from "./vendors";

/** Virtual seconds per real second: minutes of the vendors pass while one watches. */
const speed = 120;

const project = resolve(__dirname, "../..");

/** Runs the words of the pulumi CLI, with the real one or with the local engine. */
interface Engine {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  /** What only this engine needs before the first command, and understands. */
  readonly prepare: readonly (readonly string[])[];
  readonly flags: readonly string[];
}

function localEngine(): Engine {
  return {
    title: "local engine (for demos and tests; the pulumi CLI is used where it is on PATH)",
    command: [process.execPath, resolve(__dirname, "engine/main.js")],
    prepare: [],
    flags: [],
  };
}

function realEngine(version: string): Engine {
  return {
    title: `pulumi CLI ${version}`,
    command: ["pulumi"],
    prepare: [["stack", "init", "demo"]],
    flags: ["--non-interactive"],
  };
}

function chooseEngine(wanted: string | undefined): Engine {
  if (wanted === "local") return localEngine();
  const found = spawnSync("pulumi", ["version"], { encoding: "utf8" });
  if (found.status === 0) return realEngine(found.stdout.trim());
  if (wanted === "pulumi") throw new Error("there is no pulumi on PATH: install it, or leave --engine out");
  return localEngine();
}

/** A copy of the root project, so that nothing is written beside it. */
function workspace(): string {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-media-tasks-demo-"));
  cpSync(join(project, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  symlinkSync(join(project, "examples"), join(folder, "examples"));
  symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
  return folder;
}

function configuration(vendors: Vendors): [name: string, value: string, secret?: "--secret"][] {
  const tencent = vendors.accounts.tencent[0];
  const volcengine = vendors.accounts.volcengine[0];
  if (!tencent || !volcengine) throw new Error("the emulated vendors have no accounts");
  return [
    ["tencentcloud:endpoint", vendors.endpoint],
    ["tencentcloud:region", "ap-guangzhou"],
    ["tencentcloud:secretId", tencent.secretId, "--secret"],
    ["tencentcloud:secretKey", tencent.secretKey, "--secret"],
    ["tencentcloud:appSecretKeys", JSON.stringify({ "1400188366": "demo-application-key" }), "--secret"],
    ["volcengine:endpoint", vendors.endpoint],
    ["volcengine:region", "cn-north-1"],
    ["volcengine:accessKey", volcengine.accessKey, "--secret"],
    ["volcengine:secretKey", volcengine.secretKey, "--secret"],
    ["event:pushUrl", "rtmp://push.example.com/live/stage?txSecret=demo", "--secret"],
    ["event:callbackKey", "demo-callback-key", "--secret"],
    ["event:idleSeconds", "86400"],
  ];
}

/** Somebody pressed Ctrl-C. */
class Interrupted extends Error {}

class Demo {
  private step = 0;
  private seen = 0;
  private running: ChildProcess | undefined;
  private interrupted = false;

  constructor(
    private readonly engine: Engine,
    private readonly folder: string,
    private readonly vendors: Vendors,
  ) {}

  /** Passes Ctrl-C on: the first lets what is under way end, the second ends it at once. */
  readonly interrupt = (): void => {
    this.interrupted = true;
    this.running?.kill("SIGINT");
  };

  /** Runs one command to its end, showing what it prints; anything but success ends the demo. */
  async run(words: readonly string[], quiet = false, output?: number): Promise<void> {
    if (this.interrupted) throw new Interrupted();
    const [program, ...first] = this.engine.command;
    const child = spawn(program, [...first, ...words, ...this.engine.flags], {
      cwd: this.folder,
      // A process group of its own: Ctrl-C arrives here alone, and is passed on once.
      detached: true,
      env: {
        ...process.env,
        PULUMI_HOME: join(this.folder, "home"),
        PULUMI_BACKEND_URL: `file://${this.folder}`,
        PULUMI_CONFIG_PASSPHRASE: "demo",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // The example's types are checked by the tests.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      },
      stdio: ["ignore", output ?? (quiet ? "ignore" : "inherit"), quiet ? "ignore" : "inherit"],
    });
    this.running = child;
    const code = await new Promise<number | null>((done, failed) => {
      child.once("error", failed);
      child.once("close", done);
    });
    this.running = undefined;
    if (this.interrupted) throw new Interrupted();
    if (code !== 0) throw new Error(`${words.join(" ")} ended with exit code ${code}`);
  }

  async set(name: string, value: string, secret?: "--secret"): Promise<void> {
    const flag = secret === undefined ? [] : [secret];
    await this.run(["config", "set", ...flag, name, value, "--stack", "demo"], true);
  }

  /** Writes the report of a preview to a folder that stays, and says where that is. */
  async report(title: string): Promise<void> {
    this.step += 1;
    console.log(`\n=== ${this.step}. ${title}\n`);
    const preview = join(this.folder, "preview.json");
    const file = openSync(preview, "w");
    try {
      await this.run(["preview", "--json", "--stack", "demo"], false, file);
    } finally {
      closeSync(file);
    }
    const out = mkdtempSync(join(tmpdir(), "pulumi-media-tasks-report-"));
    const tool = resolve(__dirname, "../cli/main.js");
    const { status } = spawnSync(process.execPath, [tool, "report", preview, "--out", out], {
      stdio: "inherit",
    });
    if (status !== 0) throw new Error(`the report ended with exit code ${status}`);
  }

  /** One step: what it shows, the command, and the calls that the vendors saw meanwhile. */
  async show(title: string, ...words: string[]): Promise<void> {
    this.step += 1;
    console.log(`\n=== ${this.step}. ${title}\n`);
    await this.run([...words, "--stack", "demo"]);
    const calls = this.vendors.journal.slice(this.seen);
    this.seen = this.vendors.journal.length;
    console.log(`  Calls that the vendors saw:${calls.length === 0 ? " none" : ""}`);
    for (const [call, times] of countCalls(calls))
      console.log(`    ${call}${times > 1 ? ` (${times} times)` : ""}`);
  }
}

function countCalls(
  calls: readonly { service: string; action: string; code: string }[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { service, action, code } of calls) {
    const call = `${service} ${action}: ${code}`;
    counts.set(call, (counts.get(call) ?? 0) + 1);
  }
  return counts;
}

async function play(demo: Demo, vendors: Vendors): Promise<void> {
  await demo.show("Preview: mistakes would be caught here, nothing is called", "preview");
  await demo.show("Up: seven resources are started; jobs are waited for", "up", "--yes", "--skip-preview");
  await demo.set("event:videoKbps", "2000");
  await demo.show("A change in place: the relay's video bitrate", "up", "--yes", "--skip-preview");
  await demo.set("event:room", "295067");
  await demo.show(
    "A change that replaces: another room, the old tasks are stopped first",
    "up",
    "--yes",
    "--skip-preview",
  );
  await demo.set("event:recordVoice", "false");
  await demo.show(
    "A switch in the configuration: the voice recording is stopped, and its resource stays",
    "up",
    "--yes",
    "--skip-preview",
  );
  await demo.set("event:recordVoice", "true");
  await demo.show(
    "Switched on again: another recording, as an update in place",
    "up",
    "--yes",
    "--skip-preview",
  );
  const voice = vendors.tasks().find((task) => task.service === "gme" && task.status === "running");
  if (voice) vendors.endTask(voice.id, "limit");
  await demo.show(
    "Refresh: the voice recording ended by itself meanwhile, and that is noticed",
    "refresh",
    "--yes",
    "--skip-preview",
  );
  await demo.set("event:room", "295068");
  await demo.report(
    "The report of a preview: what another room would replace and interrupt, as files to open",
  );
  await demo.show("Destroy: everything that runs is stopped", "destroy", "--yes", "--skip-preview");
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { engine: { type: "string" } } });
  const engine = chooseEngine(values.engine);
  console.log(`Engine: ${engine.title}`);
  const vendors = await startVendors({ clock: new VirtualClock({ speed }) });
  const folder = workspace();
  console.log(`Emulated vendors: ${vendors.endpoint}, ${speed} times faster than real ones`);
  const demo = new Demo(engine, folder, vendors);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, demo.interrupt);
  try {
    for (const words of engine.prepare) await demo.run(words, true);
    for (const [name, value, secret] of configuration(vendors)) await demo.set(name, value, secret);
    await play(demo, vendors);
    console.log("\n=== The vendors' own list of tasks\n");
    for (const task of vendors.tasks()) {
      console.log(`  ${task.service.padEnd(5)} ${task.kind.padEnd(16)} ${task.status.padEnd(10)} ${task.id}`);
    }
    const running = vendors.tasks().filter((task) => task.endedAt === undefined);
    console.log(running.length === 0 ? "\nAll are stopped." : `\n${running.length} are still running.`);
    return running.length === 0 ? 0 : 1;
  } finally {
    await vendors.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isInterrupted = error instanceof Interrupted;
    const reason = error instanceof Error ? error.message : String(error);
    console.error(isInterrupted ? "The demo was interrupted." : `The demo failed: ${reason}`);
    process.exitCode = isInterrupted ? 130 : 1;
  },
);
