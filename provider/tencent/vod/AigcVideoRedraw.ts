import type { z } from "zod";
import { aigcVideoRedraw } from "../../../sdk/tencent/vod/AigcVideoRedraw";
import { found, foundAs } from "../../core/found";
import { type Context, defineLifecycle, Existing } from "../../core/lifecycle";
import { clockTolerance, hour } from "../../http/clock";
import { isKind, UserError, unless } from "../../http/errors";
import { connectVod } from "./Vod";

/** VOD redraws: one-shot jobs, billed each; a waiting one can be aborted. */
export default defineLifecycle(aigcVideoRedraw)({
  vendor: "tencentcloud",
  connect: connectVod,

  async start(vod, inputs, context) {
    const sessionId = sessionIdOf(inputs, context);
    const sent = () => find(vod, inputs.subAppId, sessionId, undefined);
    // A session id that the program names may be anybody's: if the answer is lost, nothing tells afterwards. Who may
    // not list jobs takes none over either.
    const others = inputs.sessionId ? await unless(sent(), "forbidden") : undefined;
    if (others !== undefined) throw new UserError(alreadySent(sessionId, others));
    try {
      const { taskId } = await vod.createAigcVideoRedrawTask({ ...inputs, sessionId });
      return { taskId, sessionId, status: "accepted" };
    } catch (error) {
      if (!isKind(error, "already-exists")) throw error;
      // The vendor's refusal is what counts; the id is a help.
      const taskId = await unless(sent());
      // A derived session id is this resource's own; one that the program names may be anybody's.
      if (taskId !== undefined && inputs.sessionId === undefined) {
        return new Existing({ taskId, sessionId, status: "accepted" });
      }
      throw new UserError(`${error.summary}. ${alreadySent(sessionId, taskId)}`);
    }
  },

  // An empty session id switches the vendor's recognition off: nothing tells a job from its repeat then.
  repeatedStart: ({ sessionId }) => (sessionId === "" ? "none" : "found"),

  importId: ["subAppId", "taskId"],

  find: (vod, inputs, context, { since }) => find(vod, inputs.subAppId, sessionIdOf(inputs, context), since),

  async list(vod, { subAppId }) {
    const ids: string[] = [];
    for (const status of ["WAITING", "PROCESSING"] as const) {
      for await (const { taskId, taskType } of jobs(vod, { subAppId, status })) {
        if (taskId && taskType === redrawType) ids.push(taskId);
      }
    }
    return ids;
  },

  exclusive: ({ subAppId, sessionId }) =>
    sessionId ? [`the session id "${sessionId}" of application ${subAppId}`] : [],

  label: (inputs, context) => {
    const sessionId = sessionIdOf(inputs, context);
    return sessionId === ""
      ? `a redraw in application ${inputs.subAppId}`
      : `a redraw under the session id "${sessionId}"`;
  },

  adopt: (taskId, inputs, context) => ({
    taskId,
    sessionId: sessionIdOf(inputs, context),
    status: "accepted",
  }),

  readableFor: 3 * 24 * hour,

  async observe(vod, state) {
    const {
      status,
      taskType = redrawType,
      aigcVideoRedrawTask: task = {},
      ...times
    } = await vod.describeTaskDetail(state);
    if (taskType !== redrawType)
      return {
        phase: "gone",
        reason: `the vendor's task of this id is no redraw, but of the type ${taskType}`,
      };
    const outputs = { ...times, progress: task.progress };
    if (status === "ABORTED") return found("aborted", outputs, "it was aborted");
    if (status !== "FINISH") return foundAs(statuses, status, outputs);
    if (!task.errCode) return found("completed", { ...outputs, outputFile: task.output?.fileInfo });
    return found("failed", outputs, `${task.errCodeExt || task.errCode}: ${task.message ?? "no message"}`);
  },

  async stop(vod, state, context) {
    if (state.status === "accepted" || state.status === "waiting") {
      const { status: now } = await vod.describeTaskDetail(state);
      if (now === "WAITING") {
        await vod.manageTask({ ...state, operationType: "Abort" });
        return;
      }
    }
    context.say("there is nothing to stop: the vendor ends a redraw only while it waits");
  },
});

type Vod = ReturnType<typeof connectVod>;
type Inputs = z.output<typeof aigcVideoRedraw.inputs>;

const sessionIdLength = 50;

const pageSize = 100;

/** The vendor's name of such a job. */
const redrawType = "AigcVideoRedrawTask";

const statuses = { WAITING: "waiting", PROCESSING: "processing" } as const;

function sessionIdOf(inputs: Inputs, context: Context): string {
  return inputs.sessionId ?? context.deriveId(sessionIdLength);
}

/** The application's jobs of the last three days that fit; the next page is asked for when it is wanted. */
async function* jobs(
  vod: Vod,
  filters: Pick<Parameters<Vod["describeTasks"]>[0], "subAppId" | "status" | "createTime">,
) {
  const known = new Set<string | undefined>();
  let scrollToken: string | undefined;
  for (;;) {
    const page = await vod.describeTasks({ ...filters, limit: pageSize, scrollToken });
    const tasks = (page.taskSet ?? []).filter(({ taskId }) => !known.has(taskId));
    for (const { taskId } of tasks) known.add(taskId);
    yield* tasks;
    // The vendor's own examples end with a token: a page without anything new is the last one, too.
    if (!page.scrollToken || tasks.length === 0) return;
    scrollToken = page.scrollToken;
  }
}

/** The job that was ordered under a session id. */
async function find(
  vod: Vod,
  subAppId: number,
  sessionId: string,
  since: number | undefined,
): Promise<string | undefined> {
  const after = since === undefined ? undefined : new Date(since - clockTolerance).toISOString();
  for await (const job of jobs(vod, { subAppId, createTime: after === undefined ? undefined : { after } })) {
    if (job.sessionId === sessionId) return job.taskId;
  }
  return undefined;
}

function alreadySent(sessionId: string, taskId: string | undefined): string {
  return (
    `The same job (sessionId "${sessionId}"${taskId === undefined ? "" : `, task ${taskId}`}) was sent within the last three days, and a second one would be billed again. ` +
    "What to do: take it over with lifecycle.adopt and its task id, or change lifecycle.triggers or sessionId to pay for another run"
  );
}
