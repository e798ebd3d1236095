import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import streamIngest from "../contract/descriptors/tencent/trtc/StreamIngest";
import { failureOf, type Resource, Stage } from "./support";

const { inputs } = streamIngest;
const minute = 60_000;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

async function created(more: object = {}): Promise<Resource> {
  const ingest = stage.resource(streamIngest.type);
  await ingest.create({ ...inputs, ...more });
  return ingest;
}

test("is started by a robot of its own, and what changes is sent as a whole", async () => {
  const ingest = await created();
  expect(ingest.state).toMatchObject({ status: "running", region: "ap-singapore" });
  expect(stage.requests("StartStreamIngest")).toEqual([
    {
      SdkAppId: 1400188366,
      RoomId: "295066",
      RoomIdType: 1,
      UserId: ingest.state.robotUserId,
      UserSig: expect.any(String),
      StreamUrl: inputs.streamUrl,
    },
  ]);
  expect(JSON.stringify(ingest.state)).not.toContain("userSig");

  await ingest.update({ ...inputs, volume: 30 });
  await ingest.update(inputs);
  const all = { SdkAppId: 1400188366, TaskId: ingest.id, StreamUrl: inputs.streamUrl, IsPause: false };
  expect(stage.requests("UpdateStreamIngest")).toEqual([
    { ...all, Volume: 30 },
    { ...all, Volume: 100 },
  ]);
});

test("is paused right after its start, resumed and paused in place", async () => {
  const ingest = await created({ isPause: true });
  const paused = () => stage.vendors.tasks()[0]?.parameters;
  expect(paused()).toMatchObject({ IsPause: true });
  expect(ingest.state.status).toBe("running");
  expect(await ingest.diff(inputs)).toMatchObject({ changes: true, replaces: [] });
  await ingest.update(inputs);
  expect(paused()).toMatchObject({ IsPause: false });
  await ingest.update({ ...inputs, isPause: true });
  expect(paused()).toMatchObject({ IsPause: true });
});

test("another source replaces where an update cannot name it", async () => {
  const ingest = await created();
  const { streamUrl, ...others } = inputs;
  const listed = { ...others, sourceUrl: [streamUrl] };
  expect(await ingest.diff(listed)).toMatchObject({ replaces: ["streamUrl", "sourceUrl"] });
});

describe("ends by itself", () => {
  test.each([
    ["when its plays are done", { repeatNum: 3 }, 3],
    ["at its longest time", { repeatNum: -1, maxDuration: 2 }, 2],
  ])("%s", async (_when, more, minutes) => {
    stage.vendors.behaviour.trtc.playTakesMs = minute;
    const ingest = await created(more);
    stage.time.now += minutes * minute - 1;
    await ingest.read();
    expect(ingest.state.status).toBe("running");
    stage.time.now += 1;
    await ingest.read();
    expect(ingest.state).toMatchObject({ status: "ended", statusReason: expect.stringMatching(/has ended/) });
    // Its stop finds it over.
    await ingest.delete();
    expect(stage.lines.at(-1)).toContain("it was over already");
  });

  test("after a long pause", async () => {
    stage.vendors.behaviour.trtc.longestPauseMs = 720 * minute;
    const ingest = await created({ isPause: true });
    stage.time.now += 720 * minute;
    await ingest.read();
    expect(ingest.state.status).toBe("ended");
  });

  test.each(["status", "refuse"] as const)("and an update finds that: %s", async (tells) => {
    stage.vendors.behaviour.trtc.endedIngestUpdate = tells;
    const ingest = await created();
    stage.vendors.endTask(ingest.id, "done");
    await ingest.update({ ...inputs, volume: 30, lifecycle: { onEnded: "restart" } });
    expect(stage.vendors.tasks()).toMatchObject([{ status: "ended" }, { status: "running" }]);
    expect(stage.requests("StartStreamIngest").at(-1)).toMatchObject({ Volume: 30 });
  });

  test("also while it is paused after its start", async () => {
    stage.intercept = async (request, send) => {
      const isPause = request.headers["x-tc-action"] === "UpdateStreamIngest";
      if (isPause) stage.vendors.endTask(stage.vendors.tasks()[0]?.id ?? "", "done");
      return send();
    };
    expect(await failureOf(created({ isPause: true }))).toMatch(/it ended before it was running/);
  });
});

describe("where the vendor's pages do not name the region for reading and stopping", () => {
  const far = { ...inputs, region: "ap-tokyo" };

  test("check warns, the status is unverified, and a delete says what to do", async () => {
    const ingest = stage.resource(streamIngest.type);
    await ingest.create(far);
    expect(stage.lines.join("\n")).toMatch(
      /region: it is ap-tokyo, and the vendor's pages say of ap-bangkok/,
    );
    expect(ingest.state).toMatchObject({ status: "unverified", region: "ap-tokyo" });
    await ingest.update({ ...far, volume: 30 });
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running", parameters: { Volume: 30 } }]);
    const failure = await failureOf(ingest.delete());
    expect(failure).toContain("UnsupportedRegion");
    expect(failure).toMatch(/What to do: the vendor stops no ingests .* lifecycle\.onDelete to "leave"/);
  });

  test("it is deleted where the vendor takes the call all the same", async () => {
    const ingest = stage.resource(streamIngest.type);
    stage.intercept = async (request, send) => {
      const action = request.headers["x-tc-action"] ?? "";
      if (!/^(Stop|Describe)StreamIngest$/.test(action)) return send();
      return { ...(await send()), body: '{"Response":{"Status":"InProgress","RequestId":"there"}}' };
    };
    await ingest.create(far);
    expect(ingest.state.status).toBe("running");
    await ingest.delete();
    const called = stage.sent.filter(({ headers }) => headers["x-tc-region"] !== "ap-tokyo");
    expect(called).toEqual([]);
  });
});

test("a task that exists already is taken over by nobody", async () => {
  stage.vendors.faults.add({
    match: { action: "StartStreamIngest" },
    fault: { kind: "error", code: "FailedOperation.TaskExist" },
  });
  expect(await failureOf(created())).toContain("FailedOperation.TaskExist");
  expect(stage.vendors.tasks()).toEqual([]);
});
