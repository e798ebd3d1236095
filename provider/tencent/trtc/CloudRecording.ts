import type { z } from "zod";
import { cloudRecording } from "../../../sdk/tencent/trtc/CloudRecording";
import { cloudRecordingRegionsBySite } from "../../../sdk/tencent/trtc/regions";
import { foundAs } from "../../core/found";
import { defineLifecycle } from "../../core/lifecycle";
import { hour } from "../../http/clock";
import { regionOf } from "../region";
import { defineRobot } from "../robot";
import { checkRegion } from "./checkRegion";
import { connectTrtc } from "./Trtc";

type Inputs = z.output<typeof cloudRecording.inputs>;

const robot = defineRobot({ given: (inputs: Inputs) => inputs, signaturePath: "userSig", maxBytes: 32 });

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
    return { taskId, status: "accepted", region, robotUserId: signedIn.userId, filesPending: true };
  },

  exclusive: robot.claims,

  importId: ["region", "sdkAppId", "taskId"],

  controlledFor: ({ resourceExpiredHour = cloudRecording.inputs.shape.resourceExpiredHour.byDefault }) =>
    resourceExpiredHour * hour,

  label: (inputs, context) => `a recording by ${robot.label(inputs, context)}`,

  adopt: (taskId, inputs, context) => ({
    taskId,
    status: "accepted",
    region: regionOf(inputs, context, cloudRecordingRegionsBySite),
    robotUserId: robot.idOf(inputs, context),
    filesPending: true,
  }),

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
