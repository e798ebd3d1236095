import { randomBytes } from "node:crypto";
import { facts } from "./facts";
import { isObject, type JsonObject, member, numberOf, sameJson, textOf } from "./json";
import { Refusal } from "./refusal";
import type { Call, Service } from "./service";
import { type Task, TaskStore } from "./taskStore";
import { tencentCode } from "./tencentCode";
import type { World } from "./world";

interface Relay {
  readonly robot: string;
  sequence: number;
}

const integerRoom = 0;

/** TRTC's relays: Start, Update and StopPublishCdnStream. There is no call that reads them. */
export function createTrtc(world: World): Service {
  const { clock } = world;
  const { trtc: behaviour } = world.behaviour;
  const tasks = new TaskStore<Relay>(world);

  function start({ account, body }: Call): JsonObject {
    const app = appOf(body);
    const room = textOf(body, "RoomId");
    const agent = member(body, "AgentParams");
    const robot = textOf(agent, "UserId");
    requireApp(numberOf(body, "SdkAppId", 0));
    if (numberOf(body, "RoomIdType", 0) === integerRoom && !/^\d+$/.test(room)) {
      throw new Refusal("InvalidParameter", "RoomId is not of the type that RoomIdType says.");
    }
    if (tasks.reaches(behaviour.maxRunningTasks, (task) => task.account === account && task.app === app)) {
      throw new Refusal(
        "FailedOperation.RestrictedConcurrency",
        "The number of concurrent tasks is exceeded.",
      );
    }
    const robotKey = ["robot", account, app, room, robot];
    if (behaviour.robotClash === "endFirst") {
      for (const task of tasks.running(robotKey)) tasks.end(task, "robotInUse");
    }
    const id = newTaskId();
    tasks.add(
      {
        vendor: "tencent",
        service: "trtc",
        kind: "relay",
        id,
        account,
        app,
        room,
        limits: [{ from: "idle", afterMs: 1000 * numberOf(agent, "MaxIdleTime", 30), reason: "idle" }],
        detail: { robot, sequence: -1 },
        parameters: body,
      },
      [robotKey, idKey(account, body, id)],
    );
    return { TaskId: id };
  }

  function update(call: Call): JsonObject {
    const task = taskOf(call);
    if (task.endedAt !== undefined) throw new Refusal(behaviour.endedTaskUpdateCode, "The task has ended.");
    const sequence = numberOf(call.body, "SequenceNumber", 0);
    if (behaviour.staleSequenceCode !== undefined && sequence <= task.detail.sequence) {
      throw new Refusal(
        behaviour.staleSequenceCode,
        "SequenceNumber does not exceed that of the last update.",
      );
    }
    if (behaviour.immutableUpdateCode !== undefined && changesWhatIsFixed(task.parameters, call.body)) {
      throw new Refusal(behaviour.immutableUpdateCode, "The update changes what is fixed at the start.");
    }
    task.detail.sequence = sequence;
    task.parameters = updated(task.parameters, call.body);
    return { TaskId: task.id };
  }

  function stop(call: Call): JsonObject {
    const task = taskOf(call);
    if (task.endedAt !== undefined && behaviour.stopOfEndedTask === "refuse") throw unknownTask();
    tasks.stop(task);
    return { TaskId: task.id };
  }

  function taskOf({ account, body }: Call): Task<Relay> {
    requireApp(numberOf(body, "SdkAppId", 0));
    const task = tasks.newest(idKey(account, body, textOf(body, "TaskId")));
    if (task === undefined || clock.now() > task.startedAt + behaviour.controlWindowMs) throw unknownTask();
    return task;
  }

  function unknownTask(): Refusal {
    return new Refusal(behaviour.unknownTaskCode, "The task does not exist.");
  }

  function requireApp(id: number): void {
    if (behaviour.sdkAppIds?.includes(id) === false) {
      throw new Refusal("InvalidParameter.SdkAppId", "SdkAppId is incorrect.");
    }
  }

  return {
    vendor: "tencent",
    name: "trtc",
    facts: facts.trtc,
    actions: { StartPublishCdnStream: start, UpdatePublishCdnStream: update, StopPublishCdnStream: stop },
    tasks,
    versions: () => [facts.trtc.version ?? ""],
    codeFor: (violation) => tencentCode(violation, {}, "InvalidParameter"),
    fail: (task) => tasks.end(task, "failed"),
  };
}

/** Audio encoding, transcoding and the kind of relay (audio only or with video) stay as they were at the start. */
function changesWhatIsFixed(relay: JsonObject | undefined, body: JsonObject): boolean {
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
function updated(relay: JsonObject = {}, body: JsonObject): JsonObject {
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

function idKey(account: string, body: JsonObject, id: string): string[] {
  return ["id", account, appOf(body), id];
}

function appOf(body: JsonObject): string {
  return String(numberOf(body, "SdkAppId", 0));
}

/** Of the form that the vendor's examples show. */
function newTaskId(): string {
  return `-m9${randomBytes(51).toString("base64").replaceAll("/", "-")}..`;
}
