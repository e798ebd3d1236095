import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { fromWire } from "../../provider/http/codec";
import type { HttpResponse } from "../../provider/http/transport";
import { fields, vendorTime } from "../../sdk/core/fields";
import aigcVideoRedraw from "../contract/descriptors/tencent/vod/AigcVideoRedraw";
import subApplication from "../contract/descriptors/tencent/vod/SubApplication";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { openStarts } from "../reliability/support";
import { failureOf, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

type Reply = Record<string, unknown>;

/** Changes the replies to an action, as long as there are changes left. */
function changeReplies(action: string, ...changes: ((reply: Reply) => Reply)[]): void {
  stage.intercept = async (request, send) => {
    const response = await send();
    const isIt = request.headers["x-tc-action"] === action || request.url.includes(`Action=${action}&`);
    const change = isIt ? changes.shift() : undefined;
    return change ? { ...response, body: JSON.stringify(change(JSON.parse(response.body))) } : response;
  };
}

/** Changes what stands in Tencent Cloud's envelope. */
const inside =
  (parts: Reply) =>
  ({ Response }: Reply): Reply => ({ Response: { ...Object(Response), ...parts } });

describe("a start of a Volcengine recording whose Result is no documented success", () => {
  const odd: [what: string, change: (reply: Reply) => Reply][] = [
    ["absent", ({ Result: _, ...reply }) => reply],
    ["null", (reply) => ({ ...reply, Result: null })],
    ["empty", (reply) => ({ ...reply, Result: "" })],
    ["another text", (reply) => ({ ...reply, Result: "queued" })],
    ["an object", (reply) => ({ ...reply, Result: { Message: "ok" } })],
  ];

  test.each(odd)("%s: it is sent again and meets the first one", async (_what, change) => {
    changeReplies("StartRecord", change);
    const recording = stage.resource(volcengineRecording.type);
    await recording.create(volcengineRecording.inputs);
    expect(recording.state.status).toBe("running");
    expect(stage.bodies("StartRecord")).toHaveLength(2);
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test.each(odd)("%s, each time: it is looked for", async (_what, change) => {
    changeReplies("StartRecord", change, change, change);
    const recording = stage.resource(volcengineRecording.type);
    await recording.create(volcengineRecording.inputs);
    expect(recording.state.status).toBe("running");
    expect(stage.lines).toContainEqual(expect.stringMatching(/exists already: lesson-\w+ is taken over/));
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test("and that the vendor did not start is a failure", async () => {
    const reply = (): HttpResponse => ({
      status: 200,
      headers: {},
      body: JSON.stringify({ ResponseMetadata: { RequestId: "1" }, Result: "queued" }),
    });
    stage.intercept = async (request, send) =>
      request.url.includes("Action=StartRecord&") ? reply() : send();
    const message = await failureOf(
      stage.resource(volcengineRecording.type).create(volcengineRecording.inputs),
    );
    expect(message).toContain(
      "StartRecord failed: HTTP 200: the reply is neither an error nor the documented",
    );
    expect(stage.vendors.tasks()).toEqual([]);
  });
});

test("a stop whose Result is none that is documented is no success", async () => {
  const recording = stage.resource(volcengineRecording.type);
  await recording.create(volcengineRecording.inputs);
  const change = (reply: Reply) => ({ ...reply, Result: "later" });
  changeReplies("StopRecord", change, change, change);
  stage.vendors.faults.clear();
  // The repeats find the recording stopped.
  await recording.delete();
  expect(stage.lines.at(-1)).toBe("lesson: it was over already");
});

test("a recording that failed to start is told as failed, with the reason", async () => {
  const recording = stage.resource(volcengineRecording.type);
  await recording.create(volcengineRecording.inputs);
  const failed = { Status: 4, StartTime: 0, EndTime: 0, StopReason: "StartTaskFailed" };
  changeReplies("GetRecordTask", (reply) => {
    const result = Object(reply.Result);
    return { ...reply, Result: { ...result, RecordTask: { ...Object(result.RecordTask), ...failed } } };
  });
  await recording.read();
  expect(recording.id).not.toBe("");
  expect(recording.state).toMatchObject({ status: "failed", statusReason: "StartTaskFailed" });
  expect(recording.state).not.toHaveProperty("endedAt");
});

describe("times", () => {
  const block = fields({ text: vendorTime(z.string()).optional(), number: vendorTime(z.int()).optional() });

  test.each([
    [{ Text: "", Number: 0 }, {}],
    [{ Text: "0001-01-01T00:00:00Z" }, {}],
    [{ Text: "0000-00-00 00:00:00" }, {}],
    [
      { Text: "2026-01-15T12:00:00Z", Number: 1 },
      { text: "2026-01-15T12:00:00Z", number: 1 },
    ],
    [{ Text: "9999-12-31T23:59:59Z" }, { text: "9999-12-31T23:59:59Z" }],
  ])("%j are %j", (reply, read) => {
    expect(fromWire(block, reply)).toEqual(read);
  });

  test.each(["", "0001-01-01T00:00:00Z"])(
    "of a job that has none yet (%j) stay out of the state",
    async (none) => {
      const redraw = stage.resource(aigcVideoRedraw.type);
      await redraw.create({ ...aigcVideoRedraw.inputs, lifecycle: { waitFor: "accepted" } });
      changeReplies("DescribeTaskDetail", inside({ BeginProcessTime: none, FinishTime: none }));
      await redraw.read();
      expect(redraw.state).toHaveProperty("createTime");
      expect(redraw.state).not.toHaveProperty("beginProcessTime");
      expect(redraw.state).not.toHaveProperty("finishTime");
    },
  );
});

describe("VOD", () => {
  test.each(["EditMedia", "Procedure", "Transcode"])("a task of the type %s is not adopted", async (type) => {
    const other = stage.resource(aigcVideoRedraw.type, "other");
    await other.create(aigcVideoRedraw.inputs);
    stage.endRun();
    changeReplies("DescribeTaskDetail", inside({ TaskType: type, AigcVideoRedrawTask: null }));
    const inputs = { ...aigcVideoRedraw.inputs, lifecycle: { adopt: other.id } };
    const message = await failureOf(stage.resource(aigcVideoRedraw.type).create(inputs));
    expect(message).toContain(`lifecycle.adopt names "${other.id}", which cannot be taken over`);
    expect(message).toContain(`no redraw, but of the type ${type}`);
  });

  test("pages of jobs that bring nothing new end the search", async () => {
    await stage
      .resource(aigcVideoRedraw.type, "other")
      .create({ ...aigcVideoRedraw.inputs, sessionId: "order-1" });
    stage.endRun();
    const again = inside({ ScrollToken: "again" });
    changeReplies("DescribeTasks", again, again, again, again);
    const second = stage
      .resource(aigcVideoRedraw.type)
      .create({ ...aigcVideoRedraw.inputs, sessionId: "order-1" });
    expect(await failureOf(second)).toContain("The same job");
    const none = inside({ TaskSet: [], ScrollToken: "more" });
    changeReplies("DescribeTasks", none, none);
    await failureOf(
      stage.resource(aigcVideoRedraw.type).create({ ...aigcVideoRedraw.inputs, sessionId: "order-1" }),
    );
    expect(stage.bodies("DescribeTasks").length).toBeLessThanOrEqual(4);
  });

  test("an empty session id switches the vendor's recognition off, and the journal stands in", async () => {
    const inputs = { ...aigcVideoRedraw.inputs, sessionId: "" };
    await stage.resource(aigcVideoRedraw.type, "first").create(inputs);
    await stage.resource(aigcVideoRedraw.type, "second").create(inputs);
    expect(stage.bodies("CreateAigcVideoRedrawTask").map((body) => JSON.parse(body).SessionId)).toEqual([
      "",
      "",
    ]);
    expect(stage.vendors.tasks()).toHaveLength(2);

    stage.vendors.faults.add({
      match: { action: "CreateAigcVideoRedrawTask" },
      fault: { kind: "dropAfter" },
    });
    const lost = stage.resource(aigcVideoRedraw.type, "lost");
    expect(await failureOf(lost.create(inputs))).toContain("it is not known whether a redraw in application");
    expect(openStarts(stage).filter(({ id }) => id === undefined)).toHaveLength(1);
    expect(await failureOf(lost.create(inputs))).toContain("broke off");
    expect(stage.vendors.tasks()).toHaveLength(3);
  });

  test("a new application that is not known everywhere yet is waited for", async () => {
    const refused = {
      match: { times: 12 },
      fault: { kind: "error", code: "FailedOperation.InvalidVodUser" },
    } as const;
    for (const action of ["DescribeSubAppIds", "CreateAigcVideoRedrawTask"])
      stage.vendors.faults.add({ ...refused, match: { ...refused.match, action } });
    const application = stage.resource(subApplication.type, "app");
    await application.create(subApplication.inputs);
    expect(application.state.currentStatus).toBe("On");
    const subAppId = Number(application.id);
    await stage.resource(aigcVideoRedraw.type).create({ ...aigcVideoRedraw.inputs, subAppId });
    for (const name of ["app", "lesson"])
      expect(stage.lines).toContainEqual(
        expect.stringMatching(`^${name}: waiting for VOD to know the application everywhere`),
      );
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test("an account without VOD is told so after some minutes, at once where the application is old", async () => {
    const application = stage.resource(subApplication.type);
    await application.create(subApplication.inputs);
    stage.time.now += 3_600_000;
    stage.vendors.faults.add({
      match: { times: 99 },
      fault: { kind: "error", code: "FailedOperation.InvalidVodUser" },
    });
    const before = stage.time.now;
    expect(await failureOf(application.read())).toContain("switch VOD on in the vendor's console");
    expect(stage.time.now - before).toBeLessThan(10_000);
    expect(
      await failureOf(stage.resource(aigcVideoRedraw.type, "other").create(aigcVideoRedraw.inputs)),
    ).toContain("switch VOD on");
    expect(stage.time.now - before).toBeLessThan(10 * 60_000);
  });
});

test("a list of applications that cannot be given does not mean that one is gone", async () => {
  const application = stage.resource(subApplication.type);
  await application.create(subApplication.inputs);
  stage.vendors.faults.add({
    match: { action: "DescribeSubAppIds", times: 9 },
    fault: { kind: "error", code: "ResourceNotFound" },
  });
  expect(await failureOf(application.delete())).toContain("DescribeSubAppIds failed: ResourceNotFound");
  expect(await failureOf(application.read())).toContain("DescribeSubAppIds failed: ResourceNotFound");
  expect(application.id).not.toBe("");
});
