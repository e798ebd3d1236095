import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../local/vendors/json";
import segment from "../contract/descriptors/volcengine/rtc/Segment";
import { volcengine } from "../vendors/client";
import { type Resource, Stage } from "./support";

const { inputs } = segment;
const { appId, roomId } = inputs;
const room = { AppId: appId, RoomId: roomId };
const madeUp = expect.stringMatching(/^[0-9a-f]{8}-/);

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

function bodiesOf(action: string): unknown[] {
  return stage.bodies(action).map((body) => JSON.parse(body));
}

async function created(more: object = {}): Promise<Resource> {
  const slices = stage.resource(segment.type);
  await slices.create({ ...inputs, ...more });
  return slices;
}

/** Somebody calls the vendor. */
async function somebody(action: string, body: JsonObject): Promise<void> {
  const skewSeconds = (stage.time.now - Date.now()) / 1000;
  const answer = await volcengine(stage.vendors, action, body, { skewSeconds });
  expect(answer).toMatchObject({ code: "ok" });
}

test("is started under a derived id, read, changed in place and stopped", async () => {
  const slices = await created({ handle: false });
  const identity = { ...room, TaskId: slices.id };
  expect(slices.state).toMatchObject({ status: "running", region: "cn-north-1", filePrefix: madeUp });
  expect(slices.state).not.toHaveProperty("identifier");
  const StorageConfig = { TosConfig: { AccountId: "2100000089", Region: 0, Bucket: "slices" } };
  expect(bodiesOf("StartSegment")).toEqual([{ ...identity, Handle: false, StorageConfig }]);

  const { filePrefix } = slices.state;
  const wanted = { ...inputs, duration: 60 };
  expect(await slices.diff(wanted)).toMatchObject({ changes: true, replaces: [] });
  await slices.update(wanted);
  await slices.update({ ...wanted, identifier: "lesson-7" });
  expect(slices.state.filePrefix).toBe("lesson-7");
  // All is named, whatever the vendor makes of what is not.
  expect(bodiesOf("UpdateSegment")).toEqual([
    { ...identity, Identifier: filePrefix, Handle: true, Duration: 60 },
    { ...identity, Identifier: "lesson-7", Handle: true, Duration: 60 },
  ]);
  await slices.read();
  expect(await slices.diff({ ...wanted, identifier: "lesson-7" })).toMatchObject({ changes: false });
  await slices.delete();
  expect(stage.vendors.tasks()).toMatchObject([{ kind: "segment", reason: "stopped" }]);
});

test("an identifier that is taken out replaces: nobody knows what the names begin with then", async () => {
  const slices = await created({ identifier: "lesson-7" });
  expect(await slices.diff({ ...inputs, identifier: "lesson-8" })).toMatchObject({ replaces: [] });
  expect(await slices.diff(inputs)).toMatchObject({ replaces: ["identifier"], deleteBeforeReplace: true });
});

test.each<[string, object]>([
  ["the control", { control: { mixed: true } }],
  ["the idle time", { maxIdleTime: 600 }],
  ["the bucket", { storageConfig: { tosConfig: { ...inputs.storageConfig.tosConfig, bucket: "other" } } }],
])("%s replaces", async (_what, changes) => {
  const slices = await created();
  expect(await slices.diff({ ...inputs, ...changes })).toMatchObject({ replaces: Object.keys(changes) });
});

describe("what somebody changed at the vendor", () => {
  const given = { identifier: "lesson-7", handle: true, duration: 30 };
  const told = { Identifier: "lesson-7", Handle: true, Duration: 30 };

  test.each<[string, JsonObject, object]>([
    ["the names", { Identifier: "other" }, { identifier: "other", filePrefix: "other" }],
    ["that it slices", { Handle: false }, { handle: false }],
    ["the length", { Duration: 31 }, { duration: 31 }],
  ])("%s, is found by a refresh, and changed back", async (_what, changes, seen) => {
    const slices = await created(given);
    await slices.read();
    expect(await slices.diff({ ...inputs, ...given })).toMatchObject({ changes: false });
    await somebody("UpdateSegment", { ...room, TaskId: slices.id, ...told, ...changes });
    await slices.read();
    expect(slices.state).toMatchObject(seen);
    expect(await slices.diff({ ...inputs, ...given })).toMatchObject({ changes: true, replaces: [] });
    await slices.update({ ...inputs, ...given });
    await slices.read();
    expect(slices.state).toMatchObject(given);
    expect(await slices.diff({ ...inputs, ...given })).toMatchObject({ changes: false });
  });

  test("names that the vendor made up are an output alone", async () => {
    const slices = await created();
    await somebody("UpdateSegment", { ...room, TaskId: slices.id, Identifier: "other" });
    await slices.read();
    expect(slices.state).toMatchObject({ filePrefix: "other" });
    expect(await slices.diff(inputs)).toMatchObject({ changes: false });
  });
});

test("files of one name may go to two buckets, and not to one", async () => {
  const named = (bucket: string) => ({
    ...inputs,
    identifier: "lesson-7",
    storageConfig: { tosConfig: { ...inputs.storageConfig.tosConfig, bucket } },
  });
  expect(await stage.resource(segment.type, "first").failures(named("one"))).toEqual([]);
  expect(await stage.resource(segment.type, "second").failures(named("two"))).toEqual([]);
  expect((await stage.resource(segment.type, "third").failures(named("one"))).join()).toContain(
    'the files "lesson-7…" in bucket one',
  );
});

test("keys of a storage in the vendor's answers come into no state, no line and no journal", async () => {
  const TaskId = "Task1";
  const CustomConfig = { Bucket: "slices", AccessKey: "canary-access-key", SecretKey: "canary-secret-key" };
  await somebody("StartSegment", { ...room, TaskId, StorageConfig: { Type: 2, CustomConfig } });
  const answers: string[] = [];
  stage.intercept = async (_request, send) => {
    const response = await send();
    answers.push(response.body);
    return response;
  };
  const slices = stage.resource(segment.type);
  await slices.create({ ...inputs, lifecycle: { adopt: TaskId } });
  await slices.update({ ...inputs, duration: 60 });
  await slices.read();
  await slices.delete();
  expect(answers.join()).toContain(CustomConfig.AccessKey);
  expect(answers.join()).toContain(CustomConfig.SecretKey);
  expect(slices.state).toMatchObject({ taskId: TaskId, duration: 60 });
  expect(JSON.stringify([slices.state, slices.inputs, stage.lines, stage.vendors.journal])).not.toContain(
    "canary",
  );
});
