import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type JsonObject, textOf } from "../../local/vendors/json";
import { type Answer, type CallOptions, tencent } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const app = 1400188366;
const minute = 60_000;
const ingest = {
  ...{ SdkAppId: app, RoomId: "295066", RoomIdType: 1, UserId: "player", UserSig: "canary" },
  StreamUrl: "https://media.example.com/film.mp4",
};

function call(
  verb: "Start" | "Update" | "Stop" | "Describe",
  body: JsonObject,
  options?: CallOptions,
): Promise<Answer> {
  return tencent(vendors, "trtc", `${verb}StreamIngest`, body, options);
}

function start(changes: JsonObject = {}): Promise<Answer> {
  return call("Start", { ...ingest, ...changes });
}

async function started(changes: JsonObject = {}): Promise<{ SdkAppId: number; TaskId: string }> {
  return { SdkAppId: app, TaskId: textOf((await start(changes)).result, "TaskId") };
}

function switches(changes: Partial<Behaviour["trtc"]>): void {
  Object.assign(vendors.behaviour.trtc, changes);
}

const inProgress = { code: "ok", result: { Status: "InProgress" } };
const notExist = { code: "ok", result: { Status: "NotExist" } };

describe("parameters", () => {
  test.each<[string, JsonObject, string]>([
    ["an integer room", {}, "ok"],
    ["a text for an integer room", { RoomId: "stage" }, "InvalidParameter.RoomId"],
    ["a text for a string room", { RoomId: "stage", RoomIdType: 0 }, "ok"],
    ["no room", { RoomId: "" }, "InvalidParameter.RoomId"],
    ["an older way to name the source", { StreamUrl: "", SourceUrl: ["https://example.com"] }, "ok"],
    ["plays without end", { RepeatNum: -1 }, "ok"],
    ["no plays", { RepeatNum: 0 }, "InvalidParameter.BodyParamsError"],
    ["most plays", { RepeatNum: 1000 }, "ok"],
    ["more plays", { RepeatNum: 1001 }, "InvalidParameter.BodyParamsError"],
    ["longest time", { RepeatNum: -1, MaxDuration: 10080 }, "ok"],
    ["a longer time", { RepeatNum: -1, MaxDuration: 10081 }, "InvalidParameter.BodyParamsError"],
    ["loudest", { Volume: 100 }, "ok"],
    ["louder", { Volume: 101 }, "InvalidParameter.BodyParamsError"],
    ["what nobody knows", { Loop: true }, "UnknownParameter"],
  ])("%s", async (_what, changes, code) => {
    expect(await start(changes)).toMatchObject({ code });
  });
});

describe("regions", () => {
  test.each(["ap-guangzhou", "ap-tokyo"])(
    "%s starts and changes, and neither reads nor stops",
    async (region) => {
      const { result } = await call("Start", ingest, { region });
      const task = { SdkAppId: app, TaskId: textOf(result, "TaskId") };
      expect(await call("Update", { ...task, Volume: 10 }, { region })).toMatchObject(inProgress);
      for (const verb of ["Describe", "Stop"] as const) {
        expect(await call(verb, task, { region })).toMatchObject({ code: "UnsupportedRegion" });
      }
    },
  );
});

describe("an ingest", () => {
  test("is changed in what an update names, read and stopped", async () => {
    const task = await started({ SeekSecond: 10 });
    expect(await call("Update", { ...task, Volume: 10, IsPause: true })).toMatchObject(inProgress);
    expect(await call("Update", { ...task, StreamUrl: "rtmp://example.com/live" })).toMatchObject(inProgress);
    expect(vendors.tasks()).toMatchObject([
      {
        kind: "streamIngest",
        parameters: { Volume: 10, IsPause: true, StreamUrl: "[redacted]", SeekSecond: 10 },
      },
    ]);
    expect(JSON.stringify(vendors.tasks())).not.toContain("canary");
    expect(await call("Describe", task)).toMatchObject(inProgress);
    expect(await call("Stop", task)).toMatchObject({ code: "ok" });
    expect(await call("Describe", task)).toMatchObject(notExist);
    expect(await call("Update", { ...task, Volume: 20 })).toMatchObject(notExist);
    expect(vendors.tasks()).toMatchObject([{ reason: "stopped", parameters: { Volume: 10 } }]);
    expect(await call("Stop", task)).toMatchObject({ code: "FailedOperation.TaskFinished" });
    switches({ endedIngestUpdate: "refuse" });
    expect(await call("Update", task)).toMatchObject({ code: "FailedOperation.TaskNotExist" });
  });

  test("that never was does not exist", async () => {
    const task = { SdkAppId: app, TaskId: "nobody" };
    expect(await call("Describe", task)).toMatchObject(notExist);
    expect(await call("Update", task)).toMatchObject({ code: "FailedOperation.TaskNotExist" });
    expect(await call("Stop", task)).toMatchObject({ code: "InvalidParameter.TaskId" });
  });

  test("of another app does not exist", async () => {
    const { TaskId } = await started();
    expect(await call("Describe", { SdkAppId: 1, TaskId })).toMatchObject(notExist);
  });

  test("ends after its plays, or at its longest time, or never", async () => {
    switches({ playTakesMs: minute });
    await started({ UserId: "once" });
    await started({ UserId: "thrice", RepeatNum: 3, MaxDuration: 1 });
    await started({ UserId: "long", RepeatNum: -1, MaxDuration: 10 });
    await started({ UserId: "for ever", RepeatNum: -1 });
    const running = () => vendors.tasks().filter(({ status }) => status === "running").length;
    const left = [1, 2, 7, 10_000].map((minutes) => {
      vendors.clock.advance(minutes * minute);
      return running();
    });
    expect(left).toEqual([3, 2, 1, 1]);
  });

  test("ends in a long pause, which begins anew after each end of one", async () => {
    switches({ longestPauseMs: 10 * minute });
    const task = await started();
    await call("Update", { ...task, IsPause: true });
    vendors.clock.advance(9 * minute);
    // Neither a pause in a pause nor another change makes it longer.
    await call("Update", { ...task, IsPause: true });
    await call("Update", { ...task, IsPause: false });
    await call("Update", { ...task, IsPause: false });
    vendors.clock.advance(9 * minute);
    await call("Update", { ...task, IsPause: true });
    vendors.clock.advance(9 * minute);
    await call("Update", { ...task, IsPause: true, Volume: 1 });
    expect(await call("Describe", task)).toMatchObject(inProgress);
    vendors.clock.advance(minute);
    expect(await call("Describe", task)).toMatchObject(notExist);
  });

  test("takes its robot from another task, and is refused above the quota", async () => {
    const first = await started();
    await started();
    expect(await call("Describe", first)).toMatchObject(notExist);
    switches({ maxRunningIngests: 1 });
    expect(await start({ UserId: "two" })).toMatchObject({ code: "FailedOperation.RestrictedConcurrency" });
  });
});
