import { describe, expect, test } from "@jest/globals";
import { relay } from "../../policies/core/examples";
import type { Example, Rule } from "../../policies/core/rule";
import { bitrateLadder } from "../../policies/encode/bitrateLadder";
import { bitsPerPixel } from "../../policies/encode/bitsPerPixel";
import { bitsPerPixelLimit } from "../../policies/encode/bitsPerPixelLimit";
import { fpsRecommended } from "../../policies/encode/fpsRecommended";
import { recordedIntoBucket } from "../../policies/storage/recordedInto";
import { vendorAllowList } from "../../policies/storage/vendorAllowList";
import { run } from "./support";

const fps = "videoParams.videoEncode.fps";
const bitRate = "videoParams.videoEncode.bitRate";

/** What a rule says of an example, without the input's path. */
async function said(rule: Rule, example: Example): Promise<string | undefined> {
  const { findings } = await run(rule, [example]);
  return findings[0]?.message.replace(/^[\w.[\]]+: /, "");
}

describe("what rules advise is what they accept", () => {
  test.each([
    [{}, "use one of 10, 15, 20, 24, 25, 30"],
    [{ maxFps: 29 }, "use one of 10, 15, 20, 24, 25"],
    [{ maxFps: 12, allowedFps: [15, 30] }, "use at most 12"],
  ])("frame rates with %j", async (settings, advice) => {
    expect(await said(fpsRecommended, relay("fast", { [fps]: 50 }, { settings }))).toMatch(
      new RegExp(`What to do: ${advice}$`),
    );
  });

  test.each([
    [bitrateLadder, 100, "raise it"],
    [bitrateLadder, 10_000, "lower it"],
    [bitsPerPixel, 1_000, "raise the bitrate"],
    [bitsPerPixel, 9_000, "lower the bitrate"],
    [bitsPerPixelLimit, 100, "raise the bitrate"],
    [bitsPerPixelLimit, 20_000, "lower the bitrate"],
  ])("$name: %i kbit/s", async (rule, kilobits, advice) => {
    expect(await said(rule, relay("bitrate", { [bitRate]: kilobits }))).toContain(`What to do: ${advice}`);
  });

  test.each([
    [{}, "those of tencent itself"],
    [{ allowedVendors: ["qiniu-kodo", "tencent-cos"] }, "qiniu-kodo, tencent-cos"],
  ])("storages with %j", async (settings, allowed) => {
    const example = relay("into S3", recordedIntoBucket({ vendor: 1 }), { settings });
    expect(await said(vendorAllowList, example)).toContain(`and allowed storages are ${allowed}. What to do`);
  });
});
