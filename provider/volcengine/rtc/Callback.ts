import type { z } from "zod";
import { callback } from "../../../sdk/volcengine/rtc/Callback";
import { defineLifecycle } from "../../core/lifecycle";
import { isKind } from "../../http/errors";
import { incomplete } from "../../http/reply";
import { endUnlessGone } from "./endUnlessGone";
import { connectRtc } from "./Rtc";

type Rtc = ReturnType<typeof connectRtc>;
type Inputs = z.output<typeof callback.inputs>;

/** The callback of a business, among those of its application. */
async function find(rtc: Rtc, { appId, businessId = "" }: Inputs) {
  const { result } = await rtc.getCallback({ appId });
  // An answer that is cut short must not pass for one without any.
  if (result === undefined) throw incomplete("Volcengine rtc GetCallback", "Result");
  return result.callbacks?.find((one) => (one.businessId ?? "") === businessId);
}

function update(rtc: Rtc, { businessId = "", ...inputs }: Inputs) {
  return rtc.updateCallback({ businessId, ...inputs });
}

/** RTC callbacks: settings of an application, one for each of its businesses. */
export default defineLifecycle(callback)({
  vendor: "volcengine",
  connect: connectRtc,
  importId: ["appId", "businessId"],

  async start(rtc, { businessId = "", ...inputs }) {
    if (await find(rtc, { businessId, ...inputs })) {
      await update(rtc, { businessId, ...inputs });
      return {};
    }
    try {
      await rtc.createCallback({ businessId, ...inputs });
    } catch (error) {
      // A repeat, after an answer that was lost, may be refused; the vendor documents no code for that.
      if (!isKind(error, "invalid") || !(await find(rtc, { businessId, ...inputs }))) throw error;
      await update(rtc, { businessId, ...inputs });
    }
    return {};
  },

  exclusive: ({ appId, businessId }) => [
    `the callback of application ${appId}${businessId ? ` for the business "${businessId}"` : ""}`,
  ],

  adopt: () => ({}),

  async observe(rtc, state) {
    const found = await find(rtc, state);
    if (found === undefined) return { phase: "gone", reason: "the application has no such callback" };
    const {
      createdAt = state.createdAt,
      eventList = [],
      url = state.url,
      secretKey = state.secretKey,
    } = found;
    const outputs = {
      // An import id has an empty text for none.
      ...{ businessId: state.businessId || undefined, createdAt, url, secretKey },
      // The order says nothing, and is the vendor's.
      ...(isSameSet(eventList, state.eventList ?? []) ? {} : { eventList }),
    };
    return { phase: "active", running: true, outputs };
  },

  async update(rtc, _state, inputs) {
    await update(rtc, inputs);
    return {};
  },

  async stop(rtc, state, context) {
    await endUnlessGone(
      () => rtc.deleteCallback({ appId: state.appId, businessId: state.businessId || undefined }),
      () => find(rtc, state),
      context,
    );
  },
});

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const [left, right] = [new Set(one), new Set(other)];
  return left.size === right.size && [...left].every((event) => right.has(event));
}
