import { execFile, spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { resources } from "../../plugin/schema.json";
import { root } from "../engine/stack";
import { destroy, hasHost, NativeStack, offline, up } from "./nativeStack";

/** A compiler that has compiled nothing yet takes minutes for an SDK. */
const patience = 900_000;

/** Why something cannot be tried here; undefined where it can. */
type Lack = string | undefined;

/** Tries something, or says why not, where nobody overlooks it. */
function testWhere(lack: Lack, name: string, run: () => Promise<void>): void {
  if (lack !== undefined) console.warn(`Skipped: ${name}: ${lack}.`);
  const verb = lack === undefined ? test : test.skip;
  verb(name, run, patience);
}

function lackOfHost(language: string): Lack {
  return hasHost(language) ? undefined : `pulumi-language-${language} is not on the PATH`;
}

/** What a command prints; undefined where it fails, or is not there. */
function printed(command: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", cwd: tmpdir() });
  return status === 0 ? stdout.trim() : undefined;
}

/** The Go module of Pulumi's SDK that the example asks for, as `path@version`. */
function pulumiModule(): string {
  const manifest = readFileSync(join(root, "examples/go/go.mod"), "utf8");
  return (/^require (.+)$/m.exec(manifest)?.[1] ?? "").replace(" ", "@");
}

function lackOfGo(): Lack {
  if (!hasHost("go")) return lackOfHost("go");
  if (printed("go", ["version"]) === undefined) return "go is not on the PATH";
  if (printed("go", ["mod", "download", pulumiModule()]) === undefined)
    return `\`go mod download ${pulumiModule()}\` fails`;
  return undefined;
}

function lackOfPython(): Lack {
  if (!hasHost("python")) return lackOfHost("python");
  const requirements = join(root, "examples/python/requirements.txt");
  const dryRun = ["-m", "pip", "install", "--dry-run", "--ignore-installed", "--requirement", requirements];
  return printed("python3", dryRun) === undefined ? `\`python3 ${dryRun.join(" ")}\` fails` : undefined;
}

/** Where Go keeps modules and what it compiled: the home folder of a test has neither. */
function goFolders(): NodeJS.ProcessEnv {
  const folders = ["GOCACHE", "GOMODCACHE", "GOPATH"];
  return Object.fromEntries(folders.map((name) => [name, printed("go", ["env", name])]));
}

/** The text of all files below a folder. */
function textsIn(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")).join("\n");
}

/** Has Pulumi make the SDK of a language; gives its folder. */
async function madeSdk(stack: NativeStack, language: string): Promise<string> {
  const args = [
    "package",
    "gen-sdk",
    join(root, "plugin/schema.json"),
    "--language",
    language,
    "--out",
    "sdks",
  ];
  await promisify(execFile)("pulumi", args, { cwd: stack.dir, env: stack.environment });
  return join(stack.dir, "sdks", language);
}

for (const language of ["nodejs", "python", "go", "dotnet", "java"]) {
  testWhere(lackOfHost(language), `an SDK is made of the schema: ${language}`, async () => {
    await using stack = await NativeStack.start("yaml");
    const text = textsIn(await madeSdk(stack, language));
    for (const token of Object.keys(resources)) expect(text).toContain(token);
  });
}

testWhere(lackOfHost("go"), "the SDK of Go imports its folders by the name of its module", async () => {
  await using stack = await NativeStack.start("yaml");
  const text = textsIn(await madeSdk(stack, "go"));
  const [, module = "none"] = /^module (.+)$/m.exec(text) ?? [];
  const internal = new Set([...text.matchAll(/"(.+)\/internal"$/gm)].map(([, path]) => path));
  expect([...internal]).toEqual([`${module}/mediatasks`]);
});

/** Copies an example into a stack that has the package installed, and has Pulumi make its SDK. */
async function exampleStack(language: string, environment: NodeJS.ProcessEnv): Promise<NativeStack> {
  const stack = await NativeStack.start("yaml");
  const folder = join(root, "examples", language);
  for (const file of readdirSync(folder)) cpSync(join(folder, file), join(stack.dir, file));
  await stack.installed();
  stack.configureMore({
    [`stage-in-${language}:pushUrl`]: "rtmp://push.example.com/live/stage?txSecret=canary-push",
  });
  await stack.init();
  await promisify(execFile)("pulumi", ["install"], {
    cwd: stack.dir,
    env: { ...stack.environment, ...environment },
  });
  return stack;
}

/** Deploys a program of a relay and a recording, sees that both run, and destroys it. */
async function expectDeployed(stack: NativeStack, environment: NodeJS.ProcessEnv = {}): Promise<void> {
  expect(await stack.succeeds("preview", environment)).toMatch(/3 to create/);
  const text = await stack.succeeds(up, environment);
  expect(text).not.toContain("canary-push");
  expect(JSON.stringify(await stack.exported())).not.toContain("canary-push");
  expect(
    stack
      .running()
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(["recording", "relay"]);
  await stack.succeeds("preview --expect-no-changes", environment);
  await stack.succeeds(destroy, environment);
  expect(stack.running()).toEqual([]);
}

function exampleIn(language: string, lack: Lack, environmentOf: () => NodeJS.ProcessEnv = () => ({})): void {
  testWhere(lack, `the example in ${language}`, async () => {
    const environment = { ...environmentOf(), ...offline };
    await using stack = await exampleStack(language, environment);
    await expectDeployed(stack, environment);
  });
}

/** The same in TypeScript; what the SDK has to refuse stands in a function that nobody calls. */
const typedProgram = `
import * as pulumi from "@pulumi/pulumi";
import { Provider, tencent } from "./sdks/nodejs";

const stage = new tencent.trtc.CdnRelay("stage", {
  sdkAppId: 1400188366,
  roomId: "295066",
  roomIdType: tencent.trtc.RelayRoomIdType.Integer,
  withTranscoding: tencent.trtc.YesOrNo.No,
  audioParams: { audioEncode: { sampleRate: 48000, channel: tencent.trtc.AudioEncodeChannel.Stereo, bitRate: 64 } },
  publishCdnParams: [{ publishCdnUrl: new pulumi.Config().requireSecret("pushUrl") }],
  singleSubscribeParams: {
    userMediaStream: { userInfo: { userId: "teacher" }, streamType: tencent.trtc.StreamType.Camera },
  },
});
const voices = new tencent.gme.Recording("voices", {
  bizId: 1400188366,
  roomId: pulumi.interpolate\`of-\${stage.taskId}\`,
  recordMode: tencent.gme.RecordMode.Mixed,
  lifecycle: { onEnded: tencent.gme.LifecycleOnEnded.Restart },
});
export const relay: pulumi.Output<string> = stage.taskId;
export const recording: pulumi.Output<string> = voices.taskId;

export function refused(): void {
  // @ts-expect-error
  new tencent.gme.Recording("without a room", { bizId: 1, recordMode: 1 });
  // @ts-expect-error
  new tencent.gme.Recording("mode", { bizId: 1, roomId: "1", recordMode: "both" });
  // @ts-expect-error
  new tencent.gme.Recording("option", { bizId: 1, roomId: "1", recordMode: 1, lifecycle: { desired: "off" } });
  // @ts-expect-error
  new Provider("archive", { tencentcloudProfile: 5 });
}
`;

testWhere(lackOfHost("nodejs"), "a program in TypeScript, whose types are those of the SDK", async () => {
  await using stack = await NativeStack.start("nodejs");
  await madeSdk(stack, "nodejs");
  stack.write("index.ts", typedProgram);
  const compilerOptions = {
    module: "nodenext",
    target: "es2022",
    types: ["node"],
    strict: true,
    skipLibCheck: true,
  };
  stack.write("tsconfig.json", { compilerOptions, files: ["index.ts"] });
  // In place: the SDK reads its package.json.
  await promisify(execFile)(process.execPath, [join(root, "node_modules/typescript-7.0/bin/tsc")], {
    cwd: stack.dir,
  });
  stack.configureMore({ "school:pushUrl": "rtmp://push.example.com/live/stage?txSecret=canary-push" });
  await expectDeployed(stack);
});

exampleIn("yaml", lackOfHost("yaml"));
exampleIn("go", lackOfGo(), goFolders);
exampleIn("python", lackOfPython());
