import type { z } from "zod";
import type { Report } from "../../../sdk/core/rules";
import { cdnRelay } from "../../../sdk/tencent/trtc/CdnRelay";
import { regionsOfApplication, relayRegionsBySite } from "../../../sdk/tencent/trtc/regions";
import { isKind, UserError } from "../../core/errors";
import { type Context, defineLifecycle, unsupported } from "../../core/lifecycle";
import { required } from "../../core/reply";
import { apiRegion, needsRegion, servedRegions } from "../region";
import { connectTrtc } from "./Trtc";
import { makeUserSig } from "./userSig";

type Inputs = z.output<typeof cdnRelay.inputs>;

/** The vendor allows a robot's id 32 bytes. */
const robotIdLength = 32;

function regionOf(inputs: Inputs, context: Context) {
  const region = apiRegion(inputs.region, context, relayRegionsBySite);
  if (region === undefined)
    throw new UserError(
      `region is missing: set it to one of ${servedRegions(context, relayRegionsBySite).join(", ")}`,
    );
  return region;
}

/** The vendor keeps applications apart by region, and tells by their numbers which serves which. */
function regionServesApplication(
  { region: given, sdkAppId }: Inputs,
  context: Pick<Context, "settings" | "options">,
  report: Report,
): void {
  const region = apiRegion(given, context, relayRegionsBySite);
  const regions = regionsOfApplication(sdkAppId);
  if (region === undefined || regions === undefined || regions.includes(region)) return;
  const served = servedRegions(context, relayRegionsBySite).filter((one) => regions.includes(one));
  report.warning(
    "region",
    `it is ${region}${given === undefined ? " (tencentcloud:region)" : ""}, and applications with such numbers (${sdkAppId}) are served by ${served.join(", ")}`,
    "use one of these, unless the vendor told you otherwise",
  );
}

/** A robot in a room: a second one under its name throws it out. */
function robotIn(sdkAppId: number, roomId: string, userId: string): string {
  return `the robot "${userId}" in room ${roomId} of application ${sdkAppId}`;
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
export default defineLifecycle(cdnRelay)({
  vendor: "tencentcloud",
  connect: connectTrtc,

  check(inputs, context, report) {
    needsRegion(inputs.region, context, relayRegionsBySite, report);
    regionServesApplication(inputs, context, report);
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
    const { region: _region, stopParams: _stopParams, ...parameters } = inputs;
    const reply = await trtc.startPublishCdnStream(
      { ...parameters, agentParams: agentParams(inputs, robotUserId, context) },
      { region },
    );
    const taskId = required(reply.taskId, "TaskId", "Tencent Cloud trtc StartPublishCdnStream");
    return { taskId, status: "unverified", region, robotUserId, sequenceNumber: 0 };
  },

  exclusive: ({ sdkAppId, roomId, agentParams: { userId } = {}, feedBackRoomParams = [] }) => [
    ...(userId === undefined ? [] : [robotIn(sdkAppId, roomId, userId)]),
    ...feedBackRoomParams.map((room) => robotIn(sdkAppId, room.roomId, room.userId)),
  ],

  importId: ["region", "sdkAppId", "taskId"],

  controlledFor: 30 * 24 * 3_600_000,

  label: (inputs, context) =>
    `a relay by ${robotIn(inputs.sdkAppId, inputs.roomId, robotOf(inputs, context))}`,

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
          // The vendor takes these only with transcoding, and without.
          videoParams: withTranscoding === 1 ? videoParams : undefined,
          singleSubscribeParams: withTranscoding === 0 ? singleSubscribeParams : undefined,
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

  async stop(trtc, { sdkAppId, taskId, region, stopParams }) {
    await trtc.stopPublishCdnStream({ sdkAppId, taskId, ...stopParams }, { region });
  },
});
