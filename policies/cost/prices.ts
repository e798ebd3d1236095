import { z } from "zod";
import { fields } from "../../sdk/core/fields";

/** Sizes of pictures that vendors bill by, the smallest first. "audio" is no picture at all. */
export const tierNames = ["audio", "SD", "HD", "FHD", "2K", "4K"] as const;

/** Name of a size that vendors bill by. */
export type TierName = (typeof tierNames)[number];

const price = z.number().min(0);

const pictureTier = fields({
  /** Width in pixels of the largest picture; only the number of pixels counts, so that upright pictures fit too. */
  width: z.int().min(1),
  /** Its height in pixels. */
  height: z.int().min(1),
});

const meter = fields({
  /** Price of 1,000 minutes in each size; one that has none counts as the next larger one. */
  per1000Minutes: z.partialRecord(z.enum(tierNames), price).optional(),
  /** Price of one run, for jobs. */
  perRun: price.optional(),
  /**
   * What is counted: each task, or each part of it: streams that go in, files that come out.
   * @default "task"
   */
  counts: z.enum(["task", "part"]).optional(),
  /** What one has to know about the price, for the reader of a report. */
  note: z.string().min(1).optional(),
});

/** The schema of {@link Prices}. */
export const pricesSchema = fields({
  /** Currency of all prices, for example "USD". */
  currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters, for example "USD"'),
  /** The day of which the prices are, for example "2026-11-20". */
  date: z.iso.date(),
  /** Where they were read. */
  sources: z.array(z.string().min(1)).min(1),
  /** The largest picture of each size. */
  tiers: z.partialRecord(z.enum(["SD", "HD", "FHD", "2K", "4K"]), pictureTier),
  /** The prices, by the meters that the facet `usage` of a resource names. */
  meters: z.record(z.string(), meter),
}).superRefine(({ tiers, meters }, context) => {
  let smaller = 0;
  for (const name of tierNames) {
    const tier = name === "audio" ? undefined : tiers[name];
    if (!tier) continue;
    const pixels = tier.width * tier.height;
    if (pixels <= smaller) {
      context.addIssue({
        code: "custom",
        path: ["tiers", name],
        message: "no larger than the size before it",
      });
    }
    smaller = pixels;
  }
  for (const [name, { per1000Minutes = {} }] of Object.entries(meters)) {
    for (const tier of tierNames) {
      if (tier === "audio" || per1000Minutes[tier] === undefined || tiers[tier]) continue;
      context.addIssue({
        code: "custom",
        path: ["meters", name, "per1000Minutes", tier],
        message: `tiers does not say how large ${tier} is`,
      });
    }
  }
});

/** What vendors charge, as the user supplies it: the package itself knows no price. */
export type Prices = z.output<typeof pricesSchema>;

/** The price of one meter. */
export type Meter = z.output<typeof meter>;
