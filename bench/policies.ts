// What our policy packs cost: in loading one, and in a preview of many resources.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { LocalEngine } from "pulumi-media-tasks/local";
import { compare } from "./compare.ts";

const resources = 1000;
const loads = 9;
const previews = 3;
const most = { load: 1.3, preview: 1.1 };

/** A preview calls nobody; the resources only look whether there are any. */
const credentials = {
  TENCENTCLOUD_SECRET_ID: "bench",
  TENCENTCLOUD_SECRET_KEY: "bench",
  TENCENTCLOUD_REGION: "ap-guangzhou",
  TENCENTCLOUD_APP_SECRET_KEYS: '{"1400188366":"bench"}',
  VOLCENGINE_ACCESS_KEY: "bench",
  VOLCENGINE_SECRET_KEY: "bench",
};

const root = resolve(import.meta.dirname, "..");
const runPolicyPack = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack");

/** A pack in a folder of its own. */
function writePack(folder: string, name: string, policies: string): string {
  const dir = join(folder, name);
  mkdirSync(dir);
  writeFileSync(join(dir, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  writeFileSync(join(dir, "package.json"), '{ "version": "1.0.0", "main": "index.js" }\n');
  writeFileSync(
    join(dir, "index.js"),
    `const { PolicyPack } = require("@pulumi/policy");\nnew PolicyPack("${name}", { policies: ${policies} });\n`,
  );
  return dir;
}

/** A program with many resources of two types. */
function writeProject(folder: string): string {
  const dir = join(folder, "project");
  mkdirSync(dir);
  writeFileSync(join(dir, "Pulumi.yaml"), "name: many\nruntime: nodejs\n");
  writeFileSync(join(dir, "package.json"), '{ "main": "index.js" }\n');
  writeFileSync(
    join(dir, "index.js"),
    `const { tencent, volcengine } = require("pulumi-media-tasks");
for (let index = 0; index < ${resources}; index += 2) {
  new tencent.trtc.CdnRelay("relay-" + index, {
    sdkAppId: 1400188366, roomId: String(index + 1), roomIdType: 0, withTranscoding: 1,
    agentParams: { userId: "relay-" + index, maxIdleTime: 60 },
    audioParams: { audioEncode: { sampleRate: 48000, channel: 2, bitRate: 128, codec: 0 } },
    videoParams: {
      videoEncode: { width: 1280, height: 720, fps: 30, bitRate: 2500, gop: 2 },
      layoutParams: { mixLayoutMode: 3 },
    },
    publishCdnParams: [{ publishCdnUrl: "rtmp://push.example.com/live/" + index, isTencentCdn: 1 }],
  });
  new volcengine.rtc.Recording("recording-" + index, {
    appId: "661e0000543cf", roomId: "Room" + index,
    encode: { videoWidth: 1280, videoHeight: 720, videoFps: 15, videoBitrate: 1500, videoGop: 2 },
    control: { maxIdleTime: 180, maxRecordTime: 14400 },
    fileFormatConfig: { fileFormat: ["MP4"] },
    fileNameConfig: { prefix: ["prod"], pattern: "{TaskId}_{StartTime}" },
    storageConfig: { type: 0, tosConfig: { accountId: "2100000089", region: 0, bucket: "lessons" } },
  });
}
`,
  );
  return dir;
}

/** Loads a pack the way the engine does: until it prints the port that it serves on. */
async function load(dir: string): Promise<void> {
  const child = spawn(process.execPath, [runPolicyPack, "127.0.0.1:1", dir], {
    cwd: dir,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
  child.kill();
  await ended;
  if (!/^\d+$/.test(String(line))) throw new Error(`${dir} printed ${line} instead of a port`);
}

async function preview(project: string, pack: string): Promise<void> {
  const text: string[] = [];
  const engine = new LocalEngine({
    projectDir: project,
    stack: "dev",
    passphrase: "bench",
    environment: { ...process.env, ...credentials },
    policyPacks: [{ dir: pack }],
    display: { write: (part) => void text.push(part), isTerminal: false },
  });
  const { exitCode, changes } = await engine.preview();
  if (exitCode !== 0 || (changes.create ?? 0) < resources) throw new Error(text.join("").slice(-1000));
}

const folder = mkdtempSync(join(tmpdir(), "bench-policies-"));
try {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const empty = writePack(folder, "empty", "[]");
  const rules =
    '[require("pulumi-media-tasks/policies")].flatMap(({ encode, storage, operations }) => ' +
    "[encode, storage, operations].flatMap((group) => Object.values(group)))";
  const everything = writePack(folder, "everything", rules);
  // What the policy SDK itself takes: it decodes a resource anew for each policy.
  const idle = writePack(
    folder,
    "idle",
    `${rules}.map((policy) => ({ ...policy, ["validateStack" in policy ? "validateStack" : "validateResource"]: () => {} }))`,
  );
  const project = writeProject(folder);
  await compare(
    "loading the baseline pack",
    "an empty pack",
    loads,
    most.load,
    () => load(empty),
    () => load(join(root, "policies")),
  );
  await compare(
    "loading a pack of all rules",
    "an empty pack",
    loads,
    most.load,
    () => load(empty),
    () => load(everything),
  );
  await compare(
    `preview of ${resources} resources through as many rules that do nothing`,
    "an empty pack",
    previews,
    most.preview,
    () => preview(project, empty),
    () => preview(project, idle),
  );
  await compare(
    `preview of ${resources} resources through all rules`,
    "an empty pack",
    previews,
    most.preview,
    () => preview(project, empty),
    () => preview(project, everything),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
