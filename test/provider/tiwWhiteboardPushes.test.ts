import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type JsonValue, member, parseJson, textOf } from "../../local/vendors/json";
import push from "../contract/descriptors/tencent/tiw/WhiteboardPush";
import { planFault } from "../reliability/support";
import { failureOf, type Resource, Stage, type StageOptions } from "./support";

let stage: Stage;
let board: Resource;

/** Starts over with vendors that behave otherwise. */
async function restage(options: StageOptions): Promise<void> {
  await stage[Symbol.asyncDispose]();
  stage = await Stage.start(options);
  board = stage.resource(push.type);
}

beforeEach(async () => {
  stage = await Stage.start();
  board = stage.resource(push.type);
});
afterEach(() => stage[Symbol.asyncDispose]());

const { inputs } = push;
const doubled = { ...inputs, backup: { pushUserId: "board-2" } };

/** What the last start was sent. */
function sent(): JsonValue {
  return parseJson(stage.bodies("StartWhiteboardPush").at(-1) ?? "{}");
}

/** The ids of the pushes that were stopped by a call, in their order. */
function stopped(): string[] {
  return stage.bodies("StopWhiteboardPush").map((body) => textOf(parseJson(body), "TaskId"));
}

describe("the users of a push", () => {
  test("are signed in with the application's key, the first one derived", async () => {
    await board.create(doubled);
    expect(board.state.pushUserId).toMatch(/^tic_push_user_1234_lesson-\w+$/);
    const body = sent();
    expect(textOf(body, "PushUserId")).toBe(board.state.pushUserId);
    const signatures = [textOf(body, "PushUserSig"), textOf(member(body, "Backup"), "PushUserSig")];
    expect(new Set(signatures).size).toBe(2);
    for (const signature of signatures) {
      expect(signature.length).toBeGreaterThan(50);
      expect(JSON.stringify([board.state, stage.lines])).not.toContain(signature);
    }
  });

  test("are the program's where it names them", async () => {
    const signed = { pushUserId: "board-2", pushUserSig: "second-signature" };
    await board.create({ ...inputs, pushUserId: "board", pushUserSig: "own-signature", backup: signed });
    expect(sent()).toMatchObject({
      PushUserId: "board",
      PushUserSig: "own-signature",
      Backup: { PushUserId: "board-2", PushUserSig: "second-signature" },
    });
  });

  test("need signatures, or a key to make them; without a second user nobody asks for its one", async () => {
    const failures = (changes: object) => board.failures({ ...inputs, sdkAppId: 1400000001, ...changes });
    const second = { backup: { pushUserId: "board-2" } };
    expect(await failures({ pushUserSig: "s" })).toEqual([]);
    expect(await failures({ pushUserSig: "s", ...second })).toEqual([
      expect.stringMatching(/^backup\.pushUserSig: it is missing, and the configuration has no secret key/),
    ]);
    expect(await failures(second)).toEqual([
      expect.stringMatching(/^pushUserSig: /),
      expect.stringMatching(/^backup\.pushUserSig: /),
    ]);
  });
});

describe("a second stream", () => {
  test("is known by its id, and read with the first one", async () => {
    await board.create(doubled);
    const [first, second] = stage.vendors.tasks();
    expect(board.state).toMatchObject({
      taskId: first?.id,
      backupTaskId: second?.id,
      status: "running",
      backupStatus: "PUSHING",
    });
    stage.vendors.endTask(second?.id ?? "");
    await board.read();
    expect(board.state).toMatchObject({ status: "running", backupStatus: "STOPPED" });
  });

  test("is stopped by a call of its own, also where it or the first one is over", async () => {
    for (const over of [undefined, 0, 1]) {
      await board.create(doubled);
      const [first, second] = stage.vendors.tasks().slice(-2);
      const ended = [first, second].find((_, index) => index === over);
      if (ended) stage.vendors.endTask(ended.id);
      await board.delete();
      expect(stopped().slice(-2)).toEqual([second?.id, first?.id]);
      expect(stage.vendors.tasks().filter(({ status }) => status === "running")).toEqual([]);
      stage.endRun();
    }
  });

  test("is left to the vendor where both are managed together", async () => {
    await board.create({ ...doubled, autoManageBackup: true });
    await board.delete();
    expect(stopped()).toEqual([board.id]);
    expect(stage.vendors.tasks().map(({ reason }) => reason)).toEqual(["stopped", "stopped"]);
  });

  test("of a push that is taken over is found by the read", async () => {
    await board.create(doubled);
    stage.endRun();
    const other = stage.resource(push.type, "other");
    await other.create({ ...doubled, lifecycle: { adopt: board.id } });
    expect(other.state).toMatchObject({
      backupTaskId: board.state.backupTaskId,
      pushUserId: board.state.pushUserId,
    });
  });

  test.each(['{"TaskId":', "[]", "null", '{"TaskId":7}', "text"])(
    "is told in a text that may be anything: %s",
    async (Backup) => {
      stage.intercept = async (_request, send) => {
        const response = await send();
        const reply = JSON.parse(response.body);
        reply.Response.Backup = Backup;
        return { ...response, body: JSON.stringify(reply) };
      };
      await board.create(doubled);
      expect(board.state.status).toBe("running");
      expect(board.state).not.toHaveProperty("backupTaskId");
    },
  );
});

describe("a push that is over", () => {
  test.each([
    ["idle", "ended", "AUTO"],
    ["aborted", "failed", "EXCEPTION"],
  ] as const)("by %s is %s: %s", async (reason, status, finishReason) => {
    await board.create(inputs);
    stage.vendors.endTask(board.id, reason);
    await board.read();
    expect(board.state).toMatchObject({
      status,
      finishReason,
      statusReason: expect.stringMatching(new RegExp(`^${finishReason}: `)),
    });
  });

  test.each([
    ["error", /FailedOperation\.WhiteboardPush: UserSig expired/],
    ["empty", /^the vendor tells no state of it, as it does of a task that failed$/],
  ] as const)("by a failure that is answered with an %s is not gone", async (failedTask, reason) => {
    await restage({ behaviour: { tiw: { failedTask } } });
    await board.create(inputs);
    const { id } = board;
    stage.vendors.failTask(id, "UserSigExpired", "UserSig expired");
    await board.read();
    expect(board.id).toBe(id);
    expect(board.state).toMatchObject({ status: "failed", statusReason: expect.stringMatching(reason) });
  });

  test("before it ran makes create fail, and says why", async () => {
    await restage({ behaviour: { tiw: { groups: [] } } });
    expect(await failureOf(board.create(inputs))).toContain("The IM group 1234 does not exist");
  });
});

test("a start whose answer is lost is not repeated, and the push is taken over by its id", async () => {
  planFault(stage, push, { kind: "dropAfter" });
  expect(await failureOf(board.create(inputs))).toMatch(
    /whether a push of the whiteboard by the robot "tic_push_user_1234_lesson-\w+" in room 1234 .* was started/,
  );
  const [task] = stage.vendors.tasks();
  await board.create({ ...inputs, lifecycle: { adopt: task?.id } });
  expect(board.state).toMatchObject({ taskId: task?.id, status: "running" });
  expect(stage.bodies("StartWhiteboardPush")).toHaveLength(1);
});

test("the message group is named at the site in China alone", async () => {
  const at = (endpoint: string) => stage.resource(push.type, "board", { "tencentcloud:endpoint": endpoint });
  const wanted = { ...inputs, groupId: "class" };
  const [reason = ""] = await at("https://{service}.intl.tencentcloudapi.com").failures(wanted);
  expect(reason).toMatch(/^groupId: the site in China alone has it/);
  expect(await at("https://{service}.tencentcloudapi.com").failures(wanted)).toEqual([]);
});
