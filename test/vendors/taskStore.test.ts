import { afterEach, expect, jest, test } from "@jest/globals";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type JsonObject, type JsonValue, member } from "../../local/vendors/json";
import relayDocument from "../fixtures/documents/tencentTrtcStartPublishCdnStream.json";
import { type Answer, tencent, volcengine } from "./client";

afterEach(() => {
  jest.restoreAllMocks();
});

const relay: JsonObject = { ...relayDocument.examples[0]?.request };
const storage = { StorageConfig: { Type: 0, TosConfig: { AccountId: "1", Bucket: "b" } } };
const identity = (room: string) => ({ AppId: "app", RoomId: room, TaskId: "task" });

/** A start and what follows it in a room; the start tells the task id. */
interface Life {
  start: (vendors: Vendors, room: string) => Promise<Answer>;
  read?: (vendors: Vendors, room: string, id: JsonValue) => Promise<Answer>;
  stop?: (vendors: Vendors, room: string, id: JsonValue) => Promise<Answer>;
}

const lives: { [service: string]: Life } = {
  gme: {
    start: (vendors, room) =>
      tencent(vendors, "gme", "StartRecord", { BizId: 1, RoomId: room, RecordMode: 1 }),
    read: (vendors, room) => tencent(vendors, "gme", "DescribeTaskInfo", { BizId: 1, RoomId: room }),
    stop: (vendors, _room, id) => tencent(vendors, "gme", "StopRecord", { BizId: 1, TaskId: id }),
  },
  trtc: {
    start: (vendors, room) => tencent(vendors, "trtc", "StartPublishCdnStream", { ...relay, RoomId: room }),
    stop: (vendors, _room, id) =>
      tencent(vendors, "trtc", "StopPublishCdnStream", { SdkAppId: 1400188366, TaskId: id }),
  },
  tiw: {
    start: (vendors) =>
      tencent(vendors, "tiw", "CreateVideoGenerationTask", { SdkAppId: 1, OnlineRecordTaskId: "x" }),
    read: (vendors, _room, id) =>
      tencent(vendors, "tiw", "DescribeVideoGenerationTask", { SdkAppId: 1, TaskId: id }),
  },
  vod: {
    start: (vendors, room) =>
      tencent(vendors, "vod", "CreateAigcVideoRedrawTask", { SubAppId: 1, SessionId: room }),
    read: (vendors, _room, id) => tencent(vendors, "vod", "DescribeTaskDetail", { SubAppId: 1, TaskId: id }),
  },
  rtc: {
    start: (vendors, room) => volcengine(vendors, "StartRecord", { ...identity(room), ...storage }),
    read: (vendors, room) => volcengine(vendors, "GetRecordTask", identity(room)),
    stop: (vendors, room) => volcengine(vendors, "StopRecord", identity(room)),
  },
};

/** How often the calls of one life look at the time, as they do for each task that they look at. */
async function looks({ start, read, stop }: Life, vendors: Vendors, room: string): Promise<number[]> {
  const now = jest.spyOn(VirtualClock.prototype, "now");
  const counts = [];
  let id: JsonValue = null;
  for (const call of [start, read, stop]) {
    now.mockClear();
    const answer: Answer | undefined = await call?.(vendors, room, id);
    if (call === start) id = member(answer?.result, "TaskId") ?? null;
    expect(answer?.code ?? "ok").toBe("ok");
    counts.push(now.mock.calls.length);
  }
  now.mockRestore();
  return counts;
}

const several = 50;
const named = Object.entries(lives);

test.each(named)("%s looks at no more tasks where there are many in other rooms", async (_name, life) => {
  await using vendors = await startVendors({ rateLimits: false });
  const alone = await looks(life, vendors, "1");
  for (let room = 0; room < several; room++) await life.start(vendors, String(1000 + room));
  expect(await looks(life, vendors, "2")).toEqual(alone);
});

test.each(named.filter(([, { stop }]) => stop !== undefined))(
  "%s looks at no more tasks where many came before in its room",
  async (_name, life) => {
    await using vendors = await startVendors({ rateLimits: false });
    await looks(life, vendors, "1");
    const second = await looks(life, vendors, "1");
    for (let count = 0; count < several; count++) await looks(life, vendors, "1");
    expect(await looks(life, vendors, "1")).toEqual(second);
  },
);

test("A start that is not visible yet leaves the one before it in sight", async () => {
  await using vendors = await startVendors({ behaviour: { common: { visibleAfterMs: 1000 } } });
  const { start, read, stop } = lives.rtc ?? {};
  await start?.(vendors, "room");
  vendors.clock.advance(2000);
  await stop?.(vendors, "room", null);
  await start?.(vendors, "room");
  expect(await read?.(vendors, "room", null)).toMatchObject({ result: { RecordTask: { Status: 3 } } });
  vendors.clock.advance(2000);
  expect(await read?.(vendors, "room", null)).toMatchObject({ result: { RecordTask: { Status: 2 } } });
});
