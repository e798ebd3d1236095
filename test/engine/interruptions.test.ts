import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { LiveEvent } from "./liveEvent";
import { RunningCommand, root, until, up } from "./stack";
import { Things } from "./things";

/** A stack whose update is in the middle of creating "a", on which "b" waits. */
async function startUpdate() {
  const stack = new Things();
  stack.program({
    resources: [
      { name: "a", props: { password: "$secret:canary" } },
      { name: "b", props: { value: "$a.state" } },
    ],
  });
  stack.world({ hold: ["create a"] });
  const running = stack.start(up);
  await stack.called("create", "a");
  return { stack, running, [Symbol.dispose]: () => stack[Symbol.dispose]() };
}

describe("an update that is interrupted while a create is under way", () => {
  test.concurrent("by Ctrl-C: the vendors' jobs are waited for and kept, and the next update starts nothing twice", async () => {
    await using event = await LiveEvent.start("lean", { speed: 0 });
    const { vendors } = event;
    const starts = ["gme StartRecord", "rtc StartRecord", "trtc StartPublishCdnStream"];
    const jobs = ["tiw CreateVideoGenerationTask", "vod CreateAigcVideoRedrawTask"];
    const running = event.start(up);
    for (const start of [...starts, ...jobs]) {
      await vendors.journal.waitFor(({ service, action }) => `${service} ${action}` === start);
    }
    running.signal("SIGINT");
    await running.printed("Cancelling");
    vendors.clock.advance(3_600_000);

    const { exitCode, text } = await running.ended;
    expect({ exitCode, text }).toEqual({ exitCode: 1, text: expect.stringContaining("was cancelled") });
    expect(await event.pending()).toEqual([]);
    for (const job of ["lesson", "highlight"]) {
      expect(await event.resource(job)).toMatchObject({ outputs: { status: "completed" } });
    }
    event.takeCalls();
    const next = await event.run(up);
    expect({ ...next, calls: event.takeCalls() }).toMatchObject({ exitCode: 0, calls: [] });
  }, 120_000);

  test.concurrent("by SIGTERM: ends the call, keeps what it made and starts nothing new; another run is locked out meanwhile", async () => {
    using update = await startUpdate();
    const { stack, running } = update;
    const second = await stack.run(up);
    expect(second).toMatchObject({
      exitCode: 1,
      text: expect.stringMatching(
        `error: the stack is currently locked by 1 lock.*\`pulumi cancel\`\\.\n  .*dev\\.lock: created by .* \\(pid ${running.pid}\\)`,
      ),
    });

    running.signal("SIGTERM");
    await running.printed("Cancelling");
    stack.world({});
    const { exitCode, text } = await running.ended;

    expect({ exitCode, changes: stack.takeChanges() }).toEqual({ exitCode: 1, changes: ["create a"] });
    expect(text).toContain("The operation was cancelled");
    expect(await stack.resource("a")).toMatchObject({ id: "a-0" });
    expect((await stack.exported()).deployment.pending_operations).toBeUndefined();
    expect(existsSync(stack.lockFile)).toBe(false);
  }, 60_000);

  test.concurrent("by Ctrl-C twice: leaves at once, with the call noted in the state and no process left behind", async () => {
    using update = await startUpdate();
    const { stack, running } = update;
    running.signal("SIGINT");
    await running.printed("Cancelling");
    running.signal("SIGINT");

    expect((await running.ended).exitCode).toBe(8);
    expect(await stack.pending()).toEqual(["creating a"]);
    expect(stack.stateText()).not.toContain("canary");
    expect(existsSync(stack.lockFile)).toBe(false);
    await until(() => !isRunning(stack.providerPid()));
  }, 60_000);

  test.concurrent("by kill -9: no process is left behind; its lock is there until it is taken away; the next update warns, and remembers until it is told to forget", async () => {
    using update = await startUpdate();
    const { stack, running } = update;
    running.signal("SIGKILL");
    await running.ended;
    await until(() => !isRunning(stack.providerPid()));
    expect(await stack.pending()).toEqual(["creating a"]);
    expect(existsSync(stack.lockFile)).toBe(true);

    stack.world({});
    const locked = { exitCode: 1, text: expect.stringContaining("is currently locked by 1 lock") };
    expect(await stack.run(up)).toMatchObject(locked);
    expect(await stack.run("destroy --yes")).toMatchObject(locked);
    // These change nothing.
    expect(await stack.run("preview")).toMatchObject({ exitCode: 0 });
    expect(await stack.run("refresh --preview-only")).toMatchObject({ exitCode: 0 });
    expect(await stack.run("stack export --file state.json")).toEqual({ exitCode: 0, text: "" });
    expect(await stack.run("stack import --file state.json")).toMatchObject(locked);
    expect(await stack.run("cancel")).toMatchObject({ exitCode: 0 });

    const next = await stack.run(up);
    expect(next).toMatchObject({
      exitCode: 0,
      text: expect.stringMatching(/interrupted.*creating urn:.*::a.*What to do: look at the vendor/s),
    });
    expect(await stack.pending()).toEqual(["creating a"]);

    expect((await stack.run("refresh --yes --skip-preview --clear-pending-creates")).exitCode).toBe(0);
    expect(await stack.pending()).toEqual([]);
  }, 60_000);
});

test.concurrent("a demo that is interrupted leaves nothing on the disk", async () => {
  const dir = mkdtempSync(join(tmpdir(), "demo-"));
  const child = spawn(process.execPath, [join(root, "dist/local/demo.js"), "--engine", "local"], {
    env: { ...process.env, TMPDIR: dir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const demo = new RunningCommand(child);
  await demo.printed("Previewing");
  demo.signal("SIGINT");
  const { exitCode, text } = await demo.ended;
  expect({ exitCode, text }).toEqual({ exitCode: 130, text: expect.stringContaining("was cancelled") });
  expect(text).toContain("The demo was interrupted.");
  expect(readdirSync(dir)).toEqual([]);
  rmSync(dir, { recursive: true });
}, 120_000);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
