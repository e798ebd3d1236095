import { type JsonObject, numberOf, picked, textOf } from "../json";
import type { Actions } from "../service";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { blockAt, withKept } from "./blocks";
import { requireEnabled, roomTasks } from "./roomTasks";

const longestMs = 72 * 60 * 60 * 1000;

/** What an update changes. */
const updatable = [
  ...["StreamUrl", "MediaType", "StreamMode"],
  ...["VideoWidth", "VideoHeight", "FrameRate", "Bitrate"],
];

const transcoded = 0;
const oldestFirst = 1;

/** Streams that are pulled into a room. Nothing reads one alone: there is the list of its room. */
export function streamIngests(world: World): Actions {
  const { clock, tasks } = world;
  const { volcengineRtc: behaviour } = world.behaviour;
  const kind = "streamIngest";
  const ingests = roomTasks(world, {
    kind,
    starts: "StartRelayStream",
    robot: { user: "UserId", clash: () => behaviour.userClash },
    idleSeconds: "MaxIdleTime",
    longestMs: () => longestMs,
  });

  function isListed({ endedAt = Number.POSITIVE_INFINITY }: Task): boolean {
    return clock.now() < endedAt + behaviour.endedIngestListedMs;
  }

  function viewOf({ id, room = "", startedAt, endedAt, parameters }: Task): JsonObject {
    const control = blockAt(parameters, "Control");
    const beginsAt = Math.max(
      startedAt + behaviour.startTakesMs,
      1000 * numberOf(control, "StartTimeStamp", 0),
    );
    const isEncoded = numberOf(control, "StreamMode", transcoded) === transcoded;
    return {
      ...picked(parameters, ["AppId", "UserId"]),
      TaskId: id,
      RoomId: room,
      CreateTime: Math.floor(startedAt / 1000),
      Status: endedAt !== undefined ? 3 : clock.now() >= beginsAt ? 2 : 1,
      StreamUrl: textOf(control, "StreamUrl"),
      MediaType: numberOf(control, "MediaType", 0),
      StreamMode: numberOf(control, "StreamMode", transcoded),
      // What is passed on has the size and the rate of its source.
      VideoWidth: isEncoded ? numberOf(control, "VideoWidth", 0) : 1920,
      VideoHeight: isEncoded ? numberOf(control, "VideoHeight", 0) : 1080,
      FrameRate: isEncoded ? numberOf(control, "FrameRate", 15) : 60,
    };
  }

  /** What an update makes of a control: what belongs to the start stays. */
  function changed(before: JsonObject, wanted: JsonObject): JsonObject {
    const otherwise = behaviour.leftOutOnUpdate === "kept" ? picked(before, updatable) : {};
    return { ...otherwise, ...withKept(before, wanted, ["Loop", "StartTimeStamp"]) };
  }

  return {
    StartRelayStream: ingests.start(
      () => behaviour.startResult,
      () => requireEnabled(world, "Online media streams"),
    ),
    UpdateRelayStream: ingests.change(
      (parameters, body) => ({
        ...parameters,
        Control: changed(blockAt(parameters, "Control"), blockAt(body, "Control")),
      }),
      () => "ok",
    ),
    StopRelayStream: ingests.stop(() => "ok"),
    ListRelayStream: ({ account, body }) => {
      const all = tasks
        .allVisible()
        .filter((task) => task.service === "rtc" && task.kind === kind && task.account === account)
        .filter((task) => ingests.isNamedBy(body, task) && task.room === textOf(body, "RoomId"))
        .filter(isListed);
      const sorted = numberOf(body, "Order", 0) === oldestFirst ? all.toReversed() : all;
      const [offset, limit] = [numberOf(body, "Offset", 0), numberOf(body, "Limit", 10)];
      const page = sorted.slice(offset, offset + limit);
      return { Task: page.map(viewOf), Total: page.length, Limit: limit, Offset: offset + page.length };
    },
  };
}
