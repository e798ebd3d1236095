import { facts, parameterOf } from "../facts";
import { isObject, type JsonObject, type JsonValue, member, numberOf, picked } from "../json";
import { Refusal } from "../refusal";
import type { Action, Actions } from "../service";
import type { TaskKind } from "../taskKind";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { hasCustomLayout, requireDisjointStreams, requireRegionPerStream, streamsOf } from "./mixes";
import { alreadyStarted, roomTasks, stateOf } from "./roomTasks";

const startsMixed = "StartPushMixedStreamToCDN";

/** What an update of a mix changes. Lists are taken as a whole. */
const updatable = [
  "TargetStreams.StreamList",
  ...["Canvas.Background", "Canvas.BackgroundImage", "Regions"].map((name) => `Layout.CustomLayout.${name}`),
  ...["VideoWidth", "VideoHeight", "VideoFps", "VideoBitrate", "VideoGop"].map((name) => `Encode.${name}`),
  ...["AudioCodec", "AudioBitrate", "AudioSampleRate", "AudioChannels"].map((name) => `Encode.${name}`),
  ...["EnableSpatialRender", "AudienceSpatialPosition"].map((name) => `Control.SpatialConfig.${name}`),
  ...["Forward", "Right", "Up"].map((name) => `Control.SpatialConfig.AudienceSpatialOrientation.${name}`),
  "Control.SEIConfig.UserConfigExtraInfo",
];

/** What reads of a mix tell of its start and its updates. */
const told = ["PushURL", "TargetStreams", "ExcludeStreams", "Layout", "Encode", "Control"];

const mostStreams = 17;
const pushesAtOnce = 1;

/** The numbers of a push's state. */
const pushStates = { unknown: 0, waiting: 1, pushing: 5, stopped: 6 } as const;

/** Relays of rooms to CDNs. */
export function cdnRelays(world: World): Actions {
  const { clock, rooms } = world;
  const { volcengineRtc: behaviour } = world.behaviour;
  const mixed = roomTasks(world, {
    kind: "mixedCdnRelay",
    starts: startsMixed,
    idleSeconds: "Control.MaxIdleTime",
  });

  const single = roomTasks(world, {
    kind: "singleCdnRelay",
    starts: "StartPushSingleStreamToCDN",
    idleSeconds: "Control.MaxIdleTime",
  });

  /** Relays of both kinds share their ids in a room. */
  function unlessShared(other: TaskKind, start: Action): Action {
    return (call) => {
      if (other.clashing(call) === undefined) return start(call);
      const { sharedTaskIdCode: code } = behaviour;
      if (code !== undefined) throw new Refusal(code, "A relay of the other kind has this TaskId.");
      return alreadyStarted;
    };
  }

  function requireService(): void {
    if (!behaviour.serviceEnabled) {
      throw new Refusal("AccessDenied.ServiceNotEnabled", "Pushing to CDNs is not enabled.");
    }
  }

  function pushStateOf({ room = "", parameters }: Task, status: number): number {
    if (status === 3) return pushStates.stopped;
    if (status !== 2) return pushStates.unknown;
    const isAtOnce = numberOf(member(parameters, "Control"), "PushStreamMode", 0) === pushesAtOnce;
    return isAtOnce || rooms.idleSince(room) === undefined ? pushStates.pushing : pushStates.waiting;
  }

  function viewOf(task: Task): JsonObject {
    const state = stateOf(task, world);
    return { ...state, PushStreamState: pushStateOf(task, numberOf(state, "Status", 0)) };
  }

  function requireMix(body: JsonObject): void {
    if (!hasCustomLayout(body) && streamsOf(body, "TargetStreams").length > mostStreams) {
      throw new Refusal("InvalidParameter", "More than 17 streams need a custom layout.");
    }
    requireDisjointStreams(body);
    requireRegionPerStream(body);
  }

  function requireBegun({ startedAt }: Task): void {
    if (behaviour.earlyUpdate === "refuse" && clock.now() < startedAt + behaviour.startTakesMs) {
      throw new Refusal("InvalidParameter", "The task has not begun.");
    }
  }

  const stops = { mixed: mixed.stop(() => "ok"), single: single.stop(() => "ok") };

  return {
    [startsMixed]: unlessShared(
      single,
      mixed.start(
        () => behaviour.startResult,
        ({ body }) => {
          requireService();
          requireMix(body);
        },
      ),
    ),
    StartPushSingleStreamToCDN: unlessShared(
      mixed,
      single.start(() => behaviour.startResult, requireService),
    ),
    UpdatePushMixedStreamToCDN: mixed.change(
      (parameters, body, task) => {
        requireBegun(task);
        if (!hasCustomLayout(parameters)) {
          if (behaviour.ineffectiveUpdate === "accept") return parameters;
          throw new Refusal("InvalidParameter", "Only a relay with custom layout can be updated.");
        }
        const after = updated(parameters, body);
        requireMix(after);
        return after;
      },
      () => "ok",
      () => behaviour.staleSequenceCode,
    ),
    StopPushStreamToCDN: (call) => (single.clashing(call) ? stops.single : stops.mixed)(call),
    GetPushMixedStreamToCDNTask: mixed.read((task) => ({
      PushMixedStreamToCDNTask: {
        ...picked(
          behaviour.leftOutTold === "default" ? withDefaults(task.parameters) : task.parameters,
          told,
        ),
        ...viewOf(task),
      },
    })),
    GetPushSingleStreamToCDNTask: single.read((task) => ({
      PushSingleStreamToCDNTask: {
        ...picked(task.parameters, ["PushURL", "Stream", "Control"]),
        ...viewOf(task),
      },
    })),
  };
}

/** What an update leaves out returns to its default, unless it is a partial one; all else stays. */
function updated(relay: JsonObject, body: JsonObject): JsonObject {
  const isPartial = member(body, "IsUpdatePartialParam") === true;
  return updatable.reduce((after, path) => {
    const names = path.split(".");
    const value = names.reduce<JsonValue | undefined>(member, body);
    return value === undefined && isPartial ? after : withMember(after, names, value);
  }, relay);
}

/** What can be updated, with the documented default where a start or an update left it out. */
function withDefaults(relay: JsonObject): JsonObject {
  return updatable.reduce((after, path) => {
    const value = parameterOf(facts.volcengineRtc, startsMixed, relay, path);
    return value === undefined ? after : withMember(after, path.split("."), value);
  }, relay);
}

function withMember(
  value: JsonObject,
  [name = "", ...rest]: readonly string[],
  inner: JsonValue | undefined,
): JsonObject {
  const { [name]: before, ...others } = value;
  if (rest.length === 0) return inner === undefined ? others : { ...others, [name]: inner };
  if (inner === undefined && before === undefined) return value;
  return { ...others, [name]: withMember(isObject(before) ? before : {}, rest, inner) };
}
