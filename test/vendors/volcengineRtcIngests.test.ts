import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type JsonObject, listOf, textOf } from "../../local/vendors/json";
import { type Answer, volcengine } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const second = 1000;
const hour = 3600 * second;
const room = { AppId: "661e0000000543cf", RoomId: "Room1" };
const identity = { ...room, TaskId: "film" };
const control = { StreamUrl: "https://media.example.com/canary.mp4", VideoWidth: 1280, VideoHeight: 720 };
const ingest = { ...identity, UserId: "player", Token: "canary-token", Control: control };
const alreadyStarted = "The task has been started. Please do not call the startup task interface repeatedly";
const notFound = { code: "InvalidParameter.ErrorActiveTaskNotFound" };

function call(verb: "Start" | "Update" | "Stop" | "List", body: JsonObject): Promise<Answer> {
  return volcengine(vendors, `${verb}RelayStream`, body);
}

function start(changes: JsonObject = {}): Promise<Answer> {
  return call("Start", { ...ingest, ...changes });
}

async function listed(changes: JsonObject = {}): Promise<JsonObject[]> {
  return listOf((await call("List", { ...room, ...changes })).result, "Task").map((task) => Object(task));
}

function switches(changes: Partial<Behaviour["volcengineRtc"]>): void {
  Object.assign(vendors.behaviour.volcengineRtc, changes);
}

describe("parameters", () => {
  const controlled = (changes: JsonObject) => ({ Control: { ...control, ...changes } });

  test.each<[string, JsonObject, string]>([
    ["no token", { Token: "" }, "ok"],
    ["the shortest idle time", { MaxIdleTime: 5 }, "ok"],
    ["a shorter one", { MaxIdleTime: 4 }, "InvalidParameter"],
    ["the longest one", { MaxIdleTime: 600 }, "ok"],
    ["a longer one", { MaxIdleTime: 601 }, "InvalidParameter"],
    ["a stream that is passed on", { Control: { StreamUrl: "rtmp://example.com/a", StreamMode: 1 } }, "ok"],
    ["a stream without a size", { Control: { StreamUrl: "rtmp://example.com/a" } }, "InvalidParameter"],
    ["30 frames a second", controlled({ FrameRate: 30 }), "ok"],
    ["31 frames a second", controlled({ FrameRate: 31 }), "InvalidParameter"],
    ["a narrow picture", controlled({ VideoWidth: 14 }), "InvalidParameter"],
    ["sound alone", controlled({ MediaType: 1 }), "ok"],
    ["what nobody knows", controlled({ Volume: 1 }), "InvalidParameter"],
  ])("%s", async (_what, changes, code) => {
    expect(await start(changes)).toMatchObject({ code });
  });

  test("a list is a GET", async () => {
    expect(await volcengine(vendors, "ListRelayStream", room, { method: "POST" })).toMatchObject({
      code: "MethodNotAllowed",
    });
  });
});

describe("an ingest", () => {
  /** An address as people see it. */
  const hidden = { StreamUrl: expect.not.stringContaining("example") };

  test("runs, is listed, and is stopped once", async () => {
    expect(await start()).toMatchObject({ result: "ok" });
    expect(await start({ MaxIdleTime: 5 })).toMatchObject({ result: alreadyStarted });
    expect(await listed()).toEqual([
      {
        ...{ ...identity, UserId: "player", Status: 2 },
        CreateTime: Math.floor(vendors.clock.now() / second),
        ...{ ...control, MediaType: 0, StreamMode: 0, FrameRate: 15 },
      },
    ]);
    expect(JSON.stringify(vendors.tasks())).not.toContain("canary");
    expect(await call("Stop", identity)).toMatchObject({ result: "ok" });
    expect(await listed()).toMatchObject([{ Status: 3 }]);
    expect(await call("Stop", identity)).toMatchObject(notFound);
    expect(await call("Update", { ...identity, Control: control })).toMatchObject(notFound);
    expect(await start()).toMatchObject({ result: "ok" });
    expect(await listed()).toMatchObject([{ Status: 2 }, { Status: 3 }]);
  });

  test("is changed as a whole, or in what is said", async () => {
    await start({ Control: { ...control, FrameRate: 30, Bitrate: 2500, Loop: true } });
    const update = { ...identity, Control: { ...control, StreamUrl: "rtmp://example.com/b", Loop: false } };
    const now = () => vendors.tasks()[0]?.parameters;
    switches({ leftOutOnUpdate: "kept" });
    expect(await call("Update", update)).toMatchObject({ result: "ok" });
    expect(now()).toMatchObject({ Control: { FrameRate: 30, Bitrate: 2500, Loop: true } });
    switches({ leftOutOnUpdate: "default" });
    expect(await call("Update", update)).toMatchObject({ result: "ok" });
    expect(now()).toEqual(expect.objectContaining({ Control: { ...update.Control, ...hidden, Loop: true } }));
    expect(await listed()).toMatchObject([{ StreamUrl: "rtmp://example.com/b", FrameRate: 15 }]);
  });

  test("that is passed on has the picture of its source", async () => {
    await start({ Control: { ...control, StreamMode: 1 } });
    expect(await listed()).toMatchObject([{ StreamMode: 1, VideoWidth: 1920, FrameRate: 60 }]);
  });

  test("begins when it is to", async () => {
    const later = vendors.clock.now() / second + 60;
    await start({ Control: { ...control, StartTimeStamp: Math.floor(later) } });
    expect(await listed()).toMatchObject([{ Status: 1 }]);
    vendors.clock.advance(60 * second);
    expect(await listed()).toMatchObject([{ Status: 2 }]);
  });

  test("ends when its room is idle, and after 72 hours", async () => {
    await start();
    vendors.setRoomIdle("Room1");
    vendors.clock.advance(300 * second - 1);
    expect(await listed()).toMatchObject([{ Status: 2 }]);
    vendors.clock.advance(1);
    expect(await listed()).toMatchObject([{ Status: 3 }]);
    vendors.setRoomActive("Room1");
    await start();
    vendors.clock.advance(72 * hour - 1);
    expect(vendors.tasks()).toMatchObject([{ reason: "idle" }, { status: "running" }]);
    vendors.clock.advance(1);
    expect(vendors.tasks()).toMatchObject([{ reason: "idle" }, { reason: "limit" }]);
  });

  test("takes its user from another one, unless switched off", async () => {
    await start();
    await start({ TaskId: "other" });
    expect(await listed()).toMatchObject([
      { TaskId: "other", Status: 2 },
      { TaskId: "film", Status: 3 },
    ]);
    switches({ userClash: "ignore" });
    await start();
    expect(await listed()).toMatchObject([{ Status: 2 }, { Status: 2 }, { Status: 3 }]);
  });

  test("needs the service", async () => {
    switches({ serviceEnabled: false });
    expect(await start()).toMatchObject({ code: "AccessDenied.ServiceNotEnabled" });
  });
});

describe("the list of a room", () => {
  test("has pages, the newest or the oldest first", async () => {
    switches({ userClash: "ignore" });
    for (const TaskId of ["1", "2", "3"]) await start({ TaskId });
    const page = async (query: JsonObject) => {
      const { result } = await call("List", { ...room, ...query });
      return { ...Object(result), Task: listOf(result, "Task").map((task) => textOf(task, "TaskId")) };
    };
    expect(await page({})).toEqual({ Task: ["3", "2", "1"], Total: 3, Limit: 10, Offset: 3 });
    expect(await page({ Limit: 2 })).toEqual({ Task: ["3", "2"], Total: 2, Limit: 2, Offset: 2 });
    expect(await page({ Limit: 2, Offset: 2 })).toEqual({ Task: ["1"], Total: 1, Limit: 2, Offset: 3 });
    expect(await page({ Order: 1 })).toMatchObject({ Task: ["1", "2", "3"] });
    expect(await call("List", { ...room, Limit: 101 })).toMatchObject({ code: "InvalidParameter" });
  });

  test("has no ingest of another room or app, and none of long ago", async () => {
    switches({ endedIngestListedMs: hour });
    await start();
    expect(await listed({ RoomId: "Room2" })).toEqual([]);
    expect(await listed({ AppId: "other" })).toEqual([]);
    await call("Stop", identity);
    vendors.clock.advance(hour - 1);
    expect(await listed()).toHaveLength(1);
    vendors.clock.advance(1);
    expect(await listed()).toEqual([]);
  });

  test("shows a new ingest after a while, where the switch says so", async () => {
    vendors.behaviour.common.visibleAfterMs = second;
    await start();
    expect(await listed()).toEqual([]);
    vendors.clock.advance(second);
    expect(await listed()).toHaveLength(1);
  });
});
