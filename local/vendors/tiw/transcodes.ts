import { facts } from "../facts";
import { type JsonObject, type JsonValue, member, textOf } from "../json";
import type { Actions } from "../service";
import { progressOf, TaskKind } from "../taskKind";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { newTaskId } from "./newTaskId";
import { secondsOf } from "./tasksInRoom";

const reads = "DescribeTranscode";

/** Jobs that make pages of documents. */
export function transcodes(world: World): Actions {
  const { tiw: behaviour } = world.behaviour;
  const transcodes = new TaskKind(world, {
    service: "tiw",
    kind: "transcode",
    starts: "CreateTranscode",
    app: "SdkAppId",
    newId: newTaskId,
    quota: { most: () => behaviour.maxRunningTranscodes, code: "LimitExceeded.TaskConcurrency" },
    job: () => ({ waitingMs: behaviour.queuedMs, processingMs: behaviour.processingMs }),
    unknown: () => "InvalidParameter.TaskNotFound",
    failsAs: (code) =>
      facts.tiw.actions[reads]?.errors?.includes(code) ? code : "FailedOperation.Transcode",
  });

  function viewOf(task: Task): JsonObject {
    const { id, startedAt, waitingMs, endedAt, parameters } = task;
    const { state, percent } = progressOf(task, world.clock.now());
    const isFinished = state === "ended";
    const url = `https://tiw.example.com/${id}/`;
    const file = fileOf(parameters);
    const isDynamic =
      /\.pptx?$/i.test(file) && String(member(parameters, "IsStaticPPT")).toLowerCase() !== "true";
    const thumbnails = isDynamic ? textOf(parameters, "ThumbnailResolution") : "";
    const packed = textOf(parameters, "CompressFileType");
    const ifFinished = (value: JsonValue): JsonValue => (isFinished ? value : "");
    return {
      TaskId: id,
      Status: { waiting: "QUEUED", processing: "PROCESSING", ended: "FINISHED" }[state],
      Progress: percent,
      Pages: isFinished ? 10 : 0,
      Title: file,
      Resolution: ifFinished(textOf(parameters, "MinScaleResolution") || "1280x720"),
      ResultUrl: ifFinished(isDynamic ? `${url}index.html` : url),
      ThumbnailUrl: ifFinished(thumbnails && `${url}thumbnail/`),
      ThumbnailResolution: ifFinished(thumbnails),
      CompressFileUrl: ifFinished(packed && `${url}${id}.${packed}`),
      ResourceListUrl: null,
      Ext: null,
      CreateTime: secondsOf(startedAt),
      AssignTime: state === "waiting" ? 0 : secondsOf(startedAt + waitingMs),
      FinishedTime: secondsOf(endedAt),
    };
  }

  return {
    CreateTranscode: transcodes.start(({ id }) => ({ TaskId: id })),
    [reads]: transcodes.read(viewOf),
  };
}

/** The name of the document; one that is no address names itself. */
function fileOf(parameters: JsonObject): string {
  const [address = ""] = textOf(parameters, "Url").split(/[?#]/, 1);
  return address.slice(address.lastIndexOf("/") + 1);
}
