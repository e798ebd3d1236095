import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Settings } from "../../provider/core/config/Settings";
import { lookUp } from "../../provider/core/lookUp";
import { lookups } from "../../provider/lookups";
import { lookups as declared } from "../../sdk/lookups";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import onlineRecording from "../contract/descriptors/tencent/tiw/OnlineRecording";
import cloudRecording from "../contract/descriptors/tencent/trtc/CloudRecording";
import subApplication from "../contract/descriptors/tencent/vod/SubApplication";
import rtcApplication from "../contract/descriptors/volcengine/rtc/Application";
import businessId from "../contract/descriptors/volcengine/rtc/BusinessId";
import mixedCdnRelay from "../contract/descriptors/volcengine/rtc/MixedCdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { openStarts, resourceOf } from "../reliability/support";
import { failureOf, type Properties, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

async function look(
  type: string,
  args: Properties,
  config: Readonly<Record<string, string>> = {},
  asked: { profile?: string; areSecret?: boolean } = {},
) {
  const call = lookups.find(({ lookup }) => lookup.type === type);
  if (!call) throw new Error(`There is no look-up ${type}.`);
  const all = { ...stage.config, ...config };
  const host = stage.host();
  const found = await lookUp(
    call,
    { host, settings: new Settings((key) => all[key], host.surroundings), ...asked },
    args,
  );
  // What programs are told is of the type that they are promised.
  expect(call.lookup.result.safeParse(found)).toEqual({ success: true, data: found });
  return found;
}

const { sdkAppId } = cloudRecording.inputs;
const nothing = { appId: volcengineRecording.inputs.appId, roomId: "Room1", taskId: "nothing" };
const absent = {
  "tencent/trtc:getCloudRecording": { sdkAppId, taskId: "nothing" },
  "tencent/tiw:getOnlineRecording": { sdkAppId, taskId: "nothing12345" },
  "volcengine/rtc:getCdnRelay": nothing,
  "volcengine/rtc:getRecording": nothing,
} as const;

test("every look-up is carried out, and no other", () => {
  expect(lookups.map(({ lookup }) => lookup)).toEqual(declared);
});

test.each([
  ["tencent/trtc:getCloudRecording", cloudRecording, ["sdkAppId"]],
  ["tencent/tiw:getOnlineRecording", onlineRecording, ["sdkAppId"]],
  ["volcengine/rtc:getCdnRelay", mixedCdnRelay, ["appId", "roomId"]],
  ["volcengine/rtc:getRecording", volcengineRecording, ["appId", "roomId"]],
] as const)("%s tells what a refresh would find", async (lookup, type, keys) => {
  const resource = resourceOf(stage, type);
  await resource.create({ ...type.inputs });
  await resource.read();
  stage.endRun();
  const place = Object.fromEntries(keys.map((key) => [key, resource.state[key]]));
  const calls = stage.sent.length;
  const found = await look(lookup, { ...place, taskId: resource.state.taskId });
  expect(found).toMatchObject({ status: "running" });
  // What is recorded so far grows.
  const { totalTime: _, ...lasting } = found;
  expect(resource.state).toMatchObject(lasting);
  expect(stage.sent.length).toBe(calls + 1);
});

test.each(Object.entries(absent))("%s fails where there is nothing of the kind", async (type, args) => {
  const message = await failureOf(look(type, args));
  const [name, nothing] = [type.replace(/[/:]/g, "."), "the vendor knows no such thing: "];
  expect(message.startsWith(`${name}: ${nothing}`)).toBe(true);
  // One thing to do, which is not what one does about a resource.
  expect(message.split("What to do: ")).toHaveLength(2);
  expect(message).toContain("check the arguments");
  if (type.startsWith("tencent/")) expect(message).toMatch(/ failed: [\w.]+: .+\(RequestId [\w-]+\)/);
  expect(openStarts(stage)).toEqual([]);
});

test.each(["error", "empty"] as const)("a class whose failure is answered with an %s", async (failedTask) => {
  await stage[Symbol.asyncDispose]();
  stage = await Stage.start({ behaviour: { tiw: { failedTask } } });
  const recording = resourceOf(stage, onlineRecording);
  await recording.create({ ...onlineRecording.inputs });
  stage.vendors.failTask(recording.id, "UserSigExpired", "UserSig expired");
  const { sdkAppId, taskId } = recording.state;
  expect(await look("tencent/tiw:getOnlineRecording", { sdkAppId, taskId })).toMatchObject({
    status: "failed",
    statusReason: expect.any(String),
  });
});

describe("the running recording of a room", () => {
  const room = { bizId: gmeRecording.inputs.bizId, roomId: gmeRecording.inputs.roomId };

  test("is told, so that it can be taken over", async () => {
    const recording = resourceOf(stage, gmeRecording);
    await recording.create({ ...gmeRecording.inputs });
    stage.endRun();
    const { taskId, recordMode } = await look("tencent/gme:getRunningRecording", room);
    expect([taskId, recordMode]).toEqual([recording.id, gmeRecording.inputs.recordMode]);
    const other = stage.resource(gmeRecording.type, "other");
    await other.create({ ...gmeRecording.inputs, lifecycle: { adopt: taskId } });
    expect(other.id).toBe(recording.id);
  });

  test("is nothing where none runs", async () => {
    expect(await look("tencent/gme:getRunningRecording", room)).toEqual({});
  });
});

test("the applications of the account are listed, all or by their whole name", async () => {
  const one = resourceOf(stage, subApplication);
  await one.create({ ...subApplication.inputs, name: "archive" });
  const other = stage.resource(subApplication.type, "other");
  await other.create({ ...subApplication.inputs, name: "archive 2", description: "newer" });
  const names = async (args: Properties) => {
    const { subApplications } = await look("tencent/vod:getSubApplications", args);
    return subApplications;
  };
  const listed = {
    subAppId: Number(one.id),
    name: "archive",
    currentStatus: "On",
    createTime: expect.any(String),
  };
  expect(await names({ name: "archive" })).toEqual([listed]);
  expect(await names({})).toEqual(
    expect.arrayContaining([
      listed,
      { ...listed, subAppId: Number(other.id), name: "archive 2", description: "newer" },
    ]),
  );
});

test("the RTC applications of the account are listed with their keys, all or by their whole name", async () => {
  const school = resourceOf(stage, rtcApplication);
  await school.create({ ...rtcApplication.inputs });
  const other = stage.resource(rtcApplication.type, "other");
  await other.create({ appName: "school_2", status: 2 });
  const listed = ({ state }: typeof school) => {
    const { appId, appName, appKey, secondaryAppKey, currentStatus, createAt } = state;
    return { appId, appName, appKey, secondaryAppKey, currentStatus, createAt };
  };
  const listOf = async (args: Properties) =>
    (await look("volcengine/rtc:getApplications", args)).applications;
  expect(await listOf({ appName: "school" })).toEqual([listed(school)]);
  expect(await listOf({})).toEqual([listed(school), listed(other)]);
  expect(await listOf({ appName: "schoo" })).toEqual([]);
  stage.vendors.behaviour.volcengineRtc.listsAppKeys = false;
  const { appKey: _, secondaryAppKey: __, ...without } = listed(school);
  expect(await listOf({ appName: "school" })).toEqual([without]);
});

test("the business ids of an RTC application are listed, and none of another one", async () => {
  const { appId, ...school } = businessId.inputs;
  const resource = resourceOf(stage, businessId);
  await resource.create({ ...businessId.inputs });
  const { createdTime } = resource.state;
  const { businessIds } = await look("volcengine/rtc:getBusinessIds", { appId });
  expect(businessIds).toEqual([{ ...school, createdTime }]);
  expect(await look("volcengine/rtc:getBusinessIds", { appId: "another" })).toEqual({ businessIds: [] });
});

test("arguments are checked as inputs are, before any call", async () => {
  const message = await failureOf(look("tencent/trtc:getCloudRecording", { sdkAppId: 0, taskid: "1" }));
  expect(message).toContain(
    "tencent.trtc.getCloudRecording: sdkAppId is 0: at least 1 is needed. Change it.",
  );
  expect(message).toContain("taskId is missing");
  expect(message).toContain('taskid: there is no such property. Did you mean "taskId"?');
  expect(stage.sent).toEqual([]);
});

test("what is null counts as left out", async () => {
  expect(await look("tencent/vod:getSubApplications", { name: null })).toEqual({
    subApplications: expect.any(Array),
  });
  expect(await failureOf(look("tencent/trtc:getCloudRecording", { sdkAppId, taskId: null }))).toContain(
    "taskId is missing",
  );
});

test.each([
  ["refuses", { sdkAppId: "canary-of-an-id", taskId: "1" }],
  ["asked for", { sdkAppId, taskId: "canary-of-an-id" }],
])("no message shows a secret that it %s", async (_, args) => {
  const message = await failureOf(look("tencent/trtc:getCloudRecording", args, {}, { areSecret: true }));
  expect(message).toContain("tencent.trtc.getCloudRecording: ");
  expect(message).not.toContain("canary-of-an-id");
});

test("errors keep code, message and RequestId, and no key", async () => {
  const secretKey = "canary-secret-key";
  const message = await failureOf(
    look("tencent/vod:getSubApplications", {}, { "tencentcloud:secretKey": secretKey }),
  );
  expect(message).toMatch(
    /^tencent\.vod\.getSubApplications: .*AuthFailure\.SignatureFailure.+\(RequestId [\w-]+\)\. What to do: /,
  );
  expect(message).not.toContain(secretKey);
});

test("a profile's account is asked", async () => {
  const { secretId, secretKey } = stage.vendors.accounts.tencent[0] ?? {};
  const config = {
    "tencentcloud:profiles": JSON.stringify({ archive: { secretId, secretKey } }),
    "tencentcloud:secretKey": "wrong",
  };
  expect(await look("tencent/vod:getSubApplications", {}, config, { profile: "archive" })).toMatchObject({
    subApplications: expect.any(Array),
  });
  expect(await failureOf(look("tencent/vod:getSubApplications", {}, config, { profile: "none" }))).toContain(
    'there is no profile "none" in tencentcloud:profiles',
  );
});
