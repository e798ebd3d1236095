import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { holdLesson } from "../reliability/engineCrash";
import { destroy, lesson, MediaStack, taught, up } from "../reliability/mediaStack";
import { tool } from "./tool";

const patience = 120_000;

/** A stack whose update was killed, with its engine, after the vendors had started everything. */
async function killedStack(): Promise<MediaStack> {
  const stack = await MediaStack.start();
  stack.program(lesson);
  const held = holdLesson(stack, "after");
  const command = stack.start(up);
  await held.reached;
  await stack.kill(command, "both");
  held.drop();
  expect(await stack.run("cancel --yes")).toMatchObject({ exitCode: 0 });
  return stack;
}

describe("after a run that was killed", () => {
  test(
    "adopt repairs the state, and the next update starts nothing",
    async () => {
      await using stack = await killedStack();
      const [relay] = stack.running().filter(({ kind }) => kind === "relay");
      const state = join(stack.dir, ".pulumi-local/dev.json");
      const urn = "urn:pulumi:dev::school::pulumi-nodejs:dynamic/tencent/trtc:CdnRelay::trtcCdnRelay";

      const first = await tool(stack, "adopt", state, "--out", "repaired.json");
      expect(first).toMatchObject({
        exitCode: 1,
        text: expect.stringContaining(
          `${urn}: not found: the vendor cannot be asked, and the journal has no id`,
        ),
      });
      const second = await tool(
        stack,
        "adopt",
        state,
        "--out",
        "repaired.json",
        "--id",
        `${urn}=${relay?.id}`,
      );
      expect(second).toMatchObject({ exitCode: 0, text: expect.stringContaining("pulumi stack import") });
      expect(statSync(join(stack.dir, "repaired.json")).mode & 0o777).toBe(0o600);

      expect(await stack.run("stack import --file repaired.json")).toMatchObject({ exitCode: 0 });
      const starts = stack.vendors.journal.length;
      expect(await stack.run("refresh --yes --skip-preview")).toMatchObject({ exitCode: 0 });
      expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
      const actions = stack.vendors.journal.slice(starts).map(({ action }) => action);
      expect(actions.filter((action) => action.startsWith("Start"))).toEqual([]);
      expect(await stack.run(destroy)).toMatchObject({ exitCode: 0 });
      expect(stack.running()).toEqual([]);
    },
    patience,
  );

  test(
    "orphans lists what runs, and stops what it may",
    async () => {
      await using stack = await killedStack();
      const state = join(stack.dir, ".pulumi-local/dev.json");
      const listed = await tool(stack, "orphans", "--stack-file", state);
      expect(listed.exitCode).toBe(1);
      expect(listed.text).toMatch(/CdnRelay: a relay by the robot .*\n {2}it is not known whether it runs/);
      for (const { id, kind } of stack.running()) if (kind !== "relay") expect(listed.text).toContain(id);

      expect(await tool(stack, "orphans", "--stop")).toMatchObject({
        exitCode: 2,
        text: expect.stringContaining("--stop needs the state of every stack"),
      });
      expect(await tool(stack, "orphans", "--stack-file", state, "--stop")).toMatchObject({
        exitCode: 1,
        text: expect.stringContaining("pass --yes"),
      });
      expect(stack.running()).toHaveLength(taught.length);
      const stopped = await tool(stack, "orphans", "--stack-file", state, "--stop", "--yes");
      expect(stopped.exitCode).toBe(1);
      expect(stack.running()).toMatchObject([{ kind: "relay" }]);
    },
    patience,
  );

  test("orphans finds nothing where nothing is lost", async () => {
    await using stack = await MediaStack.start();
    stack.write("state.json", { version: 3, deployment: {} });
    expect(await tool(stack, "orphans", "--stack-file", "state.json")).toEqual({
      exitCode: 0,
      text: "Nothing runs that the given states do not have.\n",
    });
    expect(await tool(stack, "orphans")).toEqual({
      exitCode: 0,
      text: expect.stringMatching(
        /^No start is open in the journal; the vendors were not asked\. .*--stack-file/,
      ),
    });
    stack.write("state.json", "[]");
    expect(await tool(stack, "orphans", "--stack-file", "state.json")).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining("state.json: it is no exported stack"),
    });
    expect(await tool(stack, "adopt", "nowhere.json")).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining("nowhere.json cannot be read"),
    });
    expect(existsSync(join(stack.dir, "repaired.json"))).toBe(false);
  }, 60_000);
});
