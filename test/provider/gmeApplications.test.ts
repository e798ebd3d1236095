import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type JsonObject, member, parseJson } from "../../local/vendors/json";
import { adoptPending } from "../../provider/adoptPending";
import { pulumiType } from "../../sdk/core/contract";
import application from "../contract/descriptors/tencent/gme/Application";
import { openStarts, planFault } from "../reliability/support";
import { failureOf, isCallOf, type Properties, type Resource, Stage } from "./support";

let stage: Stage;
let arena: Resource;
/** What the vendor told last as the key of a new application. */
let key: string;
beforeEach(async () => {
  stage = await Stage.start();
  stage.intercept = async (request, send) => {
    const response = await send();
    if (isCallOf(request, "CreateApp")) key = keyIn(response.body) ?? key;
    return response;
  };
  arena = stage.resource(application.type);
});
afterEach(() => stage[Symbol.asyncDispose]());

const { inputs } = application;
const untold =
  "secretKey is not known: the vendor tells it in its answer to the creation alone. What to do: look it up in the vendor's console, and give it from there to what needs it";

function keyIn(body: string): string | undefined {
  const told = member(member(member(parseJson(body), "Response"), "Data"), "SecretKey");
  return typeof told === "string" ? told : undefined;
}

/** The statuses that the vendor was told to set. */
function statusesSet(): unknown[] {
  return stage.bodies("ModifyAppStatus").map((body) => member(parseJson(body), "Status"));
}

/** The applications, as the vendor's console shows them. */
function statuses(): JsonObject {
  return Object.fromEntries(
    stage.vendors.entities().map(({ id, values }) => [id, member(values, "Status") ?? null]),
  );
}

/** Creates it, and loses the answer on the way. */
async function createAndLoseAnswer(): Promise<string> {
  planFault(stage, application, { kind: "dropAfter" });
  const message = await failureOf(arena.create(inputs));
  stage.endRun();
  return message;
}

describe("a GME application", () => {
  test("is created with its key, and closed by delete, which says that it stays", async () => {
    await arena.create(inputs);
    expect(arena.id).toBe("3400000001");
    expect(arena.state).toMatchObject({
      bizId: 3400000001,
      secretKey: key,
      createTime: Math.floor(stage.time.now / 1000),
      currentStatus: "unverified",
    });
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(stage.actions()).toEqual(["CreateApp"]);
    expect(stage.lines).toEqual([]);
    await arena.delete();
    expect(statusesSet()).toEqual(["close"]);
    expect(stage.lines).toEqual([
      "lesson: application 3400000001 is closed, and stays in the account: the vendor deletes none",
    ]);
  });

  test("is not read: what somebody does in the console is not seen, and the key stays", async () => {
    await arena.create(inputs);
    const before = { ...arena.state };
    stage.vendors.endEntity(arena.id);
    await arena.read();
    expect(arena.state).toEqual(before);
    expect(await arena.diff(inputs)).toMatchObject({ changes: false });
    expect(stage.actions()).toEqual(["CreateApp"]);
  });

  test("is opened and closed in place, and keeps id and key", async () => {
    await arena.create(inputs);
    for (const status of ["close", "open", "close", undefined]) {
      await arena.update({ ...inputs, status });
      expect(arena.state).toMatchObject({ bizId: 3400000001, secretKey: key });
    }
    expect(statusesSet()).toEqual(["close", "open", "close", "open"]);
  });

  test("that is to be closed from the start is there when that fails, and is closed by the next up", async () => {
    const closed = { ...inputs, status: "close" };
    stage.vendors.faults.add({
      match: { action: "ModifyAppStatus" },
      fault: { kind: "error", code: "FailedOperation" },
    });
    expect(await failureOf(arena.create(closed))).toContain("ModifyAppStatus failed");
    expect(arena.state).toMatchObject({ bizId: 3400000001, secretKey: key });
    expect(statuses()).toEqual({ 3400000001: "open" });
    expect(await arena.diff(closed)).toMatchObject({ changes: true, replaces: [] });
    await arena.update(closed);
    expect(statuses()).toEqual({ 3400000001: "close" });
    expect(stage.bodies("CreateApp")).toHaveLength(1);
  });

  test.each<[string, Properties]>([
    ["appName", { appName: "stadium" }],
    ["engineList", { engineList: ["unity"] }],
    ["asrConf", { asrConf: { status: "open" } }],
  ])("is replaced by a change of %s, the new one before the old one", async (name, change) => {
    await arena.create(inputs);
    const diff = await arena.diff({ ...inputs, ...change });
    expect(diff.replaces?.map((path) => path.split(".", 1)[0])).toEqual([name]);
    expect(diff).toMatchObject({ deleteBeforeReplace: false });
  });

  test("that the vendor does not know any more is over", async () => {
    await arena.create(inputs);
    stage.vendors.faults.add({
      match: { action: "ModifyAppStatus" },
      fault: { kind: "error", code: "ResourceNotFound.BizidIsNotFound" },
    });
    await arena.delete();
    expect(stage.lines).toEqual(["lesson: it was over already"]);
  });

  test.each(["create", "update", "delete"] as const)("shows its key in no message of %s", async (verb) => {
    const answer = stage.intercept;
    stage.intercept = async (request, send) => {
      if (!isCallOf(request, "ModifyAppStatus")) return (await answer?.(request, send)) ?? send();
      const refusal = { Code: "FailedOperation", Message: `the key ${key} or ${btoa(key)} is of no use` };
      const body = JSON.stringify({ Response: { Error: refusal, RequestId: "1" } });
      return { status: 200, headers: {}, body };
    };
    if (verb !== "create") await arena.create(inputs);
    stage.endRun();
    const closed = { ...inputs, status: "close" };
    const message = await failureOf(verb === "delete" ? arena.delete() : arena[verb](closed));
    expect(message).toContain("the key [secret] or [secret]");
    expect(`${message}${stage.lines.join()}`).not.toContain(key);
  });
});

describe("the key of a GME application that is taken over", () => {
  test("by name: nobody knows it, and a warning says so; its status is set", async () => {
    await arena.create(inputs);
    stage.vendors.endEntity(arena.id);
    stage.endRun();
    const adopted = stage.resource(application.type, "adopted");
    await adopted.create({ ...inputs, lifecycle: { adopt: "3400000001" } });
    expect(statuses()).toEqual({ 3400000001: "open" });
    expect(adopted.state).not.toHaveProperty("secretKey");
    expect(stage.lines).toEqual([`adopted: warning: ${untold}`]);
    expect(await adopted.diff(inputs)).toMatchObject({ changes: true, replaces: [] });

    const nobody = { ...inputs, lifecycle: { adopt: "1" } };
    expect(await failureOf(stage.resource(application.type, "other").create(nobody))).toContain(
      'lifecycle.adopt names "1", which cannot be taken over',
    );
    expect(stage.bodies("CreateApp")).toHaveLength(1);
  });

  test("after its answer was lost: nothing is created until the user has looked, then it is adopted", async () => {
    expect(await createAndLoseAnswer()).toContain('whether the application "arena" was started');
    expect(await failureOf(arena.create(inputs))).toContain("set lifecycle.adopt to its id");
    expect(stage.bodies("CreateApp")).toHaveLength(1);
    expect(stage.lines).toEqual([]);
    const [{ id } = { id: "" }] = stage.vendors.entities();
    await arena.create({ ...inputs, lifecycle: { adopt: id } });
    expect(arena.state).toMatchObject({ bizId: Number(id) });
    expect(arena.state).not.toHaveProperty("secretKey");
    expect(stage.lines).toEqual([`lesson: warning: ${untold}`]);
    expect(openStarts(stage)).toEqual([]);
    expect(stage.bodies("CreateApp")).toHaveLength(1);
  });

  test("after its answer came and was not saved: it is taken over, and the journal never had the key", async () => {
    await arena.create(inputs);
    const [open] = openStarts(stage);
    expect(open).toMatchObject({ id: "3400000001" });
    expect(JSON.stringify(open)).not.toContain(key);
    stage.endRun();
    const again = stage.resource(application.type);
    await again.create(inputs);
    expect(again.id).toBe("3400000001");
    expect(again.state).not.toHaveProperty("secretKey");
    expect(stage.lines).toContain(`lesson: warning: ${untold}`);
    expect(stage.bodies("CreateApp")).toHaveLength(1);
  });

  test("as a pending create: the tool says so", async () => {
    await createAndLoseAnswer();
    const type = pulumiType(application.contract);
    const urn = `urn:pulumi:dev::school::${type}::lesson`;
    const resource = { urn, type, custom: true, inputs: { ...inputs, __provider: "text", __urn: urn } };
    const { adoptions } = await adoptPending({
      content: { version: 3, deployment: { pending_operations: [{ type: "creating", resource }] } },
      ids: new Map([[urn, "3400000001"]]),
      host: stage.host(),
      config: (name) => stage.config[name],
    });
    expect(adoptions).toEqual([
      {
        urn,
        id: "3400000001",
        settled: true,
        text: `taken into the state with the id 3400000001; ${untold}`,
      },
    ]);
  });
});
