import { isObject, type JsonObject, member, numberOf, sameJson } from "../json";
import { Refusal } from "../refusal";
import type { Actions } from "../service";
import { TaskKind } from "../taskKind";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { newTaskId } from "./newTaskId";
import { requireRoomType } from "./requireRoomType";

const integerRoom = 0;

/** Relays of a room to CDNs. There is no call that reads them. */
export function cdnRelays(world: World): Actions {
  const { trtc: behaviour } = world.behaviour;
  const relays = new TaskKind(world, {
    service: "trtc",
    kind: "relay",
    starts: "StartPublishCdnStream",
    app: "SdkAppId",
    room: "RoomId",
    newId: newTaskId,
    quota: { most: () => behaviour.maxRunningTasks, code: "FailedOperation.RestrictedConcurrency" },
    robot: { user: "AgentParams.UserId", clash: () => behaviour.robotClash },
    idleSeconds: "AgentParams.MaxIdleTime",
    unknown: () => behaviour.unknownTaskCode,
    knownForMs: () => behaviour.controlWindowMs,
    ended: (role) => {
      if (role === "change") return behaviour.endedTaskUpdateCode;
      return behaviour.stopOfEndedTask === "refuse" ? behaviour.unknownTaskCode : undefined;
    },
  });
  const reply = ({ id }: Task) => ({ TaskId: id });
  const changed = (parameters: JsonObject, body: JsonObject) => {
    if (behaviour.immutableUpdateCode !== undefined && changesWhatIsFixed(parameters, body)) {
      throw new Refusal(behaviour.immutableUpdateCode, "The update changes what is fixed at the start.");
    }
    return updated(parameters, body);
  };
  return {
    StartPublishCdnStream: relays.start(reply, ({ body }) =>
      requireRoomType(body, numberOf(body, "RoomIdType", 0) === integerRoom, "InvalidParameter"),
    ),
    UpdatePublishCdnStream: relays.change(changed, reply, () => behaviour.staleSequenceCode),
    StopPublishCdnStream: relays.stop(reply),
  };
}

/** Audio encoding, transcoding and the kind of relay (audio only or with video) stay as they were at the start. */
function changesWhatIsFixed(relay: JsonObject, body: JsonObject): boolean {
  const transcoding = numberOf(relay, "WithTranscoding", 0);
  const encode = member(member(body, "AudioParams"), "AudioEncode");
  return (
    numberOf(body, "WithTranscoding", transcoding) !== transcoding ||
    (encode !== undefined && !sameJson(encode, member(member(relay, "AudioParams"), "AudioEncode"))) ||
    (member(body, "VideoParams") !== undefined && member(relay, "VideoParams") === undefined)
  );
}

/**
 * What an update leaves out stays, and what it names is new as a whole. Video is taken where the relay transcodes, a
 * single stream where it does not, and anything else that is fixed is ignored here.
 */
function updated(relay: JsonObject, body: JsonObject): JsonObject {
  const transcodes = numberOf(relay, "WithTranscoding", 0) === 1;
  const taken = {
    VideoParams: transcodes && member(relay, "VideoParams") !== undefined,
    SingleSubscribeParams: !transcodes,
    PublishCdnParams: true,
    SeiParams: true,
    FeedBackRoomParams: true,
  };
  const after = { ...relay };
  for (const [name, isTaken] of Object.entries(taken)) {
    const value = member(body, name);
    if (isTaken && value !== undefined) after[name] = value;
  }
  const audio = member(relay, "AudioParams");
  const encode = member(audio, "AudioEncode");
  const lists = member(body, "AudioParams");
  if (isObject(audio) && isObject(lists)) {
    after.AudioParams = { ...audio, ...lists, ...(encode !== undefined && { AudioEncode: encode }) };
  }
  return after;
}
