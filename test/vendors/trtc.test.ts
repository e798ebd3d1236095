import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors } from "../../local/vendors";
import { type JsonObject, textOf } from "../../local/vendors/json";
import document from "../fixtures/documents/tencentTrtcStartPublishCdnStream.json";
import { type Answer, tencent } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false });
});
afterEach(() => vendors.close());

const app = 1400188366;
const [withVideo, audioOnly] = document.examples.map(({ request }) => request);
const seconds = 1000;
const day = 24 * 60 * 60 * seconds;

function start(changes: JsonObject = {}): Promise<Answer> {
  return tencent(vendors, "trtc", "StartPublishCdnStream", { ...withVideo, ...changes });
}

function update(id: string, sequence: number, changes: JsonObject = {}): Promise<Answer> {
  const body = { SdkAppId: app, TaskId: id, SequenceNumber: sequence, WithTranscoding: 1, ...changes };
  return tencent(vendors, "trtc", "UpdatePublishCdnStream", body);
}

function stop(id: string, sdkAppId = app): Promise<Answer> {
  return tencent(vendors, "trtc", "StopPublishCdnStream", { SdkAppId: sdkAppId, TaskId: id });
}

async function started(changes: JsonObject = {}): Promise<string> {
  return textOf((await start(changes)).result, "TaskId");
}

function switches(changes: Partial<Behaviour["trtc"]>): void {
  Object.assign(vendors.behaviour.trtc, changes);
}

const agent = (robot: string, idle?: number) => ({
  UserId: robot,
  UserSig: "sig",
  ...(idle !== undefined && { MaxIdleTime: idle }),
});

describe("parameters", () => {
  const region = { RoomIdType: 0, RoomId: "295066", UserId: "u" };
  const layout = (item: JsonObject, mode = 4) => ({
    VideoParams: {
      VideoEncode: { Width: 1280, Height: 720, Fps: 15, BitRate: 1536, Gop: 2 },
      LayoutParams: { MixLayoutMode: mode, MixLayoutList: [item] },
    },
  });
  const audio = (encode: JsonObject) => ({
    AudioParams: { AudioEncode: { SampleRate: 48000, Channel: 2, BitRate: 64, ...encode } },
  });
  const record = (params: JsonObject) => ({ RecordParams: params });

  test.each<[string, JsonObject, string]>([
    ["idle time at the minimum", { AgentParams: agent("r", 5) }, "ok"],
    ["idle time below it", { AgentParams: agent("r", 4) }, "InvalidParameter"],
    ["idle time at the maximum", { AgentParams: agent("r", 86400) }, "ok"],
    ["idle time above it", { AgentParams: agent("r", 86401) }, "InvalidParameter"],
    ["a text for a number", { WithTranscoding: "1" }, "InvalidParameter"],
    ["a string room of type integer", { RoomId: "stage" }, "InvalidParameter"],
    ["a string room", { RoomId: "stage", RoomIdType: 1 }, "ok"],
    ["no target at all", { PublishCdnParams: [] }, "MissingParameter"],
    ["video without its encoding", { VideoParams: { BackGroundColor: "0x000000" } }, "MissingParameter"],
    ["an unknown field", { Videos: {} }, "UnknownParameter"],
    ["an unknown field deep inside", layout({ Wide: 1 }), "UnknownParameter"],
    ["no audio", { AudioParams: {} }, "ok"],
    ["HE-AACv2 in mono", audio({ Codec: 2, Channel: 1 }), "InvalidParameter"],
    ["HE-AACv2 in stereo", audio({ Codec: 2 }), "ok"],
    ["HE-AAC at 8000 Hz", audio({ Codec: 1, SampleRate: 8000 }), "InvalidParameter"],
    ["LC-AAC at 8000 Hz", audio({ Codec: 0, SampleRate: 8000 }), "ok"],
    ["a window as wide as the picture", layout({ LocationX: 640, ImageWidth: 640 }), "ok"],
    ["a window wider than the picture", layout({ LocationX: 641, ImageWidth: 640 }), "InvalidParameter"],
    ["a window higher than the picture", layout({ LocationY: 1, ImageHeight: 720 }), "InvalidParameter"],
    ["a crop that needs its renderer", layout({ BackgroundRenderMode: 4 }), "MissingParameter"],
    [
      "a single stream with transcoding",
      { SingleSubscribeParams: { UserMediaStream: { UserInfo: region } } },
      "InvalidParameter",
    ],
    ["a push over http", { PublishCdnParams: [{ PublishCdnUrl: "http://example.com" }] }, "InvalidParameter"],
    [
      "eleven pushes",
      { PublishCdnParams: Array(11).fill({ PublishCdnUrl: "rtmp://example.com" }) },
      "InvalidParameter",
    ],
    [
      "SEI of the forbidden type",
      { SeiParams: { PassThrough: { PayloadContent: "x", PayloadType: 244 } } },
      "InvalidParameter",
    ],
    [
      "SEI of type 6",
      { SeiParams: { PassThrough: { PayloadContent: "x", PayloadType: 6 } } },
      "InvalidParameter",
    ],
    [
      "SEI of type 5 without uuid",
      { SeiParams: { PassThrough: { PayloadContent: "x", PayloadType: 5 } } },
      "MissingParameter",
    ],
    ["mp4 and aac", record({ RecordFormat: ["mp4", "aac"] }), "InvalidParameter"],
    ["no store", record({ McuStorageParams: {} }), "MissingParameter"],
    [
      "two stores",
      record({
        McuStorageParams: {
          McuCloudVod: {},
          CloudStorage: { Vendor: 0, Region: "r", Bucket: "b", AccessKey: "a", SecretKey: "s" },
        },
      }),
      "InvalidParameter",
    ],
  ])("%s", async (_name, changes, code) => {
    expect(await start(changes)).toMatchObject({ code });
  });

  test.each(["SdkAppId", "RoomId", "RoomIdType", "AgentParams", "WithTranscoding", "AudioParams"])(
    "%s is required",
    async (name) => {
      const { [name]: _left, ...body }: JsonObject = { ...withVideo };
      const answer = await tencent(vendors, "trtc", "StartPublishCdnStream", body);
      expect(answer).toMatchObject({ code: "MissingParameter" });
      expect(answer.message).toContain(name);
    },
  );

  test("both audio lists together are asked for only where advice is enforced", async () => {
    vendors.behaviour.common.enforceAdvice = true;
    expect(await tencent(vendors, "trtc", "StartPublishCdnStream", { ...audioOnly })).toMatchObject({
      code: "InvalidParameter",
    });
  });
});

describe("a relay", () => {
  test("runs while somebody publishes and ends when the room was idle for its idle time", async () => {
    await started({ AgentParams: agent("r", 30) });
    vendors.clock.advance(day);
    expect(vendors.tasks()).toMatchObject([{ status: "running", room: "295066", app: String(app) }]);
    vendors.setRoomIdle("295066");
    const idleSince = vendors.clock.now();
    vendors.clock.advance(29 * seconds);
    expect(vendors.tasks()).toMatchObject([{ status: "running" }]);
    vendors.clock.advance(2 * seconds);
    expect(vendors.tasks()).toMatchObject([{ status: "ended", reason: "idle" }]);
    expect(vendors.tasks()[0]?.endedAt).toBeLessThanOrEqual(idleSince + 30 * seconds);
  });

  test("goes on when somebody comes back in time", async () => {
    await started({ AgentParams: agent("r", 30) });
    vendors.setRoomIdle("295066");
    vendors.clock.advance(20 * seconds);
    vendors.setRoomActive("295066");
    vendors.clock.advance(day);
    vendors.setRoomIdle("295066");
    vendors.clock.advance(20 * seconds);
    expect(vendors.tasks()).toMatchObject([{ status: "running" }]);
  });

  test("does not come back to life with its room", async () => {
    await started({ AgentParams: agent("r", 30) });
    vendors.setRoomIdle("295066");
    vendors.clock.advance(40 * seconds);
    vendors.setRoomActive("295066");
    expect(vendors.tasks()).toMatchObject([{ status: "ended" }]);
  });

  test("in a room that starts idle counts from its own start", async () => {
    vendors.behaviour.common.roomsStart = "idle";
    await started({ AgentParams: agent("r", 30) });
    vendors.clock.advance(29 * seconds);
    expect(vendors.tasks()).toMatchObject([{ status: "running" }]);
    vendors.clock.advance(2 * seconds);
    expect(vendors.tasks()).toMatchObject([{ status: "ended" }]);
  });

  test("ends when another one takes its robot, unless that is switched off", async () => {
    await started({ AgentParams: agent("robot") });
    await started({ AgentParams: agent("other") });
    await started({ AgentParams: agent("robot") });
    expect(vendors.tasks().map(({ reason }) => reason)).toEqual(["robotInUse", undefined, undefined]);
    switches({ robotClash: "ignore" });
    await started({ AgentParams: agent("robot") });
    expect(vendors.tasks().filter(({ status }) => status === "running")).toHaveLength(3);
  });

  test("is refused for an unknown app and above the quota", async () => {
    switches({ sdkAppIds: [1] });
    expect(await start()).toMatchObject({ code: "InvalidParameter.SdkAppId" });
    switches({ sdkAppIds: undefined, maxRunningTasks: 1 });
    await started({ AgentParams: agent("one") });
    expect(await start({ AgentParams: agent("two") })).toMatchObject({
      code: "FailedOperation.RestrictedConcurrency",
    });
  });
});

describe("an update", () => {
  test("needs a growing sequence number", async () => {
    const id = await started();
    expect(await update(id, 2)).toMatchObject({ code: "ok", result: { TaskId: id } });
    expect(await update(id, 2)).toMatchObject({ code: "FailedOperation.RequestOutdated" });
    expect(await update(id, 1)).toMatchObject({ code: "FailedOperation.RequestOutdated" });
    expect(await update(id, 20)).toMatchObject({ code: "ok" });
    switches({ staleSequenceCode: undefined });
    expect(await update(id, 1)).toMatchObject({ code: "ok" });
  });

  test("cannot change what is fixed at the start", async () => {
    const id = await started();
    const encode = { SampleRate: 48000, Codec: 0, BitRate: 64, Channel: 2 };
    expect(await update(id, 1, { AudioParams: { AudioEncode: encode } })).toMatchObject({ code: "ok" });
    const louder = { AudioParams: { AudioEncode: { ...encode, BitRate: 128 } } };
    expect(await update(id, 2, louder)).toMatchObject({ code: "UnsupportedOperation" });
    expect(await update(id, 2, { WithTranscoding: 0 })).toMatchObject({ code: "UnsupportedOperation" });
    const audio = textOf(
      (await tencent(vendors, "trtc", "StartPublishCdnStream", { ...audioOnly })).result,
      "TaskId",
    );
    const video = {
      VideoParams: { VideoEncode: { Width: 640, Height: 360, Fps: 15, BitRate: 500, Gop: 2 } },
    };
    expect(await update(audio, 1, video)).toMatchObject({ code: "UnsupportedOperation" });
    switches({ immutableUpdateCode: undefined });
    expect(await update(audio, 1, video)).toMatchObject({ code: "ok" });
  });

  test("is in effect for what its kind of relay has, and keeps the rest", async () => {
    switches({ immutableUpdateCode: undefined });
    const parameters = (index: number) => vendors.tasks()[index]?.parameters;
    const before = [await started(), await started({ WithTranscoding: 0, AgentParams: agent("other") })].map(
      (_id, index) => parameters(index),
    );
    const [mixed = "", single = ""] = vendors.tasks().map(({ id }) => id);
    const video = {
      VideoParams: {
        ...withVideo?.VideoParams,
        VideoEncode: { Width: 1280, Height: 720, Fps: 15, BitRate: 700, Gop: 2 },
      },
    };
    const stream = { SingleSubscribeParams: { UserMediaStream: { StreamType: 1 } } };
    expect(await update(mixed, 1, { ...video, ...stream })).toMatchObject({ code: "ok" });
    const asSingle = { ...video, ...stream, WithTranscoding: 0 };
    expect(await update(single, 1, asSingle)).toMatchObject({ code: "ok" });
    expect(parameters(0)).toEqual({ ...Object(before[0]), ...video });
    expect(parameters(1)).toEqual({ ...Object(before[1]), ...stream });
    const lists = { SubscribeAudioList: [], UnSubscribeAudioList: [] };
    await update(mixed, 2, { AudioParams: lists });
    expect(parameters(0)).toMatchObject({
      AudioParams: { ...lists, AudioEncode: withVideo?.AudioParams.AudioEncode },
    });
  });

  test("shows no secret of the relay", async () => {
    await started({
      PublishCdnParams: [{ PublishCdnUrl: "rtmp://push.example.com/live/key?txSecret=canary" }],
    });
    expect(JSON.stringify(vendors.tasks())).not.toMatch(/canary|"sig"/);
  });

  test("of an ended task and of an unknown one is refused", async () => {
    const id = await started();
    await stop(id);
    expect(await update(id, 1)).toMatchObject({ code: "FailedOperation.TaskFinished" });
    expect(await update("unknown", 1)).toMatchObject({ code: "ResourceNotFound" });
  });

  test("reaches a task for thirty days", async () => {
    const id = await started();
    vendors.clock.advance(30 * day - 60 * seconds);
    expect(await update(id, 1)).toMatchObject({ code: "ok" });
    vendors.clock.advance(120 * seconds);
    expect(await update(id, 2)).toMatchObject({ code: "ResourceNotFound" });
    expect(await stop(id)).toMatchObject({ code: "ResourceNotFound" });
    expect(vendors.tasks()).toMatchObject([{ status: "running" }]);
  });
});

describe("a stop", () => {
  test("ends the task; a second one is refused, unless switched to success", async () => {
    const id = await started();
    expect(await stop(id)).toMatchObject({ code: "ok", result: { TaskId: id } });
    expect(await stop(id)).toMatchObject({ code: "ResourceNotFound" });
    switches({ stopOfEndedTask: "accept" });
    expect(await stop(id)).toMatchObject({ code: "ok" });
    expect(await stop("unknown")).toMatchObject({ code: "ResourceNotFound" });
  });

  test("does not find the task of another app", async () => {
    expect(await stop(await started(), 1)).toMatchObject({ code: "ResourceNotFound" });
  });

  test("may take its time", async () => {
    vendors.behaviour.common.stopTakesMs = 5 * seconds;
    await stop(await started());
    expect(vendors.tasks()).toMatchObject([{ status: "running" }]);
    vendors.clock.advance(6 * seconds);
    expect(vendors.tasks()).toMatchObject([{ status: "ended", reason: "stopped" }]);
  });
});
