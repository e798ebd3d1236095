import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type JsonObject, listOf, textOf } from "../../local/vendors/json";
import { type Answer, volcengine } from "./client";

let vendors: Vendors;
let clock: VirtualClock;
beforeEach(async () => {
  clock = new VirtualClock({ speed: 0 });
  vendors = await startVendors({ rateLimits: false, clock });
});
afterEach(() => vendors.close());

function create(AppName: string): Promise<Answer> {
  return volcengine(vendors, "CreateApp", { AppName });
}

async function idOf(created: Promise<Answer>): Promise<string> {
  return textOf((await created).result, "AppId");
}

function switchTo(AppId: string, Status: number): Promise<Answer> {
  return volcengine(vendors, "ModifyAppStatus", { AppId, Status });
}

async function listed(parameters: JsonObject = {}) {
  return listOf((await volcengine(vendors, "ListApps", parameters)).result, "AppList");
}

describe("an application", () => {
  test.each([
    ["of 24 characters", "学".repeat(24), "ok"],
    ["of 25 characters", "a".repeat(25), "InvalidParameter"],
    ["with a hyphen", "a-b", "InvalidParameter"],
    ["without a name", "", "InvalidParameter"],
  ])("%s: %s", async (_what, AppName, code) => {
    expect(await create(AppName)).toMatchObject({ code });
  });

  test("is created with two keys, which the list has too, where it has them", async () => {
    const { result } = await create("school");
    const AppId = textOf(result, "AppId");
    const key = expect.stringMatching(/^[0-9a-f]{32}$/);
    expect(result).toMatchObject({ Name: "school", AppKey: key, SecondaryAppKey: key, InstanceStatus: 1 });
    const told = { AppId, AppName: "school", Status: 1, AppKey: textOf(result, "AppKey") };
    expect(await listed({ AppId })).toMatchObject([told]);
    vendors.behaviour.volcengineRtc.listsAppKeys = false;
    const [without] = await listed({ AppId });
    expect(without).not.toHaveProperty("AppKey");
    expect(without).not.toHaveProperty("SecondaryAppKey");
  });

  test("is switched by 1 and 2, and read as 1 and 98; nothing deletes it", async () => {
    const AppId = await idOf(create("school"));
    for (const [wanted, status] of [
      [2, 98],
      [1, 1],
      [2, 98],
    ] as const) {
      expect(await switchTo(AppId, wanted)).toMatchObject({ result: "success" });
      expect(await listed()).toMatchObject([{ AppId, Status: status }]);
    }
    expect(await switchTo(AppId, 98)).toMatchObject({ code: "InvalidParameter" });
    expect(await switchTo("another", 2)).toMatchObject({ code: "InvalidParameter.NotExistAppId" });
  });

  test("is being created for a time", async () => {
    vendors.behaviour.volcengineRtc.appCreationMs = 1000;
    const { result } = await create("school");
    expect(result).toMatchObject({ InstanceStatus: 0 });
    expect(await listed()).toMatchObject([{ Status: 0 }]);
    clock.advance(1000);
    expect(await listed()).toMatchObject([{ Status: 1 }]);
  });

  test("is in a list of pages, whose places are texts, oldest or newest first", async () => {
    for (let number = 0; number < 60; number += 1) await create(`app_${number}`);
    expect(await listed()).toHaveLength(50);
    expect(await listed({ Offset: "59", Limit: "100" })).toMatchObject([{ AppName: "app_59" }]);
    expect(await listed({ Limit: "1", Reverse: 1 })).toMatchObject([{ AppName: "app_59" }]);
    expect(await volcengine(vendors, "ListApps", { Limit: 50 })).toMatchObject({ code: "InvalidParameter" });
    expect(await listed({ AppId: "another" })).toEqual([]);
  });

  test("is one of at most 100 of an account; two may have one name", async () => {
    expect(vendors.behaviour.volcengineRtc.maxApps).toBe(100);
    vendors.behaviour.volcengineRtc.maxApps = 2;
    expect(await idOf(create("school"))).not.toBe(await idOf(create("school")));
    expect(await create("school")).toMatchObject({ code: "InvalidParameter" });
  });

  test("has places for tasks, which do not start while it is disabled", async () => {
    vendors.behaviour.volcengineRtc.appIds = ["661e0000543cf"];
    const AppId = await idOf(create("school"));
    const read = (app: string) =>
      volcengine(vendors, "ListRelayStream", { AppId: app, RoomId: "Room1", Limit: 1, Offset: 0 });
    expect(await read(AppId)).toMatchObject({ code: "ok" });
    expect(await read("another")).toMatchObject({ code: "InvalidParameter.NotExistAppId" });
    const StorageConfig = { Type: 0, TosConfig: { AccountId: "1", Region: 0, Bucket: "b" } };
    const start = (TaskId: string) =>
      volcengine(vendors, "StartRecord", { AppId, RoomId: "Room1", TaskId, StorageConfig });
    expect(await start("one")).toMatchObject({ code: "ok" });
    await switchTo(AppId, 2);
    expect(await start("two")).toMatchObject({ code: "AccessDenied.ServiceNotEnabled" });
    expect(await read(AppId)).toMatchObject({ code: "ok" });
  });
});
