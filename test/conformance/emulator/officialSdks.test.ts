import http from "node:http";
import net from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startVendors, type Vendors, VirtualClock } from "../../../local/vendors";
import { facts } from "../../../local/vendors/facts";
import {
  type JsonObject,
  type JsonValue,
  listOf,
  member,
  parseJson,
  textOf,
} from "../../../local/vendors/json";
import trtcDocument from "../../fixtures/documents/tencentTrtcStartPublishCdnStream.json";
import volcengineDocument from "../../fixtures/documents/volcengineRtcStartRecord.json";

// The vendors' own clients judge the emulator: they sign, send and read as they do against the cloud. Only the
// connection is bent to the emulator's port, so host names, paths and signatures are the real ones.

interface IntlModel {
  from_json_string(text: string): void;
}
type Callback = (error: Error | null, response: object) => void;
interface IntlService {
  Client: new (
    credential: object,
    region: string,
    profile: object,
  ) => {
    [action: string]: (request: IntlModel, done: Callback) => void;
  };
  Models: { [name: string]: new () => IntlModel };
}
interface TencentClient {
  request(action: string, parameters: object): Promise<JsonObject>;
}
interface TemporaryKey {
  AccessKeyId: string;
  SecretAccessKey: string;
  SessionToken: string;
}
type VolcengineService = { [action: string]: (parameters: object) => Promise<JsonObject> } & {
  signSts2(policy: object, expires?: number): TemporaryKey;
  fetchOpenAPI(request: object): Promise<JsonObject>;
};

const intl = "tencentcloud-sdk-nodejs-intl-en/tencentcloud";
const Credential: new (id: string, key: string, token?: string) => object = require(
  `${intl}/common/credential`,
);
const ClientProfile: new (method: string, httpProfile: object) => object = require(
  `${intl}/common/profile/client_profile`,
);
const HttpProfile: new (protocol: string) => object = require(`${intl}/common/profile/http_profile`);
const services: { [name: string]: IntlService } = {
  trtc: require(`${intl}/trtc`).v20190722,
  gme: require(`${intl}/gme`).v20180711,
  tiw: require(`${intl}/tiw`).v20190919,
};
const {
  CommonClient,
}: {
  CommonClient: new (host: string, version: string, config: object) => TencentClient;
} = require("tencentcloud-sdk-nodejs-common");
const VodClient: new (config: object) => TencentClient = require("tencentcloud-sdk-nodejs-vod").vod.v20180717
  .Client;
const {
  rtcOpenapi,
  Signer,
}: {
  rtcOpenapi: { RtcService: new (options: object) => VolcengineService };
  Signer: new (request: object, service: string) => { getSignUrl(keys: object, date: Date): string };
} = require("@volcengine/openapi");

let vendors: Vendors;
let port: number;
let aheadMs: number;
const globalAgent = http.globalAgent;

/** Leads every connection to one port of this machine. */
class LoopbackAgent extends http.Agent {
  override createConnection(): net.Socket {
    return net.connect(port, "127.0.0.1");
  }
}

beforeEach(async () => {
  aheadMs = 0;
  const clock = new VirtualClock({ wall: () => Date.now() + aheadMs });
  vendors = await startVendors({ clock });
  port = Number(new URL(vendors.endpoint).port);
  http.globalAgent = new LoopbackAgent();
});

afterEach(async () => {
  http.globalAgent = globalAgent;
  await vendors.close();
});

interface Keys {
  id?: string;
  key?: string;
  token?: string;
}

/** The international Node.js SDK. */
function callIntl(
  service: string,
  action: string,
  parameters: object,
  { id, key }: Keys = {},
): Promise<JsonValue> {
  const sdk = services[service];
  const account = vendors.accounts.tencent[0];
  const credential = new Credential(id ?? account?.secretId ?? "", key ?? account?.secretKey ?? "");
  const profile = new ClientProfile("TC3-HMAC-SHA256", new HttpProfile("http://"));
  return new Promise((resolve, reject) => {
    const Request = sdk?.Models[`${action}Request`];
    if (sdk === undefined || Request === undefined) throw new Error(`The SDK does not know ${action}.`);
    const request = new Request();
    request.from_json_string(JSON.stringify(parameters));
    const client = new sdk.Client(credential, "ap-singapore", profile);
    client[action]?.(request, (error, response) => {
      if (error === null) resolve(parseJson(JSON.stringify(response)));
      else reject(error);
    });
  });
}

/** Configuration of the mainland Node.js SDK. */
function mainlandConfig({ id, key }: Keys = {}): object {
  const account = vendors.accounts.tencent[0];
  return {
    credential: { secretId: id ?? account?.secretId, secretKey: key ?? account?.secretKey },
    profile: { httpProfile: { protocol: "http://", agent: new LoopbackAgent() } },
  };
}

/** The npm SDK of Volcengine. */
function volcengineSdk({ id, key, token }: Keys = {}): VolcengineService {
  const account = vendors.accounts.volcengine[0];
  return new rtcOpenapi.RtcService({
    accessKeyId: id ?? account?.accessKey,
    secretKey: key ?? account?.secretKey,
    ...(token !== undefined && { sessionToken: token }),
    protocol: "http:",
    host: "rtc.volcengineapi.com",
    region: "cn-north-1",
  });
}

/** An action that the SDK has no function for, in its form for any action. */
function callVolcengine(action: string, parameters: object): Promise<JsonObject> {
  const { method, parametersIn, version = "2023-11-01" } = facts.volcengineRtc.actions[action] ?? {};
  const named = { Action: action, Version: version };
  const isRead = method === "GET";
  const headers = { "content-type": "application/json" };
  if (parametersIn === "query" && !isRead)
    return volcengineSdk().fetchOpenAPI({ ...named, method: "POST", query: parameters });
  return volcengineSdk().fetchOpenAPI(
    isRead
      ? { ...named, method: "GET", query: parameters }
      : { ...named, method: "POST", headers, data: parameters },
  );
}

const relay = trtcDocument.examples[0]?.request ?? {};

/** A proxy that changes one letter of every body on its way; both texts are of one length. */
async function tamper(from: string, to: string): Promise<net.Server> {
  const target = port;
  const proxy = net.createServer((client) => {
    const upstream = net.connect(target, "127.0.0.1");
    client.on("data", (data) => upstream.write(data.toString("latin1").replaceAll(from, to), "latin1"));
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
    upstream.pipe(client);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  port = address.port;
  return proxy;
}

describe("Tencent Cloud's international SDK", () => {
  test("TRTC: a relay starts, changes and stops", async () => {
    const started = await callIntl("trtc", "StartPublishCdnStream", relay);
    const identity = { SdkAppId: 1400188366, TaskId: member(started, "TaskId") };
    const update = { ...identity, SequenceNumber: 1, WithTranscoding: 1 };
    expect(await callIntl("trtc", "UpdatePublishCdnStream", update)).toMatchObject({
      TaskId: identity.TaskId,
    });
    expect(await callIntl("trtc", "StopPublishCdnStream", identity)).toMatchObject({
      TaskId: identity.TaskId,
    });
    expect(vendors.tasks()).toMatchObject([{ service: "trtc", status: "ended", reason: "stopped" }]);
  });

  test("TRTC: a recording starts, is read, changes and stops", async () => {
    const started = await callIntl("trtc", "CreateCloudRecording", {
      SdkAppId: 1400188366,
      RoomId: "295066",
      UserId: "recorder",
      UserSig: "sig",
      RecordParams: { RecordMode: 2 },
      StorageParams: {
        CloudStorage: { Vendor: 0, Region: "ap-singapore", Bucket: "b", AccessKey: "id", SecretKey: "key" },
      },
    });
    const identity = { SdkAppId: 1400188366, TaskId: member(started, "TaskId") };
    expect(await callIntl("trtc", "DescribeCloudRecording", identity)).toMatchObject({
      Status: "InProgress",
      StorageFileList: [{ TrackType: "audio_video" }],
    });
    const layout = { MixLayoutParams: { MixLayoutMode: 3, BackGroundColor: "#FFFFFF" } };
    expect(await callIntl("trtc", "ModifyCloudRecording", { ...identity, ...layout })).toMatchObject({
      TaskId: identity.TaskId,
    });
    expect(vendors.tasks()).toMatchObject([{ status: "running", parameters: layout }]);
    await callIntl("trtc", "DeleteCloudRecording", identity);
    await expect(callIntl("trtc", "DescribeCloudRecording", identity)).rejects.toMatchObject({
      code: "ResourceNotFound",
    });
  });

  test("TRTC: a stream is pulled into a room, paused and stopped", async () => {
    const started = await callIntl("trtc", "StartStreamIngest", {
      ...{ SdkAppId: 1400188366, RoomId: "295066", RoomIdType: 1, UserId: "player", UserSig: "sig" },
      ...{ StreamUrl: "https://media.example.com/film.mp4", RepeatNum: -1, MaxDuration: 10 },
    });
    const identity = { SdkAppId: 1400188366, TaskId: member(started, "TaskId") };
    const pause = { ...identity, IsPause: true, Volume: 50 };
    expect(await callIntl("trtc", "UpdateStreamIngest", pause)).toMatchObject({ Status: "InProgress" });
    expect(await callIntl("trtc", "DescribeStreamIngest", identity)).toMatchObject({ Status: "InProgress" });
    await callIntl("trtc", "StopStreamIngest", identity);
    expect(await callIntl("trtc", "DescribeStreamIngest", identity)).toMatchObject({ Status: "NotExist" });
    await expect(callIntl("trtc", "StopStreamIngest", identity)).rejects.toMatchObject({
      code: "FailedOperation.TaskFinished",
    });
  });

  test("TRTC: a page is recorded, found by the caller's id and stopped", async () => {
    const page = {
      ...{ SdkAppId: 1400188366, RecordId: "panel", RecordUrl: "https://live.example.com/panel" },
      StorageParams: {
        CloudStorage: { Vendor: 0, Region: "ap-singapore", Bucket: "b", AccessKey: "id", SecretKey: "key" },
      },
    };
    const TaskId = member(await callIntl("trtc", "StartWebRecord", page), "TaskId");
    await expect(callIntl("trtc", "StartWebRecord", page)).rejects.toMatchObject({
      code: "FailedOperation.TaskExist",
    });
    const named = { SdkAppId: 1400188366, RecordId: "panel" };
    expect(await callIntl("trtc", "DescribeWebRecord", named)).toMatchObject({ Status: 1, TaskId });
    await callIntl("trtc", "StopWebRecord", { TaskId });
    await expect(callIntl("trtc", "DescribeWebRecord", { TaskId })).rejects.toMatchObject({
      code: "FailedOperation.TaskNotExist",
    });
  });

  test("GME: an application is created and closed", async () => {
    const { Data } = Object(await callIntl("gme", "CreateApp", { AppName: "arena" }));
    expect(Data).toMatchObject({ AppName: "arena", SecretKey: expect.any(String) });
    const close = { BizId: Data.BizId, Status: "close" };
    expect(await callIntl("gme", "ModifyAppStatus", close)).toMatchObject({ Data: close });
  });

  test("GME: a recording starts and is found again", async () => {
    await callIntl("gme", "StartRecord", { BizId: 3400352518, RoomId: "1987", RecordMode: 1 });
    const found = await callIntl("gme", "DescribeTaskInfo", { BizId: 3400352518, RoomId: "1987" });
    expect(found).toMatchObject({ RecordMode: 1 });
  });

  test("GME: this SDK loses digits of the task id, so the id that it sends back is unknown", async () => {
    const started = await callIntl("gme", "StartRecord", { BizId: 1, RoomId: "1987", RecordMode: 1 });
    const stop = callIntl("gme", "StopRecord", { BizId: 1, TaskId: Number(member(started, "TaskId")) });
    await expect(stop).rejects.toMatchObject({ code: "ResourceNotFound.TaskNotFound" });
  });

  test("TIW: an application is created, listed and renamed", async () => {
    const app = { SdkAppId: 1400000001 };
    expect(await callIntl("tiw", "CreateApplication", { ...app, AppName: "school" })).toMatchObject(app);
    await callIntl("tiw", "ModifyApplication", { ...app, AppName: "college" });
    expect(await callIntl("tiw", "DescribeApplicationInfos", {})).toMatchObject({
      ApplicationInfos: [{ ...app, AppName: "college" }],
    });
    await expect(callIntl("tiw", "CreateApplication", app)).rejects.toMatchObject({
      code: "InvalidParameter.ApplicationAlreadyExists",
    });
  });

  test("TIW: an application is configured, and its configuration is read", async () => {
    const app = { SdkAppId: 1400000001 };
    const config = {
      TaskType: "recording",
      BucketName: "lessons-1250000000",
      BucketLocation: "ap-singapore",
      BucketPrefix: "boards",
      ResultDomain: "files.example.com",
      Callback: "https://example.com/recordings",
      CallbackKey: "key",
    };
    await callIntl("tiw", "ModifyWhiteboardApplicationConfig", { ...app, Configs: [config] });
    const bucket = { ...config, BucketPrefix: "lessons" };
    const { Callback: _callback, CallbackKey: _key, ...bucketOnly } = bucket;
    await callIntl("tiw", "ModifyWhiteboardBucketConfig", { ...app, ...bucketOnly });
    const read = { ...app, TaskTypes: ["recording"] };
    expect(await callIntl("tiw", "DescribeWhiteboardApplicationConfig", read)).toMatchObject({
      Configs: [bucket],
    });
  });

  test("TIW: a video is generated", async () => {
    const input = { SdkAppId: 1400000001, OnlineRecordTaskId: "xxxxx" };
    const task = await callIntl("tiw", "CreateVideoGenerationTask", input);
    vendors.clock.advance(70_000);
    const identity = { SdkAppId: 1400000001, TaskId: member(task, "TaskId") };
    const described = await callIntl("tiw", "DescribeVideoGenerationTask", identity);
    expect(described).toMatchObject({ Status: "FINISHED", VideoInfoList: [{ VideoFormat: "mp4" }] });
  });

  test("TIW: a whiteboard is pushed, with a second stream", async () => {
    const app = { SdkAppId: 1400000001 };
    const task = await callIntl("tiw", "StartWhiteboardPush", {
      ...app,
      RoomId: 1234,
      PushUserId: "board",
      PushUserSig: "signature",
      AutoManageBackup: true,
      Backup: { PushUserId: "board-2", PushUserSig: "signature" },
    });
    const identity = { ...app, TaskId: member(task, "TaskId") };
    const second = parseJson(String(member(task, "Backup")));
    const described = () => callIntl("tiw", "DescribeWhiteboardPush", identity);
    expect(await described()).toMatchObject({ Status: "PUSHING" });
    await callIntl("tiw", "StopWhiteboardPush", identity);
    expect(await described()).toMatchObject({ Status: "STOPPED", FinishReason: "USER_CALL" });
    const other = { ...app, TaskId: member(second, "TaskId") };
    expect(await callIntl("tiw", "DescribeWhiteboardPush", other)).toMatchObject({ Status: "STOPPED" });
  });

  test("TIW: a document is transcoded", async () => {
    const app = { SdkAppId: 1400000001 };
    const task = await callIntl("tiw", "CreateTranscode", {
      ...app,
      Url: "https://example.com/lesson-1.pptx",
      ThumbnailResolution: "200x150",
    });
    vendors.clock.advance(70_000);
    const described = await callIntl("tiw", "DescribeTranscode", { ...app, TaskId: member(task, "TaskId") });
    expect(described).toMatchObject({ Status: "FINISHED", Progress: 100, ThumbnailResolution: "200x150" });
  });

  test("TIW: a class is recorded, with a pause", async () => {
    const app = { SdkAppId: 1400000001 };
    const task = await callIntl("tiw", "StartOnlineRecord", {
      ...app,
      RoomId: 1234,
      RecordUserId: "tic_record_user_1234_sdk",
      RecordUserSig: "signature",
      MixStream: { Enabled: true, ModelId: 1 },
      Extras: ["MIX_STREAM"],
    });
    const identity = { ...app, TaskId: member(task, "TaskId") };
    const statuses: (JsonValue | undefined)[] = [];
    for (const action of ["Pause", "Resume", "Stop"]) {
      await callIntl("tiw", `${action}OnlineRecord`, identity);
      statuses.push(member(await callIntl("tiw", "DescribeOnlineRecord", identity), "Status"));
    }
    expect(statuses).toEqual(["PAUSED", "RECORDING", "STOPPED"]);
    await expect(callIntl("tiw", "ResumeOnlineRecord", identity)).rejects.toMatchObject({
      code: "UnsupportedOperation.TaskHasAlreadyStopped",
    });
  });

  test.each(["OnlineRecord", "VideoGenerationTask", "Transcode", "WhiteboardPush"])(
    "TIW: the callback of %s is set and read back",
    async (kind) => {
      const app = { SdkAppId: 1400000001 };
      await callIntl("tiw", `Set${kind}Callback`, { ...app, Callback: "https://example.com/hook" });
      await callIntl("tiw", `Set${kind}CallbackKey`, { ...app, CallbackKey: "hook-key" });
      expect(await callIntl("tiw", `Describe${kind}Callback`, app)).toMatchObject({
        Callback: "https://example.com/hook",
        CallbackKey: "hook-key",
      });
    },
  );

  test("refuses a wrong key, an unknown id, a changed body and a stale time", async () => {
    const start = (keys?: Keys) => callIntl("trtc", "StartPublishCdnStream", relay, keys);
    await expect(start({ key: "wrong" })).rejects.toMatchObject({ code: "AuthFailure.SignatureFailure" });
    await expect(start({ id: "nobody" })).rejects.toMatchObject({ code: "AuthFailure.SecretIdNotFound" });
    aheadMs = 301_000;
    await expect(start()).rejects.toMatchObject({ code: "AuthFailure.SignatureExpire" });
    aheadMs = 0;
    const proxy = await tamper("295066", "295067");
    await expect(start()).rejects.toMatchObject({ code: "AuthFailure.SignatureFailure" });
    proxy.close();
    expect(vendors.tasks()).toEqual([]);
  });
});

describe("Tencent Cloud's mainland SDK", () => {
  test("GME: all digits of the task id go out; the SDK rounds those that come back", async () => {
    const gme = new CommonClient("gme.tencentcloudapi.com", "2018-07-11", mainlandConfig());
    const identity = { BizId: 3400352518, TaskId: 446192236330927912n };
    const started = await gme.request("StartRecord", { BizId: 3400352518, RoomId: "1987", RecordMode: 1 });
    expect(started.TaskId).toBe(Number(identity.TaskId));
    await gme.request("ModifyRecordInfo", { ...identity, RecordMode: 2 });
    expect(await gme.request("DescribeRecordInfo", identity)).toMatchObject({
      RecordMode: 2,
      RoomId: "1987",
    });
    await gme.request("StopRecord", identity);
    expect(vendors.tasks()).toMatchObject([{ id: "446192236330927912", reason: "stopped" }]);
  });

  test("VOD: a redraw runs to its end", async () => {
    const vod = new VodClient(mainlandConfig());
    const { TaskId } = await vod.request("CreateAigcVideoRedrawTask", {
      SubAppId: 221073,
      FileInfo: { Type: "Url", Url: "https://example.com/input.mp4" },
    });
    vendors.clock.advance(70_000);
    const detail = await vod.request("DescribeTaskDetail", { TaskId, SubAppId: 221073 });
    expect(detail).toMatchObject({ Status: "FINISH", AigcVideoRedrawTask: { ErrCode: 0, Progress: 100 } });
    const listed = await vod.request("DescribeTasks", { SubAppId: 221073, Status: "FINISH" });
    expect(listOf(listed, "TaskSet")).toMatchObject([{ TaskId, Status: "FINISH" }]);
  });

  test("VOD: a waiting redraw is aborted", async () => {
    const vod = new VodClient(mainlandConfig());
    const { TaskId } = await vod.request("CreateAigcVideoRedrawTask", { SubAppId: 221073 });
    await vod.request("ManageTask", { TaskId, OperationType: "Abort" });
    expect(await vod.request("DescribeTaskDetail", { TaskId })).toMatchObject({ Status: "ABORTED" });
  });

  test("VOD: an application is created, renamed and switched off", async () => {
    const vod = new VodClient(mainlandConfig());
    const { SubAppId } = await vod.request("CreateSubAppId", { Name: "stage" });
    await vod.request("ModifySubAppIdInfo", { SubAppId, Name: "show" });
    await vod.request("ModifySubAppIdStatus", { SubAppId, Status: "Off" });
    vendors.clock.advance(300_000);
    const listed = await vod.request("DescribeSubAppIds", {});
    expect(listOf(listed, "SubAppIdInfoSet")).toMatchObject([{ SubAppIdName: "show", Status: "Off" }]);
  });

  test("VOD: the events of an application are set and read", async () => {
    const vod = new VodClient(mainlandConfig());
    const setting = {
      Mode: "PUSH",
      NotificationUrl: "https://example.com/vod",
      UploadMediaCompleteEventSwitch: "ON",
    };
    await vod.request("ModifyEventConfig", { SubAppId: 221073, ...setting, SignKey: "key" });
    expect(await vod.request("DescribeEventConfig", { SubAppId: 221073 })).toMatchObject(setting);
  });

  test.each([
    ["TC3-HMAC-SHA256", "GET"],
    ["HmacSHA1", "GET"],
    ["HmacSHA1", "POST"],
    ["HmacSHA256", "GET"],
    ["HmacSHA256", "POST"],
  ])("GME: %s by %s", async (signMethod, reqMethod) => {
    const config = mainlandConfig();
    const profile = {
      signMethod,
      httpProfile: { protocol: "http://", agent: new LoopbackAgent(), reqMethod },
    };
    const gme = new CommonClient("gme.tencentcloudapi.com", "2018-07-11", { ...config, profile });
    const lists = { SubscribeUserIds: ["a b+c", "Räume"] };
    const start = { BizId: 1, RoomId: "room", RecordMode: 2, SubscribeRecordUserIds: lists };
    await gme.request("StartRecord", start);
    expect(await gme.request("DescribeTaskInfo", { BizId: 1, RoomId: "room" })).toMatchObject({
      RecordMode: 2,
      SubscribeRecordUserIds: lists,
    });
    const other = {
      credential: { secretId: vendors.accounts.tencent[0]?.secretId, secretKey: "wrong" },
      profile,
    };
    const stranger = new CommonClient("gme.tencentcloudapi.com", "2018-07-11", other);
    await expect(stranger.request("DescribeTaskInfo", { BizId: 1, RoomId: "room" })).rejects.toMatchObject({
      code: "AuthFailure.SignatureFailure",
    });
  });

  test("refuses a wrong key, a changed body and a stale time", async () => {
    const create = (keys?: Keys) =>
      new VodClient(mainlandConfig(keys)).request("CreateSubAppId", { Name: "stage" });
    await expect(create({ key: "wrong" })).rejects.toMatchObject({ code: "AuthFailure.SignatureFailure" });
    aheadMs = -301_000;
    await expect(create()).rejects.toMatchObject({ code: "AuthFailure.SignatureExpire" });
    aheadMs = 0;
    const proxy = await tamper("stage", "other");
    await expect(create()).rejects.toMatchObject({ code: "AuthFailure.SignatureFailure" });
    proxy.close();
  });
});

describe("Volcengine's npm SDK", () => {
  const identity = { AppId: "661e****543cf", RoomId: "Room1", TaskId: "Task1" };
  const errorOf = (code: string) => ({ ResponseMetadata: { Error: { Code: code } } });

  test("the layout of a recording is changed", async () => {
    const regions = (Width: number) => ({
      TargetStreams: { StreamList: [{ Index: 0, UserId: "teacher" }] },
      Layout: {
        LayoutMode: 2,
        CustomLayout: {
          Canvas: { Width: 1280, Height: 720 },
          Regions: [{ StreamIndex: 0, LocationX: 0, LocationY: 0, Width, Height: 720 }],
        },
      },
    });
    const TosConfig = { AccountId: "2100000089", Bucket: "lessons" };
    const started = { ...identity, ...regions(1280), StorageConfig: { Type: 0, TosConfig } };
    expect(await callVolcengine("StartRecord", started)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("UpdateRecord", { ...identity, ...regions(640) })).toMatchObject({
      Result: "ok",
    });
    const another = { ...identity, ...regions(640), TaskId: "Task2" };
    expect(await callVolcengine("UpdateRecord", another)).toMatchObject(
      errorOf("InvalidParameter.ErrorActiveTaskNotFound"),
    );
  });

  test("a recording starts, is read and stops", async () => {
    const sdk = volcengineSdk();
    const start = () => sdk.StartRecord?.(volcengineDocument.examples[0]?.request ?? {});
    expect(await start()).toMatchObject({ Result: "ok", ResponseMetadata: { Service: "rtc" } });
    expect(await start()).toMatchObject({
      Result: "The task has been started. Please do not call the startup task interface repeatedly",
    });
    expect(await sdk.GetRecordTask?.(identity)).toMatchObject({ Result: { RecordTask: { Status: 2 } } });
    expect(await sdk.StopRecord?.(identity)).toMatchObject({ Result: "ok" });
    expect(await sdk.GetRecordTask?.(identity)).toMatchObject({
      Result: { RecordTask: { Status: 3, StopReason: "StopByAPI" } },
    });
  });

  test("a room is mixed and pushed to a CDN, read, changed and stopped", async () => {
    const custom = (width: number) => ({
      TargetStreams: { StreamList: [{ Index: 0, UserId: "host" }] },
      Layout: { LayoutMode: 2, CustomLayout: { Regions: [{ StreamIndex: 0, Width: width, Height: 240 }] } },
    });
    const started = { ...identity, PushURL: "rtmp://push.example.com/live/stage", ...custom(320) };
    expect(await callVolcengine("StartPushMixedStreamToCDN", started)).toMatchObject({ Result: "ok" });
    const changed = { ...identity, ...custom(640), SequenceNumber: 1, IsUpdatePartialParam: true };
    expect(await callVolcengine("UpdatePushMixedStreamToCDN", changed)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("GetPushMixedStreamToCDNTask", identity)).toMatchObject({
      Result: { PushMixedStreamToCDNTask: { Status: 2, PushStreamState: 5, ...custom(640) } },
    });
    expect(await callVolcengine("StopPushStreamToCDN", identity)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("StopPushStreamToCDN", identity)).toMatchObject(
      errorOf("InvalidParameter.ErrorActiveTaskNotFound"),
    );
  });

  test("one stream is pushed to a CDN, read and stopped", async () => {
    const stream = { Stream: { UserId: "host" }, Control: { MaxIdleTime: 60 } };
    const started = { ...identity, PushURL: "rtmp://push.example.com/live/host", ...stream };
    expect(await callVolcengine("StartPushSingleStreamToCDN", started)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("GetPushSingleStreamToCDNTask", identity)).toMatchObject({
      Result: { PushSingleStreamToCDNTask: { Status: 2, PushStreamState: 5, ...stream } },
    });
    expect(await callVolcengine("StopPushStreamToCDN", identity)).toMatchObject({ Result: "ok" });
  });

  test("a stream is pulled into a room, listed, changed and stopped", async () => {
    const control = { StreamUrl: "https://media.example.com/film.mp4", VideoWidth: 1280, VideoHeight: 720 };
    const started = { ...identity, UserId: "player", Token: "token", Control: control };
    expect(await callVolcengine("StartRelayStream", started)).toMatchObject({ Result: "ok" });
    const changed = { ...identity, Control: { ...control, FrameRate: 30 } };
    expect(await callVolcengine("UpdateRelayStream", changed)).toMatchObject({ Result: "ok" });
    const { TaskId: _task, ...room } = identity;
    expect(await callVolcengine("ListRelayStream", { ...room, Limit: 1 })).toMatchObject({
      Result: { Task: [{ TaskId: "Task1", Status: 2, FrameRate: 30 }], Total: 1 },
    });
    expect(await callVolcengine("StopRelayStream", identity)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("StopRelayStream", identity)).toMatchObject(
      errorOf("InvalidParameter.ErrorActiveTaskNotFound"),
    );
  });

  test("a room is made a public stream, which changes and stops", async () => {
    const stream = { AppId: identity.AppId, PublicStreamId: "stage" };
    const started = { ...stream, TargetStreams: [{ RoomId: "Room1" }] };
    expect(await callVolcengine("StartPushPublicStream", started)).toMatchObject({ Result: "ok" });
    const changed = { ...started, Encode: { VideoConfig: { FrameRate: 30 } }, Control: { DataMsg: "hello" } };
    expect(await callVolcengine("UpdatePublicStreamParam", changed)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("StopPushPublicStream", stream)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("StopPushPublicStream", stream)).toMatchObject(
      errorOf("InvalidParameter.ErrorActiveTaskNotFound"),
    );
  });

  test("a page is shown in a room, read and shown no more", async () => {
    const page = { UserId: "scores", SourceURL: "https://live.example.com/scores" };
    expect(await callVolcengine("StartWebcast", { ...identity, ...page })).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("GetWebCastTask", identity)).toMatchObject({
      Result: { WebCastTask: { Status: 2, ...page, MaxRunningTime: 86_400 } },
    });
    expect(await callVolcengine("StopWebcast", identity)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("StopWebcast", identity)).toMatchObject(
      errorOf("InvalidParameter.ErrorActiveTaskNotFound"),
    );
  });

  test("a whiteboard is recorded, and no more", async () => {
    const recorder = { ...identity, UserId: "recorder" };
    expect(await callVolcengine("StartWBRecord", recorder)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("StopWBRecord", recorder)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("StopWBRecord", recorder)).toMatchObject(
      errorOf("InvalidParameter.ErrorActiveTaskNotFound"),
    );
  });

  test("pictures of a room are taken, read, taken less often, and no more", async () => {
    const TosConfig = { AccountId: "2100000089", Bucket: "pictures" };
    const started = { ...identity, StorageConfig: { Type: 0, TosConfig }, ImageConfig: { Interval: 10 } };
    expect(await callVolcengine("StartSnapshot", started)).toMatchObject({ Result: "ok" });
    const changed = { ...identity, ImageConfig: { Interval: 60 } };
    expect(await callVolcengine("UpdateSnapshot", changed)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("GetSnapshotTask", identity)).toMatchObject({
      Result: { SnapshotTask: { Status: 2, ImageConfig: { Interval: 60 }, StorageConfig: { TosConfig } } },
    });
    expect(await callVolcengine("StopSnapshot", identity)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("StopSnapshot", identity)).toMatchObject(
      errorOf("InvalidParameter.ErrorActiveTaskNotFound"),
    );
  });

  test("the sound of a room is sliced, read, sliced otherwise, and no more", async () => {
    const TosConfig = { AccountId: "2100000089", Bucket: "slices" };
    const started = { ...identity, Handle: false, StorageConfig: { Type: 0, TosConfig } };
    expect(await callVolcengine("StartSegment", started)).toMatchObject({ Result: "ok" });
    const changed = { Identifier: "lesson-7", Handle: true, Duration: 60 };
    expect(await callVolcengine("UpdateSegment", { ...identity, ...changed })).toMatchObject({
      Result: "ok",
    });
    expect(await callVolcengine("GetSegmentTask", identity)).toMatchObject({
      Result: { SegmentTask: { Status: 2, ...changed, StorageConfig: { TosConfig } } },
    });
    expect(await callVolcengine("StopSegment", identity)).toMatchObject({ Result: "ok" });
    expect(await callVolcengine("StopSegment", identity)).toMatchObject(
      errorOf("InvalidParameter.ErrorActiveTaskNotFound"),
    );
  });

  test("an application is created, listed and disabled", async () => {
    const created = await callVolcengine("CreateApp", { AppName: "school" });
    const AppId = textOf(member(created, "Result"), "AppId");
    expect(await callVolcengine("ListApps", { AppId, Limit: "1" })).toMatchObject({
      Result: { AppList: [{ AppId, AppName: "school", Status: 1 }], Total: 1 },
    });
    const disabled = { AppId, Status: 2 };
    expect(await callVolcengine("ModifyAppStatus", disabled)).toMatchObject({ Result: "success" });
    expect(await callVolcengine("ListApps", { AppId })).toMatchObject({
      Result: { AppList: [{ AppId, Status: 98 }] },
    });
    expect(await callVolcengine("ModifyAppStatus", { ...disabled, AppId: "another" })).toMatchObject(
      errorOf("InvalidParameter.NotExistAppId"),
    );
  });

  test("a callback is created, read, changed and deleted", async () => {
    const AppID = identity.AppId;
    const what = { EventList: ["RecordStarted"], SecretKey: "key", URL: "https://example.com/x" };
    const created = { AppID, BusinessId: "", ...what };
    expect(await callVolcengine("CreateCallback", created)).toMatchObject({ Result: "success" });
    expect(await callVolcengine("GetCallback", { AppId: AppID })).toMatchObject({
      Result: { Callbacks: [what] },
    });
    const changed = { AppID, BusinessID: "", ...what };
    expect(await callVolcengine("UpdateCallback", changed)).toMatchObject({ Result: "success" });
    expect(await callVolcengine("DeleteCallback", { AppId: AppID })).toMatchObject({ Result: "success" });
  });

  test("a business id is added, changed, listed and deleted", async () => {
    const { AppId } = identity;
    const school = { AppId, BusinessId: "school", Remarks: "School" };
    expect(await callVolcengine("AddBusinessID", school)).toMatchObject({ Result: "success" });
    const changed = { ...school, Remarks: "College" };
    expect(await callVolcengine("ModifyBusinessRemarks", changed)).toMatchObject({ Result: "success" });
    expect(await callVolcengine("GetAllBusinessID", { AppID: AppId, Limit: "1" })).toMatchObject({
      Result: { BusinessRecords: [changed], TotalSize: 1 },
    });
    const deleted = { AppId, BusinessId: "school" };
    expect(await callVolcengine("DeleteBusinessID", deleted)).toMatchObject({ Result: "success" });
    expect(await callVolcengine("DeleteBusinessID", deleted)).toMatchObject(errorOf("InvalidParameter"));
  });

  test("a signature in the query", async () => {
    const { accessKey = "", secretKey = "" } = vendors.accounts.volcengine[0] ?? {};
    const read = async (key: string) => {
      const params = { Action: "GetRecordTask", Version: "2023-11-01", ...identity };
      const signer = new Signer({ region: "cn-north-1", method: "GET", params }, "rtc");
      const query = signer.getSignUrl({ accessKeyId: accessKey, secretKey: key }, new Date());
      const response = await fetch(`${vendors.endpoint}/?${query}`);
      const answer: unknown = await response.json();
      return answer;
    };
    expect(await read(secretKey)).toMatchObject(errorOf("InvalidParameter.ErrorActiveTaskNotFound"));
    expect(await read("wrong")).toMatchObject(errorOf("SignatureDoesNotMatch"));
  });

  test("temporary keys that it signs itself", async () => {
    const policy = (action: string) => ({
      Statement: [{ Effect: "Allow", Action: [action], Resource: ["*"] }],
    });
    const stop = (given: object, expires?: number) => {
      const {
        AccessKeyId: id,
        SecretAccessKey: key,
        SessionToken,
      } = volcengineSdk().signSts2(given, expires);
      return volcengineSdk({ id, key, token: SessionToken }).StopRecord?.(identity);
    };
    const code = "InvalidParameter.ErrorActiveTaskNotFound";
    expect(await stop(policy("rtc:StopRecord"))).toMatchObject(errorOf(code));
    expect(await stop(policy("rtc:StartRecord"))).toMatchObject(errorOf("AccessDenied"));
    expect(await stop(policy("*"), -60_000)).toMatchObject(errorOf("InvalidSecretToken"));
  });

  test("refuses a wrong key, an unknown id, a changed body and a stale time", async () => {
    const stop = (keys?: Keys) => volcengineSdk(keys).StopRecord?.(identity);
    expect(await stop({ key: "wrong" })).toMatchObject(errorOf("SignatureDoesNotMatch"));
    expect(await stop({ id: "nobody" })).toMatchObject(errorOf("InvalidAccessKey"));
    aheadMs = 901_000;
    expect(await stop()).toMatchObject(errorOf("InvalidTimestamp"));
    aheadMs = 0;
    const proxy = await tamper("Room1", "Room2");
    expect(await stop()).toMatchObject(errorOf("SignatureDoesNotMatch"));
    proxy.close();
  });
});
