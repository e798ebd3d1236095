import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import type { JsonObject } from "../../local/vendors/json";
import { type Answer, volcengine } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const AppID = "661e0000543cf";
const what = { EventList: ["RecordStarted"], SecretKey: "key", URL: "https://example.com/recordings" };

function create(changes: JsonObject = {}): Promise<Answer> {
  return volcengine(vendors, "CreateCallback", { AppID, BusinessId: "", ...what, ...changes });
}

function read(): Promise<Answer> {
  return volcengine(vendors, "GetCallback", { AppId: AppID });
}

describe("a callback of an application", () => {
  test("is created, read with its key, updated and deleted, each by its own spelling", async () => {
    expect(await create()).toMatchObject({ result: "success" });
    expect((await read()).result).toMatchObject({
      ...{ AppId: AppID, SecretKey: "key", URL: what.URL, EventList: "RecordStarted" },
      Callbacks: [{ ...what, AppId: AppID, BusinessId: "" }],
    });
    const changed = { ...what, EventList: ["RecordStarted", "RoomDestroy"] };
    const update = { AppID, BusinessID: "", ...changed };
    expect(await volcengine(vendors, "UpdateCallback", update)).toMatchObject({ result: "success" });
    expect((await read()).result).toMatchObject({
      EventList: "RecordStarted,RoomDestroy",
      Callbacks: [{ EventList: changed.EventList }],
    });
    const deleted = () => volcengine(vendors, "DeleteCallback", { AppId: AppID });
    expect(await deleted()).toMatchObject({ result: "success" });
    expect(await deleted()).toMatchObject({ code: "InvalidParameter" });
    expect((await read()).result).toMatchObject({ Callbacks: [], URL: "", EventList: "" });
  });

  test("is deleted by its query alone", async () => {
    await create({ BusinessId: "school" });
    const inBody = await volcengine(vendors, "DeleteCallback", "{}", {});
    expect(inBody).not.toMatchObject({ code: "ok" });
    const named = { AppId: AppID, BusinessId: "school" };
    expect(await volcengine(vendors, "DeleteCallback", named)).toMatchObject({ code: "ok" });
  });

  test("is one for each business", async () => {
    expect(await create()).toMatchObject({ code: "ok" });
    expect(await create()).toMatchObject({ code: "InvalidParameter" });
    expect(await create({ BusinessId: "school" })).toMatchObject({ code: "ok" });
    expect((await read()).result).toMatchObject({
      Callbacks: [{ BusinessId: "" }, { BusinessId: "school" }],
    });
    const absent = { AppID, BusinessID: "college", ...what };
    expect(await volcengine(vendors, "UpdateCallback", absent)).toMatchObject({ code: "InvalidParameter" });
  });

  test.each([
    ["https://example.com/x", "ok"],
    ["http://1.example.com:8080/x", "ok"],
    ["https://93.184.216.34/x", "InvalidParameter"],
    ["https://[2001:db8::1]/x", "InvalidParameter"],
    ["example", "InvalidParameter"],
  ])("reports to a name: %s: %s", async (URL, code) => {
    expect(await create({ URL })).toMatchObject({ code });
  });

  test("may be told as missing by an error", async () => {
    vendors.behaviour.volcengineRtc.noCallback = "error";
    expect(await read()).toMatchObject({ code: "InvalidParameter" });
    await create();
    expect(await read()).toMatchObject({ code: "ok" });
  });
});
