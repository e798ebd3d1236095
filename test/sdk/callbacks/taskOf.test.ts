import { describe, expect, test } from "@jest/globals";
import { contracts } from "../../../sdk";
import { type CallbackEvent, type CallbackTask, taskOf, urnsOf } from "../../../sdk/callbacks";

const relay: CallbackTask = { type: "tencent/trtc:CdnRelay", taskId: "relay-1", within: {} };

describe("the task of an event", () => {
  const trtc = (group: number, EventInfo: object) =>
    ({ service: "tencent/trtc", type: "unknown", body: { EventGroupId: group, EventInfo } }) as const;
  const tiw = (EventType: string) =>
    ({ service: "tencent/tiw", type: "unknown", body: { EventType, EventData: { TaskId: "a" } } }) as const;
  const rtc = (EventType: string) =>
    ({
      service: "volcengine/rtc",
      type: "unknown",
      body: { EventType, AppId: "app", EventData: { TaskId: "a", RoomId: "room" } },
    }) as const;

  test.each<[string, CallbackEvent, string]>([
    ["relay", trtc(4, { TaskId: "a" }), "tencent/trtc:CdnRelay"],
    ["cloud recording", trtc(3, { TaskId: "a" }), "tencent/trtc:CloudRecording"],
    ["ingest", trtc(7, { TaskId: "a" }), "tencent/trtc:StreamIngest"],
    ["web recording", trtc(8, { TaskId: "a" }), "tencent/trtc:WebRecording"],
    ["whiteboard recording", tiw("OnlineRecordFinished"), "tencent/tiw:OnlineRecording"],
    ["whiteboard push", tiw("WhiteboardPushStopped"), "tencent/tiw:WhiteboardPush"],
    ["document", tiw("TranscodeFinished"), "tencent/tiw:DocumentTranscode"],
    ["generated video", tiw("VideoGenerationFinished"), "tencent/tiw:VideoGeneration"],
    [
      "voice recording",
      { service: "tencent/gme", type: 3, body: { TaskID: "a", EventType: 3 } },
      "tencent/gme:Recording",
    ],
  ])("%s", (_, event, type) => {
    expect(taskOf(event)).toEqual({ type, taskId: "a", within: {} });
  });

  test.each([
    ["RecordStopped", "volcengine/rtc:Recording"],
    ["TranscodeStateChanged", "volcengine/rtc:MixedCdnRelay"],
    ["SegmentRealTimeData", "volcengine/rtc:Segment"],
    ["SnapshotRealTimeData", "volcengine/rtc:Snapshot"],
    ["RelayStreamStateChanged", "volcengine/rtc:StreamIngest"],
  ])("%s, in its room of its application", (name, type) => {
    expect(taskOf(rtc(name))).toEqual({ type, taskId: "a", within: { appId: "app", roomId: "room" } });
  });

  test("a number is as good as its digits", () => {
    expect(taskOf(trtc(4, { TaskId: 12 }))?.taskId).toBe("12");
  });

  test.each<[string, CallbackEvent]>([
    ["a room", trtc(1, { RoomId: "a" })],
    ["media", trtc(2, { RoomId: "a", UserId: "b" })],
    ["a task without its id", trtc(4, {})],
    ["a task with an empty id", trtc(4, { TaskId: "" })],
    ["another name of whiteboards", tiw("Something")],
    ["a user", rtc("UserJoinRoom")],
    [
      "a task of VOD that is no resource",
      {
        service: "tencent/vod",
        type: "PullComplete",
        body: { EventType: "PullComplete", PullCompleteEvent: { TaskId: "a" } },
      },
    ],
  ])("%s has none", (_, event) => {
    expect(taskOf(event)).toBeUndefined();
  });

  test("has the type of its resource", () => {
    const reported = [
      trtc(4, { TaskId: "a" }),
      tiw("VideoGenerationFinished"),
      rtc("RecordStopped"),
      { service: "tencent/gme", type: 1, body: { TaskID: "a", EventType: 1 } } as const,
    ].map((event) => taskOf(event)?.type);
    expect(contracts.map(({ type }): string => type)).toEqual(expect.arrayContaining(reported));
  });
});

describe("the resources of a task", () => {
  const resource = (name: string, fields: object, outputs: object) => ({
    urn: `urn:pulumi:dev::event::pulumi-nodejs:dynamic/${relay.type}::${name}`,
    type: `pulumi-nodejs:dynamic/${relay.type}`,
    ...fields,
    outputs,
  });
  const exported = (...resources: object[]) => ({ version: 3, deployment: { resources } });

  test("are found by type and id", () => {
    const stack = exported(
      { urn: "urn:pulumi:dev::event::pulumi:pulumi:Stack::event-dev", type: "pulumi:pulumi:Stack" },
      resource("one", {}, { taskId: "relay-1" }),
      resource("two", {}, { taskId: "relay-2" }),
      resource("old", { delete: true }, { taskId: "relay-1" }),
      resource("other", { type: "pulumi-nodejs:dynamic/tencent/gme:Recording" }, { taskId: "relay-1" }),
    );
    expect(urnsOf(relay, stack)).toEqual([
      "urn:pulumi:dev::event::pulumi-nodejs:dynamic/tencent/trtc:CdnRelay::one",
    ]);
  });

  test("are found in their room", () => {
    const task = { ...relay, within: { appId: "app", roomId: "two" } };
    const stack = exported(
      resource("one", { inputs: { appId: "app", roomId: "one" } }, { taskId: "relay-1" }),
      resource("two", { inputs: { appId: "app", roomId: "two" } }, { taskId: "relay-1" }),
    );
    expect(urnsOf(task, stack)).toEqual([expect.stringMatching(/::two$/)]);
  });

  test.each([undefined, null, "", [], {}, { deployment: null }, { deployment: { resources: [null, {}] } }])(
    "are none in %j",
    (stack) => {
      expect(urnsOf(relay, stack)).toEqual([]);
    },
  );
});
