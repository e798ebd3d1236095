import { videoGeneration } from "../../../sdk/tencent/tiw/VideoGeneration";
import { MediaError } from "../../core/errors";
import { defineLifecycle, forget } from "../../core/lifecycle";
import { required } from "../../core/reply";
import { connectTiw, tiwRegion } from "./Tiw";

/** A failed generation has no state of its own: the read answers with this code and the cause. */
const failed = "FailedOperation.Record";

/** TIW video generations: one-shot jobs that the vendor can neither change nor stop. */
export default defineLifecycle(videoGeneration)({
  vendor: "tencentcloud",
  connect: connectTiw,

  async start(tiw, inputs, context) {
    const { region, ...parameters } = inputs;
    const reply = await tiw.createVideoGenerationTask(parameters, tiwRegion(region, context));
    const taskId = required(reply.taskId, "TaskId", "Tencent Cloud tiw CreateVideoGenerationTask");
    return { taskId, status: "accepted" };
  },

  importId: ["sdkAppId", "taskId"],

  label: ({ sdkAppId, onlineRecordTaskId }) =>
    `a video generation of recording ${onlineRecordTaskId} of application ${sdkAppId}`,

  adopt: (taskId) => ({ taskId, status: "accepted" }),

  async observe(tiw, { region, sdkAppId, taskId, status: before }, context) {
    try {
      const { status, ...outputs } = await tiw.describeVideoGenerationTask(
        { sdkAppId, taskId },
        tiwRegion(region, context),
      );
      switch (status) {
        case "FINISHED":
          return { phase: "completed", outputs: { ...outputs, status: "completed" } };
        case "QUEUED":
          return { phase: "active", running: false, outputs: { ...outputs, status: "queued" } };
        case "PROCESSING":
          return { phase: "active", running: true, outputs: { ...outputs, status: "processing" } };
        default: {
          const reason = `the vendor's status is "${status}"`;
          return { phase: "unverified", reason, outputs: { status: "unverified", statusReason: reason } };
        }
      }
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      const reason = error.message;
      if (error.code === failed)
        return { phase: "ended", reason, outputs: { status: "failed", statusReason: reason } };
      // What the vendor forgets after it was done stays as it was read.
      if (error.kind === "not-found" && before === "completed") return { phase: "completed", outputs: {} };
      if (error.kind === "not-found") return { phase: "gone", reason };
      throw error;
    }
  },

  stop: forget("there is nothing to stop: the vendor has no call that ends a video generation"),
});
