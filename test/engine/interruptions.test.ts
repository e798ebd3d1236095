import { existsSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { until } from "./stack";
import { Things } from "./things";

const up = "up --yes --skip-preview";

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
  test.concurrent("once: ends the call, keeps what it made and starts nothing new; another run is locked out meanwhile", async () => {
    using update = await startUpdate();
    const { stack, running } = update;
    const second = await stack.run(up);
    expect(second).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining(`locked by process ${running.pid}`),
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

  test.concurrent("twice: leaves at once, with the call noted in the state and no process left behind", async () => {
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

  test.concurrent("by kill -9: the next update takes the lock over, warns, and remembers until it is told to forget", async () => {
    using update = await startUpdate();
    const { stack, running } = update;
    running.signal("SIGKILL");
    await running.ended;
    process.kill(stack.providerPid(), "SIGKILL");
    expect(await stack.pending()).toEqual(["creating a"]);
    expect(existsSync(stack.lockFile)).toBe(true);

    stack.world({});
    const next = await stack.run(up);
    expect(next).toMatchObject({
      exitCode: 0,
      text: expect.stringMatching(/interrupted.*creating urn:.*::a/s),
    });
    expect(await stack.pending()).toEqual(["creating a"]);

    expect((await stack.run("refresh --yes --skip-preview --clear-pending-creates")).exitCode).toBe(0);
    expect(await stack.pending()).toEqual([]);
  }, 60_000);

  test.concurrent("leaves a lock that `cancel` removes, saying whose it was", async () => {
    using stack = new Things();
    expect((await stack.run("cancel --yes")).text).toContain("not locked");
    stack.write(".pulumi-local/dev.lock", String(process.pid));
    const { exitCode, text } = await stack.run("cancel --yes");
    expect({ exitCode, text }).toEqual({
      exitCode: 0,
      text: expect.stringContaining(`Process ${process.pid} held it`),
    });
    expect(existsSync(stack.lockFile)).toBe(false);
  }, 60_000);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
