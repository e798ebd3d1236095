import { afterEach, beforeEach, expect, test } from "@jest/globals";
import cloudRecording from "../contract/descriptors/tencent/trtc/CloudRecording";
import { Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

const grid = { mixLayoutParams: { mixLayoutMode: 3 } };

function bodyOf(action: string): unknown {
  return JSON.parse(stage.bodies(action).at(-1) ?? "null");
}

test("is started by a robot of its own, read, overwritten as a whole, and stopped", async () => {
  const recording = stage.resource(cloudRecording.type);
  await recording.create(cloudRecording.inputs);
  expect(recording.state).toMatchObject({ status: "running", filesPending: true, region: "ap-guangzhou" });
  expect(bodyOf("CreateCloudRecording")).toMatchObject({
    UserId: recording.state.robotUserId,
    UserSig: expect.any(String),
  });
  expect(JSON.stringify(recording.state)).not.toContain("userSig");

  const users = { subscribeStreamUserIds: { subscribeAudioUserIds: ["teacher"] } };
  const changed = {
    ...cloudRecording.inputs,
    ...grid,
    recordParams: { ...cloudRecording.inputs.recordParams, ...users },
  };
  expect(await recording.diff(changed)).toMatchObject({ changes: true, replaces: [] });
  await recording.update(changed);
  expect(bodyOf("ModifyCloudRecording")).toEqual({
    SdkAppId: 1400188366,
    TaskId: recording.id,
    MixLayoutParams: { MixLayoutMode: 3 },
    SubscribeStreamUserIds: { SubscribeAudioUserIds: ["teacher"] },
  });

  // What an update leaves out is gone at the vendor, in a way that is not documented.
  expect(await recording.diff(cloudRecording.inputs)).toMatchObject({
    replaces: ["recordParams", "mixLayoutParams"],
    deleteBeforeReplace: true,
  });
  await recording.delete();
  expect(stage.vendors.tasks()).toMatchObject([{ status: "ended", reason: "stopped" }]);
});

test("tells that nobody sends, and that it ended when the vendor knows it no more", async () => {
  const recording = stage.resource(cloudRecording.type);
  await recording.create(cloudRecording.inputs);
  stage.vendors.setRoomIdle("295066");
  await recording.read();
  expect(recording.state.status).toBe("idle");
  stage.time.now += 60_000;
  await recording.read();
  expect(recording.state).toMatchObject({ status: "ended", statusReason: expect.stringMatching(/ended/) });
});

test("lists the files of a bucket, and none of VOD", async () => {
  const inBucket = stage.resource(cloudRecording.type, "bucket");
  await inBucket.create(cloudRecording.inputs);
  await inBucket.read();
  expect(inBucket.state.files).toMatchObject([{ fileName: expect.stringMatching(/\.m3u8$/) }]);
  const inVod = stage.resource(cloudRecording.type, "vod");
  await inVod.create({ ...cloudRecording.inputs, storageParams: { cloudVod: { tencentVod: {} } } });
  await inVod.read();
  expect(inVod.state).toMatchObject({ filesPending: true });
  expect(inVod.state.files ?? []).toEqual([]);
});

test("a layout of streams that are recorded each by itself replaces, and has no effect", async () => {
  const recording = stage.resource(cloudRecording.type);
  const single = { ...cloudRecording.inputs, recordParams: { recordMode: 1 } };
  await recording.create(single);
  expect(await recording.diff({ ...single, ...grid })).toMatchObject({ replaces: ["mixLayoutParams"] });
});
