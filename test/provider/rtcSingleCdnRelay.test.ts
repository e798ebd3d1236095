import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import mixedCdnRelay from "../contract/descriptors/volcengine/rtc/MixedCdnRelay";
import singleCdnRelay from "../contract/descriptors/volcengine/rtc/SingleCdnRelay";
import { failureOf, isCallOf, Stage } from "./support";

const { inputs } = singleCdnRelay;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

function bodiesOf(action: string): unknown[] {
  return stage.bodies(action).map((body) => JSON.parse(body));
}

test("is started with an empty control, read, and stopped; its address is shown nowhere", async () => {
  const relay = stage.resource(singleCdnRelay.type);
  await relay.create(inputs);
  expect(relay.state).toMatchObject({ status: "running", pushStreamState: 5, region: "cn-north-1" });
  expect(bodiesOf("StartPushSingleStreamToCDN")).toEqual([
    {
      ...{ AppId: inputs.appId, RoomId: inputs.roomId, TaskId: relay.id },
      ...{ PushURL: inputs.pushUrl, Stream: { UserId: "host" }, Control: {} },
    },
  ]);
  await relay.read();
  expect(await relay.diff(inputs)).toMatchObject({ changes: false });
  await relay.delete();
  expect(stage.vendors.tasks()).toMatchObject([{ kind: "singleCdnRelay", reason: "stopped" }]);
  expect(stage.lines.join()).not.toContain("canary-push");
});

test.each([
  ["another stream", { stream: { userId: "host", streamType: 1 } }, ["stream"]],
  ["another idle time", { control: { maxIdleTime: 60 } }, ["control"]],
  ["another address", { pushUrl: "rtmp://push.example.com/live/other" }, ["pushUrl"]],
])("is replaced: %s", async (_what, changes, replaces) => {
  const relay = stage.resource(singleCdnRelay.type);
  await relay.create(inputs);
  expect(await relay.diff({ ...inputs, ...changes })).toMatchObject({ replaces });
});

describe.each([
  ["a relay of one stream", singleCdnRelay, mixedCdnRelay],
  ["a relay of a mix", mixedCdnRelay, singleCdnRelay],
])("the id of %s", (_what, first, second) => {
  const named = { taskId: "stage" };
  const other = { ...named, pushUrl: "rtmp://push.example.com/live/other" };
  const starts = `StartPush${second === mixedCdnRelay ? "Mixed" : "Single"}StreamToCDN`;

  test("is refused for one of the other kind in a program", async () => {
    await stage.resource(first.type).create({ ...first.inputs, ...named });
    const failures = await stage.resource(second.type, "second").failures({ ...second.inputs, ...other });
    expect(failures).toEqual([expect.stringContaining('the relay "stage" of room Room1')]);
  });

  test("is not taken by one of the other kind of another program", async () => {
    await stage.resource(first.type).create({ ...first.inputs, ...named });
    stage.endRun();
    const failure = failureOf(stage.resource(second.type, "second").create({ ...second.inputs, ...other }));
    expect(await failure).toContain('taskId "stage" is used by another relay');
    expect(bodiesOf(starts)).toEqual([]);
  });

  test.each([
    ["a code", "InvalidParameter.TaskAlreadyExists"],
    ["the answer of a repeat", undefined],
  ])("that is taken meanwhile is refused by the vendor with %s", async (_how, code) => {
    stage.vendors.behaviour.volcengineRtc.sharedTaskIdCode = code;
    let isTaken = false;
    stage.intercept = async (request, send) => {
      if (isCallOf(request, starts) && !isTaken) {
        isTaken = true;
        // The other program has a run of its own.
        stage.endRun();
        await stage.resource(first.type).create({ ...first.inputs, ...named });
      }
      return send();
    };
    const failure = failureOf(stage.resource(second.type, "second").create({ ...second.inputs, ...other }));
    expect(await failure).toContain('taskId "stage" is used by another relay');
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
  });
});
