import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import type { JsonObject } from "../../local/vendors/json";
import { type Answer, volcengine } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const second = 1000;
const identity = { AppId: "661e0000000543cf", PublicStreamId: "stage" };
const stream = { ...identity, TargetStreams: [{ RoomId: "Room1" }] };
const alreadyStarted = "The task has been started. Please do not call the startup task interface repeatedly";
const notFound = { code: "InvalidParameter.ErrorActiveTaskNotFound" };

const start = (changes: JsonObject = {}) => call("StartPushPublicStream", changes);
const update = (changes: JsonObject = {}) => call("UpdatePublicStreamParam", changes);

function call(action: string, changes: JsonObject): Promise<Answer> {
  return volcengine(vendors, action, { ...stream, ...changes });
}

function stop(changes: JsonObject = {}): Promise<Answer> {
  return volcengine(vendors, "StopPushPublicStream", { ...identity, ...changes });
}

function switches(changes: Partial<Behaviour["volcengineRtc"]>): void {
  Object.assign(vendors.behaviour.volcengineRtc, changes);
}

const user = (name: string, more: JsonObject = {}) => ({ RoomId: "Room1", UserId: name, ...more });
const region = (index: number) => ({ StreamIndex: index, WidthProportion: 0.5, HeightProportion: 1 });
const custom = (streams: JsonObject[], regions: JsonObject[]) => ({
  TargetStreams: streams,
  Layout: { LayoutMode: 2, CustomLayout: { Regions: regions } },
});

describe("parameters", () => {
  test.each<[string, JsonObject, string]>([
    ["all users of a room", { TargetStreams: [user("")] }, "ok"],
    ["17 sources", { TargetStreams: Array.from({ length: 17 }, (_, index) => user(`user${index}`)) }, "ok"],
    [
      "18 sources",
      { TargetStreams: Array.from({ length: 18 }, (_, index) => user(`user${index}`)) },
      "InvalidParameter",
    ],
    ["a source taken and left out", { ExcludeStreams: [{ RoomId: "Room1" }] }, "InvalidParameter"],
    ["another one left out", { ExcludeStreams: [user("observer")] }, "ok"],
    ["one stream passed on", { TranscodeMode: 1, TargetStreams: [user("a")] }, "ok"],
    ["a whole room passed on", { TranscodeMode: 1 }, "InvalidParameter"],
    [
      "two streams passed on",
      { TranscodeMode: 1, TargetStreams: [user("a"), user("b")] },
      "InvalidParameter",
    ],
    ["a region for each", custom([user("a", { Index: 3 })], [region(3)]), "ok"],
    ["a region without a stream", custom([user("a", { Index: 3 })], [region(0)]), "InvalidParameter"],
    ["a stream without a region", custom([user("a", { Index: 3 })], []), "InvalidParameter"],
    ["a stream without an index", custom([user("a")], [region(0)]), "InvalidParameter"],
    [
      "regions that no layout uses",
      { Layout: { LayoutMode: 0, CustomLayout: { Regions: [region(0)] } } },
      "ok",
    ],
    ["another codec", { Encode: { VideoConfig: { VideoCodec: 5 } } }, "ok"],
    ["a codec that is none", { Encode: { VideoConfig: { VideoCodec: 1 } } }, "InvalidParameter"],
  ])("%s", async (_what, changes, code) => {
    expect(await start(changes)).toMatchObject({ code });
  });
});

describe("a public stream", () => {
  test("runs once, is stopped once, and is nothing to another app", async () => {
    expect(await start()).toMatchObject({ result: "ok" });
    expect(await start({ TargetStreams: [user("a")] })).toMatchObject({ result: alreadyStarted });
    expect(await start({ AppId: "other" })).toMatchObject({ result: "ok" });
    expect(vendors.tasks()).toHaveLength(2);
    expect(await stop({ AppId: "third" })).toMatchObject(notFound);
    expect(await stop()).toMatchObject({ result: "ok" });
    expect(await stop()).toMatchObject(notFound);
    expect(await update()).toMatchObject(notFound);
    expect(await start()).toMatchObject({ result: "ok" });
  });

  test("is set back in what an update leaves out, but for what belongs to the start", async () => {
    const encode = (config: JsonObject) => ({ Encode: { VideoConfig: config } });
    await start({
      ...encode({ FrameRate: 30, VideoCodec: 5 }),
      Control: { MaxIdleTime: 60 },
      BusinessId: "a",
    });
    expect(
      await update({ ...encode({ Width: 320, VideoCodec: 0 }), Control: { MaxIdleTime: 90 } }),
    ).toMatchObject({ result: "ok" });
    expect(vendors.tasks()[0]?.parameters).toEqual({
      ...stream,
      ...encode({ Width: 320, VideoCodec: 5 }),
      Control: { MaxIdleTime: 60 },
    });
    expect(await update({ TranscodeMode: 1 })).toMatchObject({ code: "InvalidParameter" });
  });

  test("ends when all its rooms are idle", async () => {
    await start({ TargetStreams: [user("a"), { RoomId: "Room2" }] });
    const isRunning = () => vendors.tasks()[0]?.status === "running";
    vendors.setRoomIdle("Room1");
    vendors.clock.advance(200 * second);
    expect(isRunning()).toBe(true);
    vendors.setRoomIdle("Room2");
    vendors.clock.advance(180 * second - 1);
    expect(isRunning()).toBe(true);
    vendors.clock.advance(1);
    expect(vendors.tasks()).toMatchObject([{ reason: "idle" }]);
  });

  test("listens to other rooms after an update", async () => {
    await start();
    await update({ TargetStreams: [{ RoomId: "Room2" }] });
    vendors.setRoomIdle("Room1");
    vendors.clock.advance(200 * second);
    expect(vendors.tasks()).toMatchObject([{ status: "running" }]);
  });

  test("needs the service", async () => {
    switches({ serviceEnabled: false });
    expect(await start()).toMatchObject({ code: "AccessDenied.ServiceNotEnabled" });
  });
});
