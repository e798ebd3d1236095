import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import type { JsonObject } from "../../local/vendors/json";
import { type Answer, volcengine } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const second = 1000;
const hour = 3600 * second;
const identity = { AppId: "661e0000000543cf", RoomId: "Room1", TaskId: "scores" };
const page = { SourceURL: "https://live.example.com/scores?key=canary-page", UserId: "scores" };
const alreadyStarted = "The task has been started. Please do not call the startup task interface repeatedly";
const notFound = { code: "InvalidParameter.ErrorActiveTaskNotFound" };

const start = (changes: JsonObject = {}): Promise<Answer> =>
  volcengine(vendors, "StartWebcast", { ...identity, ...page, ...changes });
const read = (changes: JsonObject = {}): Promise<Answer> =>
  volcengine(vendors, "GetWebCastTask", { ...identity, ...changes });
const stop = (): Promise<Answer> => volcengine(vendors, "StopWebcast", identity);

describe("parameters", () => {
  const videos = (...VideoSolutions: JsonObject[]) => ({ VideoSolutions });

  test.each<[string, JsonObject, string]>([
    ["an empty list of videos", videos(), "ok"],
    ["two videos", videos({}, { Width: 640, Height: 360 }), "ok"],
    ["three videos", videos({}, {}, {}), "InvalidParameter"],
    ["a narrow video", videos({ Width: 48 }), "InvalidParameter"],
    ["the highest video", videos({ Height: 1080 }), "ok"],
    ["a higher one", videos({ Height: 1082 }), "InvalidParameter"],
    ["the shortest time", { MaxRunningTime: 10 }, "ok"],
    ["a shorter one", { MaxRunningTime: 9 }, "InvalidParameter"],
    ["a longer one than a day", { MaxRunningTime: 86_401 }, "InvalidParameter"],
    ["no look at blank pages", { MonitorConfig: { BlankCheckInterval: 0 } }, "ok"],
    ["a look each second", { MonitorConfig: { BlankCheckInterval: 1 } }, "InvalidParameter"],
    ["a look at crashes each second", { MonitorConfig: { CrashCheckInterval: 1 } }, "ok"],
    [
      "a page that says when it is ready",
      { EventNotifyConfig: { EnableEventNotify: true, StartTimeout: 60 } },
      "ok",
    ],
    ["no page", { SourceURL: "" }, "ok"],
    ["a page with a long address", { SourceURL: "x".repeat(1025) }, "InvalidParameter"],
  ])("%s", async (_what, changes, code) => {
    expect(await start(changes)).toMatchObject({ code });
  });
});

describe("a webcast", () => {
  test("runs once, is told with its page, and is stopped once", async () => {
    expect(await start()).toMatchObject({ result: "ok" });
    expect(await start({ MaxRunningTime: 60 })).toMatchObject({ result: alreadyStarted });
    const WebCastTask = { ...page, Status: 2, StopReason: "", EndTime: 0, MaxRunningTime: 86_400 };
    expect(await read()).toMatchObject({ result: { WebCastTask } });
    expect(await stop()).toMatchObject({ result: "ok" });
    expect(await stop()).toMatchObject(notFound);
    expect(await read()).toMatchObject({ result: { WebCastTask: { Status: 3, StopReason: "StopByAPI" } } });
    expect(JSON.stringify(vendors.journal)).not.toContain("canary-page");
  });

  test("ends by its time alone, whether its room is idle or not", async () => {
    await start({ MaxRunningTime: 60 });
    vendors.setRoomIdle("Room1");
    vendors.clock.advance(60 * second - 1);
    expect(await read()).toMatchObject({ result: { WebCastTask: { Status: 2 } } });
    vendors.clock.advance(1);
    expect(await read()).toMatchObject({
      result: { WebCastTask: { Status: 3, StopReason: "ExceedMaxRunningTime" } },
    });
  });

  test("ends after a day where nothing else is said", async () => {
    await start();
    vendors.clock.advance(24 * hour - 1);
    expect(vendors.tasks()).toMatchObject([{ status: "running" }]);
    vendors.clock.advance(1);
    expect(vendors.tasks()).toMatchObject([{ reason: "limit" }]);
  });

  test("is not known to reads 72 hours after its start", async () => {
    await start();
    vendors.clock.advance(72 * hour);
    expect(await read()).toMatchObject({ code: "ok" });
    vendors.clock.advance(1);
    expect(await read()).toMatchObject(notFound);
  });

  test("throws out another task with its user in the room", async () => {
    const control = { StreamUrl: "https://media.example.com/film.mp4", VideoWidth: 1280, VideoHeight: 720 };
    const film = { ...identity, UserId: page.UserId, Token: "token", Control: control };
    await volcengine(vendors, "StartRelayStream", film);
    await start();
    expect(vendors.tasks()).toMatchObject([
      { kind: "streamIngest", reason: "robotInUse" },
      { kind: "webcast", status: "running" },
    ]);
  });

  test("needs the service", async () => {
    vendors.behaviour.volcengineRtc.serviceEnabled = false;
    expect(await start()).toMatchObject({ code: "AccessDenied.ServiceNotEnabled" });
  });
});
