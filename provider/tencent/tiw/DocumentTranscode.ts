import { documentTranscode } from "../../../sdk/tencent/tiw/DocumentTranscode";
import { foundAs } from "../../core/found";
import { defineLifecycle, forget } from "../../core/lifecycle";
import { connectTiw } from "./Tiw";

const statuses = { QUEUED: "queued", PROCESSING: "processing", FINISHED: "completed" } as const;

/** The last part of an address, without what may be a signature. */
function nameIn(url: string): string {
  const [address = ""] = url.split(/[?#]/, 1);
  return address.slice(address.lastIndexOf("/") + 1);
}

/** TIW transcodings of documents: one-shot jobs that the vendor can neither change nor stop. */
export default defineLifecycle(documentTranscode)({
  vendor: "tencentcloud",
  connect: connectTiw,

  async start(tiw, inputs) {
    return { ...(await tiw.createTranscode(inputs)), status: "accepted" };
  },

  importId: ["sdkAppId", "taskId"],

  label: ({ sdkAppId, url }) => `a transcoding of "${nameIn(url)}" of application ${sdkAppId}`,

  adopt: (taskId) => ({ taskId, status: "accepted" }),

  async observe(tiw, state) {
    const { status, ...told } = await tiw.describeTranscode(state);
    return foundAs(statuses, status, { ...told, taskId: state.taskId });
  },

  stop: forget("there is nothing to stop: the vendor has no call that ends a transcoding"),
});
