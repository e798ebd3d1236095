import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type JsonObject, listOf } from "../../local/vendors/json";
import { type Answer, volcengine } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const AppId = "661e0000543cf";
const school = { AppId, BusinessId: "school", Remarks: "School" };

function add(changes: JsonObject = {}): Promise<Answer> {
  return volcengine(vendors, "AddBusinessID", { ...school, ...changes });
}

function list(changes: JsonObject = {}): Promise<Answer> {
  return volcengine(vendors, "GetAllBusinessID", { AppID: AppId, ...changes });
}

describe("a business id", () => {
  test.each<[string, JsonObject, string]>([
    ["of 64 characters", { BusinessId: "@".repeat(64) }, "ok"],
    ["of 65 characters", { BusinessId: "a".repeat(65) }, "InvalidParameter"],
    ["with a dot", { BusinessId: "a.b" }, "InvalidParameter"],
    ["with Chinese remarks", { Remarks: "学".repeat(24) }, "ok"],
    ["with long remarks", { Remarks: "a".repeat(25) }, "InvalidParameter"],
    ["without remarks", { Remarks: "" }, "InvalidParameter"],
  ])("%s: %j: %s", async (_what, changes, code) => {
    expect(await add(changes)).toMatchObject({ code });
  });

  test("is listed, changed and deleted", async () => {
    expect(await add()).toMatchObject({ result: "success" });
    const remarks = { ...school, Remarks: "College" };
    expect(await volcengine(vendors, "ModifyBusinessRemarks", remarks)).toMatchObject({ result: "success" });
    expect((await list()).result).toEqual({
      BusinessRecords: [{ ...remarks, CreatedTime: new Date(vendors.clock.now()).toISOString() }],
      TotalSize: 1,
    });
    const { Remarks: _remarks, ...named } = school;
    const deleted = () => volcengine(vendors, "DeleteBusinessID", named);
    expect(await deleted()).toMatchObject({ result: "success" });
    expect(await deleted()).toMatchObject({ code: "InvalidParameter" });
    expect((await list()).result).toEqual({ BusinessRecords: [], TotalSize: 0 });
    expect(await add()).toMatchObject({ code: "ok" });
  });

  test("shares neither id nor remarks with another one of its application", async () => {
    await add();
    expect(await add({ Remarks: "College" })).toMatchObject({ code: "InvalidParameter" });
    expect(await add({ BusinessId: "college" })).toMatchObject({ code: "InvalidParameter" });
    expect(await add({ BusinessId: "college", Remarks: "College" })).toMatchObject({ code: "ok" });
    expect(await add({ AppId: "another" })).toMatchObject({ code: "ok" });
    const taken = { ...school, Remarks: "College" };
    expect(await volcengine(vendors, "ModifyBusinessRemarks", taken)).toMatchObject({
      code: "InvalidParameter",
    });
    expect(await volcengine(vendors, "ModifyBusinessRemarks", school)).toMatchObject({ code: "ok" });
  });

  test("is in a list of pages, whose places are texts", async () => {
    for (let number = 0; number < 101; number += 1) {
      await add({ BusinessId: `id${number}`, Remarks: `Remarks${number}` });
    }
    const records = async (changes: JsonObject) => listOf((await list(changes)).result, "BusinessRecords");
    expect(await records({})).toHaveLength(100);
    expect(await records({ Offset: "100", Limit: "50" })).toMatchObject([{ BusinessId: "id100" }]);
    expect(await list({ Limit: 50 })).toMatchObject({ code: "InvalidParameter" });
  });

  test("is one of at most 1000 of an application, and of one alone", async () => {
    expect(vendors.behaviour.volcengineRtc.maxBusinessIds).toBe(1000);
    vendors.behaviour.volcengineRtc.maxBusinessIds = 1;
    await add();
    expect(await add({ BusinessId: "college", Remarks: "College" })).toMatchObject({
      code: "InvalidParameter",
    });
    expect(await add({ AppId: "another" })).toMatchObject({ code: "ok" });
  });

  test("needs an application that exists, by either spelling, and the version that has it", async () => {
    vendors.behaviour.volcengineRtc.appIds = ["another"];
    for (const answer of [await add(), await list()]) {
      expect(answer).toMatchObject({ code: "InvalidParameter.NotExistAppId" });
    }
    expect(await volcengine(vendors, "AddBusinessID", school, { version: "2023-11-01" })).toMatchObject({
      code: "InvalidActionOrVersion",
    });
  });
});
