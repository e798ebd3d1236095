import type { z } from "zod";
import { webRecordingRegionsBySite } from "../../../sdk/tencent/trtc/regions";
import { webRecording } from "../../../sdk/tencent/trtc/WebRecording";
import { foundAs } from "../../core/found";
import { type Context, defineLifecycle, Existing } from "../../core/lifecycle";
import { visibleWithin } from "../../core/session";
import { isKind, type MediaError, UserError, unless } from "../../http/errors";
import { connectTrtc } from "./Trtc";

type Trtc = ReturnType<typeof connectTrtc>;
type Inputs = z.output<typeof webRecording.inputs>;
type Outputs = z.output<typeof webRecording.outputs>;
type Place = ReturnType<typeof placeOf>;
type RecordIds = readonly [string, ...string[]];

const longestId = 31;

const statuses = { 1: "running" } as const;

/**
 * The ids under which this resource may be started, the first of which is tried first: after a start that failed, the
 * vendor wants another one.
 */
function recordIdsOf({ recordId }: Inputs, context: Pick<Context, "deriveId">): RecordIds {
  if (recordId !== undefined) return [recordId];
  const first = context.deriveId(longestId - "-2".length);
  return [first, `${first}-2`, `${first}-3`];
}

function placeOf({ region = webRecordingRegionsBySite.international[0], sdkAppId }: Inputs) {
  return { region, sdkAppId };
}

/** What the vendor shows under one of several ids. */
async function runningUnder(trtc: Trtc, place: Place, recordIds: readonly string[]) {
  for (const recordId of recordIds) {
    const { taskId } = (await unless(trtc.describeWebRecord({ ...place, recordId }), "not-found")) ?? {};
    if (taskId) return { taskId, recordId };
  }
  return undefined;
}

/** The same, up to the time when the vendor's reads certainly show it. */
async function shownUnder(trtc: Trtc, place: Place, recordIds: readonly string[], context: Context) {
  const { clock } = context.runtime;
  const until = clock.now() + visibleWithin;
  const { there } = await context.poll("the vendor to show what was started before", async () => {
    const there = await runningUnder(trtc, place, recordIds);
    return there !== undefined || clock.now() >= until ? { there } : undefined;
  });
  return there;
}

function taken({ taskId, recordId }: { taskId: string; recordId: string }): UserError {
  return new UserError(
    `recordId "${recordId}" is used by the recording ${taskId}, which runs already. ` +
      `What to do: choose another recordId or leave it out, or take that recording over with lifecycle.adopt: "${taskId}"`,
  );
}

function usedUp({ summary }: MediaError, { recordId }: Inputs): UserError {
  const advice =
    recordId === undefined
      ? "run pulumi up again some time later, or change lifecycle.triggers, which gives it other ids"
      : "choose another recordId, or leave it out to have one derived and renewed";
  return new UserError(
    `${summary}; and nothing runs under it: it was used up by a start that failed, or by a recording that is over. What to do: ${advice}`,
  );
}

/** Starts it under the first of several ids that nothing has used up. */
async function startUnder(
  [recordId, next, ...more]: RecordIds,
  trtc: Trtc,
  inputs: Inputs,
  context: Context,
): Promise<Outputs | Existing<Outputs>> {
  const place = placeOf(inputs);
  const { region } = place;
  try {
    const { taskId } = await trtc.startWebRecord({ ...inputs, region, recordId });
    return { taskId, recordId, status: "accepted", region };
  } catch (error) {
    if (!isKind(error, "already-exists")) throw error;
    const there = await shownUnder(trtc, place, recordIdsOf(inputs, context), context);
    // A derived id is this resource's own; one that the program names may be anybody's.
    if (there !== undefined && inputs.recordId !== undefined) throw taken(there);
    if (there !== undefined) return new Existing({ ...there, status: "accepted", region });
    if (next === undefined) throw usedUp(error, inputs);
    return startUnder([next, ...more], trtc, inputs, context);
  }
}

/** TRTC recordings of pages: the caller chooses an id by which a repeated start meets the first one. */
export default defineLifecycle(webRecording)({
  vendor: "tencentcloud",
  connect: connectTrtc,

  async start(trtc, inputs, context) {
    const recordIds = recordIdsOf(inputs, context);
    // An id that the program names may be anybody's: if the answer is lost, nothing tells afterwards.
    const others =
      inputs.recordId === undefined ? undefined : await runningUnder(trtc, placeOf(inputs), recordIds);
    if (others !== undefined) throw taken(others);
    return startUnder(recordIds, trtc, inputs, context);
  },

  importId: ["sdkAppId", "taskId"],

  async find(trtc, inputs, context) {
    return (await runningUnder(trtc, placeOf(inputs), recordIdsOf(inputs, context)))?.taskId;
  },

  exclusive: ({ sdkAppId, recordId }) =>
    recordId === undefined ? [] : [`the record id "${recordId}" of application ${sdkAppId}`],

  label: (inputs, context) =>
    `the recording "${recordIdsOf(inputs, context)[0]}" of a page by application ${inputs.sdkAppId}`,

  // Its own id is told by the read that follows.
  adopt: (taskId, inputs, context) => ({
    taskId,
    recordId: recordIdsOf(inputs, context)[0],
    status: "accepted",
    region: placeOf(inputs).region,
  }),

  async observe(trtc, { region, sdkAppId, taskId, recordId: known }) {
    const { status, recordId } = await trtc.describeWebRecord({ region, sdkAppId, taskId });
    return foundAs(statuses, status, { recordId: recordId || known });
  },

  async stop(trtc, state) {
    await trtc.stopWebRecord(state);
  },
});
