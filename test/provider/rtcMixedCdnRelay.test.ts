import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../local/vendors/json";
import mixedCdnRelay from "../contract/descriptors/volcengine/rtc/MixedCdnRelay";
import { volcengine } from "../vendors/client";
import { failureOf, isCallOf, type Resource, Stage } from "./support";

const { inputs } = mixedCdnRelay;
const midday = Date.UTC(2026, 0, 15, 12) / 1000;
const updates = "UpdatePushMixedStreamToCDN";

const custom = {
  ...inputs,
  targetStreams: { streamList: [{ userId: "host" }, { index: 1, userId: "guest" }] },
  layout: {
    layoutMode: 2,
    customLayout: {
      canvas: { width: 1280, height: 720 },
      regions: [
        { streamIndex: 0, width: 1280, height: 720 },
        { streamIndex: 1, locationX: 960, locationY: 540, width: 320, height: 180, zOrder: 1 },
      ],
    },
  },
  encode: { videoBitrate: 2500 },
};

const identity = { AppId: inputs.appId, RoomId: inputs.roomId };
const wire = {
  TargetStreams: { StreamList: [{ UserId: "host" }, { Index: 1, UserId: "guest" }] },
  Layout: {
    LayoutMode: 2,
    CustomLayout: {
      Canvas: { Width: 1280, Height: 720 },
      Regions: [
        { StreamIndex: 0, Width: 1280, Height: 720 },
        { StreamIndex: 1, LocationX: 960, LocationY: 540, Width: 320, Height: 180, ZOrder: 1 },
      ],
    },
  },
};

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

function bodiesOf(action: string): unknown[] {
  return stage.bodies(action).map((body) => JSON.parse(body));
}

async function created(more: object = {}): Promise<Resource> {
  const relay = stage.resource(mixedCdnRelay.type);
  await relay.create({ ...custom, ...more });
  return relay;
}

/** Somebody changes it at the vendor. */
async function changedOutside(relay: Resource, changes: JsonObject, sequence = midday + 1): Promise<void> {
  const named = { ...identity, TaskId: relay.id, SequenceNumber: sequence, IsUpdatePartialParam: true };
  const skewSeconds = (stage.time.now - Date.now()) / 1000;
  const answer = await volcengine(stage.vendors, updates, { ...named, ...changes }, { skewSeconds });
  expect(answer).toMatchObject({ code: "ok" });
}

test("is started under a derived id, read, changed as a whole and stopped", async () => {
  const relay = await created();
  expect(relay.state).toMatchObject({ status: "running", pushStreamState: 5, region: "cn-north-1" });
  const started = { ...identity, TaskId: relay.id, PushURL: inputs.pushUrl, ...wire };
  expect(bodiesOf("StartPushMixedStreamToCDN")).toEqual([{ ...started, Encode: { VideoBitrate: 2500 } }]);
  await relay.read();
  expect(await relay.diff(custom)).toMatchObject({ changes: false });

  const { encode: _encode, ...plain } = custom;
  await relay.update({ ...plain, control: { seiConfig: { userConfigExtraInfo: "act 2" } } });
  await relay.update(custom);
  const changed = { ...identity, TaskId: relay.id, IsUpdatePartialParam: false, ...wire };
  expect(bodiesOf(updates)).toEqual([
    {
      ...{ ...changed, SequenceNumber: midday },
      Control: { SEIConfig: { UserConfigExtraInfo: "act 2" } },
    },
    { ...changed, SequenceNumber: midday + 1, Encode: { VideoBitrate: 2500 } },
  ]);
  expect(relay.state).toMatchObject({ sequenceNumber: midday + 1 });
  await relay.delete();
  expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
});

test("the push address is a secret that is shown nowhere, and a new one replaces", async () => {
  const relay = await created();
  await relay.read();
  await relay.update({ ...custom, encode: { videoBitrate: 2000 } });
  expect(stage.lines.join()).not.toContain("canary-push");
  const moved = { ...custom, pushUrl: "rtmp://push.example.com/live/other" };
  expect(await relay.diff(moved)).toMatchObject({ replaces: ["pushUrl"] });
});

test.each<[string, object, object, string[]]>([
  [
    "a stream in a layout of the vendor's",
    inputs,
    { targetStreams: custom.targetStreams },
    ["targetStreams"],
  ],
  ["from a layout of the vendor's to a custom one", inputs, custom, ["targetStreams", "layout", "encode"]],
  [
    "the size of the canvas",
    custom,
    {
      layout: {
        ...custom.layout,
        customLayout: { ...custom.layout.customLayout, canvas: { width: 1280, height: 960 } },
      },
    },
    ["layout"],
  ],
  ["the video codec", custom, { encode: { videoBitrate: 2500, videoCodec: 1 } }, ["encode"]],
  ["what messages say", custom, { control: { seiConfig: { seiContentMode: 1 } } }, ["control"]],
  ["the bitrate", custom, { encode: { videoBitrate: 2000 } }, []],
  ["places of sound", custom, { control: { spatialConfig: { enableSpatialRender: true } } }, []],
])("replaces or not: %s", async (_what, before, changes, replaces) => {
  const relay = stage.resource(mixedCdnRelay.type);
  await relay.create({ ...before });
  const diff = await relay.diff({ ...before, ...changes });
  expect(diff).toMatchObject({ changes: true });
  expect(new Set(diff.replaces)).toEqual(new Set(replaces));
});

describe("an update", () => {
  test("waits until the relay has begun", async () => {
    stage.vendors.behaviour.volcengineRtc.startTakesMs = 60_000;
    const relay = await created({ lifecycle: { waitFor: "accepted" } });
    expect(relay.state.status).toBe("accepted");
    const from = stage.time.now;
    await relay.update({ ...custom, encode: { videoBitrate: 2000 } });
    expect(stage.time.now - from).toBeGreaterThan(50_000);
    expect(bodiesOf(updates)).toHaveLength(1);
  });

  test("that nobody can read is sent all the same", async () => {
    const relay = await created();
    stage.time.now += 73 * 3_600_000;
    await relay.update({ ...custom, encode: { videoBitrate: 2000 } });
    expect(stage.vendors.tasks()).toMatchObject([{ parameters: { Encode: { VideoBitrate: 2000 } } }]);
  });

  test("whose answer was lost is sent under a higher number", async () => {
    const relay = await created();
    let isLost = false;
    stage.intercept = async (request, send) => {
      const response = await send();
      if (isLost || !isCallOf(request, updates)) return response;
      isLost = true;
      return { status: 502, headers: {}, body: "" };
    };
    await relay.update({ ...custom, encode: { videoBitrate: 2000 } });
    const [first, , last] = bodiesOf(updates).map((body) => Object(body).SequenceNumber);
    expect(last).toBeGreaterThan(first);
    expect(relay.state).toMatchObject({ sequenceNumber: last });
    expect(stage.vendors.tasks()).toMatchObject([{ parameters: { Encode: { VideoBitrate: 2000 } } }]);
  });

  test("after an up that was killed on a machine whose clock is ahead is sent under a higher number", async () => {
    const relay = await created();
    const before = relay.state;
    stage.time.now += 60_000;
    await relay.update({ ...custom, encode: { videoBitrate: 2000 } });
    stage.time.now -= 60_000;
    relay.state = before;
    stage.endRun();
    await relay.update({ ...custom, encode: { videoBitrate: 3000 } });
    expect(stage.vendors.tasks()).toMatchObject([{ parameters: { Encode: { VideoBitrate: 3000 } } }]);
  });

  test("that is refused under a higher number, too, fails with what the vendor says", async () => {
    const relay = await created();
    await changedOutside(relay, { Encode: { VideoFps: 20 } }, midday + 5_000_000);
    const failure = await failureOf(relay.update({ ...custom, encode: { videoBitrate: 2000 } }));
    expect(failure).toContain("SequenceNumber does not exceed");
    expect(bodiesOf(updates)).toHaveLength(2);
  });

  test("of one that was taken over has a number above those of others", async () => {
    const first = await created({ taskId: "stage" });
    await first.update({ ...custom, taskId: "stage", encode: { videoBitrate: 2000 } });
    stage.endRun();
    stage.time.now += 1_000;
    const second = stage.resource(mixedCdnRelay.type, "second");
    await second.create({ ...custom, taskId: "stage", lifecycle: { adopt: "stage" } });
    await second.read();
    expect(await second.diff({ ...custom, taskId: "stage", lifecycle: { adopt: "stage" } })).toMatchObject({
      replaces: [],
    });
    await second.update({
      ...custom,
      taskId: "stage",
      lifecycle: { adopt: "stage" },
      encode: { videoFps: 20 },
    });
    expect(stage.vendors.tasks()).toMatchObject([{ parameters: { Encode: { VideoFps: 20 } } }]);
  });
});

describe("what somebody changed at the vendor", () => {
  test.each<[string, JsonObject, object]>([
    ["the bitrate", { Encode: { VideoBitrate: 900 } }, { encode: { videoBitrate: 900 } }],
    ["what was left out", { Encode: { VideoFps: 24 } }, { encode: { videoBitrate: 2500, videoFps: 24 } }],
    [
      "the places of sound",
      { Control: { SpatialConfig: { EnableSpatialRender: true } } },
      { control: { spatialConfig: { enableSpatialRender: true } } },
    ],
    [
      "the text in messages",
      { Control: { SEIConfig: { UserConfigExtraInfo: "other" } } },
      { control: { seiConfig: { userConfigExtraInfo: "other" } } },
    ],
    [
      "the streams",
      {
        TargetStreams: {
          StreamList: [
            { Index: 0, UserId: "other" },
            { Index: 1, UserId: "guest" },
          ],
        },
      },
      {
        targetStreams: {
          streamList: [
            { index: 0, userId: "other" },
            { index: 1, userId: "guest" },
          ],
        },
      },
    ],
  ])("%s is found by a refresh, and changed back", async (_what, changes, seen) => {
    const relay = await created();
    await changedOutside(relay, changes);
    stage.time.now += 10_000;
    await relay.read();
    expect(relay.state).toMatchObject(seen);
    expect(await relay.diff(custom)).toMatchObject({ changes: true, replaces: [] });
    await relay.update(custom);
    await relay.read();
    expect(await relay.diff(custom)).toMatchObject({ changes: false });
    expect(relay.state.encode).toEqual(custom.encode);
  });

  test("is no default that the vendor tells of what was left out, and nothing that no input can be", async () => {
    stage.vendors.behaviour.volcengineRtc.leftOutTold = "default";
    const relay = await created();
    stage.intercept = async (request, send) => {
      const response = await send();
      if (!isCallOf(request, "GetPushMixedStreamToCDNTask")) return response;
      return { ...response, body: response.body.replace('"VideoFps":15', '"VideoFps":0') };
    };
    await relay.read();
    expect(await relay.diff(custom)).toMatchObject({ changes: false });
    expect(relay.state.encode).toEqual(custom.encode);
  });
});

test("an address that two relays of a program push to is refused", async () => {
  await created();
  const failures = await stage.resource(mixedCdnRelay.type, "second").failures(inputs);
  expect(failures).toEqual([expect.stringContaining("the push address")]);
  expect(failures.join()).not.toContain("canary-push");
});
