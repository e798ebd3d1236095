import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type JsonObject, member, parseJson } from "../../local/vendors/json";
import application from "../contract/descriptors/volcengine/rtc/Application";
import recording from "../contract/descriptors/volcengine/rtc/Recording";
import { openStarts, planFault } from "../reliability/support";
import { volcengine } from "../vendors/client";
import { failureOf, isCallOf, type Properties, type Resource, Stage } from "./support";

let stage: Stage;
let school: Resource;
beforeEach(async () => {
  stage = await Stage.start();
  school = stage.resource(application.type);
});
afterEach(() => stage[Symbol.asyncDispose]());

const { inputs } = application;

/** The statuses that the vendor was told to set. */
function statusesSet(): unknown[] {
  return stage.bodies("ModifyAppStatus").map((body) => member(parseJson(body), "Status"));
}

/** Whether each application is disabled, as the vendor's console shows it. */
function areDisabled(): boolean[] {
  return stage.vendors.entities().map(({ isOver }) => isOver);
}

/** Does something in the vendor's console, at the time of the stage. */
async function elsewhere(action: string, parameters: JsonObject): Promise<void> {
  const skewSeconds = (stage.time.now - Date.now()) / 1000;
  const answer = await volcengine(stage.vendors, action, parameters, { skewSeconds });
  expect(answer).toMatchObject({ code: "ok" });
}

function switchElsewhere(Status: 1 | 2): Promise<void> {
  return elsewhere("ModifyAppStatus", { AppId: String(school.state.appId), Status });
}

/** Changes what the vendor's list has of every application. */
function relist(change: Properties): void {
  stage.intercept = async (request, send) => {
    const response = await send();
    if (!isCallOf(request, "ListApps")) return response;
    const reply = JSON.parse(response.body);
    reply.Result.AppList = reply.Result.AppList.map((listed: object) => ({ ...listed, ...change }));
    return { ...response, body: JSON.stringify(reply) };
  };
}

describe("an RTC application", () => {
  test("is created with its keys, read, and disabled by delete, which says that it stays", async () => {
    await school.create(inputs);
    const key = expect.stringMatching(/^[0-9a-f]{32}$/);
    expect(school.state).toMatchObject({
      ...{ appName: "school", appId: school.id, appKey: key, secondaryAppKey: key },
      ...{ currentStatus: "running", createAt: expect.stringMatching(/^2026-01-15T12:00:00/) },
    });
    const before = { ...school.state };
    await school.read();
    expect(school.state).toEqual(before);
    expect(await school.diff(inputs)).toMatchObject({ changes: false });
    await school.delete();
    expect(statusesSet()).toEqual([2]);
    expect(stage.lines).toEqual([
      `lesson: warning: application "school" (${before.appId}) is disabled, and stays in the account: the vendor deletes none. Users in its rooms stay, and are billed`,
    ]);
    for (const { url } of stage.sent) expect(url).toContain("Version=2020-12-01");
  });

  test("is waited for while it is being created", async () => {
    stage.vendors.behaviour.volcengineRtc.appCreationMs = 30_000;
    const began = stage.time.now;
    await school.create(inputs);
    expect(school.state).toMatchObject({ currentStatus: "running" });
    expect(stage.time.now - began).toBeGreaterThanOrEqual(30_000);
  });

  test("is disabled and enabled in place, and keeps id and keys", async () => {
    await school.create(inputs);
    const { appId, appKey, secondaryAppKey } = school.state;
    for (const status of [2, 1, 2, undefined]) {
      await school.update({ ...inputs, status });
      const currentStatus = status === 2 ? "disabled" : "running";
      expect(school.state).toMatchObject({ appId, appKey, secondaryAppKey, currentStatus });
    }
    expect(statusesSet()).toEqual([2, 1, 2, 1]);
  });

  test("is switched as often as it changes where nobody waits", async () => {
    const accepted = { ...inputs, lifecycle: { waitFor: "accepted" } };
    await school.create(accepted);
    for (const status of [2, 1]) await school.update({ ...accepted, status });
    expect(statusesSet()).toEqual([2, 1]);
    expect(areDisabled()).toEqual([false]);
  });

  test("that is to be disabled from the start is there when that fails, and is disabled by the next up", async () => {
    const off = { ...inputs, status: 2 };
    const match = { action: "ModifyAppStatus" };
    stage.vendors.faults.add({ match, fault: { kind: "error", code: "InvalidParameter" } });
    expect(await failureOf(school.create(off))).toContain("ModifyAppStatus failed");
    expect(school.state).toMatchObject({ appKey: expect.any(String) });
    expect(await school.diff(off)).toMatchObject({ changes: true, replaces: [] });
    await school.update(off);
    expect(areDisabled()).toEqual([true]);
    expect(stage.bodies("CreateApp")).toHaveLength(1);
  });

  test("that somebody disabled is enabled again by the next up", async () => {
    await school.create(inputs);
    await switchElsewhere(2);
    await school.read();
    expect(school.state).toMatchObject({ status: 2, currentStatus: "disabled" });
    expect(await school.diff(inputs)).toMatchObject({ changes: true, replaces: [] });
    await school.update(inputs);
    expect(areDisabled()).toEqual([false]);
  });

  test("that somebody enabled is disabled again by the next up", async () => {
    const off = { ...inputs, status: 2 };
    await school.create(off);
    await switchElsewhere(1);
    await school.read();
    expect(school.state).toMatchObject({ status: 1, currentStatus: "running" });
    await school.update(off);
    expect(areDisabled()).toEqual([true]);
  });

  test("is replaced by a change of the name, the new one before the old one", async () => {
    await school.create(inputs);
    expect(await school.diff({ appName: "college" })).toMatchObject({
      ...{ replaces: ["appName"], deleteBeforeReplace: false },
    });
  });

  test("whose name was changed elsewhere is not replaced: a warning says so", async () => {
    await school.create(inputs);
    relist({ AppName: "academy" });
    await school.read();
    expect(stage.lines).toEqual([
      `lesson: warning: the vendor calls application ${school.id} "academy", and no call renames it: it stays as it is, and so does the program's name for it`,
    ]);
    expect(await school.diff(inputs)).toMatchObject({ changes: false });
  });

  test("that is suspended for arrears is neither waited for nor taken for disabled", async () => {
    relist({ Status: 6 });
    await school.create(inputs);
    expect(school.state).toMatchObject({ currentStatus: "suspended" });
    expect(stage.lines.join()).toContain(`suspends application ${school.id} for arrears. What to do: pay`);
    expect(await school.diff(inputs)).toMatchObject({ changes: false });
  });

  test("whose status has no known meaning is created, and nothing changes for that", async () => {
    relist({ Status: 7 });
    await school.create(inputs);
    expect(school.state).toMatchObject({ currentStatus: "unverified", appKey: expect.any(String) });
    expect(await school.diff(inputs)).toMatchObject({ changes: false });
  });

  test("keeps its keys where the vendor does not list them", async () => {
    stage.vendors.behaviour.volcengineRtc.listsAppKeys = false;
    await school.create(inputs);
    const { appKey, secondaryAppKey } = school.state;
    await school.read();
    expect(school.state).toMatchObject({ appKey, secondaryAppKey });
    expect(appKey).toMatch(/^[0-9a-f]{32}$/);
  });

  test("whose list was cut short is not taken for gone", async () => {
    await school.create(inputs);
    stage.intercept = async (request, send) =>
      isCallOf(request, "ListApps") ? { status: 200, headers: {}, body: '{"ResponseMetadata":{}}' } : send();
    expect(await failureOf(school.read())).toContain("the reply has no Result");
  });

  test("that cannot be disabled stays, and so does the reason", async () => {
    await school.create(inputs);
    const match = { action: "ModifyAppStatus" };
    stage.vendors.faults.add({ match, fault: { kind: "error", code: "InvalidParameter" } });
    expect(await failureOf(school.delete())).toContain("InvalidParameter");
  });

  test("is waited for until it is disabled, where that is asked for", async () => {
    const waiting = { ...inputs, lifecycle: { onDelete: "stopAndWait" } };
    await school.create(waiting);
    const reads = stage.bodies("ListApps").length;
    await school.delete();
    expect(stage.bodies("ListApps").slice(reads)).toEqual([
      JSON.stringify({ AppId: school.id, Limit: "100", Offset: "0" }),
    ]);
  });

  test.each(["create", "update", "delete"] as const)("shows its keys in no message of %s", async (verb) => {
    let keys: string[] = [];
    stage.intercept = async (request, send) => {
      const response = await send();
      if (isCallOf(request, "CreateApp")) {
        const { AppKey, SecondaryAppKey } = JSON.parse(response.body).Result;
        keys = [AppKey, SecondaryAppKey];
      }
      if (!isCallOf(request, "ModifyAppStatus")) return response;
      const refusal = { Code: "InvalidParameter", Message: `the keys ${keys.join(" and ")} are of no use` };
      const body = JSON.stringify({ ResponseMetadata: { Error: refusal, RequestId: "1" } });
      return { ...response, body };
    };
    if (verb !== "create") await school.create(inputs);
    stage.endRun();
    const off = { ...inputs, status: 2 };
    const message = await failureOf(verb === "delete" ? school.delete() : school[verb](off));
    expect(keys).toHaveLength(2);
    expect(message).toContain("the keys [secret] and [secret]");
    for (const key of keys) expect(`${message}${stage.lines.join()}`).not.toContain(key);
  });
});

describe("an RTC application whose creation's answer was lost", () => {
  beforeEach(() => {
    planFault(stage, application, { kind: "dropAfter" });
  });

  test("is found by its name, with its keys", async () => {
    await school.create(inputs);
    expect(school.state).toMatchObject({ appKey: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(stage.bodies("CreateApp")).toHaveLength(1);
    expect(areDisabled()).toEqual([false]);
  });

  test("is not taken for one of the same name that was there before", async () => {
    stage.vendors.faults.clear();
    const before = stage.resource(application.type, "before");
    await before.create(inputs);
    stage.endRun();
    planFault(stage, application, { kind: "dropAfter" });
    await school.create(inputs);
    expect(school.id).not.toBe(before.id);
    expect(stage.vendors.entities()).toHaveLength(2);
  });

  test("is nobody's where two were created under its name meanwhile", async () => {
    stage.intercept = async (request, send) => {
      try {
        return await send();
      } finally {
        if (isCallOf(request, "CreateApp")) await elsewhere("CreateApp", { AppName: "school" });
      }
    };
    const message = await failureOf(school.create(inputs));
    expect(message).toMatch(/several applications were created as "school" \(\w+, \w+\)/);
    expect(message).toContain("set lifecycle.adopt to its id");
    expect(openStarts(stage)).toHaveLength(1);
  });
});

describe("an RTC application that is there", () => {
  let id: string;
  beforeEach(async () => {
    await school.create(inputs);
    id = school.id;
    stage.endRun();
  });

  test("is taken over with its keys, and becomes what the program says", async () => {
    await switchElsewhere(2);
    const adopted = stage.resource(application.type, "adopted");
    await adopted.create({ ...inputs, lifecycle: { adopt: id } });
    const { appKey, secondaryAppKey } = school.state;
    expect(adopted.state).toMatchObject({ appId: id, appKey, secondaryAppKey, currentStatus: "running" });
    expect(stage.bodies("CreateApp")).toHaveLength(1);
  });

  test("is not taken over under another name, and not switched", async () => {
    const adopted = stage.resource(application.type, "adopted");
    const other = { appName: "college", status: 2, lifecycle: { adopt: id } };
    expect(await failureOf(adopted.create(other))).toContain("differs in appName");
    expect(areDisabled()).toEqual([false]);
  });

  test("gives recordings and other tasks their place; in a disabled one, none starts", async () => {
    stage.vendors.behaviour.volcengineRtc.appIds = [];
    const lesson = stage.resource(recording.type, "recording");
    const inSchool = { ...recording.inputs, appId: id };
    await lesson.create(inSchool);
    await lesson.delete();
    await switchElsewhere(2);
    expect(await failureOf(lesson.create(inSchool))).toContain("AccessDenied.ServiceNotEnabled");
  });
});

test("one of many is found without reading the whole list, and by name on its last page", async () => {
  const count = 150;
  stage.vendors.behaviour.volcengineRtc.maxApps = count + 1;
  for (let number = 0; number < count; number += 1) {
    stage.time.now += 100;
    await elsewhere("CreateApp", { AppName: `app_${number}` });
  }
  planFault(stage, application, { kind: "dropAfter" });
  await school.create(inputs);
  expect(school.state).toMatchObject({ appName: "school", appKey: expect.any(String) });
  const last = JSON.stringify({ Limit: "100", Offset: "100" });
  expect(stage.bodies("ListApps")).toContain(last);
  const before = stage.bodies("ListApps").length;
  await school.read();
  expect(stage.bodies("ListApps").slice(before)).toEqual([
    JSON.stringify({ AppId: school.id, Limit: "100", Offset: "0" }),
  ]);
});
