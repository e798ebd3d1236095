import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { relay, rtcRecording } from "../core/examples";
import { stackRule } from "../core/rule";
import { costOf } from "../cost/costOf";
import { pricesSchema } from "../cost/prices";

/** Prices for the examples; a rule has none of its own. */
const prices = {
  currency: "USD",
  date: "2026-11-20",
  sources: ["an example"],
  tiers: { HD: { width: 1280, height: 720 } },
  meters: {
    "trtc-transcode": { per1000Minutes: { HD: 50 } },
    "trtc-duration": { per1000Minutes: { HD: 0 } },
  },
};

/** A stack stays within its budget. At preview it is a gate; during an update it only comes after the fact. */
export const hourlyCeiling = stackRule({
  name: "cost-hourly-ceiling",
  title: "Cost of an hour",
  description: "All tasks of a stack together cost no more an hour than allowed.",
  level: "advisory",
  severity: "medium",
  remediation: "Declare fewer or smaller tasks, or raise the ceiling.",
  settings: fields({
    maxPerHour: z
      .number()
      .min(0)
      .optional()
      .describe("most that an hour may cost, in the currency of the prices"),
    prices: pricesSchema
      .optional()
      .describe("the price table, in the form of pulumi-media-tasks/policies/prices.example.json"),
    allowUnpriced: z
      .boolean()
      .default(false)
      .describe("whether something may be billed that has no price in the table"),
  }),
  examples: {
    good: [
      [relay("3 USD an hour", {}, { settings: { prices, maxPerHour: 3 } })],
      [relay("not billed", { withTranscoding: 0 }, { settings: { prices, maxPerHour: 0 } })],
      [
        rtcRecording(
          "no price, where that is allowed",
          {},
          {
            settings: { prices, maxPerHour: 0, allowUnpriced: true },
          },
        ),
      ],
    ],
    bad: [
      {
        stack: [relay("3 USD an hour", {}, { settings: { prices, maxPerHour: 5 } }), relay("3 USD more")],
        finds: [-1],
      },
      { stack: [rtcRecording("no price", {}, { settings: { prices, maxPerHour: 5 } })], finds: [0] },
    ],
  },
  checkStack(subjects, { maxPerHour, prices: table, allowUnpriced }, findings) {
    if (table === undefined || maxPerHour === undefined) {
      const missing = table === undefined ? "prices" : "maxPerHour";
      findings.note(`the cost is not checked, as the setting ${missing} is missing`);
      return;
    }
    const { perHour, currency, unpriced } = costOf(subjects, table);
    if (perHour > maxPerHour) {
      findings.report(
        undefined,
        `an hour costs ${perHour.toFixed(2)} ${currency}, and at most ${maxPerHour} are allowed`,
        "declare fewer or smaller tasks",
      );
    }
    if (allowUnpriced) return;
    for (const subject of subjects) {
      const missing = unpriced.filter(({ urn }) => urn === subject.urn);
      if (missing.length === 0) continue;
      findings.report(
        subject,
        `its cost is not known: ${missing.map(({ meter, reason }) => `${meter} (${reason})`).join(", ")}`,
        "add the price to the table, or set allowUnpriced",
      );
    }
  },
});
