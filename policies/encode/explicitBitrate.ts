import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

/** Quality and size of the files are known beforehand only with a bitrate of one's own. */
export const explicitBitrate = resourceRule({
  name: "encode-explicit-bitrate",
  title: "Chosen bitrate",
  description: "The program says the bitrate of video.",
  level: "advisory",
  severity: "low",
  remediation: "Give a bitrate above 0.",
  settings: fields({
    allowAuto: z.boolean().default(true).describe("whether the vendor may choose it, where the vendor does"),
  }),
  examples: {
    good: [
      relay("given", { "videoParams.videoEncode.bitRate": 1 }),
      rtcRecording("given", {}, { settings: { allowAuto: false } }),
      rtcRecording("left to a vendor that chooses", { "encode.videoBitrate": undefined }),
    ],
    bad: [
      finds(
        relay("0, which this vendor does not explain", { "videoParams.videoEncode.bitRate": 0 }),
        "videoParams.videoEncode.bitRate",
      ),
      finds(
        relay("left out", { "videoParams.videoEncode.bitRate": undefined }),
        "videoParams.videoEncode.bitRate",
      ),
      finds(
        rtcRecording(
          "left to the vendor",
          { "encode.videoBitrate": undefined },
          { settings: { allowAuto: false } },
        ),
        "encode.videoBitrate",
      ),
    ],
  },
  check(subject, { allowAuto }, findings) {
    for (const { kilobitsPerSecond, automaticBitrate } of subject.facets("video")) {
      if (kilobitsPerSecond.value !== 0 && !kilobitsPerSecond.absent) continue;
      const automatic = automaticBitrate.value === true;
      if (automatic && allowAuto) continue;
      findings.report(
        kilobitsPerSecond.path,
        automatic ? "the vendor chooses the bitrate" : "no bitrate is given",
        "give one in kbit/s",
      );
    }
  },
});
