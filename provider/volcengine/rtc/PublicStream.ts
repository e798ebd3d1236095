import type { z } from "zod";
import { publicStream } from "../../../sdk/volcengine/rtc/PublicStream";
import { type Context, defineLifecycle, unsupported } from "../../core/lifecycle";
import { UserError, unless } from "../../http/errors";
import { connectRtc } from "./Rtc";
import { regionOf } from "./rtcStart";
import { startedOr, startUnderId } from "./startUnderId";

type Rtc = ReturnType<typeof connectRtc>;
type Inputs = z.output<typeof publicStream.inputs>;
type Place = Pick<z.output<typeof publicStream.outputs>, "publicStreamId" | "region">;

const idLength = 128;

function placeOf({ publicStreamId }: Inputs, context: Context): Place {
  return { publicStreamId: publicStreamId ?? context.deriveId(idLength), region: regionOf(context) };
}

/** Makes it what the inputs say: all of them, as the vendor sets back what is left out. Only a message is no state. */
async function send(
  rtc: Rtc,
  { publicStreamId, region }: Place,
  { control, ...inputs }: Inputs,
  dataMsg: string | undefined,
): Promise<void> {
  await rtc.updatePublicStreamParam({
    ...{ ...inputs, publicStreamId, region },
    control: control && { ...control, dataMsg },
  });
}

/** Public streams: the caller chooses the id, and nothing reads one. */
export default defineLifecycle(publicStream)({
  vendor: "volcengine",
  connect: connectRtc,

  repeatedStart: "recognised",

  importId: ["appId", "publicStreamId"],

  async start(rtc, inputs, context) {
    const place = placeOf(inputs, context);
    const started = await startUnderId((options) =>
      rtc.startPushPublicStream({ ...inputs, ...place }, options),
    );
    const taken = (why: string) =>
      new UserError(
        `${why}publicStreamId "${place.publicStreamId}" is in use in application ${inputs.appId}, and the vendor does ` +
          "not tell by whom. What to do: choose another publicStreamId or leave it out, or take that public stream " +
          "over with lifecycle.adopt",
      );
    const id = { isNamed: inputs.publicStreamId !== undefined, wasFree: false };
    return startedOr(taken, started, id, { ...place, status: "unverified" } as const);
  },

  async finish(rtc, state, inputs) {
    const { dataMsg } = inputs.control ?? {};
    // That it is over already, the next change finds.
    if (dataMsg !== undefined) await unless(send(rtc, state, inputs, dataMsg), "not-found");
    return {};
  },

  exclusive: ({ appId, publicStreamId }) =>
    publicStreamId === undefined ? [] : [`the public stream "${publicStreamId}" of application ${appId}`],

  label: (inputs, context) => `public stream "${placeOf(inputs, context).publicStreamId}"`,

  adopt: (publicStreamId, _inputs, context) => ({
    publicStreamId,
    status: "unverified",
    region: regionOf(context),
  }),

  observe: unsupported("the vendor has no call that reads a public stream"),

  async update(rtc, state, inputs) {
    const { dataMsg } = inputs.control ?? {};
    await send(rtc, state, inputs, dataMsg === state.control?.dataMsg ? undefined : dataMsg);
    return {};
  },

  async stop(rtc, state) {
    await rtc.stopPushPublicStream(state);
  },
});
