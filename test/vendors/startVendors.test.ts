import { describe, expect, test } from "@jest/globals";
import { demoAccounts, startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { facts } from "../../local/vendors/facts";
import type { JsonObject } from "../../local/vendors/json";
import { unserved } from "../contract/awaited";
import document from "../fixtures/documents/tencentTrtcStartPublishCdnStream.json";
import { tencent, volcengine } from "./client";

const relay = { ...document.examples[0]?.request };
const recording = { BizId: 1, RoomId: "room", RecordMode: 1 };

describe("the virtual clock", () => {
  test("follows real time, runs faster, stands still, and is moved forward", () => {
    let wall = 1_000_000;
    const clocks = [1, 60, 0].map((speed) => new VirtualClock({ speed, wall: () => wall }));
    wall += 1000;
    expect(clocks.map((clock) => clock.now() - 1_000_000)).toEqual([1000, 60_000, 0]);
    for (const clock of clocks) clock.advance(500);
    expect(clocks.map((clock) => clock.now() - 1_000_000)).toEqual([1500, 60_500, 500]);
    expect(clocks.map((clock) => clock.wall())).toEqual([wall, wall, wall]);
  });

  test("does not go back", () => {
    expect(() => new VirtualClock().advance(-1)).toThrow(RangeError);
    expect(() => new VirtualClock().advance(Number.NaN)).toThrow(RangeError);
    expect(() => new VirtualClock({ speed: Number.NaN })).toThrow(RangeError);
  });

  test("moved forward, it does not make signatures stale", async () => {
    await using vendors = await startVendors();
    vendors.clock.advance(3_600_000);
    expect(await tencent(vendors, "gme", "StartRecord", recording)).toMatchObject({ code: "ok" });
  });
});

describe("rate limits", () => {
  /** How many of so many calls at once are refused for their rate. */
  async function refused(
    vendors: Vendors,
    count: number,
    call: () => Promise<{ code: string }>,
  ): Promise<number> {
    const answers = await Promise.all(Array.from({ length: count }, call));
    const codes = ["RequestLimitExceeded", "FlowLimitExceeded.QPSOverLimit"];
    expect(vendors.journal.filter(({ code }) => codes.includes(code))).toHaveLength(
      answers.filter(({ code }) => codes.includes(code)).length,
    );
    return answers.filter(({ code }) => codes.includes(code)).length;
  }

  test("count per account and action, in any one second", async () => {
    let wall = Date.now();
    await using vendors = await startVendors({ clock: new VirtualClock({ wall: () => wall }) });
    const describeRoom = () => tencent(vendors, "gme", "DescribeTaskInfo", { BizId: 1, RoomId: "1" });
    const describeFile = () => tencent(vendors, "gme", "DescribeRecordInfo", { BizId: 1, TaskId: 1 });
    expect(await refused(vendors, 20, describeRoom)).toBe(0);
    expect((await describeRoom()).code).toBe("RequestLimitExceeded");
    expect((await describeFile()).code).toBe("ResourceNotFound.TaskNotFound");
    wall += 999;
    expect((await describeRoom()).code).toBe("RequestLimitExceeded");
    wall += 1;
    expect((await describeRoom()).code).toBe("ok");
  });

  test("are higher where the documents say so", async () => {
    await using vendors = await startVendors({ clock: new VirtualClock({ wall: fixed(Date.now()) }) });
    const get = () => volcengine(vendors, "GetRecordTask", { AppId: "a", RoomId: "b", TaskId: "c" });
    expect(await refused(vendors, 61, get)).toBe(1);
  });

  test("may be off", async () => {
    await using vendors = await startVendors({ rateLimits: false });
    const create = () => tencent(vendors, "vod", "CreateSubAppId", { Name: "stage" });
    expect(await refused(vendors, 10, create)).toBe(0);
  });

  function fixed(time: number): () => number {
    return () => time;
  }
});

describe("accounts", () => {
  test("do not see each other's tasks", async () => {
    const accounts = {
      tencent: [
        { secretId: "one", secretKey: "one-key" },
        { secretId: "two", secretKey: "two-key" },
      ],
    };
    await using vendors = await startVendors({ accounts });
    const two = { secretId: "two", secretKey: "two-key" };
    const { result } = await tencent(vendors, "gme", "StartRecord", recording);
    const identity = { BizId: 1, TaskId: 446192236330927912n };
    expect(result).toEqual({ TaskId: identity.TaskId });
    expect(await tencent(vendors, "gme", "StopRecord", identity, two)).toMatchObject({
      code: "ResourceNotFound.TaskNotFound",
    });
    expect(await tencent(vendors, "gme", "StartRecord", recording, two)).toMatchObject({ code: "ok" });
  });

  test("for demos have keys as long as the vendors', of a form that no secret scanner knows", () => {
    const [tencentKeys] = demoAccounts.tencent;
    const [volcengineKeys] = demoAccounts.volcengine;
    expect(tencentKeys?.secretId).toHaveLength(36);
    expect(tencentKeys?.secretKey).toHaveLength(32);
    expect(volcengineKeys?.accessKey).toHaveLength(47);
    expect(volcengineKeys?.secretKey).toHaveLength(60);
    expect(JSON.stringify(demoAccounts)).not.toMatch(/AKID|AKLT|AKIA/);
  });
});

test("Every action of the facts is served, or answered as one that does not exist", async () => {
  await using vendors = await startVendors({ rateLimits: false });
  for (const [name, { service, vendor, actions }] of Object.entries(facts)) {
    for (const action of Object.keys(actions)) {
      const answer =
        vendor === "volcengine"
          ? await volcengine(vendors, action, {})
          : await tencent(vendors, tencentName(service), action, {});
      const served = !unserved[name]?.includes(action);
      expect(`${action}: ${answer.code}`).toMatch(
        served
          ? /: (MissingParameter(\.\w+)?|InvalidParameter(\.EmptyAccountId)?|ok)$/
          : /: InvalidAction(OrVersion)?$/,
      );
    }
  }
});

function tencentName(service: string): "trtc" | "gme" | "tiw" | "vod" {
  const name = (["trtc", "gme", "tiw", "vod"] as const).find((known) => known === service);
  if (name === undefined) throw new Error(`Not a service of Tencent Cloud: ${service}`);
  return name;
}

test("A reset forgets what happened and keeps the switches", async () => {
  await using vendors = await startVendors({ behaviour: { gme: { absentLists: "clear" } } });
  await tencent(vendors, "gme", "StartRecord", recording);
  vendors.faults.add({ fault: { kind: "dropBefore" } });
  vendors.setRoom("room", "gone");
  vendors.reset();
  expect([vendors.tasks(), vendors.journal.length]).toEqual([[], 0]);
  expect(vendors.behaviour.gme.absentLists).toBe("clear");
  expect((await tencent(vendors, "gme", "StartRecord", recording)).result).toEqual({
    TaskId: 446192236330927912n,
  });
});

test("A closed emulator has no endpoint, and one that is in the way of another says so", async () => {
  const first = await startVendors();
  await expect(startVendors({ port: Number(new URL(first.endpoint).port) })).rejects.toThrow("EADDRINUSE");
  await first.close();
  expect(() => first.endpoint).toThrow("closed");
});

test("Ending or failing an unknown task is a mistake of the test", async () => {
  await using vendors = await startVendors();
  expect(() => vendors.endTask("x")).toThrow("No unfinished task has the id x.");
  expect(() => vendors.failTask("x")).toThrow("No unfinished task has the id x.");
});

describe("the control API", () => {
  async function control(vendors: Vendors, command: string, body?: JsonObject): Promise<unknown> {
    const response = await fetch(`${vendors.endpoint}/_control/${command}`, {
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    return response.status === 200 ? answer : { status: response.status, answer };
  }

  test("plays through a relay's life", async () => {
    await using vendors = await startVendors();
    await tencent(vendors, "trtc", "StartPublishCdnStream", relay);
    expect(await control(vendors, "tasks")).toMatchObject([
      { service: "trtc", status: "running", room: "295066" },
    ]);
    await control(vendors, "room", { room: "295066", state: "idle" });
    expect(await control(vendors, "advance", { ms: 31_000 })).toEqual({ now: expect.any(Number) });
    expect(await control(vendors, "tasks")).toMatchObject([{ status: "ended", reason: "idle" }]);
    expect(await control(vendors, "journal?since=0")).toMatchObject([{ action: "StartPublishCdnStream" }]);
    expect(await control(vendors, "journal?since=1")).toEqual([]);
  });

  test("holds a call and lets it go on", async () => {
    await using vendors = await startVendors();
    await control(vendors, "fault", { fault: { kind: "hold", at: "before", name: "start" } });
    const answer = tencent(vendors, "trtc", "StartPublishCdnStream", relay);
    await vendors.faults.whenHeld("start");
    expect(await control(vendors, "release", { name: "other" })).toEqual({ released: 0 });
    expect(await control(vendors, "release", { name: "start" })).toEqual({ released: 1 });
    expect(await answer).toMatchObject({ code: "ok" });
  });

  test("plants tasks of other types", async () => {
    await using vendors = await startVendors();
    const planted = await control(vendors, "plant-task", { type: "Procedure", subAppId: 5 });
    expect(planted).toEqual({ id: expect.stringMatching(/^5-Procedure-/) });
    expect(vendors.tasks()).toMatchObject([{ kind: "Procedure", app: "5" }]);
  });

  test("ends and fails tasks, plans faults and resets", async () => {
    await using vendors = await startVendors();
    for (const room of ["a", "b"])
      await tencent(vendors, "gme", "StartRecord", { ...recording, RoomId: room });
    const [a, b] = vendors.tasks().map(({ id }) => id);
    await control(vendors, "end-task", { id: a ?? "", reason: "limit" });
    await control(vendors, "fail-task", { id: b ?? "" });
    expect(vendors.tasks()).toMatchObject([{ reason: "limit" }, { status: "failed" }]);
    const fault = { kind: "error", code: "Hit" };
    await control(vendors, "fault", { match: { service: "gme", nth: 1 }, fault });
    expect(await tencent(vendors, "gme", "StartRecord", recording)).toMatchObject({ code: "Hit" });
    await control(vendors, "reset", {});
    expect(vendors.tasks()).toEqual([]);
  });

  test("shows entities, and ends them as somebody does in the console", async () => {
    await using vendors = await startVendors();
    await tencent(vendors, "gme", "CreateApp", { AppName: "arena" });
    await tencent(vendors, "vod", "CreateSubAppId", { Name: "archive" });
    for (const { id } of vendors.entities()) await control(vendors, "end-entity", { id });
    const shown = { vendor: "tencent", kind: "application", isOver: true };
    expect(await control(vendors, "entities")).toMatchObject([
      { ...shown, service: "gme", values: { AppName: "arena", Status: "close" } },
      { ...shown, service: "vod", values: { Name: "archive", Status: "Destroyed" } },
    ]);
    await control(vendors, "reset", {});
    expect(vendors.entities()).toEqual([]);
  });

  test.each<[string, JsonObject | undefined]>([
    ["unknown", {}],
    ["entities", {}],
    ["end-entity", { id: "unknown" }],
    ["tasks", {}],
    ["advance", {}],
    ["advance", { ms: -1 }],
    ["room", { room: "a", state: "full" }],
    ["end-task", { id: "unknown" }],
    ["end-task", { id: "unknown", reason: "bored" }],
    ["plant-task", { type: "Procedure" }],
    ["plant-task", { subAppId: 1 }],
    ["fault", {}],
    ["fault", { fault: { kind: "unknown" } }],
    ["fault", { fault: { kind: "delay" } }],
    ["fault", { fault: { kind: "hold", at: "during", name: "start" } }],
    ["fault", { fault: { kind: "delay", ms: "1" } }],
    ["fault", { fault: { kind: "dropBefore", odd: 1 } }],
    ["fault", { match: { odd: 1 }, fault: { kind: "dropBefore" } }],
  ])("refuses %s %j", async (command, body) => {
    await using vendors = await startVendors();
    expect(await control(vendors, command, body)).toMatchObject({
      status: 400,
      answer: { error: expect.any(String) },
    });
  });
});
