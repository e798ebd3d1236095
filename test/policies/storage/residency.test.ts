import { describe, expect, test } from "@jest/globals";
import { relay } from "../../../policies/core/examples";
import { regionResidency } from "../../../policies/storage";
import { jurisdictionOf } from "../../../policies/storage/jurisdictions";
import { recordedIntoBucket, recordedIntoVod } from "../../../policies/storage/recordedInto";
import { run, unknownValue } from "../support";

test.each([
  ["tencent", "ap-guangzhou", "CN"],
  ["tencent", "ap-hongkong", "HK"],
  ["tencent", "ap-singapore", "SG"],
  ["tencent", "eu-frankfurt", "DE"],
  ["aws", "cn-north-1", "CN"],
  ["aws", "ap-southeast-1", "SG"],
  ["aws", "eu-central-1", "DE"],
  ["aws", "ap-guangzhou", undefined],
  ["tencent", "ap-southeast-1", undefined],
  // Volcengine writes the names of AWS for other places.
  ["volcengine", "ap-southeast-1", undefined],
  ["tencent", "", undefined],
  ["tencent", "AP-SINGAPORE", undefined],
  ["toString", "ap-singapore", undefined],
])("%s %s is in %s", (cloud, region, jurisdiction) => {
  expect(jurisdictionOf(cloud, region)).toBe(jurisdiction);
});

async function messages(region: string | undefined, stored: Readonly<Record<string, unknown>>) {
  const { findings } = await run(regionResidency, [relay("one", { ...(region && { region }), ...stored })]);
  return findings.map(({ message }) => message);
}

describe("application and storage", () => {
  test.each([
    ["ap-guangzhou", recordedIntoBucket({ region: "ap-chengdu" })],
    ["ap-guangzhou", recordedIntoBucket({ vendor: 1, region: "cn-northwest-1" })],
    ["ap-singapore", recordedIntoBucket({ vendor: 1, region: "ap-southeast-1" })],
    ["ap-singapore", recordedIntoVod({ storageRegion: "ap-singapore" })],
    // Left out, VOD chooses: nothing that one could compare.
    ["ap-singapore", recordedIntoVod({ storageRegion: undefined })],
  ])("%s: in the same jurisdiction", async (region, stored) => {
    expect(await messages(region, stored)).toEqual([]);
  });

  test.each([
    ["ap-guangzhou", recordedIntoBucket({ region: "ap-hongkong" }), "ap-hongkong (HK)"],
    ["ap-singapore", recordedIntoBucket({ vendor: 1, region: "ap-southeast-2" }), "ap-southeast-2 (AU)"],
    ["ap-hongkong", recordedIntoVod({ storageRegion: "ap-guangzhou" }), "ap-guangzhou (CN)"],
    [
      "ap-singapore",
      recordedIntoBucket({ vendor: 1, region: "ap-singapore" }),
      "the jurisdiction of ap-singapore",
    ],
  ])("%s: not so", async (region, stored, says) => {
    expect(await messages(region, stored)).toEqual([expect.stringContaining(says)]);
  });

  test("a region that is not known yet is said to be so, and nothing is compared", async () => {
    const { findings, notKnown } = await run(regionResidency, [
      relay("one", { region: "ap-guangzhou", ...recordedIntoBucket({ region: unknownValue }) }),
    ]);
    expect(findings).toEqual([]);
    expect(notKnown).toContain("recordParams.mcuStorageParams.cloudStorage.region");
  });
});
