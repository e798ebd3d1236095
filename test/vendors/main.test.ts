import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "@jest/globals";

import { type Keys, send, tc3, volcengineHeaders } from "../conformance/emulator/signers";

const root = join(__dirname, "../..");
const running: ChildProcess[] = [];

afterEach(() => {
  for (const program of running.splice(0)) program.kill("SIGKILL");
});

/** Runs the program. */
function run(...args: string[]) {
  const program = spawn(process.execPath, [join(root, "dist/local/vendors/main.js"), ...args]);
  running.push(program);
  return program;
}

test("The program prints what to configure, then a line per call, and stops at a signal", async () => {
  const program = run("--port", "0");
  const chunks = program.stdout[Symbol.asyncIterator]();
  let output = "";
  const printed = async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(output)) {
      const { value, done } = await chunks.next();
      if (done) throw new Error(`The program ended: ${output}`);
      output += String(value);
    }
    return pattern.exec(output)?.[0] ?? "";
  };
  const endpoint = await printed(/http:\/\/127\.0\.0\.1:\d+/);
  await printed(/--secret volcengine:secretKey .+\n/);
  for (const key of ["endpoint", "region", "secretId", "secretKey"]) {
    expect(output).toMatch(new RegExp(`pulumi config set (--secret )?tencentcloud:${key} \\S+`));
  }
  expect(output).toContain(`pulumi config set tencentcloud:endpoint ${endpoint}\n`);
  await fetch(`${endpoint}/gme`, { method: "POST", headers: { "x-tc-action": "StartRecord" } });
  await printed(/\d\d:\d\d:\d\d gme StartRecord .*MissingParameter\n/);
  expect(await (await fetch(`${endpoint}/_control/tasks`)).json()).toEqual([]);
  const ended = once(program, "exit");
  program.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
});

test("Temporary keys of both vendors are taken with their tokens, at the site that was chosen", async () => {
  const program = run("--port", "0", "--temporary", "--site", "international");
  const lines = createInterface(program.stdout);
  const settings = new Map<string, string>();
  for await (const line of lines) {
    const [, name = "", value = ""] = /^pulumi config set (?:--secret )?(\S+) (\S+)$/.exec(line) ?? [];
    settings.set(name, value);
    if (name === "volcengine:sessionToken") break;
  }
  const set = (name: string) => settings.get(name) ?? "";
  const endpoint = set("tencentcloud:endpoint");
  const call = { service: "tiw", action: "DescribeTranscodeCallback", version: "2019-09-19" };
  const keys = { id: set("tencentcloud:secretId"), secret: set("tencentcloud:secretKey") };
  const token = set("tencentcloud:securityToken");
  const ask = (region: string, given: Keys) =>
    send(endpoint, tc3({ ...call, region, host: "127.0.0.1", content: '{"SdkAppId":1}' }, given));
  expect(await ask("ap-singapore", keys)).toMatchObject({ code: "AuthFailure.TokenFailure" });
  expect(await ask("ap-singapore", { ...keys, token })).toMatchObject({ code: "ok" });
  expect(await ask("ap-guangzhou", { ...keys, token })).toMatchObject({ code: "UnsupportedRegion" });
  const ours = {
    id: set("volcengine:accessKey"),
    secret: set("volcengine:secretKey"),
    token: set("volcengine:sessionToken"),
  };
  const query: [string, string][] = Object.entries({
    Action: "GetRecordTask",
    Version: "2023-11-01",
    AppId: "a",
    RoomId: "b",
    TaskId: "c",
  });
  const read = (given: Keys) => send(endpoint, volcengineHeaders({ query }, given));
  expect(await read(ours)).toMatchObject({ code: "InvalidParameter.ErrorActiveTaskNotFound" });
  expect(await read({ ...ours, token: "other" })).toMatchObject({ code: "InvalidSecretToken" });
});

test("A site that there is not ends the program with the usage", async () => {
  const program = run("--site", "moon");
  const [output, [code]] = await Promise.all([text(program.stderr), once(program, "exit")]);
  expect(output).toContain("Not one of international, mainland: moon");
  expect(code).toBe(1);
});

test("The program explains itself", async () => {
  const program = run("--help");
  const [output, [code]] = await Promise.all([text(program.stdout), once(program, "exit")]);
  expect(output).toContain("POST /_control/advance");
  expect(code).toBe(0);
});

test("A wrong option ends the program with the usage", async () => {
  const program = run("--odd");
  const [output, [code]] = await Promise.all([text(program.stderr), once(program, "exit")]);
  expect(output).toContain("npm run vendors");
  expect(code).toBe(1);
});
