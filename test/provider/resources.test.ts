import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import tiwCallback from "../contract/descriptors/tencent/tiw/Callback";
import videoGeneration from "../contract/descriptors/tencent/tiw/VideoGeneration";
import cdnRelay, { relayTo } from "../contract/descriptors/tencent/trtc/CdnRelay";
import aigcVideoRedraw from "../contract/descriptors/tencent/vod/AigcVideoRedraw";
import subApplication from "../contract/descriptors/tencent/vod/SubApplication";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { typesThat } from "../contract/typesThat";
import { failureOf, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

/** Starts over with vendors that behave otherwise. */
async function restage(options: Parameters<typeof Stage.start>[0]): Promise<void> {
  await stage[Symbol.asyncDispose]();
  stage = await Stage.start(options);
}

/** A body as the vendor reads it, without the digits that only a parser of big numbers keeps. */
function bodyOf(action: string, index = -1): unknown {
  return JSON.parse(stage.bodies(action).at(index) ?? "null");
}

describe("CDN relay", () => {
  const other = [{ publishCdnUrl: "rtmp://push.example.com/live/b?txSecret=pushkey2", isTencentCdn: 1 }];

  test("is started, changed in place and stopped; nothing can be read", async () => {
    const relay = stage.resource(cdnRelay.type);
    await relay.create(cdnRelay.inputs);
    expect(relay.state).toMatchObject({ status: "unverified", region: "ap-guangzhou", sequenceNumber: 0 });
    expect(relay.id).toBe(relay.state.taskId);
    expect(bodyOf("StartPublishCdnStream")).toMatchObject({
      AgentParams: { UserId: relay.state.robotUserId, UserSig: expect.any(String) },
    });
    expect(JSON.stringify(relay.state)).not.toContain("userSig");

    await relay.read();
    expect(relay.state.status).toBe("unverified");
    expect(stage.actions()).toEqual(["StartPublishCdnStream"]);

    const changed = { ...cdnRelay.inputs, publishCdnParams: other };
    expect(await relay.diff(cdnRelay.inputs)).toMatchObject({ changes: false, replaces: [] });
    expect(await relay.diff(changed)).toMatchObject({ changes: true, replaces: [] });
    await relay.update(changed);
    expect(relay.state.sequenceNumber).toBe(1);
    expect(bodyOf("UpdatePublishCdnStream")).toEqual({
      SdkAppId: 1400188366,
      TaskId: relay.id,
      SequenceNumber: 1,
      WithTranscoding: 1,
      AudioParams: { SubscribeAudioList: [], UnSubscribeAudioList: [] },
      PublishCdnParams: [{ PublishCdnUrl: other[0]?.publishCdnUrl, IsTencentCdn: 1 }],
    });

    expect(await relay.diff({ ...changed, roomId: "295067" })).toMatchObject({
      replaces: ["roomId"],
      deleteBeforeReplace: true,
    });
    await relay.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ status: "ended", reason: "stopped" }]);
  });

  describe("a change that the vendor carries out in one mode only", () => {
    const single = (userId: string) => ({
      singleSubscribeParams: { userMediaStream: { userInfo: { userId } } },
      withTranscoding: 0,
    });
    const video = (bitRate: number, width = 1280) => ({
      videoParams: { videoEncode: { width, height: 720, fps: 15, bitRate, gop: 2 } },
    });

    test.each([
      ["size", video(1500, 640)],
      ["bitrate", video(2000)],
    ])("the %s of video that is not transcoded replaces", async (_, changed) => {
      const relay = stage.resource(cdnRelay.type);
      const inputs = { ...cdnRelay.inputs, ...single("teacher"), ...video(1500) };
      await relay.create(inputs);
      expect(await relay.diff({ ...inputs, ...changed })).toMatchObject({
        changes: true,
        replaces: ["videoParams"],
        deleteBeforeReplace: true,
      });
    });

    test("the video that is transcoded is changed in place", async () => {
      const relay = stage.resource(cdnRelay.type);
      await relay.create({ ...cdnRelay.inputs, ...video(1500) });
      const changed = { ...cdnRelay.inputs, ...video(2000) };
      expect(await relay.diff(changed)).toMatchObject({ changes: true, replaces: [] });
      await relay.update(changed);
      expect(bodyOf("UpdatePublishCdnStream")).toMatchObject({
        VideoParams: { VideoEncode: { BitRate: 2000 } },
      });
    });

    test("another single stream is taken in place, and its video is not sent", async () => {
      const relay = stage.resource(cdnRelay.type);
      await relay.create({ ...cdnRelay.inputs, ...single("teacher"), ...video(1500) });
      const changed = { ...cdnRelay.inputs, ...single("pupil"), ...video(1500) };
      expect(await relay.diff(changed)).toMatchObject({ changes: true, replaces: [] });
      await relay.update(changed);
      const body = bodyOf("UpdatePublishCdnStream");
      expect(body).toMatchObject({
        SingleSubscribeParams: { UserMediaStream: { UserInfo: { UserId: "pupil" } } },
      });
      expect(body).not.toHaveProperty("VideoParams");
    });
  });

  test("the sequence number grows with each update and outlives a failed one", async () => {
    const relay = stage.resource(cdnRelay.type);
    await relay.create(cdnRelay.inputs);
    await relay.update({ ...cdnRelay.inputs, publishCdnParams: other });
    stage.vendors.faults.add({
      match: { action: "UpdatePublishCdnStream" },
      fault: { kind: "error", code: "InvalidParameter" },
    });
    const message = await failureOf(relay.update(cdnRelay.inputs));
    expect(message).toContain("UpdatePublishCdnStream failed: InvalidParameter");
    expect(relay.state.sequenceNumber).toBe(1);
    await relay.update(cdnRelay.inputs);
    expect(relay.state.sequenceNumber).toBe(2);
    const numbers = stage
      .bodies("UpdatePublishCdnStream")
      .map((body) => /"SequenceNumber":(\d+)/.exec(body)?.[1]);
    expect(numbers).toEqual(["1", "2", "2"]);
  });

  test("an update that the vendor failed on is sent again with the same number", async () => {
    const relay = stage.resource(cdnRelay.type);
    await relay.create(cdnRelay.inputs);
    stage.vendors.faults.add({
      match: { action: "UpdatePublishCdnStream" },
      fault: { kind: "error", code: "InternalError" },
    });
    await relay.update({ ...cdnRelay.inputs, publishCdnParams: other });
    const [first, second, ...more] = stage.bodies("UpdatePublishCdnStream");
    expect(first).toBe(second);
    expect(more).toEqual([]);
    expect(relay.state.sequenceNumber).toBe(1);
  });

  test("an update whose first answer was lost is not a failure", async () => {
    const relay = stage.resource(cdnRelay.type);
    await relay.create(cdnRelay.inputs);
    stage.vendors.faults.add({
      match: { action: "UpdatePublishCdnStream" },
      fault: { kind: "dropAfter" },
    });
    await relay.update({ ...cdnRelay.inputs, publishCdnParams: other });
    // The repeat was outdated; a newer number made sure that these inputs are the ones that hold.
    expect(relay.state.sequenceNumber).toBe(Math.floor(stage.time.now / 1_000));
    expect(stage.bodies("UpdatePublishCdnStream")).toHaveLength(3);
  });

  test("an ended relay is noticed by its update, and started again on demand", async () => {
    const relay = stage.resource(cdnRelay.type);
    await relay.create(cdnRelay.inputs);
    const [first] = stage.vendors.tasks();
    stage.vendors.endTask(first?.id ?? "");
    const changed = { ...cdnRelay.inputs, publishCdnParams: other };
    await relay.update(changed);
    expect(relay.state).toMatchObject({ status: "ended" });
    expect(stage.lines.join()).toContain("is not started again (lifecycle.onEnded is keep)");
    const again = { ...changed, lifecycle: { onEnded: "restart" } };
    expect(await relay.diff(again)).toMatchObject({ changes: true, replaces: [] });
    const robot = relay.state.robotUserId;
    await relay.update(again);
    expect(relay.state).toMatchObject({ status: "unverified", sequenceNumber: 0 });
    expect(relay.state.taskId).not.toBe(first?.id);
    expect(relay.state.robotUserId).not.toBe(robot);
    expect(stage.vendors.tasks().map(({ status }) => status)).toEqual(["ended", "running"]);
    expect(await relay.diff(again)).toMatchObject({ changes: false });
    await relay.delete();
    expect(stage.vendors.tasks().map(({ status }) => status)).toEqual(["ended", "ended"]);
  });
});

describe("GME recording", () => {
  test("is started, read, changed in place and stopped, and its id keeps its digits", async () => {
    const recording = stage.resource(gmeRecording.type);
    await recording.create(gmeRecording.inputs);
    expect(recording.id).toBe("446192236330927912");
    expect(recording.state).toMatchObject({ taskId: "446192236330927912", status: "running" });
    await recording.read();
    expect(recording.state).toMatchObject({ status: "running", files: [{ recordStatus: 2 }] });

    const mixed = { ...gmeRecording.inputs, recordMode: 2 };
    expect(await recording.diff(mixed)).toMatchObject({ changes: true, replaces: [] });
    await recording.update(mixed);
    expect(stage.bodies("ModifyRecordInfo")).toEqual([
      '{"TaskId":446192236330927912,"RecordMode":2,"BizId":3400352518}',
    ]);
    expect(await recording.diff({ ...mixed, roomId: "1988" })).toMatchObject({
      replaces: ["roomId"],
      deleteBeforeReplace: true,
    });
    await recording.delete();
    expect(stage.bodies("StopRecord")).toEqual(['{"BizId":3400352518,"TaskId":446192236330927912}']);
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
    await recording.delete();
    expect(stage.lines.at(-1)).toBe("lesson: it was over already");
  });

  test("a mode and users that were changed elsewhere are read back and mended", async () => {
    const users = { subscribeUserIds: ["b", "a"] };
    const inputs = { ...gmeRecording.inputs, subscribeRecordUserIds: users };
    const recording = stage.resource(gmeRecording.type);
    await recording.create(inputs);
    await recording.read();
    expect(recording.state).toMatchObject({ recordMode: 1, subscribeRecordUserIds: users });
    expect(await recording.diff(inputs)).toMatchObject({ changes: false });

    stage.endRun();
    const elsewhere = stage.resource(gmeRecording.type, "elsewhere");
    const other = { recordMode: 3, subscribeRecordUserIds: { unSubscribeUserIds: ["c"] } };
    await elsewhere.create({ ...inputs, ...other, lifecycle: { adopt: recording.id } });
    stage.endRun();
    await recording.read();
    expect(recording.state).toMatchObject(other);
    expect(await recording.diff(inputs)).toMatchObject({ changes: true, replaces: [] });
    await recording.update(inputs);
    await recording.read();
    expect(await recording.diff(inputs)).toMatchObject({ changes: false });
    // Users that are no longer named are taken back, not left as the vendor has them.
    await recording.update(gmeRecording.inputs);
    await recording.read();
    expect(recording.state).not.toHaveProperty("subscribeRecordUserIds");
    expect(await recording.diff(gmeRecording.inputs)).toMatchObject({ changes: false });
  });

  test("user ids sent as numbers and read as texts are the same", async () => {
    const inputs = { ...gmeRecording.inputs, subscribeRecordUserIds: { subscribeUserIds: [7, 8] } };
    const recording = stage.resource(gmeRecording.type);
    await recording.create(inputs);
    await recording.read();
    expect(recording.state).toMatchObject(inputs);
    expect(await recording.diff(inputs)).toMatchObject({ changes: false });
  });

  test("a recording that runs in the room already is taken over where the program names it", async () => {
    await stage.resource(gmeRecording.type, "first").create(gmeRecording.inputs);
    stage.endRun();
    const second = stage.resource(gmeRecording.type, "second");
    const wanted = { ...gmeRecording.inputs, recordMode: 2 };
    expect(await failureOf(second.create(wanted))).toContain('lifecycle.adopt: "446192236330927912"');
    await second.create({ ...wanted, lifecycle: { adopt: "446192236330927912" } });
    expect(second.id).toBe("446192236330927912");
    expect(stage.vendors.tasks()).toHaveLength(1);
    expect(bodyOf("ModifyRecordInfo")).toMatchObject({ RecordMode: 2 });
  });

  test("a start whose answer was lost finds the recording that it started", async () => {
    stage.vendors.faults.add({ match: { action: "StartRecord" }, fault: { kind: "dropAfter" } });
    const recording = stage.resource(gmeRecording.type);
    await recording.create(gmeRecording.inputs);
    expect(recording.id).toBe("446192236330927912");
    expect(stage.actions().filter((action) => action === "StartRecord")).toHaveLength(1);
  });

  test.each(["files", "notFound"] as const)(
    "one that ended by itself (%s) stays, restarts or fails",
    async (described) => {
      await restage({ behaviour: { gme: { describeEndedTask: described } } });
      const recording = stage.resource(gmeRecording.type);
      await recording.create(gmeRecording.inputs);
      stage.vendors.endTask(recording.id, "limit");
      stage.time.now += 60_000;
      await recording.read();
      expect(recording.state).toMatchObject({ status: "ended", statusReason: expect.any(String) });
      expect(recording.id).toBe("446192236330927912");
      expect(await recording.diff(gmeRecording.inputs)).toMatchObject({ changes: false, replaces: [] });

      const failing = { ...gmeRecording.inputs, lifecycle: { onEnded: "fail" } };
      expect(await failureOf(recording.diff(failing))).toContain("it ended by itself: ");

      const restarting = { ...gmeRecording.inputs, lifecycle: { onEnded: "restart" } };
      expect(await recording.diff(restarting)).toMatchObject({ changes: true, replaces: [] });
      await recording.update(restarting);
      expect(recording.state).toMatchObject({ taskId: "446192236331927915", status: "running" });
      expect(recording.state).not.toHaveProperty("endedAt");
      expect(recording.state).not.toHaveProperty("__ended");
      await recording.delete();
      expect(stage.vendors.tasks().map(({ reason }) => reason)).toEqual(["limit", "stopped"]);
    },
  );
});

describe("TIW video generation", () => {
  test("is waited for, then read; every change replaces, and delete only forgets", async () => {
    const videos = stage.resource(videoGeneration.type);
    const began = stage.time.now;
    await videos.create(videoGeneration.inputs);
    expect(stage.time.now - began).toBeGreaterThanOrEqual(70_000);
    expect(videos.state).toMatchObject({
      status: "completed",
      totalTime: 60_000,
      videoInfos: [{ videoFormat: "mp4", width: 1280 }],
    });
    expect(stage.lines).toEqual([
      expect.stringMatching(/^lesson: waiting for .+ to be completed; it is processing \(\d\d s\)$/),
    ]);
    await videos.read();
    expect(videos.state.status).toBe("completed");
    expect(await videos.diff({ ...videoGeneration.inputs, onlineRecordTaskId: "recording2" })).toMatchObject({
      replaces: ["onlineRecordTaskId"],
      deleteBeforeReplace: true,
    });
    const calls = stage.actions().length;
    await videos.delete();
    expect(stage.actions()).toHaveLength(calls);
    expect(stage.lines.at(-1)).toContain("there is nothing to stop");
  });

  test("a failed run stays in the state with its cause", async () => {
    stage.intercept = async (request, send) => {
      const response = await send();
      if (request.headers["x-tc-action"] === "CreateVideoGenerationTask")
        stage.vendors.failTask(
          stage.vendors.tasks()[0]?.id ?? "",
          "FailedOperation.Record",
          "no such recording",
        );
      return response;
    };
    const videos = stage.resource(videoGeneration.type);
    const message = await failureOf(videos.create(videoGeneration.inputs));
    expect(message).toContain("it ended before it was completed");
    expect(message).toContain("no such recording");
    expect(videos.id).toBe(stage.vendors.tasks()[0]?.id);
    expect(videos.state).toMatchObject({ status: "failed", __provider: expect.any(String) });
    expect(await videos.diff(videoGeneration.inputs)).toMatchObject({ changes: false });
    const again = { ...videoGeneration.inputs, lifecycle: { triggers: [1] } };
    expect(await videos.diff(again)).toMatchObject({ replaces: ["lifecycle"] });
  });
});

test("TIW video generation: one that the vendor forgot stays as it was read, or is over", async () => {
  const done = stage.resource(videoGeneration.type);
  await done.create(videoGeneration.inputs);
  const queued = stage.resource(videoGeneration.type, "queued");
  await queued.create({ ...videoGeneration.inputs, lifecycle: { waitFor: "accepted" } });
  stage.vendors.reset();
  await done.read();
  expect(done.state).toMatchObject({ status: "completed", totalTime: 60_000 });
  expect(done.state).not.toHaveProperty("__ended");
  stage.time.now += 60_000;
  await queued.read();
  expect(queued.state).toMatchObject({ status: "ended" });
  expect(queued.state.statusReason).toContain("InvalidParameter.TaskNotFound");
});

describe("TIW callback", () => {
  test("is set key first, read, changed in place and cleared", async () => {
    const callback = stage.resource(tiwCallback.type);
    const inputs = { ...tiwCallback.inputs, callbackKey: "callbackkey1" };
    await callback.create(inputs);
    expect(callback.id).toBe("1400000001/videoGeneration");
    expect(stage.actions()).toEqual(["SetVideoGenerationTaskCallbackKey", "SetVideoGenerationTaskCallback"]);
    await callback.read();
    expect(callback.state).toMatchObject(inputs);
    const moved = { ...inputs, callback: "https://example.com/other" };
    expect(await callback.diff(moved)).toMatchObject({ changes: true, replaces: [] });
    await callback.update(moved);
    expect(stage.actions().at(-1)).toBe("SetVideoGenerationTaskCallback");
    await callback.update(tiwCallback.inputs);
    expect(bodyOf("SetVideoGenerationTaskCallbackKey")).toEqual({ SdkAppId: 1400000001, CallbackKey: "" });
    expect(await callback.diff({ ...inputs, event: "recording" })).toMatchObject({
      replaces: expect.arrayContaining(["event"]),
      deleteBeforeReplace: true,
    });
    await callback.delete();
    expect(bodyOf("SetVideoGenerationTaskCallback")).toEqual({ SdkAppId: 1400000001, Callback: "" });
    expect(bodyOf("SetVideoGenerationTaskCallbackKey")).toEqual({ SdkAppId: 1400000001, CallbackKey: "" });
    await callback.read();
    expect(callback.id).toBe("");
  });

  test.each([
    ["recording", "OnlineRecord"],
    ["transcode", "Transcode"],
    ["whiteboardPush", "WhiteboardPush"],
  ])("the event %s has its own calls", async (event, noun) => {
    const callback = stage.resource(tiwCallback.type);
    await callback.create({ ...tiwCallback.inputs, event });
    await callback.read();
    expect(stage.actions()).toEqual([
      `Set${noun}CallbackKey`,
      `Set${noun}Callback`,
      `Describe${noun}Callback`,
    ]);
  });
});

describe("VOD redraw", () => {
  test("is waited for, read and replaced by every change", async () => {
    const redraw = stage.resource(aigcVideoRedraw.type);
    await redraw.create(aigcVideoRedraw.inputs);
    expect(redraw.state).toMatchObject({ status: "completed", outputFile: { fileType: "mp4" } });
    expect(stage.lines).toContainEqual(
      expect.stringMatching(/^lesson: waiting for .+; it is processing \(\d+ %\) \(/),
    );
    await redraw.read();
    expect(redraw.state.status).toBe("completed");
    expect(await redraw.diff(aigcVideoRedraw.inputs)).toMatchObject({ changes: false });
    expect(await redraw.diff({ ...aigcVideoRedraw.inputs, tasksPriority: 3 })).toMatchObject({
      replaces: ["tasksPriority"],
      deleteBeforeReplace: true,
    });
    await redraw.delete();
    expect(stage.actions()).not.toContain("ManageTask");
  });

  test("the last known result stays when the vendor has forgotten the job", async () => {
    const redraw = stage.resource(aigcVideoRedraw.type);
    await redraw.create(aigcVideoRedraw.inputs);
    stage.time.now += 4 * 24 * 3_600_000;
    await redraw.read();
    expect(redraw.state).toMatchObject({ status: "completed", outputFile: { fileType: "mp4" } });
    await redraw.delete();
  });

  test("one that waits is aborted by delete", async () => {
    const redraw = stage.resource(aigcVideoRedraw.type);
    await redraw.create({ ...aigcVideoRedraw.inputs, lifecycle: { waitFor: "accepted" } });
    expect(redraw.state.status).toBe("accepted");
    await redraw.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "aborted" }]);
  });

  test("a job that was forgotten while it waited can still be deleted", async () => {
    const redraw = stage.resource(aigcVideoRedraw.type);
    await redraw.create({ ...aigcVideoRedraw.inputs, lifecycle: { waitFor: "accepted" } });
    stage.time.now += 4 * 24 * 3_600_000;
    await redraw.delete();
  });

  test("the same job within three days is explained and not sent again", async () => {
    await stage.resource(aigcVideoRedraw.type).create({ ...aigcVideoRedraw.inputs, sessionId: "order-1" });
    stage.endRun();
    const second = stage.resource(aigcVideoRedraw.type, "second");
    const message = await failureOf(second.create({ ...aigcVideoRedraw.inputs, sessionId: "order-1" }));
    expect(message).toContain(
      `The same job (sessionId "order-1", task ${stage.vendors.tasks()[0]?.id}) was sent`,
    );
    expect(message).toContain("lifecycle.adopt");
    expect(stage.bodies("CreateAigcVideoRedrawTask")).toHaveLength(1);
    expect(stage.vendors.tasks()).toHaveLength(1);
  });
});

describe("VOD application", () => {
  test("a name, description and status that were changed elsewhere are noticed and mended", async () => {
    const application = stage.resource(subApplication.type);
    const inputs = { ...subApplication.inputs, description: "lectures" };
    await application.create(inputs);
    const elsewhere = stage.resource(subApplication.type, "elsewhere");
    await elsewhere.create({ name: "other", status: "Off", lifecycle: { adopt: application.id } });
    await application.read();
    expect(application.state).toMatchObject({ name: "other", description: "", status: "Off" });
    expect(await application.diff(inputs)).toMatchObject({ changes: true, replaces: [] });
    await application.update(inputs);
    await application.read();
    expect(application.state).toMatchObject({ ...inputs, currentStatus: "On" });
    expect(await application.diff(inputs)).toMatchObject({ changes: false });
  });

  test("is created, read, changed in place and destroyed, which is waited for", async () => {
    const application = stage.resource(subApplication.type);
    await application.create(subApplication.inputs);
    expect(application.id).toBe("1500000001");
    expect(application.state).toMatchObject({ subAppId: 1500000001, currentStatus: "On" });
    await application.read();
    expect(await application.diff(subApplication.inputs)).toMatchObject({ changes: false });

    const off = { name: "old archive", description: "closed", status: "Off" };
    expect(await application.diff(off)).toMatchObject({ changes: true, replaces: [] });
    const began = stage.time.now;
    await application.update(off);
    expect(stage.time.now - began).toBeGreaterThanOrEqual(300_000);
    await application.read();
    expect(application.state).toMatchObject({ ...off, currentStatus: "Off" });

    expect(
      await application.diff({ ...off, mode: "fileid+path", storageRegion: "ap-singapore" }),
    ).toMatchObject({
      replaces: ["mode", "storageRegion"],
      deleteBeforeReplace: false,
    });
    await application.delete();
    expect(stage.lines).toContain(
      'lesson: warning: application "old archive" (1500000001) is destroyed with all media, templates and settings in it',
    );
    await application.delete();
    expect(stage.lines.at(-1)).toBe("lesson: it was over already");
    await application.read();
    expect(application.id).toBe("");
  });
});

describe("Volcengine recording", () => {
  const custom = {
    ...volcengineRecording.inputs,
    targetStreams: { streamList: [{ index: 0, userId: "teacher" }] },
    layout: { layoutMode: 2, customLayout: { regions: [{ streamIndex: 0, width: 320, height: 240 }] } },
  };

  test("is started under a derived id, waited for, read, changed in place and stopped", async () => {
    await restage({ behaviour: { volcengineRtc: { startTakesMs: 3_000 } } });
    const recording = stage.resource(volcengineRecording.type);
    await recording.create(custom);
    expect(recording.id).toMatch(/^lesson-[0-9a-z]{16}$/);
    expect(recording.state).toMatchObject({ status: "running", region: "cn-north-1" });
    // Plain success is no news.
    expect(stage.lines).toEqual([]);
    await recording.read();
    expect(await recording.diff(custom)).toMatchObject({ changes: false });

    const wider = {
      ...custom,
      layout: { layoutMode: 2, customLayout: { regions: [{ streamIndex: 0, width: 640, height: 480 }] } },
    };
    expect(await recording.diff(wider)).toMatchObject({ changes: true, replaces: [] });
    await recording.update(wider);
    expect(bodyOf("UpdateRecord")).toMatchObject({
      TaskId: recording.id,
      Layout: { CustomLayout: { Regions: [{ StreamIndex: 0, Width: 640, Height: 480 }] } },
    });
    expect(await recording.diff({ ...wider, roomId: "Room2" })).toMatchObject({
      replaces: ["roomId"],
      deleteBeforeReplace: true,
    });
    await recording.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
    await recording.delete();
    expect(stage.lines.at(-1)).toBe("lesson: it was over already");
  });

  test("a recording under its derived id that runs already is its own", async () => {
    await stage.resource(volcengineRecording.type).create(volcengineRecording.inputs);
    const again = stage.resource(volcengineRecording.type);
    await again.create(volcengineRecording.inputs);
    expect(stage.vendors.tasks()).toHaveLength(1);
    expect(stage.lines).toContain(
      `lesson: warning: recording "${again.id}" of room Room1 exists already: ${again.id} is taken over`,
    );
  });

  test("a recording under a given id that runs already is somebody else's", async () => {
    const inputs = { ...volcengineRecording.inputs, taskId: "Task1" };
    await stage.resource(volcengineRecording.type).create(inputs);
    stage.endRun();
    const message = await failureOf(stage.resource(volcengineRecording.type, "second").create(inputs));
    expect(message).toContain('taskId "Task1" is used by another recording that runs in room Room1 already');
    expect(message).toContain("lifecycle.adopt");
  });

  test("a start whose answer was lost is sent again and meets the first one", async () => {
    stage.vendors.faults.add({ match: { action: "StartRecord" }, fault: { kind: "dropAfter" } });
    const recording = stage.resource(volcengineRecording.type);
    await recording.create(volcengineRecording.inputs);
    expect(recording.state.status).toBe("running");
    expect(stage.vendors.tasks()).toHaveLength(1);
    expect(stage.actions().filter((action) => action === "StartRecord")).toHaveLength(2);
  });

  test("one that ended by itself says why, and restarts under another id", async () => {
    const recording = stage.resource(volcengineRecording.type);
    const restarting = { ...volcengineRecording.inputs, lifecycle: { onEnded: "restart" } };
    await recording.create(restarting);
    const first = recording.id;
    stage.vendors.setRoomIdle("Room1");
    stage.time.now += 200_000;
    await recording.read();
    expect(recording.state).toMatchObject({ status: "ended" });
    expect(recording.state.statusReason).toMatch(/^IdleTimeOut at 2026-01-15T/);
    expect(await recording.diff(restarting)).toMatchObject({ changes: true, replaces: [] });
    stage.vendors.setRoomActive("Room1");
    await recording.update(restarting);
    expect(recording.state).toMatchObject({ status: "running" });
    expect(recording.state.taskId).not.toBe(first);
    await recording.read();
    expect(recording.state).toMatchObject({ status: "running" });
    await recording.delete();
    expect(stage.vendors.tasks().map(({ reason }) => reason)).toEqual(["idle", "stopped"]);
  });

  test("a read without a result does not make a recording that runs a recording that is over", async () => {
    const recording = stage.resource(volcengineRecording.type);
    await recording.create(volcengineRecording.inputs);
    stage.vendors.faults.add({ match: { action: "GetRecordTask" }, fault: { kind: "missingTaskId" } });
    expect(await failureOf(recording.read())).toContain("the reply has no Result");
    await recording.read();
    expect(recording.state).toMatchObject({ status: "running" });
  });

  test.each([
    ["an error", "InvalidParameter.ErrorActiveTaskNotFound"],
    ["an empty result", undefined],
  ])("after 72 hours, when the read answers with %s, it stays, and can be stopped", async (_what, code) => {
    await restage({ behaviour: { volcengineRtc: { unknownTaskCode: code } } });
    const recording = stage.resource(volcengineRecording.type);
    await recording.create(volcengineRecording.inputs);
    const { id } = recording;
    stage.time.now += 71 * 3_600_000;
    await recording.read();
    expect(recording.state.status).toBe("running");
    stage.time.now += 2 * 3_600_000;
    await recording.read();
    expect(recording.id).toBe(id);
    expect(recording.state).toMatchObject({ status: "unverified", taskId: id });
    expect(recording.state.statusReason).toContain("72 hours");
    const restarting = { ...volcengineRecording.inputs, lifecycle: { onEnded: "restart" } };
    await recording.update(restarting);
    expect(stage.bodies("StartRecord")).toHaveLength(1);
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
    await recording.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });
});

describe("lifecycle options", () => {
  test("adopt takes over what runs, and refuses what does not", async () => {
    const mine = stage.resource(gmeRecording.type);
    await mine.create(gmeRecording.inputs);
    stage.endRun();
    const adopted = stage.resource(gmeRecording.type, "adopted");
    await adopted.create({ ...gmeRecording.inputs, lifecycle: { adopt: mine.id } });
    expect(adopted.id).toBe(mine.id);
    expect(adopted.state.status).toBe("running");
    expect(stage.bodies("StartRecord")).toHaveLength(1);
    // Removing the option later changes nothing that runs.
    expect(await adopted.diff(gmeRecording.inputs)).toMatchObject({ replaces: [] });

    stage.endRun();
    await mine.delete();
    const late = stage.resource(gmeRecording.type, "late");
    const message = await failureOf(late.create({ ...gmeRecording.inputs, lifecycle: { adopt: mine.id } }));
    expect(message).toContain(`lifecycle.adopt names "${mine.id}", which cannot be taken over`);
  });

  test.each(["007", "1e3", "1 0", "+1", "99999999999999999999999"])(
    "adopt %p is no id that is a number",
    async (adopt) => {
      for (const type of [gmeRecording, subApplication]) {
        const message = await failureOf(
          stage.resource(type.type).create({ ...type.inputs, lifecycle: { adopt } }),
        );
        expect(message).toContain(`lifecycle.adopt "${adopt}" is not the id of a`);
      }
      expect(stage.sent).toEqual([]);
    },
  );

  test.each([
    [gmeRecording, ["bizId", "taskId"]],
    [volcengineRecording, ["appId", "roomId", "taskId"]],
    [cdnRelay, ["region", "sdkAppId", "taskId"]],
    [aigcVideoRedraw, ["subAppId", "taskId"]],
  ] as const)("an adopted id may have its place in front: %s", async (type, parts) => {
    const mine = stage.resource(type.type);
    const state = await mine.create(type.inputs);
    const adopt = parts.map((part) => state[part]).join("/");
    const inputs = { ...type.inputs, lifecycle: { adopt } };
    // It is the one that the state has.
    expect(await mine.diff(inputs)).toMatchObject({ replaces: [] });
    stage.endRun();
    const adopted = stage.resource(type.type, "adopted");
    await adopted.create(inputs);
    expect(adopted.id).toBe(mine.id);
  });

  test("what is adopted becomes what the inputs say", async () => {
    await stage.resource(subApplication.type).create(subApplication.inputs);
    const adopted = stage.resource(subApplication.type, "adopted");
    const inputs = { name: "renamed", status: "Off", lifecycle: { adopt: "1500000001" } };
    const began = stage.time.now;
    await adopted.create(inputs);
    expect(stage.time.now - began).toBeGreaterThanOrEqual(300_000);
    expect(adopted.state).toMatchObject({ subAppId: 1500000001, name: "renamed", currentStatus: "Off" });
    await adopted.read();
    expect(adopted.state).toMatchObject({ name: "renamed", status: "Off", currentStatus: "Off" });
    expect(await adopted.diff(inputs)).toMatchObject({ changes: false });
  });

  test("an adoption that could not change everything is gone on with by the next update", async () => {
    await stage.resource(subApplication.type).create(subApplication.inputs);
    stage.endRun();
    const adopted = stage.resource(subApplication.type, "adopted");
    const inputs = { ...subApplication.inputs, status: "Off", lifecycle: { adopt: "1500000001" } };
    stage.vendors.faults.add({
      match: { action: "ModifySubAppIdStatus" },
      fault: { kind: "error", code: "FailedOperation" },
    });
    expect(await failureOf(adopted.create(inputs))).toContain("ModifySubAppIdStatus failed");
    expect(adopted.id).toBe("1500000001");
    await adopted.read();
    expect(await adopted.diff(inputs)).toMatchObject({ changes: true, replaces: [] });
    await adopted.update(inputs);
    expect(adopted.state.currentStatus).toBe("Off");
    expect(await adopted.diff(inputs)).toMatchObject({ changes: false });
  });

  test("what another resource adopted is not stopped with the one that had it before", async () => {
    const before = stage.resource(gmeRecording.type, "old-name");
    await before.create(gmeRecording.inputs);
    stage.endRun();
    const renamed = stage.resource(gmeRecording.type, "new-name");
    await renamed.create({ ...gmeRecording.inputs, lifecycle: { adopt: before.id } });
    await before.delete();
    expect(stage.lines.at(-1)).toBe("old-name: left as it is: another resource took it over");
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
    stage.endRun();
    await renamed.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });

  test.each([gmeRecording, volcengineRecording, cdnRelay, videoGeneration])(
    "a forced replacement of %s is another one",
    async (type) => {
      const resource = stage.resource(type.type);
      await resource.create(type.quick);
      stage.endRun();
      // As `pulumi up --replace` does with the class's options: no diff, the old one first.
      await resource.delete();
      await resource.create(type.quick);
      expect(stage.vendors.tasks()).toHaveLength(2);
      expect(stage.vendors.tasks().at(-1)).toMatchObject({ status: "running" });
    },
  );

  test("a forced replacement that the vendor takes for the first one is refused, with the way that works", async () => {
    const redraw = stage.resource(aigcVideoRedraw.type);
    const inputs = { ...aigcVideoRedraw.inputs, lifecycle: { waitFor: "accepted" } };
    await redraw.create(inputs);
    const { id } = redraw;
    stage.time.now += 60_000;
    await redraw.read();
    stage.endRun();
    await redraw.delete();
    const message = await failureOf(redraw.create(inputs));
    expect(message).toContain(`${id} was deleted just now, and the vendor answers the new start with it`);
    expect(message).toContain("change lifecycle.triggers to start another one");
    stage.endRun();
    await redraw.create({ ...inputs, lifecycle: { waitFor: "accepted", triggers: ["again"] } });
    expect(redraw.id).not.toBe(id);
  });

  test("a stop that takes its time makes no forced replacement of the one that is being stopped", async () => {
    await stage[Symbol.asyncDispose]();
    stage = await Stage.start({ behaviour: { common: { stopTakesMs: 3_600_000 } } });
    const recording = stage.resource(volcengineRecording.type);
    await recording.create(volcengineRecording.inputs);
    await recording.delete();
    expect(await failureOf(recording.create(volcengineRecording.inputs))).toContain(
      "nothing new was started",
    );
  });

  test("a forced replacement that takes over what it replaces fails once, and is gone on with", async () => {
    const application = stage.resource(subApplication.type);
    await application.create(subApplication.inputs);
    const before = { id: application.id, state: application.state };
    stage.endRun();
    stage.time.now += 1;
    // No run has seen that the state holds it, and the new one goes first.
    await application.create(subApplication.inputs);
    expect(application.id).toBe(before.id);
    const drop = () => application.provider.delete?.(before.id, before.state) ?? Promise.resolve();
    const message = await failureOf(drop());
    expect(message).toContain("nothing was replaced");
    expect(message).toContain("change lifecycle.triggers");
    stage.endRun();
    expect(await application.diff(subApplication.inputs)).toMatchObject({ changes: false });
    await drop();
    expect(stage.actions().filter((action) => action === "CreateSubAppId")).toHaveLength(1);
    expect(stage.actions()).not.toContain("ModifySubAppIdStatus");
    // Once a run has seen it, there is a new one.
    stage.endRun();
    await application.create(subApplication.inputs);
    expect(application.id).not.toBe(before.id);
  });

  test.each([
    [
      "one of another form",
      gmeRecording,
      "me",
      "is not the id of a tencent/gme:Recording, which is <taskId> or <bizId>/<taskId>",
    ],
    ["one that the vendor does not know", gmeRecording, "12345", "cannot be taken over"],
    ["one that the vendor does not know", volcengineRecording, "nobody", "cannot be taken over"],
  ] as const)("an adopted id that is wrong, %s, stops nothing: %s", async (_what, type, adopt, reason) => {
    const resource = stage.resource(type.type);
    await resource.create({ ...type.inputs });
    const before = stage.actions().length;
    const wrong = { ...type.inputs, lifecycle: { adopt } };
    expect(await failureOf(resource.diff(wrong))).toContain(reason);
    expect(
      stage
        .actions()
        .slice(before)
        .filter((action) => !/^(Get|Describe)/.test(action)),
    ).toEqual([]);
  });

  test("an adopted id of what cannot be read goes first, and the old one when that has worked", async () => {
    const relay = stage.resource(cdnRelay.type);
    await relay.create(cdnRelay.inputs);
    const wrong = { ...cdnRelay.inputs, lifecycle: { adopt: "nobody" } };
    expect(await relay.diff(wrong)).toMatchObject({ replaces: ["lifecycle"], deleteBeforeReplace: false });
  });

  test("a replacement of what names itself as adopted is refused before anything is stopped", async () => {
    const gme = stage.resource(gmeRecording.type);
    await gme.create(gmeRecording.inputs);
    const adopting = { ...gmeRecording.inputs, lifecycle: { adopt: gme.id } };
    expect(await gme.diff(adopting)).toMatchObject({ changes: true, replaces: [] });
    const moved = { ...adopting, roomId: "1988" };
    expect(await failureOf(gme.diff(moved))).toContain("remove lifecycle.adopt from the program");
    expect(await gme.diff({ ...gmeRecording.inputs, roomId: "1988" })).toMatchObject({
      replaces: ["roomId"],
    });
  });

  test("what differs in what cannot be changed is not adopted", async () => {
    const mine = stage.resource(gmeRecording.type);
    await mine.create(gmeRecording.inputs);
    const other = { ...gmeRecording.inputs, roomId: "1988", lifecycle: { adopt: mine.id } };
    const message = await failureOf(stage.resource(gmeRecording.type, "adopted").create(other));
    expect(message).toContain("cannot be taken over: it differs in roomId");
    expect(stage.actions()).not.toContain("ModifyRecordInfo");
  });

  test("an adopted relay is updated with a number past any counter", async () => {
    const first = stage.resource(cdnRelay.type);
    await first.create(cdnRelay.inputs);
    const adopted = stage.resource(cdnRelay.type, "adopted");
    const publishCdnParams = [{ publishCdnUrl: "rtmp://push.example.com/live/c" }];
    await adopted.create({ ...cdnRelay.inputs, publishCdnParams, lifecycle: { adopt: first.id } });
    expect(adopted.state.sequenceNumber).toBeGreaterThan(1_700_000_000);
    expect(bodyOf("UpdatePublishCdnStream")).toMatchObject({
      PublishCdnParams: [{ PublishCdnUrl: "rtmp://push.example.com/live/c" }],
    });
    const message = await failureOf(
      stage.resource(cdnRelay.type, "late").create({ ...relayTo("late"), lifecycle: { adopt: "unknown" } }),
    );
    expect(message).toContain('lifecycle.adopt names "unknown", which cannot be taken over');
  });

  test("onDelete leave calls nobody", async () => {
    const recording = stage.resource(gmeRecording.type);
    await recording.create({ ...gmeRecording.inputs, lifecycle: { onDelete: "leave" } });
    const calls = stage.actions().length;
    await recording.delete();
    expect(stage.actions()).toHaveLength(calls);
    expect(stage.lines.at(-1)).toBe("lesson: left as it is (lifecycle.onDelete is leave)");
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
  });

  test("onDelete stopAndWait waits for the end", async () => {
    await restage({ behaviour: { common: { stopTakesMs: 45_000 } } });
    const recording = stage.resource(volcengineRecording.type);
    await recording.create({ ...volcengineRecording.inputs, lifecycle: { onDelete: "stopAndWait" } });
    const began = stage.time.now;
    await recording.delete();
    expect(stage.time.now - began).toBeGreaterThanOrEqual(45_000);
    expect(stage.lines.some((line) => line.startsWith("lesson: waiting for the end of it"))).toBe(true);
  });

  test("a wait that takes too long keeps the resource", async () => {
    const videos = stage.resource(videoGeneration.type);
    const inputs = { ...videoGeneration.inputs, lifecycle: { timeouts: { create: "30s" } } };
    const message = await failureOf(videos.create(inputs));
    expect(message).toMatch(/waited 30 s for tencent\/tiw:VideoGeneration to be completed/);
    expect(videos.id).toBe(stage.vendors.tasks()[0]?.id);
    expect(videos.state.__provider).toBeDefined();
  });

  test("a task that the vendor's lists show late is waited for", async () => {
    await restage({ behaviour: { common: { visibleAfterMs: 8_000 } } });
    for (const type of typesThat("start", "read")) {
      const resource = stage.resource(type.type);
      await resource.create({ ...type.inputs });
      expect(resource.id).not.toBe("");
    }
  });
});
