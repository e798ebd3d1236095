import { z } from "zod";
import { fields } from "../../../sdk/core/fields";
import { aigcVideoRedraw } from "../../../sdk/tencent/vod/AigcVideoRedraw";
import { subApplication } from "../../../sdk/tencent/vod/SubApplication";
import { isKind } from "../../core/errors";
import type { Context } from "../../core/lifecycle";
import { defineService, operation } from "../../core/service";
import { tencentProtocol } from "../protocol";

const { subAppId } = aigcVideoRedraw.inputs.shape;
const redrawn = aigcVideoRedraw.outputs.shape;
// Whether it is on is a call of its own.
const { status: _status, ...application } = subApplication.inputs.shape;

const redrawTask = fields({
  errCode: z.int(),
  errCodeExt: z.string(),
  message: z.string(),
  progress: z.number(),
  output: fields({ fileInfo: redrawn.outputFile }),
});

const connect = defineService({
  protocol: tencentProtocol,
  service: "vod",
  version: "2018-07-17",
  operations: {
    /** Starts a redraw, which is billed; the vendor refuses a session id that it saw within three days. */
    createAigcVideoRedrawTask: operation({
      action: "CreateAigcVideoRedrawTask",
      input: aigcVideoRedraw.inputs,
      output: fields({ taskId: redrawn.taskId }),
      // With a session id a repeat is recognised, but answered with an error that hides the task's id.
      safety: "unsafe",
      ratePerSecond: 20,
    }),
    /** Reads a job of the last three days. */
    describeTaskDetail: operation({
      action: "DescribeTaskDetail",
      input: fields({ taskId: z.string(), subAppId }),
      output: fields({
        taskType: z.string(),
        status: z.string(),
        createTime: redrawn.createTime,
        beginProcessTime: redrawn.beginProcessTime,
        finishTime: redrawn.finishTime,
        aigcVideoRedrawTask: redrawTask,
      }),
      safety: "read",
      ratePerSecond: 100,
    }),
    /** Lists jobs of the last three days, at most 100 at a time. */
    describeTasks: operation({
      action: "DescribeTasks",
      input: fields({
        subAppId,
        status: z.enum(["WAITING", "PROCESSING"]).optional(),
        createTime: fields({ after: z.string() }).optional(),
        limit: z.int(),
        scrollToken: z.string().optional(),
      }),
      output: fields({
        taskSet: z.array(
          fields({ taskId: z.string(), taskType: z.string(), status: z.string(), sessionId: z.string() }),
        ),
        scrollToken: z.string(),
      }),
      safety: "read",
      ratePerSecond: 20,
    }),
    /** Aborts a job that waits. */
    manageTask: operation({
      action: "ManageTask",
      input: fields({ taskId: z.string(), operationType: z.literal("Abort"), subAppId }),
      output: fields({}),
      safety: "deduplicated",
      ratePerSecond: 20,
    }),
    /** Creates an application; a repeat creates another one. */
    createSubAppId: operation({
      action: "CreateSubAppId",
      input: fields(application),
      output: fields({ subAppId: z.int() }),
      safety: "unsafe",
      ratePerSecond: 5,
    }),
    /** Renames an application. */
    modifySubAppIdInfo: operation({
      action: "ModifySubAppIdInfo",
      input: fields({
        subAppId,
        name: application.name,
        description: application.description,
      }),
      output: fields({}),
      safety: "deduplicated",
      ratePerSecond: 100,
    }),
    /** Switches an application on or off, or destroys it. */
    modifySubAppIdStatus: operation({
      action: "ModifySubAppIdStatus",
      input: fields({ subAppId, status: z.enum(["On", "Off", "Destroyed"]) }),
      output: fields({}),
      safety: "deduplicated",
      ratePerSecond: 100,
    }),
    /** Lists applications, at most 200 at a time. */
    describeSubAppIds: operation({
      action: "DescribeSubAppIds",
      input: fields({ name: z.string().optional(), offset: z.int(), limit: z.int() }),
      output: fields({
        totalCount: z.int(),
        subAppIdInfoSet: z.array(
          fields({
            subAppId: z.int(),
            subAppIdName: z.string(),
            description: z.string(),
            createTime: z.string(),
            status: z.string(),
          }),
        ),
      }),
      safety: "read",
      ratePerSecond: 100,
    }),
  },
});

type Vod = ReturnType<typeof connect>;

/** For how long the vendor may refuse calls for an application that was just created. */
const newApplicationTakes = 5 * 60_000;

/**
 * VOD's redraw jobs and applications. A new application is not known everywhere at once: calls that are refused for
 * that are repeated for some minutes. https://www.tencentcloud.com/document/product/266/34110
 */
export function connectVod(context: Context): Vod {
  const { clock } = context.runtime;
  // What runs for long is not new.
  const until = (context.startedAt ?? clock.now()) + newApplicationTakes;

  function patient<Input, Options, Reply>(
    call: (input: Input, options?: Options) => Promise<Reply>,
  ): typeof call {
    return async (input, options) => {
      const what = "VOD to know the application everywhere, which takes some minutes for a new one";
      const { reply } = await context.poll(what, async () => {
        try {
          return { reply: await call(input, options) };
        } catch (error) {
          const isRefused = isKind(error, "forbidden") && error.code === "FailedOperation.InvalidVodUser";
          if (!isRefused || clock.now() >= until) throw error;
          return undefined;
        }
      });
      return reply;
    };
  }

  const vod = connect(context);
  return {
    ...vod,
    createAigcVideoRedrawTask: patient(vod.createAigcVideoRedrawTask),
    describeTaskDetail: patient(vod.describeTaskDetail),
    describeTasks: patient(vod.describeTasks),
    describeSubAppIds: patient(vod.describeSubAppIds),
    modifySubAppIdInfo: patient(vod.modifySubAppIdInfo),
    modifySubAppIdStatus: patient(vod.modifySubAppIdStatus),
  };
}
