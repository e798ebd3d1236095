import type { z } from "zod";
import { aigcVideoRedraw } from "../../../sdk/tencent/vod/AigcVideoRedraw";
import { isKind, MediaError, UserError } from "../../core/errors";
import { type Context, defineLifecycle, Existing } from "../../core/lifecycle";
import { required } from "../../core/reply";
import { connectVod } from "./Vod";

type Vod = ReturnType<typeof connectVod>;
type Inputs = z.output<typeof aigcVideoRedraw.inputs>;

const sessionIdLength = 50;

/** For how long the vendor tells of a job. */
const readableFor = 3 * 24 * 3_600_000;

/** How far the vendor's clock may be behind. */
const clockTolerance = 60_000;

const pageSize = 100;

/** The vendor's name of such a job. */
const redrawType = "AigcVideoRedrawTask";

function sessionIdOf(inputs: Inputs, context: Context): string {
  return inputs.sessionId ?? context.deriveId(sessionIdLength);
}

/** The application's jobs of the last three days that fit; the next page is asked for when it is wanted. */
async function* jobs(
  vod: Vod,
  filters: Pick<Parameters<Vod["describeTasks"]>[0], "subAppId" | "status" | "createTime">,
) {
  const seen = new Set<string | undefined>();
  let scrollToken: string | undefined;
  for (;;) {
    const page = await vod.describeTasks({ ...filters, limit: pageSize, scrollToken });
    const tasks = (page.taskSet ?? []).filter(({ taskId }) => !seen.has(taskId));
    for (const { taskId } of tasks) seen.add(taskId);
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

/** Fails when a job was ordered under a session id already. */
async function refuseTaken(vod: Vod, subAppId: number, sessionId: string): Promise<void> {
  const taskId = await find(vod, subAppId, sessionId, undefined).catch((error: unknown) => {
    // Who may not list jobs takes none over either.
    if (isKind(error, "forbidden")) return undefined;
    throw error;
  });
  if (taskId !== undefined) throw new UserError(alreadySent(sessionId, taskId));
}

/** VOD redraws: one-shot jobs, billed each; a waiting one can be aborted. */
export default defineLifecycle(aigcVideoRedraw)({
  vendor: "tencentcloud",
  connect: connectVod,

  async start(vod, inputs, context) {
    const sessionId = sessionIdOf(inputs, context);
    // A session id that the program names may be anybody's: if the answer is lost, nothing tells afterwards.
    if (inputs.sessionId) await refuseTaken(vod, inputs.subAppId, inputs.sessionId);
    try {
      const reply = await vod.createAigcVideoRedrawTask({ ...inputs, sessionId });
      const taskId = required(reply.taskId, "TaskId", "Tencent Cloud vod CreateAigcVideoRedrawTask");
      return { taskId, sessionId, status: "accepted" };
    } catch (error) {
      if (!isKind(error, "already-exists")) throw error;
      const taskId = await find(vod, inputs.subAppId, sessionId, undefined).catch((failure: unknown) => {
        // The vendor's refusal is what counts; the id is a help.
        if (failure instanceof MediaError) return undefined;
        throw failure;
      });
      // A derived session id is this resource's own; one that the program names may be anybody's.
      if (taskId !== undefined && inputs.sessionId === undefined) {
        return new Existing({ taskId, sessionId, status: "accepted" });
      }
      throw new UserError(`${error.summary}. ${alreadySent(sessionId, taskId)}`);
    }
  },

  // An empty session id switches the vendor's recognition off: nothing tells a job from its repeat then.
  identity: ({ sessionId }) => (sessionId === "" ? "none" : "found"),

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

  async observe(vod, { subAppId, taskId }, context) {
    const reply = await vod.describeTaskDetail({ subAppId, taskId }).catch((error: unknown) => {
      if (isKind(error, "not-found")) return error;
      throw error;
    });
    if (reply instanceof Error) {
      const { startedAt = Number.NEGATIVE_INFINITY, runtime } = context;
      if (runtime.clock.now() < startedAt + readableFor) return { phase: "gone", reason: reply.message };
      // The vendor forgets a job after three days; that says nothing about how it went.
      return {
        phase: "unverified",
        reason: `it can be read for three days only: ${reply.message}`,
        outputs: {},
      };
    }
    const { createTime, beginProcessTime, finishTime, aigcVideoRedrawTask: task = {} } = reply;
    if (reply.taskType !== undefined && reply.taskType !== redrawType)
      return {
        phase: "gone",
        reason: `the vendor's task of this id is no redraw, but of the type ${reply.taskType}`,
      };
    const outputs = { createTime, beginProcessTime, finishTime, progress: task.progress };
    switch (reply.status) {
      case "WAITING":
        return { phase: "active", running: false, outputs: { ...outputs, status: "waiting" } };
      case "PROCESSING":
        return { phase: "active", running: true, outputs: { ...outputs, status: "processing" } };
      case "ABORTED":
        return { phase: "ended", reason: "it was aborted", outputs: { ...outputs, status: "aborted" } };
      case "FINISH": {
        if (!task.errCode) {
          return {
            phase: "completed",
            outputs: { ...outputs, status: "completed", outputFile: task.output?.fileInfo },
          };
        }
        const reason = `${task.errCodeExt || task.errCode}: ${task.message ?? "no message"}`;
        return { phase: "ended", reason, outputs: { ...outputs, status: "failed", statusReason: reason } };
      }
      default: {
        const reason = `the vendor's status is "${reply.status}"`;
        return {
          phase: "unverified",
          reason,
          outputs: { ...outputs, status: "unverified", statusReason: reason },
        };
      }
    }
  },

  async stop(vod, { subAppId, taskId, status }, context) {
    if (status === "accepted" || status === "waiting") {
      const { status: now } = await vod.describeTaskDetail({ subAppId, taskId });
      if (now === "WAITING") {
        await vod.manageTask({ subAppId, taskId, operationType: "Abort" });
        return;
      }
    }
    context.say("there is nothing to stop: the vendor ends a redraw only while it waits");
  },
});
