import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../local/vendors/json";
import callback from "../contract/descriptors/volcengine/rtc/Callback";
import { planFault } from "../reliability/support";
import { volcengine } from "../vendors/client";
import { failureOf, isCallOf, type Resource, Stage } from "./support";

let stage: Stage;
let reports: Resource;
beforeEach(async () => {
  stage = await Stage.start();
  reports = stage.resource(callback.type);
});
afterEach(() => stage[Symbol.asyncDispose]());

const { inputs } = callback;
const { appId: AppID, eventList: EventList, url: URL, secretKey: SecretKey } = inputs;
const set = { AppID, BusinessId: "", EventList, URL, SecretKey };

/** Does something in the vendor's console, at the time of the stage. */
async function elsewhere(action: string, parameters: JsonObject): Promise<unknown> {
  const skewSeconds = (stage.time.now - Date.now()) / 1000;
  const answer = await volcengine(stage.vendors, action, parameters, { skewSeconds });
  expect(answer).toMatchObject({ code: "ok" });
  return answer.result;
}

/** What the vendor has of the application. */
function callbacks(): Promise<unknown> {
  return elsewhere("GetCallback", { AppId: AppID });
}

describe("a callback of an RTC application", () => {
  test("is set, read, changed in place and deleted, each call in its own spelling", async () => {
    await reports.create(inputs);
    await reports.read();
    expect(reports.state).toMatchObject({
      ...inputs,
      createdAt: expect.stringMatching(/^2026-01-15T12:00:00/),
    });
    expect(reports.id).toBe(`${AppID}/`);
    expect(await reports.diff(inputs)).toMatchObject({ changes: false });
    const changed = { ...inputs, eventList: ["RecordStarted", "RecordStopped"], secretKey: "another-key" };
    expect(await reports.diff(changed)).toMatchObject({ changes: true, replaces: [] });
    await reports.update(changed);
    expect(await callbacks()).toMatchObject({ Callbacks: [{ EventList: changed.eventList }] });
    await reports.delete();
    expect(await callbacks()).toMatchObject({ Callbacks: [] });
    expect(stage.requests("CreateCallback")).toEqual([set]);
    const { BusinessId: BusinessID, ...others } = set;
    expect(stage.requests("UpdateCallback")).toEqual([
      { ...others, BusinessID, EventList: changed.eventList, SecretKey: changed.secretKey },
    ]);
    const [deleted] = stage.sent.filter((request) => isCallOf(request, "DeleteCallback"));
    expect(deleted).toMatchObject({ method: "POST", url: expect.stringContaining(`AppId=${AppID}`) });
    expect(deleted?.url).not.toContain("BusinessId");
    for (const { url } of stage.sent) expect(url).toContain("Version=2020-12-01");
  });

  test("is one for each business, and each is read and deleted by itself", async () => {
    const college = stage.resource(callback.type, "college");
    await reports.create(inputs);
    await college.create({ ...inputs, businessId: "college", url: "https://example.com/college" });
    for (const one of [reports, college]) await one.read();
    expect(reports.state).toMatchObject({ url: inputs.url });
    expect(college.state).toMatchObject({ businessId: "college", url: "https://example.com/college" });
    await college.delete();
    expect(await callbacks()).toMatchObject({ Callbacks: [{ BusinessId: "", URL: inputs.url }] });
  });

  test("that is there is overwritten", async () => {
    await elsewhere("CreateCallback", { ...set, URL: "https://example.com/old" });
    await reports.create(inputs);
    expect(await callbacks()).toMatchObject({ Callbacks: [{ URL: inputs.url }] });
    expect(stage.bodies("CreateCallback")).toEqual([]);
  });

  test("whose answer was lost is there, once, as it is wanted", async () => {
    planFault(stage, callback, { kind: "dropAfter" });
    await reports.create(inputs);
    expect(await callbacks()).toMatchObject({ Callbacks: [{ URL: inputs.url, SecretKey }] });
  });

  test("that the vendor refuses is an error, with its code", async () => {
    const match = { action: "CreateCallback" };
    stage.vendors.faults.add({ match, fault: { kind: "error", code: "InvalidParameter" } });
    const message = await failureOf(reports.create(inputs));
    expect(message).toContain("CreateCallback failed: InvalidParameter");
    expect(message).not.toContain(SecretKey);
  });

  test("whose events are told in another order has not changed; other ones, and another key, have", async () => {
    const both = { ...inputs, eventList: ["RecordStarted", "RecordStopped"] };
    await reports.create(both);
    const update = { AppID, BusinessID: "", URL, SecretKey };
    await elsewhere("UpdateCallback", { ...update, EventList: ["RecordStopped", "RecordStarted"] });
    await reports.read();
    expect(await reports.diff(both)).toMatchObject({ changes: false });
    await elsewhere("UpdateCallback", { ...update, EventList: ["RecordStopped"], SecretKey: "another-key" });
    await reports.read();
    expect(reports.state).toMatchObject({ eventList: ["RecordStopped"], secretKey: "another-key" });
    await reports.update(both);
    expect(await callbacks()).toMatchObject({ Callbacks: [{ EventList: both.eventList, SecretKey }] });
  });

  test("that somebody deleted is created again by the next up, and its delete says so", async () => {
    await reports.create(inputs);
    const before = { ...reports.state };
    await elsewhere("DeleteCallback", { AppId: AppID });
    await reports.delete();
    expect(stage.lines).toContain("lesson: it was over already");
    expect(before).toMatchObject(inputs);
    await reports.read();
    expect(reports.id).toBe("");
  });

  test("whose reading was cut short, or fails, is not taken for gone", async () => {
    await reports.create(inputs);
    stage.intercept = async (request, send) =>
      isCallOf(request, "GetCallback")
        ? { status: 200, headers: {}, body: '{"ResponseMetadata":{}}' }
        : send();
    expect(await failureOf(reports.read())).toContain("the reply has no Result");
    stage.intercept = undefined;
    await elsewhere("DeleteCallback", { AppId: AppID });
    stage.vendors.behaviour.volcengineRtc.noCallback = "error";
    expect(await failureOf(reports.read())).toContain("GetCallback failed: InvalidParameter");
  });
});
