import type { z } from "zod";
import { streamIngestRegionsBySite, streamIngestWholeRegions } from "../../../sdk/tencent/trtc/regions";
import { streamIngest } from "../../../sdk/tencent/trtc/StreamIngest";
import { found, foundAs } from "../../core/found";
import { defineLifecycle } from "../../core/lifecycle";
import { MediaError, unless } from "../../http/errors";
import { regionOf } from "../region";
import { defineRobot } from "../robot";
import { connectTrtc } from "./Trtc";

type Trtc = ReturnType<typeof connectTrtc>;
type Inputs = z.output<typeof streamIngest.inputs>;
type Task = Pick<z.output<typeof streamIngest.outputs>, "region" | "taskId">;

const robot = defineRobot({ given: (inputs: Inputs) => inputs, signaturePath: "userSig", maxBytes: 32 });

const statuses = { InProgress: "running" } as const;
const notThere = "NotExist";
const notThereWords = "the vendor says that it does not exist: it has ended";

/** Makes an ingest what the inputs say: all of it, as nobody knows whether the vendor keeps what is left out. */
async function send(trtc: Trtc, { region, taskId }: Task, inputs: Inputs): Promise<void> {
  const { volume, isPause } = streamIngest.inputs.shape;
  const { status } = await trtc.updateStreamIngest({
    ...inputs,
    region,
    taskId,
    volume: inputs.volume ?? volume.byDefault,
    isPause: inputs.isPause ?? isPause.byDefault,
  });
  if (status !== notThere) return;
  throw new MediaError({
    kind: "not-found",
    outcome: "refused",
    call: "Tencent Cloud trtc UpdateStreamIngest",
    code: notThere,
    detail: notThereWords,
  });
}

/** TRTC ingests: the vendor tells whether one is there, and it tells so as a value, not as an error. */
export default defineLifecycle(streamIngest)({
  vendor: "tencentcloud",
  connect: connectTrtc,

  check(inputs, context, report) {
    robot.check(inputs, context, report);
    const region = regionOf(inputs, context, streamIngestRegionsBySite);
    if (streamIngestWholeRegions.includes(region)) return;
    report.warning(
      "region",
      `it is ${region}, and the vendor's pages say of ${streamIngestWholeRegions.join(", ")} only that ingests can be read and stopped`,
      "use one of these; or see to it that the ingest ends by itself, by repeatNum or maxDuration",
    );
  },

  async start(trtc, inputs, context) {
    const region = regionOf(inputs, context, streamIngestRegionsBySite);
    const signedIn = robot.signIn(inputs, context);
    const { taskId } = await trtc.startStreamIngest({ ...inputs, ...signedIn, region });
    return { taskId, status: "accepted", region, robotUserId: signedIn.userId };
  },

  async finish(trtc, state, inputs) {
    // That it is over already, the read tells that follows.
    if (inputs.isPause) await unless(send(trtc, state, inputs), "not-found");
    return {};
  },

  exclusive: robot.claims,

  importId: ["region", "sdkAppId", "taskId"],

  label: (inputs, context) => `an ingest by ${robot.label(inputs, context)}`,

  adopt: (taskId, inputs, context) => ({
    taskId,
    status: "accepted",
    region: regionOf(inputs, context, streamIngestRegionsBySite),
    robotUserId: robot.idOf(inputs, context),
  }),

  async observe(trtc, state) {
    try {
      const { status } = await trtc.describeStreamIngest(state);
      return status === notThere ? { phase: "gone", reason: notThereWords } : foundAs(statuses, status, {});
    } catch (error) {
      if (!(error instanceof MediaError) || error.code !== "UnsupportedRegion") throw error;
      return found("unverified", {}, `the vendor reads no ingests in ${state.region}`);
    }
  },

  async update(trtc, state, inputs) {
    await send(trtc, state, inputs);
    return {};
  },

  async stop(trtc, state) {
    await trtc.stopStreamIngest(state);
  },
});
