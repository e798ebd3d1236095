import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import webcast from "../contract/descriptors/volcengine/rtc/Webcast";
import whiteboardRecording from "../contract/descriptors/volcengine/rtc/WhiteboardRecording";
import { failureOf, Stage } from "./support";

const { inputs } = whiteboardRecording;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

function bodiesOf(action: string): unknown[] {
  return stage.bodies(action).map((body) => JSON.parse(body));
}

describe.each(["text", "structure"] as const)("where answers hold a %s", (result) => {
  beforeEach(() => {
    stage.vendors.behaviour.volcengineRtc.whiteboardResult = result;
  });

  test("is started under a derived id and stopped as its user", async () => {
    const board = stage.resource(whiteboardRecording.type);
    await board.create(inputs);
    expect(board.state).toMatchObject({ taskId: board.id, status: "unverified", region: "cn-north-1" });
    const wire = { AppId: inputs.appId, RoomId: "Room1", UserId: "recorder", TaskId: board.id };
    expect(bodiesOf("StartWBRecord")).toEqual([wire]);
    await board.delete();
    expect(bodiesOf("StopWBRecord")).toEqual([wire]);
    expect(stage.vendors.tasks()).toMatchObject([{ kind: "whiteboardRecording", reason: "stopped" }]);
  });
});

test("its own is met by a start in another run, and somebody's is not taken", async () => {
  await stage.resource(whiteboardRecording.type).create(inputs);
  stage.endRun();
  await stage.resource(whiteboardRecording.type).create(inputs);
  expect(stage.vendors.tasks()).toHaveLength(1);
  const named = { ...inputs, userId: "other", taskId: "board" };
  await stage.resource(whiteboardRecording.type, "named").create(named);
  stage.endRun();
  const failure = failureOf(stage.resource(whiteboardRecording.type, "second").create(named));
  expect(await failure).toMatch(
    /^taskId "board" is used by another whiteboard recording .*lifecycle\.adopt$/,
  );
});

test("its user is no webcast's", async () => {
  await stage.resource(webcast.type, "page").create({ ...webcast.inputs, userId: "recorder" });
  expect(await stage.resource(whiteboardRecording.type).failures(inputs)).toEqual([
    expect.stringContaining('the user "recorder" in room Room1'),
  ]);
});
