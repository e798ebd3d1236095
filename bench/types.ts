// What our declarations cost: type-checking a program with this package, against one with @pulumi/random.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { compare } from "./compare.ts";

const rounds = 7;
const most = 1.5;

const run = promisify(execFile);
const modules = resolve(import.meta.dirname, "../node_modules");
const compiler = join(modules, "typescript/bin/tsc");

const programs = {
  ours: `import { tencent, volcengine } from "pulumi-media-tasks";
const relay = new tencent.trtc.CdnRelay("stage", {
  sdkAppId: 1400000001, roomId: "1", roomIdType: 0, withTranscoding: 1,
  audioParams: { audioEncode: { sampleRate: 48000, channel: 2, bitRate: 64 } },
  publishCdnParams: [{ publishCdnUrl: "rtmp://push.example.com/live/a" }],
});
const recording = new volcengine.rtc.Recording("lesson", {
  appId: "661e0000543cf", roomId: "Room1",
  storageConfig: { tosConfig: { accountId: "2100000089", region: 0, bucket: "lessons" } },
});
export const status = relay.status;
export const taskId = recording.taskId;
`,
  random: `import * as random from "@pulumi/random";
const pet = new random.RandomPet("pet", { length: 2 });
const password = new random.RandomPassword("password", { length: 16, special: true });
export const name = pet.id;
export const text = password.result;
`,
};

/** A project with the settings of Pulumi's template: the declarations of libraries are checked too. */
function writeProject(folder: string, name: keyof typeof programs): string {
  const project = join(folder, name);
  mkdirSync(project);
  symlinkSync(modules, join(project, "node_modules"));
  writeFileSync(join(project, "index.ts"), programs[name]);
  const compilerOptions = {
    strict: true,
    target: "es2020",
    module: "nodenext",
    types: ["node"],
    noEmit: true,
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  return project;
}

async function check(project: string): Promise<void> {
  await run(process.execPath, [compiler, "-p", project]);
}

const folder = mkdtempSync(join(tmpdir(), "bench-types-"));
try {
  const ours = writeProject(folder, "ours");
  const random = writeProject(folder, "random");
  await compare(
    "type-checking a program",
    "@pulumi/random",
    rounds,
    most,
    () => check(random),
    () => check(ours),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
