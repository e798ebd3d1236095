import type { z } from "zod";
import { cdnRelay } from "../../../sdk/tencent/trtc/CdnRelay";
import { relayRegionsBySite } from "../../../sdk/tencent/trtc/regions";
import { type Context, defineLifecycle, unsupported } from "../../core/lifecycle";
import { hour } from "../../http/clock";
import { isKind } from "../../http/errors";
import { regionOf } from "../region";
import { defineRobot, robotIn } from "../robot";
import { checkRegion } from "./checkRegion";
import { connectTrtc } from "./Trtc";

/** TRTC relays: the vendor can start, change and stop them, but not read them. */
export default defineLifecycle(cdnRelay)({
  vendor: "tencentcloud",
  connect: connectTrtc,

  check(inputs, context, report) {
    robot.check(inputs, context, report);
    checkRegion(inputs, context, relayRegionsBySite, report);
  },

  async start(trtc, inputs, context) {
    const region = regionOf(inputs, context, relayRegionsBySite);
    const agentParams = { ...inputs.agentParams, ...robot.signIn(inputs, context) };
    const { taskId } = await trtc.startPublishCdnStream({ ...inputs, region, agentParams });
    return { taskId, status: "unverified", region, robotUserId: agentParams.userId, sequenceNumber: 0 };
  },

  exclusive: (inputs) => [
    ...robot.claims(inputs),
    ...(inputs.feedBackRoomParams ?? []).map(({ roomId, userId }) =>
      robotIn({ sdkAppId: inputs.sdkAppId, roomId }, userId),
    ),
  ],

  importId: ["region", "sdkAppId", "taskId"],

  controlledFor: 30 * 24 * hour,

  label: (inputs, context) => `a relay by ${robot.label(inputs, context)}`,

  adopt: (taskId, inputs, context) => ({
    taskId,
    status: "unverified",
    region: regionOf(inputs, context, relayRegionsBySite),
    robotUserId: robot.idOf(inputs, context),
    sequenceNumber: pastAnyCounter(context),
  }),

  observe: unsupported("the vendor has no call that reads a relay"),

  async update(trtc, state, inputs, context) {
    const { taskId, region } = state;
    const { withTranscoding, audioParams, videoParams, singleSubscribeParams } = inputs;
    const send = async (sequenceNumber: number) => {
      await trtc.updatePublishCdnStream({
        ...inputs,
        region,
        taskId,
        sequenceNumber,
        // The vendor keeps a list that is left out: an empty one takes it back.
        audioParams: {
          subscribeAudioList: audioParams.subscribeAudioList ?? [],
          unSubscribeAudioList: audioParams.unSubscribeAudioList ?? [],
        },
        // The vendor takes these only with transcoding, and without.
        videoParams: withTranscoding === 1 ? videoParams : undefined,
        singleSubscribeParams: withTranscoding === 0 ? singleSubscribeParams : undefined,
        publishCdnParams: inputs.publishCdnParams ?? (state.publishCdnParams && []),
        feedBackRoomParams: inputs.feedBackRoomParams ?? (state.feedBackRoomParams && []),
      });
      return { sequenceNumber };
    };
    const next = state.sequenceNumber + 1;
    try {
      return await send(next);
    } catch (error) {
      if (!isKind(error, "conflict")) throw error;
      // The number was used: by an update whose answer was lost, perhaps this one. A repeat with a newer one wins.
      return send(Math.max(next + 1, pastAnyCounter(context)));
    }
  },

  async stop(trtc, { stopParams, ...state }) {
    await trtc.stopPublishCdnStream({ ...state, ...stopParams });
  },
});

const robot = defineRobot({
  given: ({ agentParams = {} }: z.output<typeof cdnRelay.inputs>) => agentParams,
  signaturePath: "agentParams.userSig",
  maxBytes: 32,
});

/** Where nobody knows the number of the last update: the seconds since 1970. */
function pastAnyCounter(context: Context): number {
  return Math.floor(context.runtime.clock.now() / 1_000);
}
