import type { z } from "zod";
import { CdnRelay, relayRegions } from "../../../sdk/tencent/trtc/CdnRelay";
import { isKind, UserError } from "../../core/errors";
import { type Context, defineLifecycle, unsupported } from "../../core/lifecycle";
import { required } from "../../core/reply";
import { apiRegion, needsRegion } from "../region";
import { connectTrtc } from "./Trtc";
import { makeUserSig } from "./userSig";

type Inputs = z.output<typeof CdnRelay.contract.inputs>;

/** The vendor allows a robot's id 32 bytes. */
const robotIdLength = 32;

function regionOf(inputs: Inputs, context: Context) {
  const region = apiRegion(inputs.region, context, relayRegions);
  if (region === undefined)
    throw new UserError(`region is missing: set it to one of ${relayRegions.join(", ")}`);
  return region;
}

function robotOf(inputs: Inputs, context: Context): string {
  return inputs.agentParams?.userId ?? context.deriveId(robotIdLength);
}

function agentParams(inputs: Inputs, userId: string, context: Context) {
  const given = inputs.agentParams ?? {};
  const secretKey = context.settings.appSecretKey(inputs.sdkAppId);
  if (given.userSig !== undefined || secretKey === undefined) return { ...given, userId };
  const userSig = makeUserSig(inputs.sdkAppId, secretKey, userId);
  context.conceal(userSig);
  return { ...given, userId, userSig };
}

/** Where nobody knows the number of the last update: the seconds since 1970. */
function pastAnyCounter(context: Context): number {
  return Math.floor(context.runtime.clock.now() / 1_000);
}

/** TRTC relays: the vendor can start, change and stop them, but not read them. */
export default defineLifecycle(CdnRelay)({
  vendor: "tencentcloud",
  connect: connectTrtc,

  check(inputs, context, report) {
    needsRegion(inputs.region, context, relayRegions, report);
    if (
      inputs.agentParams?.userSig === undefined &&
      context.settings.appSecretKey(inputs.sdkAppId) === undefined
    ) {
      report.failure(
        "agentParams.userSig",
        `it is missing, and the configuration has no secret key of application ${inputs.sdkAppId} to make it from`,
        `add it, or \`pulumi config set --secret tencentcloud:appSecretKeys '{"${inputs.sdkAppId}":"<secret key>"}'\``,
      );
    }
  },

  async start(trtc, inputs, context) {
    const region = regionOf(inputs, context);
    const robotUserId = robotOf(inputs, context);
    const { region: _region, ...parameters } = inputs;
    const reply = await trtc.startPublishCdnStream(
      { ...parameters, agentParams: agentParams(inputs, robotUserId, context) },
      { region },
    );
    const taskId = required(reply.taskId, "TaskId", "Tencent Cloud trtc StartPublishCdnStream");
    return { taskId, status: "unverified", region, robotUserId, sequenceNumber: 0 };
  },

  exclusive: ({ sdkAppId, roomId, agentParams: { userId } = {} }) =>
    userId === undefined ? undefined : `the robot "${userId}" in room ${roomId} of application ${sdkAppId}`,

  controlledFor: 30 * 24 * 3_600_000,

  label: (inputs, context) =>
    `a relay by the robot "${robotOf(inputs, context)}" in room ${inputs.roomId} of application ${inputs.sdkAppId}`,

  adopt(taskId, inputs, context) {
    const sequenceNumber = pastAnyCounter(context);
    const robotUserId = robotOf(inputs, context);
    return { taskId, status: "unverified", region: regionOf(inputs, context), robotUserId, sequenceNumber };
  },

  observe: unsupported("the vendor has no call that reads a relay"),

  async update(trtc, state, inputs, context) {
    const { taskId, region } = state;
    const { sdkAppId, withTranscoding, audioParams, videoParams, singleSubscribeParams } = inputs;
    const { publishCdnParams, seiParams, feedBackRoomParams } = inputs;
    const send = async (sequenceNumber: number) => {
      await trtc.updatePublishCdnStream(
        {
          sdkAppId,
          taskId,
          sequenceNumber,
          withTranscoding,
          // The vendor keeps a list that is left out: an empty one takes it back.
          audioParams: {
            subscribeAudioList: audioParams.subscribeAudioList ?? [],
            unSubscribeAudioList: audioParams.unSubscribeAudioList ?? [],
          },
          videoParams,
          singleSubscribeParams,
          publishCdnParams: publishCdnParams ?? (state.publishCdnParams ? [] : undefined),
          seiParams,
          feedBackRoomParams: feedBackRoomParams ?? (state.feedBackRoomParams ? [] : undefined),
        },
        { region },
      );
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

  async stop(trtc, { sdkAppId, taskId, region }) {
    await trtc.stopPublishCdnStream({ sdkAppId, taskId }, { region });
  },

  idOf: ({ taskId }) => taskId,
});
