import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

/** Platforms take 44.1 and 48 kHz. For voices, and nothing to see, 16 kHz are enough. */
export const audioSampleRate = resourceRule({
  name: "audio-sample-rate",
  title: "Sample rate",
  description: "Audio has a sample rate that platforms take.",
  level: "mandatory",
  severity: "medium",
  remediation: "Use an allowed sample rate, or add the rate to allowedHz.",
  settings: fields({
    allowedHz: z
      .array(z.int().min(1).max(192_000))
      .min(1)
      .default([44_100, 48_000])
      .describe("sample rates in Hz that are allowed"),
    audioOnlyHz: z
      .array(z.int().min(1).max(192_000))
      .default([16_000])
      .describe("sample rates in Hz that are also allowed where there is no video"),
  }),
  examples: {
    good: [
      relay("48 kHz", { "audioParams.audioEncode.sampleRate": 48_000 }),
      relay("44.1 kHz", { "audioParams.audioEncode.sampleRate": 44_100 }),
      relay("16 kHz, and no video", {
        "audioParams.audioEncode.sampleRate": 16_000,
        videoParams: undefined,
      }),
      rtcRecording("the vendor's default", { encode: undefined }),
    ],
    bad: [
      finds(
        relay("16 kHz, and video", { "audioParams.audioEncode.sampleRate": 16_000 }),
        "audioParams.audioEncode.sampleRate",
      ),
      finds(
        relay("8 kHz, and no video", {
          "audioParams.audioEncode.sampleRate": 8_000,
          videoParams: undefined,
        }),
        "audioParams.audioEncode.sampleRate",
      ),
      finds(rtcRecording("32 kHz", { "encode.audioSampleRate": 32_000 }), "encode.audioSampleRate"),
    ],
  },
  check(subject, { allowedHz, audioOnlyHz }, findings) {
    for (const { sampleRateHertz } of subject.facets("audio")) {
      const hertz = sampleRateHertz.value;
      if (hertz === undefined || allowedHz.includes(hertz)) continue;
      const hasVideo = subject.facets("video").length > 0;
      const allowed = hasVideo ? allowedHz : [...allowedHz, ...audioOnlyHz];
      if (allowed.includes(hertz)) continue;
      findings.report(
        sampleRateHertz.path,
        `${hertz} Hz${sampleRateHertz.remark} is none of ${allowed.join(", ")}`,
        "use one of these sample rates",
      );
    }
  },
});
