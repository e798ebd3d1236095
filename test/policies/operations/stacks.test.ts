import { describe, expect, test } from "@jest/globals";
import {
  relay,
  subApplication,
  videoGeneration,
  voiceRecording,
  whiteboardCallback,
} from "../../../policies/core/examples";
import type { Example } from "../../../policies/core/rule";
import { apiRate, concurrencyQuota, uniqueRobotUser } from "../../../policies/operations";
import { run, stopped, unknownValue } from "../support";

const times = (count: number, example: Example) => Array.from({ length: count }, () => example);

/** What a rule says, and of which resources of the stack, by their positions. */
async function found(
  rule: typeof apiRate | typeof concurrencyQuota | typeof uniqueRobotUser,
  stack: readonly Example[],
) {
  const { findings } = await run(rule, stack);
  return findings.map(({ message, urn }) => [Number(urn?.split("example-")[1]), message]);
}

describe("tasks at a time", () => {
  test("100 relays of an application, and 101", async () => {
    expect(await found(concurrencyQuota, times(100, relay("one")))).toEqual([]);
    expect(await found(concurrencyQuota, times(101, relay("one")))).toEqual([
      [100, expect.stringContaining("application 1400188366 has 101 tasks of trtc, and 100 run at a time")],
    ]);
  });

  test("jobs count, settings do not", async () => {
    const settings = { quota: { tiw: 1 } };
    const job = videoGeneration("a job", {}, { settings });
    expect(await found(concurrencyQuota, [job, ...times(5, whiteboardCallback("a setting"))])).toEqual([]);
    expect(await found(concurrencyQuota, [job, whiteboardCallback("a setting"), job])).toEqual([
      [2, expect.stringContaining("2 tasks of tiw")],
    ]);
  });

  test("what is stopped does not count", async () => {
    const one = relay("one", {}, { settings: { quota: { trtc: 1 } } });
    expect(await found(concurrencyQuota, [one, stopped(one)])).toEqual([]);
    const later = { ...one, inputs: { ...one.inputs, lifecycle: { desired: unknownValue } } };
    expect(await found(concurrencyQuota, [one, later])).toHaveLength(1);
  });

  test("services without a quota are not counted", async () => {
    expect(await found(concurrencyQuota, times(150, voiceRecording("one")))).toEqual([]);
  });

  test("an application that is not known yet is no application", async () => {
    const settings = { quota: { trtc: 1 } };
    const later = relay("later", { sdkAppId: unknownValue }, { settings });
    expect(await found(concurrencyQuota, [later, later])).toEqual([]);
  });
});

describe("calls a second", () => {
  test("200 resources of a type, and 201", async () => {
    expect(await found(apiRate, times(200, relay("one")))).toEqual([]);
    expect(await found(apiRate, times(201, relay("one")))).toEqual([
      [200, expect.stringContaining("at 20 calls a second, making them takes 11 s")],
    ]);
  });

  test("each type by its own rate", async () => {
    const settings = { max: 10 };
    const stack = [...times(11, subApplication("one", {}, { settings })), ...times(10, relay("one"))];
    expect(await found(apiRate, stack)).toEqual([
      [10, expect.stringContaining("tencent/vod:SubApplication are more than 10: at 5 calls a second")],
    ]);
  });
});

describe("names of robots", () => {
  test("twice in one resource", async () => {
    const room = { roomId: "630777", roomIdType: 0, userId: "robot", userSig: "signature" };
    expect(await found(uniqueRobotUser, [relay("one", { feedBackRoomParams: [room, room] })])).toEqual([
      [0, expect.stringContaining('feedBackRoomParams[1].userId is "robot", which example-0 uses')],
    ]);
  });

  test("rooms with the same digits and another type are two rooms", async () => {
    const agentParams = { userId: "robot" };
    const stack = [relay("number", { agentParams }), relay("text", { agentParams, roomIdType: 1 })];
    expect(await found(uniqueRobotUser, stack)).toEqual([]);
  });

  test("one that is stopped leaves its name to another", async () => {
    const one = relay("one", { agentParams: { userId: "robot" } });
    expect(await found(uniqueRobotUser, [stopped(one), one, stopped(one)])).toEqual([]);
  });

  test("a third one is found too", async () => {
    const one = relay("one", { agentParams: { userId: "robot" } });
    expect((await found(uniqueRobotUser, [one, one, one])).map(([position]) => position)).toEqual([1, 2]);
  });

  test("a name that is not known yet is no name", async () => {
    const one = relay("one", { agentParams: { userId: unknownValue } });
    expect(await found(uniqueRobotUser, [one, one])).toEqual([]);
  });
});
