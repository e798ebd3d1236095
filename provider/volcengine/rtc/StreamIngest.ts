import type { z } from "zod";
import { defaultOf } from "../../../sdk/core/fields";
import { streamIngest } from "../../../sdk/volcengine/rtc/StreamIngest";
import { TranscodeMode } from "../../../sdk/volcengine/rtc/transcodeMode";
import { foundAs } from "../../core/found";
import { defineLifecycle } from "../../core/lifecycle";
import { unless } from "../../http/errors";
import { incomplete } from "../../http/reply";
import { connectRtc } from "./Rtc";
import { dateOf, type Place, rtcStart } from "./rtcStart";
import { userInRoom } from "./userInRoom";

type Rtc = ReturnType<typeof connectRtc>;
type Inputs = z.output<typeof streamIngest.inputs>;
type Control = Inputs["control"];
type Ingest = NonNullable<Awaited<ReturnType<typeof newestOf>>>;

/** What the vendor's numbers for an ingest mean. */
const statuses = { 1: "accepted", 2: "running", 3: "ended" } as const;

const pageSize = 100;
const lastOffset = 9999;

/** The newest ingest of an id, from the list of its room, which has the newest first. */
async function newestOf(rtc: Rtc, { appId, roomId, taskId, region }: Place) {
  for (let offset = 0; offset <= lastOffset; ) {
    const { result } = await rtc.listRelayStream({ region, appId, roomId, offset, limit: pageSize });
    // An answer that is cut short must not pass for one that has no such ingest.
    if (result === undefined) throw incomplete("Volcengine rtc ListRelayStream", "Result");
    const { task: page = [], limit = pageSize } = result;
    const found = page.find((one) => one.taskId === taskId);
    // An empty page is the last one, whatever the answer says of its limit.
    if (found !== undefined || page.length === 0 || page.length < limit) return found;
    offset += page.length;
  }
  return undefined;
}

/** What an update has to name, as nobody knows whether the vendor keeps what is left out. */
const { mediaType, streamMode, frameRate } = streamIngest.inputs.shape.control.shape;
const defaults = {
  mediaType: defaultOf(mediaType),
  streamMode: defaultOf(streamMode),
  frameRate: defaultOf(frameRate),
};

/** The control as the vendor has it. What a program leaves out stays so where the vendor has what it stands for. */
function controlSeen(control: Control, told: Ingest): Control {
  const { streamUrl, mediaType, streamMode, videoWidth, videoHeight, frameRate } = told;
  // What is passed on has the size and the rate of its source.
  const isEncoded = streamMode === TranscodeMode.transcode;
  const seen = {
    ...{ streamUrl, mediaType, streamMode },
    ...(isEncoded && { videoWidth, videoHeight, frameRate }),
  };
  const inForce: Readonly<Record<string, unknown>> = { ...defaults, ...control };
  const changes = Object.entries(seen).filter(
    ([key, value]) => value !== undefined && value !== inForce[key],
  );
  return { ...control, ...Object.fromEntries(changes) };
}

const verbs = rtcStart({
  noun: "ingest",
  start: (rtc: Rtc, order: Inputs & Place, options) => rtc.startRelayStream(order, options),
  async isRunning(rtc, place) {
    const { status } = (await unless(newestOf(rtc, place), "not-found")) ?? {};
    return status === 1 || status === 2;
  },
});

/** Volcengine RTC ingests: read from the list of their room, and over after three days. */
export default defineLifecycle(streamIngest)({
  vendor: "volcengine",
  connect: connectRtc,
  ...verbs,

  exclusive: (inputs) => [...verbs.exclusive(inputs), userInRoom(inputs, inputs.userId)],

  async observe(rtc, state) {
    const told = await newestOf(rtc, state);
    const createdAt = told?.createTime === undefined ? undefined : told.createTime * 1000;
    // The same inputs give the same id. The vendor's times are whole seconds.
    const isEarlier = createdAt !== undefined && createdAt + 1000 <= Date.parse(state.startedAt ?? "");
    if (told === undefined || (isEarlier && told.status === 3))
      return { phase: "gone", reason: "the room's list has no such ingest: it has ended" };
    const outputs = {
      startedAt: dateOf(createdAt) ?? state.startedAt,
      control: controlSeen(state.control, told),
    };
    return foundAs(statuses, told.status, outputs, "the vendor gives no reason");
  },

  async update(rtc, { taskId, region }, { appId, roomId, control }) {
    await rtc.updateRelayStream({
      ...{ region, appId, roomId, taskId },
      control: { ...defaults, ...control },
    });
    return {};
  },

  async stop(rtc, state) {
    await rtc.stopRelayStream(state);
  },
});
