import type { z } from "zod";
import { defaultOf } from "../../../sdk/core/fields";
import { cloudRecording } from "../../../sdk/tencent/trtc/CloudRecording";
import { cloudRecordingRegionsBySite } from "../../../sdk/tencent/trtc/regions";
import { foundAs } from "../../core/found";
import { type Context, defineLifecycle } from "../../core/lifecycle";
import { hour } from "../../http/clock";
import { regionOf } from "../region";
import { defineRobot } from "../robot";
import { checkRegion } from "./checkRegion";
import { connectTrtc } from "./Trtc";

type Inputs = z.output<typeof cloudRecording.inputs>;

const robot = defineRobot({ given: (inputs: Inputs) => inputs, signaturePath: "userSig", maxBytes: 32 });

/** What is known of a recording before it was read. */
function accepted(taskId: string, inputs: Inputs, context: Context) {
  return {
    taskId,
    status: "accepted",
    region: regionOf(inputs, context, cloudRecordingRegionsBySite),
    robotUserId: robot.idOf(inputs, context),
    filesPending: true,
  } as const;
}

const statuses = { Idle: "idle", InProgress: "running", Exited: "ending" } as const;

/** TRTC cloud recordings: the vendor tells of one while it runs, and takes calls for it for some time only. */
export default defineLifecycle(cloudRecording)({
  vendor: "tencentcloud",
  connect: connectTrtc,

  check(inputs, context, report) {
    robot.check(inputs, context, report);
    checkRegion(inputs, context, cloudRecordingRegionsBySite, report);
  },

  async start(trtc, inputs, context) {
    const region = regionOf(inputs, context, cloudRecordingRegionsBySite);
    const signedIn = robot.signIn(inputs, context);
    const { taskId } = await trtc.createCloudRecording({ ...inputs, ...signedIn, region });
    return accepted(taskId, inputs, context);
  },

  exclusive: robot.claims,

  importId: ["region", "sdkAppId", "taskId"],

  controlledFor: ({ resourceExpiredHour = defaultOf(cloudRecording.inputs.shape.resourceExpiredHour) }) =>
    resourceExpiredHour * hour,

  label: (inputs, context) => `a recording by ${robot.label(inputs, context)}`,

  adopt: accepted,

  async observe(trtc, state) {
    const { status, files } = await trtc.describeCloudRecording(state);
    return foundAs(statuses, status, { ...(files && { files }), filesPending: true });
  },

  async update(trtc, { region, taskId }, { sdkAppId, mixLayoutParams, recordParams }) {
    const { subscribeStreamUserIds } = recordParams;
    await trtc.modifyCloudRecording({ region, sdkAppId, taskId, mixLayoutParams, subscribeStreamUserIds });
    return {};
  },

  async stop(trtc, state) {
    await trtc.deleteCloudRecording(state);
  },
});
