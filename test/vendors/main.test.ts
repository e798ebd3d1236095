import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, expect, jest, test } from "@jest/globals";

const root = join(__dirname, "../..");
const running: ChildProcess[] = [];
jest.setTimeout(20_000); // Each test compiles the sources anew.

afterEach(() => {
  for (const program of running.splice(0)) program.kill("SIGKILL");
});

/** Runs the program from its sources. */
function run(...args: string[]) {
  const main = join(root, "local/vendors/main.ts");
  const program = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", main, ...args], {
    env: { ...process.env, TS_NODE_COMPILER_OPTIONS: JSON.stringify({ rootDir: root }) },
  });
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
