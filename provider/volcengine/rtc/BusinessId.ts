import type { z } from "zod";
import { businessId as contract } from "../../../sdk/volcengine/rtc/BusinessId";
import { defineLifecycle } from "../../core/lifecycle";
import { UserError } from "../../http/errors";
import { endUnlessGone } from "./endUnlessGone";
import { listBusinessIds } from "./listBusinessIds";
import { connectRtc } from "./Rtc";

type Rtc = ReturnType<typeof connectRtc>;
type Inputs = z.output<typeof contract.inputs>;
type Place = Pick<Inputs, "appId" | "businessId">;

/** A business id in the list of its application. */
async function find(rtc: Rtc, { appId, businessId }: Place) {
  return (await listBusinessIds(rtc, appId)).find((record) => record.businessId === businessId);
}

/** Business ids of RTC: the caller chooses the id, and one that is there may be anybody's. */
export default defineLifecycle(contract)({
  vendor: "volcengine",
  connect: connectRtc,
  importId: ["appId", "businessId"],

  async start(rtc, inputs) {
    const { appId, businessId } = inputs;
    // The vendor documents no code that says so.
    if (await find(rtc, inputs))
      throw new UserError(
        `application ${appId} has the businessId "${businessId}" already. What to do: choose another one, or take that one over with lifecycle.adopt`,
      );
    await rtc.addBusinessID(inputs);
    return {};
  },

  // That it was not there before tells that a start made it: only for starts that the journal remembers.
  repeatedStart: "noted",

  async find(rtc, inputs, _context, { others = [] }) {
    const { businessId } = inputs;
    if (others.includes(businessId)) return undefined;
    return (await find(rtc, inputs)) && businessId;
  },

  list: async (rtc, inputs) => ((await find(rtc, inputs)) ? [inputs.businessId] : []),

  exclusive: ({ appId, businessId, remarks }) => [
    `the business id "${businessId}" of application ${appId}`,
    `the remarks "${remarks}" in application ${appId}`,
  ],

  label: ({ appId, businessId }) => `the business id "${businessId}" of application ${appId}`,

  adopt: () => ({}),

  async observe(rtc, state) {
    const found = await find(rtc, state);
    if (!found) return { phase: "gone", reason: "the application has no such business id" };
    const { createdTime, remarks = state.remarks } = found;
    return { phase: "active", running: true, outputs: { createdTime, remarks } };
  },

  async update(rtc, state, inputs) {
    if (state.remarks !== inputs.remarks) await rtc.modifyBusinessRemarks(inputs);
    return {};
  },

  async stop(rtc, state, context) {
    await endUnlessGone(
      () => rtc.deleteBusinessID(state),
      () => find(rtc, state),
      context,
    );
  },
});
