import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Handler } from "../../provider/core/handler";
import type { Lifecycle } from "../../provider/core/lifecycle";
import type { Wanted } from "../../provider/core/state";
import { notKnown } from "../../provider/core/unknowns";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import { typesThat } from "../contract/typesThat";
import { isCallOf, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

function handlerOf(lifecycle: Lifecycle): Handler {
  const handler = new Handler(lifecycle, stage.host());
  handler.configure((key) => stage.config[key]);
  return handler;
}

function wanted(inputs: Readonly<Record<string, unknown>>): Wanted {
  return { urn: "urn:pulumi:dev::school::any:Type::lesson", inputs: { ...inputs } };
}

test("a failure has its path, and says whether a secret stands there, around it or below it", () => {
  const found = handlerOf(cdnRelay.lifecycle).check(
    wanted({
      ...cdnRelay.inputs,
      roomIdType: 7,
      publishCdnParams: [{ publishCdnUrl: 5, isTencentCdn: 1 }],
      feedBackRoomParams: "none",
    }),
  );
  const paths = found.failures.map(({ path, isSecret }) => [path, isSecret]);
  expect(paths).toContainEqual(["roomIdType", false]);
  expect(paths).toContainEqual(["publishCdnParams[0].publishCdnUrl", true]);
  expect(paths).toContainEqual(["feedBackRoomParams", true]);
});

describe("a plan", () => {
  test("names what changes, and what of it replaces", async () => {
    const handler = handlerOf(gmeRecording.lifecycle);
    const state = await handler.create(wanted(gmeRecording.inputs));
    const planOf = (inputs: Record<string, unknown>) =>
      handler.plan(state, wanted({ ...gmeRecording.inputs, ...inputs }));
    const nothing = { changed: [], replacing: [], stopsFirst: true, isDue: false, said: [] };
    expect(await planOf({})).toEqual(nothing);
    const users = { subscribeRecordUserIds: { subscribeUserIds: ["teacher"] } };
    const changed = ["subscribeRecordUserIds.subscribeUserIds"];
    expect(await planOf(users)).toEqual({ ...nothing, changed });
    expect(await planOf({ ...users, roomId: notKnown })).toEqual({
      ...nothing,
      changed: ["roomId", ...changed],
      replacing: ["roomId"],
    });
    expect(await planOf({ lifecycle: { triggers: [notKnown], onDelete: "leave" } })).toEqual({
      ...nothing,
      changed: ["lifecycle.triggers", "lifecycle.onDelete"],
      replacing: ["lifecycle.triggers"],
    });
    expect(await planOf({ lifecycle: notKnown })).toEqual({ ...nothing, changed: ["lifecycle"] });
  });

  test("says that what is over is started again", async () => {
    const handler = handlerOf(gmeRecording.lifecycle);
    const asked = wanted({ ...gmeRecording.inputs, lifecycle: { onEnded: "restart" } });
    const state = await handler.create(asked);
    gmeRecording.ends?.[0]?.by(stage.vendors, String(state.outputs.taskId));
    const found = await handler.read(state);
    if (found === undefined) throw new Error("A task that ended stays in the state.");
    expect(found.kept).toMatchObject({ ended: expect.any(String) });
    handler.check(asked);
    expect(await handler.plan(found, asked)).toMatchObject({
      changed: [],
      isDue: true,
      said: [expect.stringContaining("this update starts it again")],
    });
    expect((await handler.update(found, asked)).kept).toMatchObject({ restarts: 1, ended: undefined });
  });
});

test("what failed after something was made has its state", async () => {
  const handler = handlerOf(gmeRecording.lifecycle);
  stage.intercept = async (request, send) => {
    const answer = await send();
    return isCallOf(request, "DescribeRecordInfo") ? { ...answer, status: 500, body: "" } : answer;
  };
  const asked = wanted({ ...gmeRecording.inputs, lifecycle: { waitFor: "running" } });
  await expect(handler.create(asked)).rejects.toMatchObject({
    name: "PartlyDone",
    state: { inputs: asked.inputs, outputs: { taskId: expect.any(String) } },
  });
});

describe.each(typesThat("start"))("%s", ({ lifecycle, quick }) => {
  test("has in its inputs what the program gave, and what the provider keeps apart from it", async () => {
    const createdAt = stage.time.now;
    const state = await handlerOf(lifecycle).create(wanted(quick));
    expect(state).toMatchObject({ ...wanted(quick), kept: { createdAt } });
    expect(state.inputs).toEqual(quick);
    expect(Object.keys(lifecycle.contract.outputs.shape)).toEqual(
      expect.arrayContaining(Object.keys(state.outputs)),
    );
  });

  test("is read and deleted without asking what makes it this one and no other", async () => {
    let asked = 0;
    const contract = {
      ...lifecycle.contract,
      replacesAnyway: () => {
        asked += 1;
        return [];
      },
    };
    const handler = handlerOf({ ...lifecycle, contract });
    const state = await handler.create(wanted(quick));
    expect(asked).toBeGreaterThan(0);
    asked = 0;
    await handler.read(state);
    await handler.delete(state);
    expect(asked).toBe(0);
  });
});
