import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import businessId from "../contract/descriptors/volcengine/rtc/BusinessId";
import recording from "../contract/descriptors/volcengine/rtc/Recording";
import { failureOf, type Resource, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

const { inputs } = businessId;

async function created(changes: Readonly<Record<string, unknown>> = {}, name = "school"): Promise<Resource> {
  const resource = stage.resource(businessId.type, name);
  await resource.create({ ...inputs, ...changes });
  return resource;
}

function changing(): string[] {
  return stage.actions().filter((action) => !action.startsWith("Get"));
}

describe("a business id", () => {
  test("is added, read, changed in place and deleted, in the version that has it", async () => {
    const school = await created();
    await school.read();
    expect(school.state).toMatchObject({
      ...inputs,
      createdTime: expect.stringMatching(/^2026-01-15T12:00:00/),
    });
    expect(await school.diff(inputs)).toMatchObject({ changes: false });

    const changed = { ...inputs, remarks: "学校" };
    expect(await school.diff(changed)).toMatchObject({ changes: true, replaces: [] });
    await school.update(changed);
    await school.read();
    expect(school.state).toMatchObject(changed);

    await school.delete();
    expect(stage.vendors.entities()).toMatchObject([{ isOver: true }]);
    expect(changing()).toEqual(["AddBusinessID", "ModifyBusinessRemarks", "DeleteBusinessID"]);
    for (const { url } of stage.sent) expect(url).toContain("Version=2020-12-01");
  });

  test("is replaced with the same remarks, the old one being deleted first", async () => {
    const school = await created();
    expect(await school.diff({ ...inputs, businessId: "college" })).toMatchObject({
      replaces: ["businessId"],
      deleteBeforeReplace: true,
    });
    await school.delete();
    await created({ businessId: "college" });
    expect(changing()).toEqual(["AddBusinessID", "DeleteBusinessID", "AddBusinessID"]);
  });

  test("that the application has already is not overwritten, and is taken over when that is said", async () => {
    await created();
    stage.endRun();
    expect(await failureOf(created({ remarks: "College" }, "other"))).toMatch(
      /has the businessId "school" already\. What to do: .* lifecycle\.adopt/,
    );
    expect(changing()).toEqual(["AddBusinessID"]);

    stage.endRun();
    const adopted = { remarks: "College", lifecycle: { adopt: "661e0000543cf/school" } };
    expect((await created(adopted, "other")).state).toMatchObject({ businessId: "school" });
    expect(changing()).toEqual(["AddBusinessID", "ModifyBusinessRemarks"]);
  });

  test("whose remarks another one has is refused", async () => {
    await created();
    stage.endRun();
    expect(await failureOf(created({ businessId: "college" }, "college"))).toContain("InvalidParameter");
  });

  test("is found on the last of many pages", async () => {
    const { intercept } = stage;
    const record = (number: number) => ({ BusinessId: `id${number}`, Remarks: `Remarks${number}` });
    stage.intercept = async ({ body = "", url }, send) => {
      if (!url.includes("Action=GetAllBusinessID&")) return send();
      const { Offset, Limit } = JSON.parse(body);
      const length = Math.min(Number(Limit), 250 - Number(Offset));
      const page = Array.from({ length }, (_record, index) => record(Number(Offset) + index));
      const reply = { ResponseMetadata: {}, Result: { BusinessRecords: page, TotalSize: 250 } };
      return { status: 200, headers: {}, body: JSON.stringify(reply) };
    };
    const last = { businessId: "id249", remarks: "Remarks249" };
    const adopted = await created({ ...last, lifecycle: { adopt: "id249" } });
    expect(adopted.state).toMatchObject(last);
    expect(stage.bodies("GetAllBusinessID").slice(0, 3)).toEqual(
      ["0", "100", "200"].map((Offset) => JSON.stringify({ AppID: inputs.appId, Limit: "100", Offset })),
    );
    stage.intercept = intercept;
  });

  test("whose list was cut short is not taken for gone", async () => {
    const school = await created();
    stage.intercept = async (request, send) =>
      request.url.includes("Action=GetAllBusinessID&")
        ? { status: 200, headers: {}, body: '{"ResponseMetadata":{}}' }
        : send();
    expect(await failureOf(school.read())).toContain("the reply has no Result");
  });

  test("that the vendor has no more leaves the state, and its delete says so", async () => {
    const school = await created();
    stage.vendors.endEntity("school");
    await school.delete();
    expect(stage.lines).toContain("school: it was over already");
    await school.read();
    expect(school.id).toBe("");
  });

  test("that cannot be deleted stays, and so does the reason", async () => {
    const school = await created();
    stage.vendors.faults.add({
      match: { action: "DeleteBusinessID" },
      fault: { kind: "error", code: "InvalidParameter" },
    });
    expect(await failureOf(school.delete())).toContain("InvalidParameter");
  });

  test("is deleted where the answer is a structure, as in the vendor's example", async () => {
    stage.vendors.behaviour.volcengineRtc.deleteBusinessIdResult = "structure";
    const school = await created();
    await school.delete();
    expect(stage.vendors.entities()).toMatchObject([{ isOver: true }]);
  });
});

test("calls go to the vendor's home and are signed for it, whatever the region; those of tasks do not", async () => {
  const config = { "volcengine:endpoint": undefined, "volcengine:region": "ap-singapore-1" };
  stage.intercept = async () => {
    const isAdded = stage.requests("AddBusinessID").length > 0;
    const records = isAdded ? [{ BusinessId: "school", Remarks: "School" }] : [];
    const result = { BusinessRecords: records, TotalSize: records.length };
    return { status: 200, headers: {}, body: JSON.stringify({ ResponseMetadata: {}, Result: result }) };
  };
  await stage.resource(businessId.type, "school", config).create(inputs);
  const calls = stage.sent.splice(0);
  expect(calls.length).toBeGreaterThan(1);
  for (const { url, headers } of calls) {
    expect(new URL(url).host).toBe("rtc.volcengineapi.com");
    expect(headers.authorization).toContain("/cn-north-1/rtc/request");
  }
  await failureOf(stage.resource(recording.type, "lesson", config).create(recording.inputs));
  expect(stage.sent[0]?.url).toContain("https://open-ap-singapore-1.volcengineapi.com/");
});
