import { type JsonObject, type JsonValue, listOf, member, numberOf, textOf } from "../json";
import { Refusal } from "../refusal";
import type { Actions } from "../service";
import { TaskKind } from "../taskKind";
import type { World } from "../world";
import { blockAt, withKept } from "./blocks";
import { alreadyStarted, notActive, requireEnabled } from "./roomTasks";

const passedOn = 1;
const customLayout = 2;

/** Public streams of an app, made of streams of its rooms. Nothing reads them. */
export function publicStreams(world: World): Actions {
  const { volcengineRtc: behaviour } = world.behaviour;
  const id = "PublicStreamId";
  const streams = new TaskKind(world, {
    service: "rtc",
    kind: "publicStream",
    starts: "StartPushPublicStream",
    app: "AppId",
    id,
    roomsOf: (body) => listOf(body, "TargetStreams").map((source) => textOf(source, "RoomId")),
    clashes: [{ by: (body) => textOf(body, id), reply: alreadyStarted }],
    idleSeconds: "Control.MaxIdleTime",
    unknown: () => notActive,
    ended: () => notActive,
  });

  return {
    StartPushPublicStream: streams.start(
      () => behaviour.startResult,
      ({ body }) => {
        requireEnabled(world, "Public streams");
        requireConsistent(body);
      },
    ),
    // What an update leaves out returns to its default; the codec and when it ends stay.
    UpdatePublicStreamParam: streams.change(
      (parameters, body) => {
        requireConsistent(body);
        const kept = (path: readonly string[], name: string) =>
          withKept(blockAt(parameters, ...path), blockAt(body, ...path), [name]);
        return {
          ...body,
          Control: kept(["Control"], "MaxIdleTime"),
          Encode: { VideoConfig: kept(["Encode", "VideoConfig"], "VideoCodec") },
        };
      },
      () => "ok",
    ),
    StopPushPublicStream: streams.stop(() => "ok"),
  };
}

function keyOf(source: JsonValue): string {
  return [textOf(source, "RoomId"), textOf(source, "UserId"), numberOf(source, "StreamType", 0)].join(" ");
}

/** What holds across parameters: one stream is passed on, or each that is mixed has its region. */
function requireConsistent(body: JsonObject): void {
  const targets = listOf(body, "TargetStreams");
  const excluded = listOf(body, "ExcludeStreams");
  if (targets.some((source) => excluded.map(keyOf).includes(keyOf(source)))) {
    throw new Refusal("InvalidParameter", "A stream is in TargetStreams and in ExcludeStreams.");
  }
  if (numberOf(body, "TranscodeMode", 0) === passedOn) {
    const [source = null] = targets;
    if (targets.length !== 1 || textOf(source, "UserId") === "" || excluded.length > 0) {
      throw new Refusal("InvalidParameter", "Without transcoding, the stream of one user is passed on.");
    }
    return;
  }
  const layout = member(body, "Layout");
  if (numberOf(layout, "LayoutMode", 0) !== customLayout) return;
  const regions = listOf(member(layout, "CustomLayout"), "Regions");
  const wanted = targets.map((source) => numberOf(source, "Index", Number.NaN));
  const placed = regions.map((region) => numberOf(region, "StreamIndex", 0));
  if (wanted.some(Number.isNaN) || wanted.toSorted().join() !== placed.toSorted().join()) {
    throw new Refusal("InvalidParameter", "Each target stream needs exactly one region with its index.");
  }
}
