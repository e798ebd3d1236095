import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors } from "../../local/vendors";
import { type JsonObject, type JsonValue, listOf, member, numberOf, textOf } from "../../local/vendors/json";
import { type Answer, tencent } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false });
});
afterEach(() => vendors.close());

const minute = 60_000;
const day = 24 * 60 * minute;
const redraw = { SubAppId: 221073, FileInfo: { Type: "Url", Url: "https://example.com/input.mp4" } };

function call(action: string, body: JsonObject): Promise<Answer> {
  return tencent(vendors, "vod", action, body, { region: "" });
}

function switches(changes: Partial<Behaviour["vod"]>): void {
  Object.assign(vendors.behaviour.vod, changes);
}

async function started(changes: JsonObject = {}): Promise<string> {
  return textOf((await call("CreateAigcVideoRedrawTask", { ...redraw, ...changes })).result, "TaskId");
}

const detail = (id: string) => call("DescribeTaskDetail", { TaskId: id, SubAppId: 221073 });
const abort = (id: string) => call("ManageTask", { TaskId: id, OperationType: "Abort", SubAppId: 221073 });

describe("a redraw", () => {
  test("waits, is processed with progress and has its output at the end", async () => {
    const id = await started({ SessionContext: "context" });
    expect(id).toMatch(/^221073-AigcVideoRedrawTask-[0-9a-z]+t$/);
    expect(await detail(id)).toMatchObject({
      result: { TaskType: "AigcVideoRedrawTask", Status: "WAITING", BeginProcessTime: "", FinishTime: "" },
    });
    vendors.clock.advance(40_000);
    expect(await detail(id)).toMatchObject({
      result: {
        Status: "PROCESSING",
        AigcVideoRedrawTask: { Status: "PROCESSING", Progress: 50, Output: {} },
      },
    });
    vendors.clock.advance(31_000);
    expect(await detail(id)).toMatchObject({
      result: {
        Status: "FINISH",
        FinishTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        AigcVideoRedrawTask: {
          Status: "FINISH",
          ErrCode: 0,
          Progress: 100,
          Input: { FileInfo: redraw.FileInfo },
          Output: { FileInfo: { StorageMode: "Temporary", FileUrl: expect.any(String) } },
          SessionContext: "context",
        },
      },
    });
  });

  test("that is kept permanently has a file id", async () => {
    const id = await started({ OutputConfig: { StorageMode: "Permanent", MediaName: "show" } });
    vendors.endTask(id, "done");
    expect(await detail(id)).toMatchObject({
      result: {
        AigcVideoRedrawTask: { Output: { FileInfo: { FileId: expect.any(String), MediaName: "show" } } },
      },
    });
  });

  test("that fails finishes with an error code and no output", async () => {
    const id = await started();
    vendors.failTask(id, "InternalError.Redraw", "No face was found.");
    expect(await detail(id)).toMatchObject({
      result: {
        Status: "FINISH",
        AigcVideoRedrawTask: {
          ErrCode: 1,
          ErrCodeExt: "InternalError.Redraw",
          Message: "No face was found.",
          Output: {},
        },
      },
    });
  });

  test("is aborted while it waits, not later", async () => {
    const id = await started();
    expect(await abort(id)).toMatchObject({ code: "ok" });
    expect(await detail(id)).toMatchObject({ result: { Status: "ABORTED" } });
    expect(await abort(id)).toMatchObject({ code: "FailedOperation" });
    const late = await started();
    vendors.clock.advance(11_000);
    expect(await abort(late)).toMatchObject({ code: "FailedOperation" });
    expect(await abort("unknown")).toMatchObject({ code: "InvalidParameterValue.TaskId" });
  });

  test("is read for three days", async () => {
    const id = await started();
    vendors.clock.advance(3 * day - minute);
    expect(await detail(id)).toMatchObject({ code: "ok" });
    vendors.clock.advance(2 * minute);
    expect(await detail(id)).toMatchObject({ code: "ResourceNotFound" });
    switches({ expiredTaskCode: "InvalidParameterValue.TaskId" });
    expect(await detail(id)).toMatchObject({ code: "InvalidParameterValue.TaskId" });
  });

  test("is listed for three days, by application, status, file and time, page by page", async () => {
    const list = async (filters: JsonObject = {}) => {
      const { result } = await call("DescribeTasks", { SubAppId: 221073, ...filters });
      return {
        ids: listOf(result, "TaskSet").map((task) => textOf(task, "TaskId")),
        next: textOf(result, "ScrollToken"),
      };
    };
    const first = await started({ SessionId: "one", FileInfo: { Type: "File", FileId: "f1" } });
    vendors.clock.advance(3 * minute);
    const second = await started({ SessionId: "two" });
    expect((await call("DescribeTasks", { SubAppId: 221073, Limit: 1 })).result).toMatchObject({
      TaskSet: [{ TaskId: second, Status: "WAITING", SessionId: "two", TaskType: "AigcVideoRedrawTask" }],
    });
    const page = await list({ Limit: 1 });
    expect(await list({ Limit: 1, ScrollToken: page.next })).toEqual({ ids: [first], next: "" });
    expect(await list({ Sort: { Field: "CreateTime", Order: "Asc" } })).toMatchObject({
      ids: [first, second],
    });
    expect(await list({ Status: "FINISH" })).toMatchObject({ ids: [first] });
    expect(await list({ FileId: "f1" })).toMatchObject({ ids: [first] });
    const between = new Date(vendors.clock.now() - minute).toISOString();
    expect(await list({ CreateTime: { After: between } })).toMatchObject({ ids: [second] });
    expect(await list({ CreateTime: { Before: between } })).toMatchObject({ ids: [first] });
    expect(await list({ FinishTime: { Before: between } })).toMatchObject({ ids: [first] });
    expect(await list({ SubAppId: 1 })).toMatchObject({ ids: [] });
    vendors.clock.advance(3 * day - minute);
    expect(await list()).toMatchObject({ ids: [second] });
  });

  test("is not listed for tokens, times and limits that make no sense", async () => {
    const list = async (filters: JsonObject) =>
      (await call("DescribeTasks", { SubAppId: 221073, ...filters })).code;
    for (const ScrollToken of ["x", "1", "-1", "page 1", "1e3"]) {
      expect(await list({ ScrollToken })).toBe("InvalidParameterValue");
    }
    for (const time of ["yesterday", "2026", "2026-13-01T00:00:00Z", "1764000000"]) {
      expect(await list({ CreateTime: { After: time } })).toBe("InvalidParameterValue");
      expect(await list({ FinishTime: { Before: time } })).toBe("InvalidParameterValue");
    }
    expect(await list({ CreateTime: { After: "2026-11-26T00:00:00+08:00" } })).toBe("ok");
    expect(await list({ Limit: 101 })).toBe("InvalidParameterValue.Limit");
    expect(await list({ Limit: 100 })).toBe("ok");
  });

  test("is on one page only, whatever is ordered meanwhile", async () => {
    const ids = [await started(), await started(), await started()];
    const seen: string[] = [];
    let token = "";
    do {
      const page = { SubAppId: 221073, Limit: 1, ScrollToken: token };
      const { result } = await call("DescribeTasks", page);
      seen.push(...listOf(result, "TaskSet").map((task) => textOf(task, "TaskId")));
      token = textOf(result, "ScrollToken");
      await started();
    } while (token !== "");
    expect(seen).toEqual(ids.toReversed());
  });

  test("is listed ten at a time, with a token on the last page too, where a switch says so", async () => {
    switches({ lastScrollToken: "token" });
    for (let count = 0; count < 11; count++) await started();
    const page = async (token: string) =>
      (await call("DescribeTasks", { SubAppId: 221073, ScrollToken: token })).result;
    const lengths = [];
    let token = "";
    for (let count = 0; count < 3; count++) {
      const result = await page(token);
      token = textOf(result, "ScrollToken");
      expect(token).not.toBe("");
      lengths.push(listOf(result, "TaskSet").length);
    }
    expect(lengths).toEqual([10, 1, 0]);
  });

  test("may show the first year for a time that has not come", async () => {
    switches({ noTime: "0001-01-01T00:00:00Z" });
    expect((await detail(await started())).result).toMatchObject({
      BeginProcessTime: "0001-01-01T00:00:00Z",
      FinishTime: "0001-01-01T00:00:00Z",
    });
    const before = { FinishTime: { Before: "2100-01-01T00:00:00Z" } };
    expect((await call("DescribeTasks", { SubAppId: 221073, ...before })).result).toMatchObject({
      TaskSet: [],
    });
  });

  test("is not all that an application has", async () => {
    const id = vendors.plantTask("EditMedia", 221073);
    expect(await detail(id)).toMatchObject({ result: { TaskType: "EditMedia", Status: "PROCESSING" } });
    vendors.endTask(id, "done");
    expect(await detail(id)).toMatchObject({ result: { TaskType: "EditMedia", Status: "FINISH" } });
    expect((await detail(id)).result).not.toHaveProperty("AigcVideoRedrawTask");
    expect(vendors.tasks()).toMatchObject([{ service: "vod", kind: "EditMedia", status: "ended" }]);
  });

  test("is unknown to other applications", async () => {
    const id = await started();
    expect(await call("DescribeTaskDetail", { TaskId: id })).toMatchObject({ code: "ok" });
    expect(await call("DescribeTaskDetail", { TaskId: id, SubAppId: 1 })).toMatchObject({
      code: "InvalidParameterValue.TaskId",
    });
  });

  test("has a session that is taken for three days, in its application", async () => {
    const session = { ...redraw, SessionId: "once" };
    const create = (body: JsonObject = session) => call("CreateAigcVideoRedrawTask", body);
    expect(await create()).toMatchObject({ code: "ok" });
    expect(await create()).toMatchObject({ code: "InvalidParameterValue.SessionId" });
    expect(await create({ ...session, SubAppId: 1 })).toMatchObject({ code: "ok" });
    expect(await create({ ...session, SessionId: "" })).toMatchObject({ code: "ok" });
    expect(await create({ ...session, SessionId: "" })).toMatchObject({ code: "ok" });
    switches({ duplicateSessionCode: "ResourceInUse" });
    vendors.clock.advance(3 * day - minute);
    expect(await create()).toMatchObject({ code: "ResourceInUse" });
    vendors.clock.advance(2 * minute);
    expect(await create()).toMatchObject({ code: "ok" });
  });

  test("is refused for what does not exist, and above the quota", async () => {
    switches({ subAppIds: [1] });
    expect(await call("CreateAigcVideoRedrawTask", redraw)).toMatchObject({
      code: "InvalidParameterValue.SubAppId",
    });
    switches({ subAppIds: undefined, fileIds: ["known"] });
    const file = (id: string) => ({ ...redraw, FileInfo: { Type: "File", FileId: id } });
    expect(await call("CreateAigcVideoRedrawTask", file("other"))).toMatchObject({
      code: "InvalidParameterValue.FileId",
    });
    expect(await call("CreateAigcVideoRedrawTask", file("known"))).toMatchObject({ code: "ok" });
    switches({ maxUnfinishedTasks: 1 });
    expect(await call("CreateAigcVideoRedrawTask", redraw)).toMatchObject({ code: "LimitExceeded.Quota" });
  });

  test.each<[string, JsonObject, string]>([
    ["a session of 50 characters", { SessionId: "s".repeat(50) }, "ok"],
    ["a session of 51 characters", { SessionId: "s".repeat(51) }, "InvalidParameterValue.SessionIdTooLong"],
    ["a context of 1000 characters", { SessionContext: "s".repeat(1000) }, "ok"],
    [
      "a context of 1001 characters",
      { SessionContext: "s".repeat(1001) },
      "InvalidParameterValue.SessionContextTooLong",
    ],
    ["priority -10", { TasksPriority: -10 }, "ok"],
    ["priority -11", { TasksPriority: -11 }, "InvalidParameter"],
    ["priority 10", { TasksPriority: 10 }, "ok"],
    ["priority 11", { TasksPriority: 11 }, "InvalidParameter"],
    ["an application as text", { SubAppId: "221073" }, "InvalidParameterValue.SubAppId"],
    ["a file without id", { FileInfo: { Type: "File" } }, "MissingParameter"],
    ["a url without url", { FileInfo: { Type: "Url" } }, "MissingParameter"],
    ["an unknown kind of file", { FileInfo: { Type: "Disk" } }, "InvalidParameter"],
    ["an unknown field", { Priority: 1 }, "UnknownParameter"],
  ])("with %s", async (_name, changes, code) => {
    expect(await call("CreateAigcVideoRedrawTask", { ...redraw, ...changes })).toMatchObject({ code });
  });

  test("needs an application", async () => {
    expect(await call("CreateAigcVideoRedrawTask", { FileInfo: redraw.FileInfo })).toMatchObject({
      code: "MissingParameter",
    });
  });

  test("takes no other operation than Abort", async () => {
    const body = { TaskId: await started(), OperationType: "Restart" };
    expect(await call("ManageTask", body)).toMatchObject({
      code: "InvalidParameterValue.InvalidOperationType",
    });
  });
});

describe("an application", () => {
  async function created(body: JsonObject = { Name: "stage" }): Promise<number> {
    return numberOf((await call("CreateSubAppId", body)).result, "SubAppId", 0);
  }

  async function listed(filter: JsonObject = {}): Promise<JsonValue[]> {
    return listOf((await call("DescribeSubAppIds", filter)).result, "SubAppIdInfoSet");
  }

  const setStatus = (id: number, status: string) =>
    call("ModifySubAppIdStatus", { SubAppId: id, Status: status });
  const status = async () => member((await listed())[0], "Status");

  test("is not known for a while, where a switch says so", async () => {
    const older = await created({ Name: "older" });
    vendors.clock.advance(minute);
    switches({ newApplicationMs: minute });
    const id = await created();
    const invalid = { code: "FailedOperation.InvalidVodUser" };
    const calls = () =>
      Promise.all([
        call("DescribeSubAppIds", {}),
        call("ModifySubAppIdInfo", { SubAppId: id, Name: "show" }),
        call("CreateAigcVideoRedrawTask", { ...redraw, SubAppId: id }),
        call("DescribeTasks", { SubAppId: id }),
        setStatus(id, "Off"),
      ]);
    expect(await calls()).toMatchObject(Array(5).fill(invalid));
    expect(await setStatus(older, "Off")).toMatchObject({ code: "ok" });
    expect(await created({ Name: "third" })).toBeGreaterThan(id);
    vendors.clock.advance(minute);
    expect(await calls()).toMatchObject(Array(5).fill({ code: "ok" }));
  });

  test("is created, found and changed", async () => {
    const tags = [{ TagKey: "team", TagValue: "stage" }];
    const id = await created({ Name: "stage", Description: "first", Tags: tags });
    expect(await listed()).toMatchObject([
      {
        SubAppId: id,
        SubAppIdName: "stage",
        Name: "stage",
        Description: "first",
        Status: "On",
        Mode: "fileid",
        Tags: tags,
      },
    ]);
    await call("ModifySubAppIdInfo", { SubAppId: id, Name: "show" });
    expect(await listed()).toMatchObject([{ SubAppIdName: "show", Description: "first" }]);
    await call("ModifySubAppIdInfo", { SubAppId: id, Description: "" });
    expect(await listed()).toMatchObject([{ SubAppIdName: "show", Description: "" }]);
  });

  test("is listed by name, tags and page", async () => {
    await created({ Name: "a", Tags: [{ TagKey: "k", TagValue: "v" }] });
    await created({ Name: "b" });
    await created({ Name: "b" });
    expect(await listed({ Name: "b" })).toHaveLength(2);
    expect(await listed({ Tags: [{ TagValue: "v", TagKey: "k" }] })).toMatchObject([{ Name: "a" }]);
    const page = await call("DescribeSubAppIds", { Offset: 1, Limit: 1 });
    expect(page).toMatchObject({ result: { TotalCount: 3, SubAppIdInfoSet: [{ Name: "b" }] } });
    expect(await call("DescribeSubAppIds", { Limit: 201 })).toMatchObject({ code: "InvalidParameterValue" });
  });

  test("takes minutes to be switched off and on", async () => {
    const id = await created();
    await setStatus(id, "Off");
    expect(await status()).toBe("On");
    vendors.clock.advance(5 * minute);
    expect(await status()).toBe("Off");
    await setStatus(id, "On");
    vendors.clock.advance(5 * minute);
    expect(await status()).toBe("On");
  });

  test("is destroyed in minutes, cannot be switched on meanwhile, and can be afterwards", async () => {
    const id = await created();
    await setStatus(id, "Destroyed");
    expect(await status()).toBe("Destroying");
    expect(await setStatus(id, "On")).toMatchObject({ code: "FailedOperation" });
    vendors.clock.advance(5 * minute);
    expect(await status()).toBe("Destroyed");
    expect(await call("CreateAigcVideoRedrawTask", { ...redraw, SubAppId: id })).toMatchObject({
      code: "InvalidParameterValue.SubAppId",
    });
    expect(await setStatus(id, "On")).toMatchObject({ code: "ok" });
    vendors.clock.advance(5 * minute);
    expect(await status()).toBe("On");
  });

  test("must be off before it is destroyed, where the switch says so", async () => {
    switches({ offBeforeDestroyed: true });
    const id = await created();
    expect(await setStatus(id, "Destroyed")).toMatchObject({ code: "FailedOperation" });
    await setStatus(id, "Off");
    vendors.clock.advance(5 * minute);
    expect(await setStatus(id, "Destroyed")).toMatchObject({ code: "ok" });
  });

  test("may take a moment to be visible", async () => {
    vendors.behaviour.common.visibleAfterMs = 3000;
    await created();
    expect(await listed()).toEqual([]);
    vendors.clock.advance(3000);
    expect(await listed()).toHaveLength(1);
  });

  test("that is unknown cannot be changed", async () => {
    expect(await call("ModifySubAppIdInfo", { SubAppId: 1, Name: "x" })).toMatchObject({
      code: "InvalidParameterValue.SubAppId",
    });
    expect(await setStatus(1, "Off")).toMatchObject({ code: "InvalidParameterValue" });
  });

  test.each<[string, JsonObject, string]>([
    ["a name of 40 characters", { Name: "n".repeat(40) }, "ok"],
    ["a name of 41 characters", { Name: "n".repeat(41) }, "InvalidParameterValue.Name"],
    ["a description of 300 characters", { Description: "d".repeat(300) }, "ok"],
    [
      "a description of 301 characters",
      { Description: "d".repeat(301) },
      "InvalidParameterValue.Description",
    ],
    ["a path mode without storage region", { Mode: "fileid+path" }, "MissingParameter"],
    ["a path mode", { Mode: "fileid+path", StorageRegion: "ap-singapore" }, "ok"],
    ["an unknown type", { Type: "Small" }, "InvalidParameterValue"],
    ["half a tag", { Tags: [{ TagKey: "k" }] }, "MissingParameter"],
  ])("with %s", async (_name, changes, code) => {
    expect(await call("CreateSubAppId", { Name: "stage", ...changes })).toMatchObject({ code });
  });

  test("is refused above the quota", async () => {
    switches({ maxSubApps: 1 });
    await created();
    expect(await call("CreateSubAppId", { Name: "second" })).toMatchObject({ code: "LimitExceeded" });
  });
});

test.each<[string, JsonObject]>([
  ["CreateAigcVideoRedrawTask", redraw],
  ["DescribeTaskDetail", { TaskId: "x" }],
  ["DescribeTasks", {}],
  ["ManageTask", { TaskId: "x", OperationType: "Abort" }],
  ["ModifySubAppIdInfo", { SubAppId: 1 }],
  ["ModifySubAppIdStatus", { SubAppId: 1, Status: "On" }],
])("%s needs an activated service", async (action, body) => {
  switches({ activated: false });
  expect(await call(action, body)).toMatchObject({ code: "FailedOperation.InvalidVodUser" });
});

describe("the events of an application", () => {
  const events = { SubAppId: 221073 };
  const read = (body: JsonObject = events) => call("DescribeEventConfig", body);
  const set = (changes: JsonObject) => call("ModifyEventConfig", { ...events, ...changes });
  const initial = {
    Mode: "PUSH",
    NotificationUrl: "",
    UploadMediaCompleteEventSwitch: "OFF",
    DeleteMediaCompleteEventSwitch: "OFF",
    PersistenceCompleteEventSwitch: "OFF",
  };

  test("go nowhere at first, and are set in parts; the key is never told", async () => {
    expect(await read()).toMatchObject({ result: initial });
    await set({ NotificationUrl: "https://example.com/vod", SignKey: "k".repeat(32) });
    await set({ UploadMediaCompleteEventSwitch: "ON" });
    const { result } = await read();
    expect(result).toEqual({
      ...initial,
      NotificationUrl: "https://example.com/vod",
      UploadMediaCompleteEventSwitch: "ON",
    });
    await set({ NotificationUrl: "" });
    expect(await read()).toMatchObject({ result: { NotificationUrl: "" } });
  });

  test("belong to one application", async () => {
    await set({ Mode: "PULL" });
    expect(await read({})).toMatchObject({ result: initial });
    expect(await read({ SubAppId: 1 })).toMatchObject({ result: initial });
  });

  test.each([
    ["keep", "ON"],
    ["off", "OFF"],
  ] as const)("that a change does not name: %s", async (absentEventSwitches, expected) => {
    switches({ absentEventSwitches });
    await set({ UploadMediaCompleteEventSwitch: "ON" });
    await set({ Mode: "PULL" });
    expect(await read()).toMatchObject({ result: { UploadMediaCompleteEventSwitch: expected } });
  });

  test.each<[JsonObject, string]>([
    [{ Mode: "PUSH_PULL" }, "InvalidParameter"],
    [{ DeleteMediaCompleteEventSwitch: true }, "InvalidParameter"],
    [{ SignKey: "k".repeat(33) }, "InvalidParameter"],
    [{ SignKey: "not-a-key" }, "InvalidParameter"],
    [{ SignKey: "" }, "ok"],
  ])("%j: %s", async (changes, code) => {
    expect(await set(changes)).toMatchObject({ code });
  });

  test("of a vendor that takes no empty key, and of an application that does not exist", async () => {
    switches({ emptySignKey: "refuse", subAppIds: [221073] });
    expect(await set({ SignKey: "" })).toMatchObject({ code: "InvalidParameter" });
    expect(await set({ SignKey: "k" })).toMatchObject({ code: "ok" });
    expect(await read({ SubAppId: 1 })).toMatchObject({ code: "InvalidParameterValue.SubAppId" });
    expect(await call("ModifyEventConfig", { SubAppId: 1 })).toMatchObject({
      code: "InvalidParameterValue.SubAppId",
    });
  });

  test("of an application that is off, and of an account without VOD", async () => {
    const id = numberOf((await call("CreateSubAppId", { Name: "archive" })).result, "SubAppId", 0);
    await call("ModifySubAppIdStatus", { SubAppId: id, Status: "Off" });
    vendors.clock.advance(5 * minute);
    expect(await read({ SubAppId: id })).toMatchObject({ code: "ok" });
    switches({ activated: false });
    expect(await read()).toMatchObject({ code: "FailedOperation.InvalidVodUser" });
  });
});
