import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { follow } from "../../cli/watching/follow";
import type { Screen } from "../../cli/watching/Screen";
import { Watched } from "../../cli/watching/Watched";
import { demoAccounts } from "../../local/vendors";
import type { Prices } from "../../policies/cost";
import { Settings } from "../../provider/core/config/Settings";
import { readExportedStack } from "../../provider/exportedStack";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import videoGeneration from "../contract/descriptors/tencent/tiw/VideoGeneration";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { root } from "../engine/stack";
import { isCallOf, type Properties, type Resource, Stage } from "../provider/support";
import { startedTask } from "./startedTask";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

/** What was started, as an exported state has it. */
const resources: Properties[] = [];
beforeEach(() => {
  resources.length = 0;
});

async function started(type: TypeUnderTest, name: string, inputs?: Properties): Promise<Resource> {
  const { resource, exported } = await startedTask(stage, type, name, inputs);
  resources.push(exported);
  return resource;
}

const state = () => ({ version: 3, deployment: { resources } });

const prices: Prices = {
  currency: "EUR",
  date: "2026-11-21",
  sources: ["a contract"],
  tiers: {},
  meters: { "gme-recording": { per1000Minutes: { audio: 2 } } },
};

interface Given {
  readonly prices?: Prices;
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  readonly interval?: number;
  readonly once?: boolean;
  /** Is called at each pause, with its number; true ends the watching. */
  readonly atPause?: (pause: number) => boolean | undefined;
}

/** Follows the state until it ends or is ended; gives what was written, part by part. */
async function followed(given: Given = {}): Promise<string[]> {
  const written: string[] = [];
  const controller = new AbortController();
  const host = stage.host();
  let pauses = 0;
  const clock = {
    ...host.runtime.clock,
    async sleep(milliseconds: number) {
      stage.time.now += milliseconds;
      // Pauses between calls are shorter.
      if (milliseconds < 1_000) return;
      pauses += 1;
      if (given.atPause?.(pauses)) controller.abort();
      controller.signal.throwIfAborted();
    },
  };
  const screen: Screen = {
    isTerminal: given.isTerminal ?? false,
    columns: given.columns ?? 200,
    rows: given.rows ?? 50,
    write: (text) => written.push(text),
  };
  await follow({
    tasks: readExportedStack(state()).resources.map((resource) => new Watched(resource)),
    host: { ...host, runtime: { ...host.runtime, clock } },
    settings: new Settings((key) => stage.config[key], host.surroundings),
    prices: given.prices,
    screen,
    interval: given.interval ?? 10_000,
    once: given.once ?? false,
    signal: controller.signal,
  });
  return written;
}

/** Lines without the time in front of each. */
async function linesOf(given?: Given): Promise<string[]> {
  const lines = (await followed(given)).join("").trimEnd().split("\n");
  return lines.map((line) => line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}/, ""));
}

describe("where there is no terminal", () => {
  test("each task has a line, and another one when its status changes; only reads are sent", async () => {
    await started(gmeRecording, "voice");
    await started(volcengineRecording, "stage", {
      ...volcengineRecording.inputs,
      control: { maxRecordTime: 3600, maxIdleTime: 600 },
    });
    const calls = stage.actions().length;
    const id = stage.vendors.tasks().find(({ kind }) => kind === "recording")?.id ?? "";
    const lines = await linesOf({
      atPause: (pause) => {
        if (pause === 3) stage.vendors.endTask(id);
        return pause === 6;
      },
    });
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/^voice {2}tencent\.gme\.Recording {2}running {2}\d+ m?s {2}when it is stopped$/),
      expect.stringMatching(
        /^stage {2}volcengine\.rtc\.Recording {2}running {2}\d+ m?s {2}time limit in 60 min; 10 min after its room is empty$/,
      ),
      "2 running",
    ]);
    expect(lines.slice(3)).toEqual([
      expect.stringMatching(/^(voice|stage) {2}\S+ {2}(ended|gone) {2}\d+ s$/),
      expect.stringMatching(/^(voice|stage): /),
      expect.stringMatching(/^1 (running, 1 (ended|gone)|(ended|gone), 1 running)$/),
    ]);
    const read = new Set(stage.actions().slice(calls));
    expect([...read].sort()).toEqual(["DescribeRecordInfo", "DescribeTaskInfo", "GetRecordTask"]);
  });

  test("it ends by itself when nothing runs any more", async () => {
    const voice = await started(gmeRecording, "voice");
    const lines = await linesOf({
      atPause: (pause) => {
        if (pause === 2) stage.vendors.endTask(String(voice.state.taskId));
        return undefined;
      },
    });
    expect(lines.at(-1)).toMatch(/^1 (ended|gone)$/);
  });

  test("a long silence ends with a summary", async () => {
    await started(gmeRecording, "voice");
    const lines = await linesOf({ interval: 60_000, atPause: (pause) => pause === 11 });
    expect(lines.filter((line) => line === "1 running")).toHaveLength(3);
  });

  test("what the vendor cannot tell, what is stopped, and jobs", async () => {
    await started(cdnRelay, "relay", { ...cdnRelay.inputs, agentParams: { maxIdleTime: 300 } });
    await started(gmeRecording, "standby", { ...gmeRecording.inputs, lifecycle: { desired: "stopped" } });
    await started(videoGeneration, "video", {
      ...videoGeneration.inputs,
      lifecycle: { waitFor: "accepted" },
    });
    const lines = await linesOf({ once: true });
    expect(lines).toEqual([
      expect.stringMatching(
        /^relay {2}.* {2}unverified .*5 min after its room is empty; calls end in 30 days$/,
      ),
      expect.stringMatching(/^relay: the vendor has no call/),
      expect.stringMatching(/^standby {2}tencent\.gme\.Recording {2}stopped$/),
      expect.stringMatching(/^video {2}.* {2}when it is done$/),
      expect.stringMatching(/1 unverified, 1 stopped, 1 \w+$/),
    ]);
  });

  test("what cannot be looked at says why, and is looked at again", async () => {
    await started(gmeRecording, "voice");
    const fault = { kind: "error", code: "UnauthorizedOperation.CamNoAuth" } as const;
    stage.vendors.faults.add({ match: { action: "DescribeTaskInfo" }, fault });
    const lines = await linesOf({ atPause: (pause) => pause === 2 });
    expect(lines).toContainEqual(expect.stringMatching(/^voice: not looked at: .*CamNoAuth.*What to do: /));
    expect(lines.at(-2)).toMatch(/^voice {2}\S+ {2}running/);
  });
});

describe("cost", () => {
  test("goes on with the running time, by the price table, and stops with the task", async () => {
    const voice = await started(gmeRecording, "voice");
    const hours = 10;
    const lines = await linesOf({
      prices,
      interval: 3_600_000,
      atPause: (pause) => {
        if (pause === hours) stage.vendors.endTask(String(voice.state.taskId));
        return undefined;
      },
    });
    expect(lines.find((line) => line.startsWith("voice"))).toMatch(/ {2}0\.0\d+ {2}when/);
    // 600 minutes at 2 for a thousand.
    expect(lines.at(-1)).toMatch(/; 1\.2\d+ EUR so far$/);
    expect(Number(/; (\S+) EUR/.exec(lines.at(-1) ?? "")?.[1])).toBeCloseTo(1.2, 2);
  });

  test("is unknown without a price, and at most that where nobody knows whether it runs", async () => {
    await started(gmeRecording, "voice");
    const dear = { "trtc-relay": { per1000Minutes: { audio: 1 } } };
    expect((await linesOf({ once: true, prices: { ...prices, meters: dear } })).at(-1)).toBe(
      "1 running; at least 0.0000 EUR so far",
    );
  });
});

test("it takes no more than half of the documented rate, however many tasks there are", async () => {
  const rooms = Array.from({ length: 25 }, (_, index) => String(1000 + index));
  for (const roomId of rooms)
    await started(gmeRecording, `voice${roomId}`, { ...gmeRecording.inputs, roomId });
  const times: number[] = [];
  stage.intercept = (request, send) => {
    if (isCallOf(request, "DescribeTaskInfo")) times.push(stage.time.now);
    return send();
  };
  await followed({ once: true });
  expect(times.length).toBeGreaterThanOrEqual(rooms.length);
  // The vendor takes 20 calls a second.
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100);
});

describe("on a terminal", () => {
  /** What is seen after these parts were written, and whether the cursor is. */
  function seen(parts: readonly string[]) {
    const lines: string[] = [];
    let row = 0;
    let isCursorShown = true;
    // Each command begins with an escape; what follows its letter is text.
    const [before = "", ...commands] = parts.join("").split("\u001b[");
    const pieces = commands.map(
      (piece) => /^(\??\d*)([A-Za-z])([\s\S]*)$/.exec(piece) ?? [piece, "", "", piece],
    );
    for (const [, count = "", letter, text = ""] of [["", "", "", before], ...pieces]) {
      if (letter === "A") row -= Number(count);
      if (letter === "J") lines.splice(row);
      if (count === "?25") isCursorShown = letter === "h";
      for (const part of text.replaceAll("\r", "").split(/(\n)/)) {
        if (part === "\n") row += 1;
        else if (part !== "") lines[row] = part;
      }
    }
    return { lines: Array.from(lines, (line) => line ?? ""), isCursorShown };
  }

  test("lines are drawn anew each second, and the cursor is there again in the end", async () => {
    await started(gmeRecording, "voice");
    const calls = stage.actions().length;
    const parts = await followed({ isTerminal: true, prices, atPause: (pause) => pause === 25 });
    const { lines, isCursorShown } = seen(parts);
    expect(isCursorShown).toBe(true);
    expect(seen(parts.slice(0, -1)).isCursorShown).toBe(false);
    expect(lines).toEqual([
      expect.stringMatching(/^2026-01-15T\S+Z {2}1 running; 0\.\d{4} EUR so far$/),
      "",
      "NAME   TYPE                   STATUS   RAN   COST EUR  ENDS",
      expect.stringMatching(
        /^voice {2}tencent\.gme\.Recording {2}running {2}2\d s {2}0\.\d{4} {4}when it is stopped$/,
      ),
    ]);
    expect(parts.length).toBeGreaterThan(20);
    // Drawn each second, and asked for each ten.
    expect(
      stage
        .actions()
        .slice(calls)
        .filter((action) => action === "DescribeTaskInfo"),
    ).toHaveLength(3);
  });

  test("what it has no room for is cut off, and counted", async () => {
    for (const roomId of ["1", "2", "3", "4"])
      await started(gmeRecording, `voice${roomId}`, { ...gmeRecording.inputs, roomId });
    const parts = await followed({ isTerminal: true, columns: 30, rows: 6, atPause: (pause) => pause === 2 });
    const { lines } = seen(parts);
    expect(lines).toHaveLength(5);
    expect(lines.at(-1)).toBe("… 3 more lines");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(30);
  });

  test("a name cannot command the terminal", async () => {
    await started(gmeRecording, "voice\u001b[2J");
    const parts = await followed({ isTerminal: true, once: true });
    expect(parts.join("")).not.toContain("\u001b[2J");
  });

  test("it ends in the middle of a call", async () => {
    await started(gmeRecording, "voice");
    const parts: string[] = [];
    const controller = new AbortController();
    stage.intercept = () => {
      queueMicrotask(() => controller.abort());
      return new Promise(() => undefined);
    };
    const host = stage.host();
    await follow({
      tasks: readExportedStack(state()).resources.map((resource) => new Watched(resource)),
      host,
      settings: new Settings((key) => stage.config[key], host.surroundings),
      prices: undefined,
      screen: { isTerminal: true, columns: 80, rows: 24, write: (text) => parts.push(text) },
      interval: 10_000,
      once: false,
      signal: controller.signal,
    });
    expect(seen(parts).isCursorShown).toBe(true);
  });
});

describe("the command", () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "watch-"));
    await stage[Symbol.asyncDispose]();
    stage = await Stage.start({ now: Date.now() });
    await started(gmeRecording, "voice");
    writeFileSync(join(folder, "stack.json"), JSON.stringify(state()));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Begins the command; other processes have the real time. */
  function begun(...args: string[]) {
    const { endpoint } = stage.vendors;
    const [account] = demoAccounts.tencent;
    const child = spawn(
      process.execPath,
      [join(root, "dist/cli/main.js"), "watch", "--config", `tencentcloud:endpoint=${endpoint}`, ...args],
      {
        env: {
          HOME: folder,
          TENCENTCLOUD_SECRET_ID: account?.secretId,
          TENCENTCLOUD_SECRET_KEY: account?.secretKey,
        },
      },
    );
    let text = "";
    const ended = new Promise<{ exitCode: number | null; text: string }>((done) =>
      child.once("close", (exitCode) => done({ exitCode, text })),
    );
    const spoke = new Promise<void>((done) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (data) => {
          text += String(data);
          if (text.includes("1 running")) done();
        });
    });
    return { child, ended, spoke };
  }

  test.each(["SIGINT", "SIGTERM"] as const)("ends with %s, and waits for nothing", async (signal) => {
    // A pause of a day that went on would be waited for.
    const { child, ended, spoke } = begun("--stack-file", join(folder, "stack.json"), "--interval", "86400");
    await spoke;
    child.kill(signal);
    expect(await ended).toMatchObject({ exitCode: 0, text: expect.stringMatching(/voice.*running/) });
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
  });

  test("takes the state from the standard input, and looks once", async () => {
    const { child, ended } = begun("--stack-file", "-", "--once");
    child.stdin.end(JSON.stringify(state()));
    expect(await ended).toMatchObject({ exitCode: 0, text: expect.stringMatching(/\n.*Z {2}1 running\n$/) });
  });

  test("exits with 1 where something could not be looked at, or there is nothing to watch", async () => {
    stage.vendors.accounts.tencent = [];
    const file = join(folder, "stack.json");
    expect(await begun("--stack-file", file, "--once").ended).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining("voice: not looked at: "),
    });
    writeFileSync(file, JSON.stringify({ version: 3, deployment: {} }));
    expect(await begun("--stack-file", file).ended).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining("no task or job"),
    });
  });

  test.each([
    [[], "--stack-file is needed."],
    [["--stack-file", "x.json", "--interval", "1"], '--interval "1" is no number of seconds from 5'],
  ])("refuses %j", async (args, says) => {
    expect(await begun(...args).ended).toMatchObject({ exitCode: 2, text: expect.stringContaining(says) });
  });
});
