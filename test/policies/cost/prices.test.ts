import { describe, expect, test } from "@jest/globals";
import { pricesSchema } from "../../../policies/cost";
import { tierOf } from "../../../policies/cost/costOf";
import example from "../../../policies/prices.example.json";

const { tiers } = pricesSchema.parse(example);
const all = { audio: 1, SD: 1, HD: 1, FHD: 1, "2K": 1, "4K": 1 };

describe("the size that a picture is billed in", () => {
  test.each([
    [0, 0, "audio"],
    [1920, 0, "audio"],
    [1, 1, "SD"],
    [640, 480, "SD"],
    [480, 640, "SD"],
    [641, 480, "HD"],
    [1280, 720, "HD"],
    [720, 1280, "HD"],
    [1280, 721, "FHD"],
    [1920, 1080, "FHD"],
    [1920, 1081, "2K"],
    // As many pixels as 2560 × 1440.
    [1920, 1920, "2K"],
    [2561, 1440, "4K"],
    [3840, 2160, "4K"],
    [3841, 2160, undefined],
  ])("%d × %d is %s", (width, height, tier) => {
    expect(tierOf(width, height, tiers, all)).toBe(tier);
  });

  test("a size without a price counts as the next larger one", () => {
    expect(tierOf(640, 480, tiers, { audio: 1, HD: 2 })).toBe("HD");
    expect(tierOf(1280, 721, tiers, { audio: 1, HD: 2 })).toBeUndefined();
  });

  test("sound is not billed as a picture, nor a picture as sound", () => {
    expect(tierOf(0, 0, tiers, { SD: 1 })).toBeUndefined();
    expect(tierOf(640, 480, tiers, { audio: 1 })).toBeUndefined();
  });
});

describe("a price table", () => {
  test("the example is one, with its date and its sources", () => {
    expect(pricesSchema.parse(example)).toEqual(example);
    expect(example.sources.length).toBeGreaterThan(0);
  });

  test.each([
    ["no currency", { currency: undefined }, "currency"],
    ["a currency in words", { currency: "dollar" }, "currency"],
    ["no date", { date: "last year" }, "date"],
    ["no source", { sources: [] }, "sources"],
    ["a negative price", { meters: { one: { perRun: -0.01 } } }, "meters.one.perRun"],
    ["a price in words", { meters: { one: { perRun: "free" } } }, "meters.one.perRun"],
    [
      "a size that nobody knows",
      { meters: { one: { per1000Minutes: { "8K": 1 } } } },
      "meters.one.per1000Minutes",
    ],
    ["an unknown key", { meters: { one: { perHour: 1 } } }, "meters.one"],
    [
      "a price for a size without bounds",
      { tiers: {}, meters: { one: { per1000Minutes: { HD: 1 } } } },
      "meters.one.per1000Minutes.HD",
    ],
    [
      "sizes that do not grow",
      { tiers: { SD: { width: 640, height: 480 }, HD: { width: 480, height: 640 } }, meters: {} },
      "tiers.HD",
    ],
  ])("%s is refused", (_, changes, path) => {
    const { error } = pricesSchema.safeParse({ ...example, ...changes });
    expect(error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });

  test("free is a price", () => {
    expect(pricesSchema.safeParse({ ...example, meters: { one: { perRun: 0 } } }).success).toBe(true);
  });

  test("sound needs no bounds", () => {
    const soundOnly = { ...example, tiers: {}, meters: { one: { per1000Minutes: { audio: 1 } } } };
    expect(pricesSchema.safeParse(soundOnly).success).toBe(true);
  });
});
