import { z } from "zod";
import { fields, secret } from "../../../sdk/core/fields";
import { aigcVideoRedraw } from "../../../sdk/tencent/vod/AigcVideoRedraw";
import { eventNotification } from "../../../sdk/tencent/vod/EventNotification";
import { subApplication } from "../../../sdk/tencent/vod/SubApplication";
import type { Context } from "../../core/lifecycle";
import { deduplicated, defineService, read, unsafe } from "../../core/service";
import { isKind } from "../../http/errors";
import { tencentProtocol } from "../protocol";
import { vodErrorCodes } from "./errorCodes";

const { subAppId } = aigcVideoRedraw.inputs.shape;
const redraw = aigcVideoRedraw.outputs.shape;
const { taskId, createTime, beginProcessTime, finishTime } = redraw;
// Whether it is on is a call of its own.
const { status: _status, ...application } = subApplication.inputs.shape;
const { name, description } = application;
const created = subApplication.outputs.shape;
const { signKey: _signKey, mode, ...events } = eventNotification.inputs.shape;
// What an address and a key are set to that there are to be no more.
const notificationUrl = z.string();
const signKey = secret(z.string()).optional();
const status = z.string();
const taskType = z.string();
const scrollToken = z.string();

const redrawTask = fields({
  errCode: z.int(),
  errCodeExt: z.string(),
  message: z.string(),
  progress: z.number(),
  output: fields({ fileInfo: redraw.outputFile }),
});

const listedTask = fields({ taskId, taskType, status, sessionId: z.string() });

const listedApplication = fields({
  subAppId: created.subAppId,
  subAppIdName: z.string(),
  description: z.string(),
  createTime: z.string(),
  status,
});

const connect = defineService({
  protocol: tencentProtocol(vodErrorCodes),
  service: "vod",
  version: "2018-07-17",
  ratePerSecond: 100,
  operations: {
    /**
     * Starts a redraw, which is billed. The vendor recognises a session id that it saw within three days, but answers
     * with an error that hides the task's id.
     */
    createAigcVideoRedrawTask: unsafe(aigcVideoRedraw.inputs.shape, { taskId }, { ratePerSecond: 20 }),
    /** Reads a job of the last three days. */
    describeTaskDetail: read(
      { taskId, subAppId },
      { taskType, status, createTime, beginProcessTime, finishTime, aigcVideoRedrawTask: redrawTask },
    ),
    /** Lists jobs of the last three days, at most 100 at a time. */
    describeTasks: read(
      {
        subAppId,
        status: z.enum(["WAITING", "PROCESSING"]).optional(),
        createTime: fields({ after: z.string() }).optional(),
        limit: z.int(),
        scrollToken: scrollToken.optional(),
      },
      { taskSet: z.array(listedTask), scrollToken },
      { ratePerSecond: 20 },
    ),
    /** Aborts a job that waits. */
    manageTask: deduplicated(
      { taskId, operationType: z.literal("Abort"), subAppId },
      {},
      { ratePerSecond: 20 },
    ),
    /** Creates an application; a repeat creates another one. */
    createSubAppId: unsafe(application, { subAppId: created.subAppId }, { ratePerSecond: 5 }),
    /** Renames an application. */
    modifySubAppIdInfo: deduplicated({ subAppId, name, description }, {}),
    /** Switches an application on or off, or destroys it. */
    modifySubAppIdStatus: deduplicated({ subAppId, status: z.enum(["On", "Off", "Destroyed"]) }, {}),
    /** Lists applications, at most 200 at a time. */
    describeSubAppIds: read(
      { name: name.optional(), offset: z.int(), limit: z.int() },
      { totalCount: z.int(), subAppIdInfoSet: z.array(listedApplication) },
    ),
    /** Sets where events are reported; what is not named stays. */
    modifyEventConfig: deduplicated(
      { ...events, mode: mode.optional(), notificationUrl: notificationUrl.optional(), signKey },
      {},
      { ratePerSecond: 20 },
    ),
    /** Tells where events are reported, but not the key. */
    describeEventConfig: read({ subAppId }, { ...events, mode, notificationUrl }, { ratePerSecond: 20 }),
  },
});

type Vod = ReturnType<typeof connect>;

/** For how long the vendor may refuse calls for an application that was just created. */
const newApplicationTakes = 5 * 60_000;

/**
 * VOD's redraw jobs, applications and their events. A new application is not known everywhere at once: calls that are refused for
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
    modifyEventConfig: patient(vod.modifyEventConfig),
    describeEventConfig: patient(vod.describeEventConfig),
  };
}
