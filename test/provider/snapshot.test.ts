import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../local/vendors/json";
import snapshot from "../contract/descriptors/volcengine/rtc/Snapshot";
import { volcengine } from "../vendors/client";
import { failureOf, type Resource, Stage } from "./support";

const { inputs } = snapshot;
const { appId, roomId } = inputs;
const room = { AppId: appId, RoomId: roomId };

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

function bodiesOf(action: string): unknown[] {
  return stage.bodies(action).map((body) => JSON.parse(body));
}

async function created(more: object = {}): Promise<Resource> {
  const pictures = stage.resource(snapshot.type);
  await pictures.create({ ...inputs, ...more });
  return pictures;
}

/** Somebody calls the vendor. */
async function somebody(action: string, body: JsonObject): Promise<void> {
  const skewSeconds = (stage.time.now - Date.now()) / 1000;
  const answer = await volcengine(stage.vendors, action, body, { skewSeconds });
  expect(answer).toMatchObject({ code: "ok" });
}

test("is started under a derived id, read, changed in place and stopped", async () => {
  const pictures = await created({ imageConfig: { interval: 10, width: 640 } });
  expect(pictures.state).toMatchObject({ status: "running", region: "cn-north-1" });
  const identity = { ...room, TaskId: pictures.id };
  const StorageConfig = { TosConfig: { AccountId: "2100000089", Region: 0, Bucket: "pictures" } };
  expect(bodiesOf("StartSnapshot")).toEqual([
    { ...identity, ImageConfig: { Interval: 10, Width: 640 }, StorageConfig },
  ]);

  const wanted = { ...inputs, imageConfig: { interval: 30, width: 640 } };
  expect(await pictures.diff(wanted)).toMatchObject({ changes: true, replaces: [] });
  await pictures.update(wanted);
  // An interval that is left out goes back to the default, whatever the vendor makes of that.
  await pictures.update({ ...inputs, imageConfig: { width: 640 } });
  expect(bodiesOf("UpdateSnapshot")).toEqual([
    { ...identity, ImageConfig: { Interval: 30, Width: 640 } },
    { ...identity, ImageConfig: { Interval: 2, Width: 640 } },
  ]);
  await pictures.delete();
  expect(bodiesOf("StopSnapshot")).toEqual([identity]);
  expect(stage.vendors.tasks()).toMatchObject([{ kind: "snapshot", reason: "stopped" }]);
});

test.each<[string, object]>([
  ["the size", { imageConfig: { width: 640 } }],
  ["the format", { imageConfig: { format: 1 } }],
  ["the streams", { targetStreams: { streamList: [{ userId: "teacher" }] } }],
  ["the idle time", { maxIdleTime: 600 }],
  ["the bucket", { storageConfig: { tosConfig: { ...inputs.storageConfig.tosConfig, bucket: "other" } } }],
])("%s replaces", async (_what, changes) => {
  const pictures = await created();
  expect(await pictures.diff({ ...inputs, ...changes })).toMatchObject({
    changes: true,
    replaces: Object.keys(changes),
    deleteBeforeReplace: true,
  });
});

describe("an interval that somebody changed", () => {
  test.each<[string, object]>([
    ["as the program gave it", { imageConfig: { interval: 10 } }],
    ["of a block without it", { imageConfig: { width: 640 } }],
    ["that was left out", {}],
  ])("%s, is found by a refresh, and changed back", async (_what, given) => {
    const wanted = { ...inputs, ...given };
    const pictures = await created(given);
    await pictures.read();
    expect(await pictures.diff(wanted)).toMatchObject({ changes: false });

    await somebody("UpdateSnapshot", { ...room, TaskId: pictures.id, ImageConfig: { Interval: 600 } });
    await pictures.read();
    expect(pictures.state.imageConfig).toMatchObject({ interval: 600 });
    expect(await pictures.diff(wanted)).toMatchObject({ changes: true, replaces: [] });
    await pictures.update(wanted);
    await pictures.read();
    expect(await pictures.diff(wanted)).toMatchObject({ changes: false });
  });
});

test("an id that runs already is taken over where the program says so, and made what it wants", async () => {
  const named = { ...inputs, taskId: "Task1", imageConfig: { interval: 10 } };
  await stage.resource(snapshot.type, "first").create(named);
  stage.endRun();
  const second = stage.resource(snapshot.type, "second");
  const wanted = { ...named, imageConfig: { interval: 20 } };
  const message = await failureOf(second.create(wanted));
  expect(message).toContain(
    'taskId "Task1" is used by another snapshot task that runs in room Room1 already',
  );
  await second.create({ ...wanted, lifecycle: { adopt: "Task1" } });
  expect(stage.vendors.tasks()).toHaveLength(1);
  expect(stage.vendors.tasks()[0]?.parameters).toMatchObject({ ImageConfig: { Interval: 20 } });
});

describe("keys of a storage in the vendor's answers", () => {
  const keys = { AccessKey: "canary-access-key", SecretKey: "canary-secret-key" };

  interface Answer {
    readonly status?: number;
    readonly body: string;
  }

  /** A task of somebody's, whose keys no program gave. */
  async function adopted(): Promise<Resource> {
    const TaskId = "Task1";
    const StorageConfig = { Type: 2, CustomConfig: { Bucket: "pictures", ...keys } };
    await somebody("StartSnapshot", { ...room, TaskId, StorageConfig });
    const pictures = stage.resource(snapshot.type);
    await pictures.create({ ...inputs, lifecycle: { adopt: TaskId } });
    return pictures;
  }

  /** From now on the vendor answers reads with what is made of its answers; gives those that were. */
  function answering(make: (body: string) => Answer): string[] {
    const answers: string[] = [];
    stage.intercept = async (request, send) => {
      const response = await send();
      if (!request.url.includes("Action=GetSnapshotTask&")) return response;
      const answer = { ...response, ...make(response.body) };
      answers.push(answer.body);
      return answer;
    };
    return answers;
  }

  function shown(pictures: Resource, ...more: readonly string[]): string {
    return JSON.stringify([pictures.state, pictures.inputs, stage.lines, stage.vendors.journal, more]);
  }

  test("come into no state, no line and no journal", async () => {
    const answers = answering((body) => ({ body }));
    const pictures = await adopted();
    await pictures.read();
    await pictures.update({ ...inputs, imageConfig: { interval: 20 } });
    await pictures.read();
    await pictures.delete();
    // They were told, in plain text.
    expect(answers.join()).toContain(keys.AccessKey);
    expect(answers.join()).toContain(keys.SecretKey);
    expect(pictures.state).toMatchObject({ taskId: "Task1", imageConfig: { interval: 20 } });
    expect(shown(pictures)).not.toContain("canary");
  });

  test.each<[string, (body: string) => Answer]>([
    ["that breaks off", (body) => ({ body: body.slice(0, -1) })],
    ["that is no object", (body) => ({ body: JSON.stringify(body) })],
    ["with a status of failure", (body) => ({ status: 400, body })],
    ["of another form", (body) => ({ body: body.replace('"ResponseMetadata"', '"Metadata"') })],
    ["with an unknown status", (body) => ({ body: body.replace('"Status":2', '"Status":9') })],
    [
      "that has a text for the task",
      (body) => ({ body: JSON.stringify({ ...JSON.parse(body), Result: body }) }),
    ],
  ])("are in no message about an answer %s", async (_what, make) => {
    const pictures = await adopted();
    const answers = answering(make);
    const message = await pictures.read().then(
      () => "",
      (error: unknown) => String(error),
    );
    expect(answers.join()).toContain(keys.SecretKey);
    expect(shown(pictures, message)).not.toContain("canary");
  });
});
