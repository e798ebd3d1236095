import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Settings } from "../../provider/core/config/Settings";
import { lookUp } from "../../provider/core/lookUp";
import { lookups } from "../../provider/lookups";
import { lookups as declared } from "../../sdk/lookups";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import onlineRecording from "../contract/descriptors/tencent/tiw/OnlineRecording";
import cloudRecording from "../contract/descriptors/tencent/trtc/CloudRecording";
import subApplication from "../contract/descriptors/tencent/vod/SubApplication";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { openStarts, resourceOf } from "../reliability/support";
import { failureOf, type Properties, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

function look(
  type: string,
  args: Properties,
  config: Readonly<Record<string, string>> = {},
  profile?: string,
) {
  const call = lookups.find(({ lookup }) => lookup.type === type);
  if (!call) throw new Error(`There is no look-up ${type}.`);
  const all = { ...stage.config, ...config };
  const host = stage.host();
  return lookUp(call, { host, settings: new Settings((key) => all[key], host.surroundings), profile }, args);
}

const { sdkAppId } = cloudRecording.inputs;
const absent = {
  "tencent/trtc:getCloudRecording": { sdkAppId, taskId: "nothing" },
  "tencent/tiw:getOnlineRecording": { sdkAppId, taskId: "nothing12345" },
  "volcengine/rtc:getRecording": {
    appId: volcengineRecording.inputs.appId,
    roomId: "Room1",
    taskId: "nothing",
  },
} as const;

test("every look-up is carried out, and no other", () => {
  expect(lookups.map(({ lookup }) => lookup)).toEqual(declared);
});

test.each([
  [cloudRecording, "tencent/trtc:getCloudRecording", ["sdkAppId"]],
  [onlineRecording, "tencent/tiw:getOnlineRecording", ["sdkAppId"]],
  [volcengineRecording, "volcengine/rtc:getRecording", ["appId", "roomId"]],
] as const)("a $type is told of as a refresh would", async (type, lookup, keys) => {
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
  expect(message).toMatch(new RegExp(`^${type.replace(/[/:]/g, "\\.")}: .+What to do: `));
  expect(openStarts(stage)).toEqual([]);
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

test("arguments are checked as inputs are, before any call", async () => {
  const message = await failureOf(look("tencent/trtc:getCloudRecording", { sdkAppId: 0, taskid: "1" }));
  expect(message).toContain(
    "tencent.trtc.getCloudRecording: sdkAppId is 0: at least 1 is needed. Change it.",
  );
  expect(message).toContain("taskId is missing");
  expect(message).toContain('taskid: there is no such property. Did you mean "taskId"?');
  expect(stage.sent).toEqual([]);
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
  expect(await look("tencent/vod:getSubApplications", {}, config, "archive")).toMatchObject({
    subApplications: expect.any(Array),
  });
  expect(await failureOf(look("tencent/vod:getSubApplications", {}, config, "none"))).toContain(
    'there is no profile "none" in tencentcloud:profiles',
  );
});
