import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type JsonObject, type JsonValue, member } from "../../local/vendors/json";
import { type Answer, volcengine } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const second = 1000;
const hour = 3600 * second;
const identity = { AppId: "661e0000000543cf", RoomId: "Room1", TaskId: "stage" };
const pushUrl = "rtmp://push.example.com/live/canary?txSecret=canary";
const alreadyStarted = "The task has been started. Please do not call the startup task interface repeatedly";
const notFound = { code: "InvalidParameter.ErrorActiveTaskNotFound" };
const refused = { code: "InvalidParameter" };

function switches(changes: Partial<Behaviour["volcengineRtc"]>): void {
  Object.assign(vendors.behaviour.volcengineRtc, changes);
}

function streams(count: number): JsonValue[] {
  return Array.from({ length: count }, (_, index) => ({ Index: index, UserId: `user${index}` }));
}

function regions(count: number): JsonValue[] {
  return Array.from({ length: count }, (_, index) => ({ StreamIndex: index, Width: 320, Height: 240 }));
}

function customLayout(count: number, canvas: JsonObject = {}): JsonObject {
  return {
    TargetStreams: { StreamList: streams(count) },
    Layout: { LayoutMode: 2, CustomLayout: { Canvas: canvas, Regions: regions(count) } },
  };
}

function stop(): Promise<Answer> {
  return volcengine(vendors, "StopPushStreamToCDN", identity);
}

describe("a relay of a mix", () => {
  function start(changes: JsonObject = {}): Promise<Answer> {
    return volcengine(vendors, "StartPushMixedStreamToCDN", { ...identity, PushURL: pushUrl, ...changes });
  }

  function update(changes: JsonObject, sequence: number): Promise<Answer> {
    const body = { ...identity, SequenceNumber: sequence, ...changes };
    return volcengine(vendors, "UpdatePushMixedStreamToCDN", body);
  }

  async function read(): Promise<JsonValue | undefined> {
    const { result } = await volcengine(vendors, "GetPushMixedStreamToCDNTask", identity);
    return member(result, "PushMixedStreamToCDNTask");
  }

  test.each<[string, JsonObject, string]>([
    ["17 streams", { TargetStreams: { StreamList: streams(17) } }, "ok"],
    ["18 streams", { TargetStreams: { StreamList: streams(18) } }, "InvalidParameter"],
    ["30 streams in a custom layout", customLayout(30), "ok"],
    ["31 streams in a custom layout", customLayout(31), "InvalidParameter"],
    [
      "a stream without its region",
      { ...customLayout(2), TargetStreams: { StreamList: streams(1) } },
      "InvalidParameter",
    ],
    ["a push over HTTP", { PushURL: "https://example.com" }, "InvalidParameter.InvalidRtmpAddress"],
    [
      "messages with a UUID that is not there",
      { Control: { SEIConfig: { SEIPayLoadType: 5 } } },
      "InvalidParameter",
    ],
    [
      "the shortest time between volumes",
      { Control: { SEIConfig: { VolumeIndicationInterval: 0.3 } } },
      "ok",
    ],
    ["a shorter one", { Control: { SEIConfig: { VolumeIndicationInterval: 0.2 } } }, "InvalidParameter"],
    ["an idle time that is too short", { Control: { MaxIdleTime: 9 } }, "InvalidParameter"],
  ])("%s", async (_what, changes, code) => {
    expect(await start(changes)).toMatchObject({ code });
  });

  test("runs, is read, and is stopped once", async () => {
    switches({ startTakesMs: 2 * second });
    expect(await start(customLayout(1))).toMatchObject({ result: "ok" });
    expect(await start()).toMatchObject({ result: alreadyStarted });
    expect(await read()).toMatchObject({ Status: 1, PushStreamState: 0, EndTime: 0 });
    vendors.clock.advance(2 * second);
    expect(await read()).toMatchObject({
      ...{ Status: 2, PushStreamState: 5, StopReason: "", PushURL: pushUrl },
      ...customLayout(1),
    });
    expect(JSON.stringify([vendors.tasks(), vendors.journal])).not.toContain("canary");
    expect(await stop()).toMatchObject({ result: "ok" });
    expect(await read()).toMatchObject({ Status: 3, PushStreamState: 6, StopReason: "StopByAPI" });
    expect(await stop()).toMatchObject(notFound);
    expect(await update(customLayout(1), 1)).toMatchObject(notFound);
    expect(await start()).toMatchObject({ result: "ok" });
  });

  test("pushes when somebody sends, or at once, and ends when nobody does", async () => {
    vendors.setRoomIdle("Room1");
    await start();
    expect(await read()).toMatchObject({ Status: 2, PushStreamState: 1 });
    vendors.clock.advance(180 * second);
    expect(await read()).toMatchObject({ Status: 3, StopReason: "IdleTimeOut" });
    await start({ Control: { PushStreamMode: 1 } });
    expect(await read()).toMatchObject({ Status: 2, PushStreamState: 5 });
  });

  test("is not read 72 hours after its start", async () => {
    await start();
    vendors.clock.advance(72 * hour);
    expect(await read()).toMatchObject({ Status: 2 });
    vendors.clock.advance(1);
    expect(await volcengine(vendors, "GetPushMixedStreamToCDNTask", identity)).toMatchObject(notFound);
    expect(await stop()).toMatchObject({ result: "ok" });
  });

  test("needs the service", async () => {
    switches({ serviceEnabled: false });
    expect(await start()).toMatchObject({ code: "AccessDenied.ServiceNotEnabled" });
  });

  describe("is updated", () => {
    const before = {
      ...customLayout(1, { Width: 1280, Height: 720, Background: "#111111" }),
      Encode: { VideoFps: 30, VideoCodec: 1 },
      Control: { MaxIdleTime: 60, SEIConfig: { UserConfigExtraInfo: "act 1", AddVolumeValue: true } },
    };
    const two = customLayout(2, { Background: "#222222" });

    test("as a whole: what is left out returns to its default, and what is fixed stays", async () => {
      await start(before);
      expect(await update(two, 1)).toMatchObject({ result: "ok" });
      expect(await read()).toMatchObject({
        TargetStreams: { StreamList: streams(2) },
        Layout: {
          LayoutMode: 2,
          CustomLayout: { Canvas: { Width: 1280, Height: 720, Background: "#222222" }, Regions: regions(2) },
        },
        Encode: { VideoCodec: 1 },
        Control: { MaxIdleTime: 60, SEIConfig: { AddVolumeValue: true } },
      });
      expect(member(await read(), "Encode")).not.toHaveProperty("VideoFps");
      switches({ leftOutTold: "default" });
      expect(await read()).toMatchObject({ Encode: { VideoFps: 15, VideoBitrate: 0 } });
    });

    test("in parts: what is left out stays", async () => {
      await start(before);
      const part = { IsUpdatePartialParam: true, Encode: { VideoBitrate: 900 } };
      expect(await update(part, 1)).toMatchObject({ result: "ok" });
      expect(await read()).toMatchObject({ ...before, Encode: { ...before.Encode, VideoBitrate: 900 } });
    });

    test("under numbers that grow", async () => {
      await start(before);
      expect(await update(two, 7)).toMatchObject({ result: "ok" });
      expect(await update(two, 7)).toMatchObject(refused);
      expect(await update(two, 8)).toMatchObject({ result: "ok" });
      switches({ staleSequenceCode: undefined });
      expect(await update(two, 1)).toMatchObject({ result: "ok" });
    });

    test("when it has begun", async () => {
      switches({ startTakesMs: second });
      await start(before);
      expect(await update(two, 1)).toMatchObject(refused);
      vendors.clock.advance(second);
      expect(await update(two, 1)).toMatchObject({ result: "ok" });
    });

    test("with a custom layout alone", async () => {
      await start({ Layout: { LayoutMode: 3 } });
      expect(await update(two, 1)).toMatchObject(refused);
      switches({ ineffectiveUpdate: "accept" });
      expect(await update(two, 2)).toMatchObject({ result: "ok" });
      expect(await read()).toMatchObject({ Layout: { LayoutMode: 3 } });
    });

    test("to what is right only", async () => {
      await start(before);
      const streamsAlone = { IsUpdatePartialParam: true, TargetStreams: { StreamList: streams(2) } };
      expect(await update(streamsAlone, 1)).toMatchObject(refused);
      expect(await read()).toMatchObject(before);
    });
  });
});

describe("a relay of one stream", () => {
  const pushed = { ...identity, PushURL: pushUrl };
  const single = { ...pushed, Stream: { UserId: "host" }, Control: {} };

  function start(changes: JsonObject = {}): Promise<Answer> {
    return volcengine(vendors, "StartPushSingleStreamToCDN", { ...single, ...changes });
  }

  function read(kind: "Single" | "Mixed"): Promise<Answer> {
    return volcengine(vendors, `GetPush${kind}StreamToCDNTask`, identity);
  }

  test.each<[string, JsonObject, string]>([
    ["the shared screen", { Stream: { UserId: "host", StreamType: 1 } }, "ok"],
    ["a stream that there is not", { Stream: { UserId: "host", StreamType: 2 } }, "InvalidParameter"],
    ["no user", { Stream: {} }, "InvalidParameter"],
    ["the longest idle time", { Control: { MaxIdleTime: 86400 } }, "ok"],
    ["a longer one", { Control: { MaxIdleTime: 86401 } }, "InvalidParameter"],
    ["what belongs to mixes", { Layout: {} }, "InvalidParameter"],
  ])("%s", async (_what, changes, code) => {
    expect(await start(changes)).toMatchObject({ code });
  });

  test("runs, is read as what it is, and is stopped once", async () => {
    expect(await start()).toMatchObject({ result: "ok" });
    expect(await start()).toMatchObject({ result: alreadyStarted });
    expect(await read("Single")).toMatchObject({
      result: {
        PushSingleStreamToCDNTask: { Status: 2, PushStreamState: 5, PushURL: pushUrl, Stream: single.Stream },
      },
    });
    expect(await read("Mixed")).toMatchObject(notFound);
    expect(JSON.stringify([vendors.tasks(), vendors.journal])).not.toContain("canary");
    expect(await stop()).toMatchObject({ result: "ok" });
    expect(await read("Single")).toMatchObject({ result: { PushSingleStreamToCDNTask: { Status: 3 } } });
    expect(await stop()).toMatchObject(notFound);
  });

  test("has no id of a relay of a mix in its room, nor that one its id", async () => {
    const other = { TaskId: "other" };
    const mix = (changes: JsonObject) =>
      volcengine(vendors, "StartPushMixedStreamToCDN", { ...pushed, ...changes });
    const taken = { code: "InvalidParameter.TaskAlreadyExists" };
    await start();
    await mix(other);
    expect(await mix({})).toMatchObject(taken);
    expect(await start(other)).toMatchObject(taken);
    expect(await mix({ RoomId: "Room2" })).toMatchObject({ result: "ok" });
    switches({ sharedTaskIdCode: undefined });
    expect(await mix({})).toMatchObject({ result: alreadyStarted });
    await stop();
    expect(await mix({})).toMatchObject({ result: "ok" });
    expect(await read("Mixed")).toMatchObject({ result: { PushMixedStreamToCDNTask: { Status: 2 } } });
  });
});
