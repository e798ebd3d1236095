import { z } from "zod";
import { fields } from "../../../sdk/core/fields";
import { whiteboardPush } from "../../../sdk/tencent/tiw/WhiteboardPush";
import { found, foundAs } from "../../core/found";
import { defineLifecycle } from "../../core/lifecycle";
import { fromWire } from "../../http/codec";
import { unless } from "../../http/errors";
import { textOf } from "../../http/reply";
import { defineRobot } from "../robot";
import { finished } from "./finished";
import { saysNothing, silence } from "./saysNothing";
import { connectTiw, firstRegion } from "./Tiw";

type Inputs = z.output<typeof whiteboardPush.inputs>;

const pusher = defineRobot<Inputs>({
  given: ({ pushUserId, pushUserSig }) => ({ userId: pushUserId, userSig: pushUserSig }),
  signaturePath: "pushUserSig",
  maxBytes: 60,
  prefix: ({ roomId }) => `tic_push_user_${roomId}_`,
});

const secondPusher = defineRobot<Inputs>({
  given: ({ backup }) => ({ userId: backup?.pushUserId, userSig: backup?.pushUserSig }),
  signaturePath: "backup.pushUserSig",
  maxBytes: 60,
});

const statuses = { PREPARED: "accepted", PUSHING: "running", STOPPED: "ended" } as const;

const backupReply = fields({ taskId: z.string().optional(), status: z.string().optional() });

/** What a reply tells of the second push: the reply to its own call, as a text. */
function backupIn(text = ""): { readonly backupTaskId?: string; readonly backupStatus?: string } {
  try {
    const reply = fromWire(backupReply, JSON.parse(text));
    const [taskId, status] = [textOf(reply.taskId), textOf(reply.status)];
    return { ...(taskId && { backupTaskId: taskId }), ...(status && { backupStatus: status }) };
  } catch {
    // None, or nothing that anybody could read.
    return {};
  }
}

/** TIW pushes of whiteboards: the vendor chooses the id, tells it once, and cannot be asked for it. */
export default defineLifecycle(whiteboardPush)({
  vendor: "tencentcloud",
  connect: connectTiw,

  check(inputs, context, report) {
    pusher.check(inputs, context, report);
    if (inputs.backup) secondPusher.check(inputs, context, report);
  },

  async start(tiw, inputs, context) {
    const region = inputs.region ?? firstRegion(context);
    const { userId: pushUserId, userSig: pushUserSig } = pusher.signIn(inputs, context);
    const { userSig: backupUserSig } = secondPusher.signIn(inputs, context);
    const { taskId, backupReply } = await tiw.startWhiteboardPush({
      ...inputs,
      region,
      pushUserId,
      pushUserSig,
      backup: inputs.backup && { ...inputs.backup, pushUserSig: backupUserSig },
    });
    return { taskId, region, pushUserId, status: "accepted", ...backupIn(backupReply) };
  },

  exclusive: ({ sdkAppId, roomId }) => [
    `the push of the whiteboard of room ${roomId} of application ${sdkAppId}`,
  ],

  importId: ["sdkAppId", "taskId"],

  label: (inputs, context) => `a push of the whiteboard by ${pusher.label(inputs, context)}`,

  adopt: (taskId, inputs, context) => ({
    taskId,
    region: inputs.region ?? firstRegion(context),
    pushUserId: pusher.idOf(inputs, context),
    status: "accepted",
  }),

  async observe(tiw, state) {
    const reply = await tiw.describeWhiteboardPush(state);
    if (saysNothing(reply)) return found("failed", {}, silence);
    const { status, finishReason = "", backupReply, ...told } = reply;
    const end = finished(statuses, finishReason);
    const outputs = {
      ...told,
      ...backupIn(backupReply),
      taskId: state.taskId,
      pushUserId: told.pushUserId || state.pushUserId,
      finishReason: finishReason || undefined,
    };
    return foundAs(end.statuses, status, outputs, end.reason);
  },

  async stop(tiw, { backupTaskId, ...state }) {
    // First the second one: where the first one is over already, nobody asks for the second.
    if (state.backup && !state.autoManageBackup && backupTaskId !== undefined)
      await unless(tiw.stopWhiteboardPush({ ...state, taskId: backupTaskId }), "ended", "not-found");
    await tiw.stopWhiteboardPush(state);
  },
});
