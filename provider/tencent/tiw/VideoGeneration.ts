import { videoGeneration } from "../../../sdk/tencent/tiw/VideoGeneration";
import { foundAs } from "../../core/found";
import { defineLifecycle, forget } from "../../core/lifecycle";
import { connectTiw } from "./Tiw";

const statuses = { QUEUED: "queued", PROCESSING: "processing", FINISHED: "completed" } as const;

/** TIW video generations: one-shot jobs that the vendor can neither change nor stop. */
export default defineLifecycle(videoGeneration)({
  vendor: "tencentcloud",
  connect: connectTiw,

  async start(tiw, inputs) {
    return { ...(await tiw.createVideoGenerationTask(inputs)), status: "accepted" };
  },

  importId: ["sdkAppId", "taskId"],

  label: ({ sdkAppId, onlineRecordTaskId }) =>
    `a video generation of recording ${onlineRecordTaskId} of application ${sdkAppId}`,

  adopt: (taskId) => ({ taskId, status: "accepted" }),

  async observe(tiw, state) {
    const { status, ...found } = await tiw.describeVideoGenerationTask(state);
    return foundAs(statuses, status, found);
  },

  stop: forget("there is nothing to stop: the vendor has no call that ends a video generation"),
});
