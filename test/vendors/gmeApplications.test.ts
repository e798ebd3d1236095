import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type JsonObject, member } from "../../local/vendors/json";
import { type Answer, tencent } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

function call(action: string, body: JsonObject): Promise<Answer> {
  return tencent(vendors, "gme", action, body);
}

async function created(): Promise<number> {
  return Number(member(member((await call("CreateApp", { AppName: "arena" })).result, "Data"), "BizId"));
}

describe("a new application", () => {
  test("is told with its key, which is told to nobody else", async () => {
    const answer = await call("CreateApp", {
      AppName: "arena",
      ProjectId: 7,
      RealtimeSpeechConf: { Status: "open", Quality: "high" },
    });
    expect(answer).toMatchObject({
      code: "ok",
      result: {
        Data: {
          AppName: "arena",
          ProjectId: 7,
          SecretKey: expect.stringMatching(/^[0-9a-f]{32}$/),
          CreateTime: Math.floor(vendors.clock.now() / 1000),
          RealtimeSpeechConf: { Status: "open", Quality: "high" },
          AsrConf: { Status: "close" },
        },
      },
    });
    expect(await created()).not.toBe(member(member(answer.result, "Data"), "BizId"));
  });

  test.each<[string, JsonObject, string]>([
    ["no name", {}, "MissingParameter"],
    ["an engine that is none", { AppName: "a", EngineList: ["ps5"] }, "InvalidParameter"],
    ["a region that is none", { AppName: "a", RegionList: ["moon"] }, "InvalidParameter"],
    [
      "scenes as the page's example has them",
      { AppName: "a", VoiceFilterConf: { SceneInfos: [{}, {}] } },
      "ok",
    ],
    [
      "a scene that is none",
      { AppName: "a", VoiceFilterConf: { SceneInfos: [{ SceneId: "x" }] } },
      "InvalidParameter",
    ],
  ])("with %s: %j: %s", async (_what, body, code) => {
    expect(await call("CreateApp", body)).toMatchObject({ code });
  });

  test("is refused above the quota, and needs no recording service", async () => {
    Object.assign(vendors.behaviour.gme, { serviceOpened: false, maxApplications: 1 });
    await created();
    expect(await call("CreateApp", { AppName: "b" })).toMatchObject({ code: "LimitExceeded.Application" });
  });
});

describe("a status", () => {
  test("is set on an application of the account's", async () => {
    const BizId = await created();
    for (const Status of ["close", "close", "open"]) {
      expect(await call("ModifyAppStatus", { BizId, Status })).toMatchObject({
        code: "ok",
        result: { Data: { BizId, Status } },
      });
    }
    expect(await call("ModifyAppStatus", { BizId, Status: "off" })).toMatchObject({
      code: "InvalidParameter",
    });
    expect(await call("ModifyAppStatus", { BizId: BizId + 1, Status: "close" })).toMatchObject({
      code: "ResourceNotFound.BizidIsNotFound",
    });
  });
});

describe("statistics", () => {
  const dateAgo = (days: number) =>
    new Date(vendors.clock.now() - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

  test.each<[number, number, string]>([
    [2, 0, "ok"],
    [0, 0, "ok"],
    [0, 2, "InvalidParameter"],
    [0, -1, "InvalidParameter"],
    [89, 0, "ok"],
    [90, 0, "InvalidParameter"],
  ])("from %d days ago to %d days ago: %s", async (from, to, code) => {
    const BizId = await created();
    const range = { StartDate: dateAgo(from), EndDate: dateAgo(to) };
    expect(await call("DescribeApplicationData", { BizId, ...range })).toMatchObject({ code });
  });

  test("name each day", async () => {
    const BizId = await created();
    const range = { StartDate: dateAgo(1), EndDate: dateAgo(0) };
    expect(await call("DescribeApplicationData", { BizId, ...range })).toMatchObject({
      result: {
        Data: {
          BizId,
          PcuDataSum: [
            { StatDate: dateAgo(1), Data: 0 },
            { StatDate: dateAgo(0), Data: 0 },
          ],
        },
      },
    });
    expect(await call("DescribeApplicationData", { BizId: 1, ...range })).toMatchObject({
      code: "ResourceNotFound",
    });
    expect(
      await call("DescribeApplicationData", { BizId, StartDate: "2026-5-8", EndDate: dateAgo(0) }),
    ).toMatchObject({ code: "InvalidParameter" });
  });
});
