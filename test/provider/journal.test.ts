import fs, { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import tiwCallback from "../contract/descriptors/tencent/tiw/Callback";
import cdnRelay, { relayTo } from "../contract/descriptors/tencent/trtc/CdnRelay";
import subApplication from "../contract/descriptors/tencent/vod/SubApplication";
import { allTypes, typesThat } from "../contract/typesThat";
import { overJournals } from "../reliability/overJournals";
import { FolderJournal } from "./Journal";
import { failureOf, type Properties, type Resource, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

const start = "StartPublishCdnStream";

const records = () => stage.journal.records();

/** Puts a folder where the next record is to be drafted: not even root can write it. */
function blockDraft(path: string): void {
  mkdirSync(`${path}.${process.pid}.tmp`);
}

/** Creates, and loses what create returned: as when the engine dies before it has saved the state. */
async function createAndLose(resource: Resource, inputs: Properties): Promise<string> {
  await resource.create(inputs);
  const { id } = resource;
  [resource.id, resource.state] = ["", {}];
  return id;
}

describe("a start that the vendor can neither recognise nor show", () =>
  overJournals(() => stage, openStarts));

function openStarts(): void {
  test("is kept before the call, and has its id before create returns", async () => {
    let during = "";
    stage.intercept = async (_request, send) => {
      during = records()[0]?.text ?? "";
      return send();
    };
    const relay = stage.resource(cdnRelay.type);
    await relay.create(cdnRelay.inputs);
    expect(JSON.parse(during)).toMatchObject({
      type: cdnRelay.type,
      urn: relay.state.__urn,
      startedAt: "2026-01-15T12:00:00.000Z",
      label: `a relay by the robot "${relay.state.robotUserId}" in room 295066 of application 1400188366`,
    });
    expect(JSON.parse(during)).not.toHaveProperty("id");
    const [record] = records();
    expect(JSON.parse(record?.text ?? "")).toMatchObject({
      id: relay.id,
      state: { sdkAppId: 1400188366, taskId: relay.id, region: "ap-guangzhou" },
    });
  });

  test("is written without secrets", async () => {
    const relay = stage.resource(cdnRelay.type);
    const feedBackRoomParams = [{ roomId: "7", roomIdType: 0, userId: "echo", userSig: "feedback-user-sig" }];
    await relay.create({
      ...cdnRelay.inputs,
      agentParams: { userSig: "the-robots-user-sig" },
      feedBackRoomParams,
    });
    const [record] = records();
    for (const secret of ["user-sig", "pushkey1", "rtmp://"]) expect(record?.text).not.toContain(secret);
  });

  test.each(["diff", "read", "update", "delete"] as const)(
    "is closed by the next %s, when the state holds the task",
    async (verb) => {
      const relay = stage.resource(cdnRelay.type);
      await relay.create(cdnRelay.inputs);
      expect(records()).toHaveLength(1);
      if (verb === "read" || verb === "delete") await relay[verb]();
      else await relay[verb](cdnRelay.inputs);
      expect(records()).toEqual([]);
    },
  );

  test("is not closed by the verbs of another task of the resource", async () => {
    const relay = stage.resource(cdnRelay.type);
    await relay.create(cdnRelay.inputs);
    const before = { ...relay.state };
    await relay.delete();
    await relay.create({ ...cdnRelay.inputs, roomId: "295067" });
    await relay.provider.diff?.(relay.id, before, { ...cdnRelay.inputs, roomId: "295067" });
    expect(records()).toHaveLength(1);
  });

  test("is taken over when the state lost the task, and made what the inputs say", async () => {
    const relay = stage.resource(cdnRelay.type);
    const lost = await createAndLose(relay, cdnRelay.inputs);
    const publishCdnParams = [{ publishCdnUrl: "rtmp://push.example.com/live/c" }];
    await relay.create({ ...cdnRelay.inputs, publishCdnParams });
    expect(relay.id).toBe(lost);
    expect(stage.bodies(start)).toHaveLength(1);
    expect(JSON.parse(stage.bodies("UpdatePublishCdnStream").at(-1) ?? "")).toMatchObject({
      PublishCdnParams: [{ PublishCdnUrl: "rtmp://push.example.com/live/c" }],
    });
    expect(stage.lines).toContain(
      `lesson: warning: ${lost} was started at 2026-01-15T12:00:00.000Z, and no later run saw it in the state: it is taken over`,
    );
    await relay.diff(cdnRelay.inputs);
    expect(records()).toEqual([]);
    stage.endRun();
    await relay.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });

  test("is sent again when the lost task is over", async () => {
    const relay = stage.resource(cdnRelay.type);
    const lost = await createAndLose(relay, cdnRelay.inputs);
    stage.vendors.endTask(lost);
    await relay.create(cdnRelay.inputs);
    expect(relay.id).not.toBe(lost);
    expect(stage.vendors.tasks().map(({ status }) => status)).toEqual(["ended", "running"]);
    await relay.diff(cdnRelay.inputs);
    expect(records()).toEqual([]);
  });

  test("is not sent a second time while its outcome is unknown", async () => {
    stage.vendors.faults.add({ match: { action: start }, fault: { kind: "dropAfter" } });
    const relay = stage.resource(cdnRelay.type);
    const first = await failureOf(relay.create(cdnRelay.inputs));
    const [record] = records();
    expect(first).toMatch(/it is not known whether a relay by the robot "lesson-\w{16}" in room 295066/);
    expect(first).toContain("the connection broke before a whole reply came");
    const second = await failureOf(relay.create(cdnRelay.inputs));
    expect(second).toContain("an earlier run sent the start at 2026-01-15T12:00:00.000Z and broke off");
    for (const message of [first, second]) {
      expect(message).toContain("set lifecycle.adopt to its id");
      expect(message).toContain(`delete ${record?.path}`);
    }
    expect(stage.bodies(start)).toHaveLength(1);

    const [task] = stage.vendors.tasks();
    await relay.create({ ...cdnRelay.inputs, lifecycle: { adopt: task?.id } });
    expect(relay.id).toBe(task?.id);
    expect(records()).toEqual([]);
  });

  test("is closed when what it made is adopted, and kept although its update fails", async () => {
    stage.vendors.faults.add({ match: { action: start }, fault: { kind: "dropAfter" } });
    const relay = stage.resource(cdnRelay.type);
    await failureOf(relay.create(cdnRelay.inputs));
    stage.vendors.faults.add({
      match: { action: "UpdatePublishCdnStream", times: 3 },
      fault: { kind: "error", code: "InternalError" },
    });
    const [task] = stage.vendors.tasks();
    await failureOf(relay.create({ ...cdnRelay.inputs, lifecycle: { adopt: task?.id } }));
    expect(relay.id).toBe(task?.id);
    expect(records()).toEqual([]);
  });

  test("is no matter of settings: their error names no record, and a repeat does", async () => {
    const callback = stage.resource(tiwCallback.type);
    stage.vendors.faults.add({ match: { service: "tiw", times: 3 }, fault: { kind: "malformedJson" } });
    const message = await failureOf(callback.create(tiwCallback.inputs));
    expect(message).toContain("the reply is not JSON");
    expect(message).not.toContain("journal");
    await callback.create(tiwCallback.inputs);
    expect(await callback.diff(tiwCallback.inputs)).toMatchObject({ changes: false });
  });

  test("is forgotten when the vendor certainly did not act", async () => {
    stage.vendors.faults.add({
      match: { action: start },
      fault: { kind: "error", code: "InvalidParameter" },
    });
    const relay = stage.resource(cdnRelay.type);
    expect(await failureOf(relay.create(cdnRelay.inputs))).toContain("InvalidParameter");
    expect(records()).toEqual([]);
    await relay.create(cdnRelay.inputs);
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test("with other inputs does not start another one beside it", async () => {
    const relay = stage.resource(cdnRelay.type);
    const lost = await createAndLose(relay, cdnRelay.inputs);
    const message = await failureOf(relay.create({ ...cdnRelay.inputs, roomId: "295067" }));
    expect(message).toContain(`an earlier run started ${lost} (a relay by the robot`);
    expect(message).toContain("with other inputs");
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test("that restarts what ended is protected as well", async () => {
    const relay = stage.resource(cdnRelay.type);
    const inputs = { ...cdnRelay.inputs, lifecycle: { onEnded: "restart" } };
    await relay.create(inputs);
    stage.vendors.endTask(relay.id);
    const changed = { ...inputs, publishCdnParams: [{ publishCdnUrl: "rtmp://push.example.com/live/c" }] };
    stage.vendors.faults.add({ match: { action: start }, fault: { kind: "dropAfter" } });
    const failure = await failureOf(relay.update(changed));
    expect(failure).toContain("it is not known whether");
    const again = await failureOf(relay.update(changed));
    expect(again).toContain("broke off");
    expect(stage.vendors.tasks().map(({ status }) => status)).toEqual(["ended", "running"]);
  });

  test("a lost answer of an application is settled by the vendor's list", async () => {
    stage.vendors.faults.add({ match: { action: "CreateSubAppId" }, fault: { kind: "dropAfter" } });
    const application = stage.resource(subApplication.type);
    await application.create(subApplication.inputs);
    expect(application.id).toBe("1500000001");
    expect(stage.bodies("CreateSubAppId")).toHaveLength(1);
    await application.diff(subApplication.inputs);
    expect(records()).toEqual([]);
  });

  test("an older application of the same name is not taken for the one that was to be created", async () => {
    await stage.resource(subApplication.type, "older").create(subApplication.inputs);
    stage.endRun();
    stage.time.now += 3_600_000;
    stage.vendors.faults.add({ match: { action: "CreateSubAppId" }, fault: { kind: "dropBefore" } });
    const application = stage.resource(subApplication.type);
    await application.create(subApplication.inputs);
    expect(application.id).toBe("1500000002");
  });
}

describe("the journal", () => {
  const config = (journal: string) => ({ "pulumi-media-tasks:journal": journal });

  test("in a folder is synced, with the folder, before the call", async () => {
    const sync = jest.spyOn(fs, "fsync");
    let syncs = 0;
    stage.intercept = async (_request, send) => {
      syncs = sync.mock.calls.length;
      return send();
    };
    await stage.resource(cdnRelay.type).create(cdnRelay.inputs);
    sync.mockRestore();
    expect(syncs).toBe(2);
  });

  test("in a folder is the owner's alone", async () => {
    await stage.resource(cdnRelay.type).create(cdnRelay.inputs);
    const [{ path } = { path: "" }] = records();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  });

  test("is in PULUMI_HOME", async () => {
    const home = join(stage.home, "elsewhere");
    await stage.resource(cdnRelay.type, "lesson", {}, { PULUMI_HOME: home }).create(cdnRelay.inputs);
    expect(new FolderJournal(join(home, "media-tasks/journal")).records()).toHaveLength(1);
  });

  test("is in the folder that the configuration names", async () => {
    const folder = join(stage.home, "deep/journal");
    await stage.resource(cdnRelay.type, "lesson", config(folder)).create(cdnRelay.inputs);
    expect(new FolderJournal(folder).records()).toHaveLength(1);
  });

  test("is switched off by the configuration; a lost start is then said, and a repeat not prevented", async () => {
    stage.vendors.faults.add({ match: { action: start }, fault: { kind: "dropAfter" } });
    const relay = stage.resource(cdnRelay.type, "lesson", config("off"));
    expect(await failureOf(relay.create(cdnRelay.inputs))).toContain("the connection broke");
    expect(existsSync(stage.home)).toBe(false);
    await relay.create(cdnRelay.inputs);
    expect(stage.bodies(start)).toHaveLength(2);
  });

  test("keeps the starts of each resource apart, and those of each endpoint", async () => {
    await stage.resource(cdnRelay.type, "one").create(cdnRelay.inputs);
    await stage.resource(cdnRelay.type, "two").create(relayTo("two"));
    const other = { "tencentcloud:endpoint": stage.vendors.endpoint.replace("127.0.0.1", "localhost") };
    await stage.resource(cdnRelay.type, "two", other).create(relayTo("two"));
    expect(records()).toHaveLength(3);
  });

  test("is not used where the vendor recognises or shows what runs", async () => {
    const journaled = typesThat("be journaled");
    for (const type of allTypes.filter((one) => !journaled.includes(one)))
      await stage.resource(type.type).create({ ...type.inputs });
    expect(existsSync(stage.home)).toBe(false);
  });

  test("in a place that is no folder keeps create from calling, and says what to do", async () => {
    const file = join(stage.home, "no-folder");
    mkdirSync(stage.home);
    writeFileSync(file, "");
    const message = await failureOf(
      stage.resource(cdnRelay.type, "lesson", config(join(file, "journal"))).create(cdnRelay.inputs),
    );
    expect(message).toContain(`the journal of starts cannot be read: ${file}`);
    expect(message).toContain("pulumi-media-tasks:journal");
    expect(stage.sent).toEqual([]);
  });

  test("that cannot be written keeps create from calling, and says what to do", async () => {
    const relay = stage.resource(cdnRelay.type);
    await relay.create(cdnRelay.inputs);
    const path = records()[0]?.path ?? "";
    await relay.delete();
    blockDraft(path);
    const calls = stage.sent.length;
    const message = await failureOf(relay.create(cdnRelay.inputs));
    expect(message).toContain(`the journal of starts cannot be written: ${path}: EISDIR`);
    expect(message).toContain("pulumi-media-tasks:journal");
    expect(stage.sent).toHaveLength(calls);
  });

  test("that cannot be read keeps create from calling, and leaves other verbs alone", async () => {
    const relay = stage.resource(cdnRelay.type);
    await relay.create(cdnRelay.inputs);
    const [record] = records();
    const path = record?.path ?? "";
    writeFileSync(path, "{");
    expect(await relay.diff(cdnRelay.inputs)).toMatchObject({ changes: false });
    const calls = stage.sent.length;
    const message = await failureOf(stage.resource(cdnRelay.type).create(cdnRelay.inputs));
    expect(message).toContain(`the journal of starts cannot be read: ${path}`);
    expect(stage.sent).toHaveLength(calls);
    expect(records()).toEqual([{ path, text: "{" }]);
  });

  test("that fails after the vendor's success is no failure", async () => {
    stage.intercept = async (_request, send) => {
      const response = await send();
      for (const { path } of records()) blockDraft(path);
      return response;
    };
    const relay = stage.resource(cdnRelay.type);
    await relay.create(cdnRelay.inputs);
    expect(relay.id).toBe(stage.vendors.tasks()[0]?.id);
    expect(records()).toEqual([]);
  });
});
