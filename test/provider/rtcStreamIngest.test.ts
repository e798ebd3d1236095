import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../local/vendors/json";
import streamIngest from "../contract/descriptors/volcengine/rtc/StreamIngest";
import { volcengine } from "../vendors/client";
import { failureOf, type Resource, Stage } from "./support";

const { inputs } = streamIngest;
const { control } = inputs;
const hour = 3_600_000;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

async function created(more: object = {}): Promise<Resource> {
  const ingest = stage.resource(streamIngest.type);
  await ingest.create({ ...inputs, ...more });
  return ingest;
}

/** Somebody changes it at the vendor. */
async function changedOutside(ingest: Resource, changes: JsonObject): Promise<void> {
  const body = {
    ...{ AppId: inputs.appId, RoomId: inputs.roomId, TaskId: ingest.id },
    Control: { StreamUrl: control.streamUrl, VideoWidth: 1280, VideoHeight: 720, ...changes },
  };
  const skewSeconds = (stage.time.now - Date.now()) / 1000;
  const answer = await volcengine(stage.vendors, "UpdateRelayStream", body, { skewSeconds });
  expect(answer).toMatchObject({ code: "ok" });
}

test("is started under a derived id, read from the list, changed as a whole and stopped", async () => {
  const ingest = await created();
  const room = { AppId: inputs.appId, RoomId: inputs.roomId };
  const wire = { StreamUrl: control.streamUrl, VideoWidth: 1280, VideoHeight: 720 };
  expect(ingest.state).toMatchObject({ status: "running", region: "cn-north-1" });
  expect(stage.requests("StartRelayStream")).toEqual([
    { ...room, TaskId: ingest.id, UserId: "player", Token: inputs.token, Control: wire },
  ]);
  await ingest.read();
  expect(await ingest.diff(inputs)).toMatchObject({ changes: false });

  await ingest.update({ ...inputs, control: { ...control, frameRate: 30, loop: undefined } });
  await ingest.update({ ...inputs, control: { streamUrl: "rtmp://live.example.com/a", streamMode: 1 } });
  const all = { ...room, TaskId: ingest.id };
  expect(stage.requests("UpdateRelayStream")).toEqual([
    { ...all, Control: { ...wire, MediaType: 0, StreamMode: 0, FrameRate: 30 } },
    {
      ...all,
      Control: { StreamUrl: "rtmp://live.example.com/a", MediaType: 0, StreamMode: 1, FrameRate: 15 },
    },
  ]);
  await ingest.read();
  // What is passed on has the picture of its source, which is no change.
  expect(ingest.state.control).toEqual({ streamUrl: "rtmp://live.example.com/a", streamMode: 1 });
  await ingest.delete();
  expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
});

test("a limit that is taken out, and what belongs to the start, replace", async () => {
  const ingest = await created({ control: { ...control, bitrate: 2500 } });
  const bitrate = { ...inputs, control: { ...control, bitrate: 2000 } };
  expect(await ingest.diff(bitrate)).toMatchObject({ changes: true, replaces: [] });
  expect(await ingest.diff(inputs)).toMatchObject({ replaces: ["control"] });
  const looped = { ...inputs, control: { ...control, bitrate: 2500, loop: true } };
  expect(await ingest.diff(looped)).toMatchObject({ replaces: ["control"] });
});

test("a new token changes nothing that runs", async () => {
  const ingest = await created();
  expect(await ingest.diff({ ...inputs, token: "another" })).toMatchObject({ replaces: [] });
  await ingest.update({ ...inputs, token: "another" });
  expect(stage.requests("UpdateRelayStream")).toEqual([]);
});

describe("what somebody changed at the vendor", () => {
  test.each<[string, JsonObject, object]>([
    ["the address", { StreamUrl: "https://media.example.com/b.mp4" }, { streamUrl: expect.any(String) }],
    ["the size", { VideoWidth: 640, VideoHeight: 360 }, { videoWidth: 640, videoHeight: 360 }],
    ["the frame rate", { FrameRate: 30 }, { frameRate: 30 }],
    ["what is sent", { MediaType: 1 }, { mediaType: 1 }],
    ["the mode", { StreamMode: 1 }, { streamMode: 1 }],
  ])("%s is found by a refresh, and changed back", async (_what, changes, seen) => {
    const ingest = await created();
    await changedOutside(ingest, changes);
    await ingest.read();
    expect(ingest.state.control).toEqual({ ...control, ...seen });
    expect(await ingest.diff(inputs)).toMatchObject({ changes: true, replaces: [] });
    await ingest.update(inputs);
    await ingest.read();
    expect(ingest.state.control).toEqual(control);
    expect(await ingest.diff(inputs)).toMatchObject({ changes: false });
  });

  test("an address from the list is shown nowhere", async () => {
    const ingest = await created();
    await changedOutside(ingest, { StreamUrl: "https://media.example.com/b.mp4?key=canary-key" });
    await ingest.read();
    await ingest.update(inputs);
    expect(stage.lines.join()).not.toContain("canary-key");
  });
});

describe("ends by itself", () => {
  test("72 hours after its start, and is started again under another id", async () => {
    const restarting = { lifecycle: { onEnded: "restart" } };
    const ingest = await created(restarting);
    const first = ingest.id;
    stage.time.now += 72 * hour - 1000;
    await ingest.read();
    expect(ingest.state.status).toBe("running");
    stage.time.now += 1000;
    await ingest.read();
    expect(ingest.state).toMatchObject({ status: "ended", statusReason: "the vendor gives no reason" });
    await ingest.update({ ...inputs, ...restarting });
    expect(ingest.state.status).toBe("running");
    expect(ingest.state.taskId).not.toBe(first);
  });

  test("also where the list has it no more", async () => {
    stage.vendors.behaviour.volcengineRtc.endedIngestListedMs = 0;
    const ingest = await created();
    stage.vendors.endTask(ingest.id, "idle");
    stage.time.now += 60_000;
    await ingest.read();
    expect(ingest.state).toMatchObject({
      status: "ended",
      statusReason: "the room's list has no such ingest: it has ended",
    });
    await ingest.delete();
    expect(stage.lines.at(-1)).toContain("it was over already");
  });

  test("and one of an hour ago under the same id is another one", async () => {
    const first = await created({ taskId: "film" });
    await first.delete();
    stage.endRun();
    stage.time.now += hour;
    stage.vendors.behaviour.common.visibleAfterMs = 3_000;
    const ingest = await created({ taskId: "film" });
    expect(ingest.state.status).toBe("running");
  });
});

describe("a room with many ingests", () => {
  /** Answers a list of so many others and, in its place, one that runs. */
  function listOf(count: number, place: number, taskId: () => string, limit = 100): void {
    stage.intercept = async (request, send) => {
      const query = new URL(request.url).searchParams;
      if (query.get("Action") !== "ListRelayStream") return send();
      const offset = Number(query.get("Offset"));
      const all = Array.from({ length: count }, (_, index) => ({
        TaskId: index === place ? taskId() : `other-${index}`,
        Status: 2,
        StreamMode: 1,
      }));
      const page = all.slice(offset, offset + limit);
      const result = { Task: page, Total: page.length, Limit: limit, Offset: offset + page.length };
      const body = JSON.stringify({ ResponseMetadata: { RequestId: "1" }, Result: result });
      return { status: 200, headers: {}, body };
    };
  }

  test.each([
    ["on a later page", 250, 220, 100, 3],
    ["on the last place of a page", 250, 199, 100, 2],
    ["where the vendor gives smaller pages", 60, 55, 20, 3],
  ])("is looked for: %s", async (_where, count, place, limit, calls) => {
    const ingest = await created();
    listOf(count, place, () => ingest.id, limit);
    const before = stage.sent.length;
    await ingest.read();
    expect(ingest.state.status).toBe("running");
    expect(stage.sent.length - before).toBe(calls);
  });

  test("is looked for as far as the vendor's list goes, and no further", async () => {
    const ingest = await created();
    stage.time.now += hour;
    listOf(20_000, -1, () => "");
    const before = stage.sent.length;
    await ingest.read();
    expect(ingest.state.status).toBe("ended");
    expect(stage.sent.length - before).toBe(100);
  });
});

test("a list without a result does not make an ingest that runs one that is over", async () => {
  const ingest = await created();
  stage.intercept = async () => ({
    ...{ status: 200, headers: {} },
    body: JSON.stringify({ ResponseMetadata: { RequestId: "1" } }),
  });
  expect(await failureOf(ingest.read())).toContain("the reply has no Result");
});

test("an id that another ingest has is taken over by nobody", async () => {
  await created({ taskId: "film" });
  stage.endRun();
  const second = stage.resource(streamIngest.type, "second");
  expect(await failureOf(second.create({ ...inputs, taskId: "film" }))).toContain(
    'taskId "film" is used by another ingest that runs in room Room1 already',
  );
  expect(stage.requests("StartRelayStream")).toHaveLength(1);
});

test("a user that two ingests of a program have is refused", async () => {
  await created();
  const failures = await stage.resource(streamIngest.type, "second").failures(inputs);
  expect(failures).toEqual([expect.stringContaining('the user "player" in room Room1 of application')]);
});
