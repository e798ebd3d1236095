import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

/** Platforms take 44.1 and 48 kHz. Where there are only voices, add 16000. */
export const audioSampleRate = resourceRule({
  name: "audio-sample-rate",
  title: "Sample rate",
  description: "Audio has a sample rate that platforms take.",
  level: "mandatory",
  severity: "medium",
  remediation:
    "Use an allowed sample rate, or add the rate to allowedHz, for example 16000 for voices alone.",
  settings: fields({
    allowedHz: z
      .array(z.int().min(1).max(192_000))
      .min(1)
      .default([44_100, 48_000])
      .describe("sample rates in Hz that are allowed"),
  }),
  examples: {
    good: [
      relay("48 kHz", { "audioParams.audioEncode.sampleRate": 48_000 }),
      relay("44.1 kHz", { "audioParams.audioEncode.sampleRate": 44_100 }),
      relay(
        "voices alone",
        { "audioParams.audioEncode.sampleRate": 16_000 },
        { settings: { allowedHz: [16_000, 44_100, 48_000] } },
      ),
      rtcRecording("the vendor's default", { encode: undefined }),
    ],
    bad: [
      finds(
        relay("16 kHz", { "audioParams.audioEncode.sampleRate": 16_000 }),
        "audioParams.audioEncode.sampleRate",
      ),
      finds(rtcRecording("32 kHz", { "encode.audioSampleRate": 32_000 }), "encode.audioSampleRate"),
    ],
  },
  check(subject, { allowedHz }, findings) {
    for (const { sampleRateHertz } of subject.facets("audio")) {
      const hertz = sampleRateHertz.value;
      if (hertz === undefined || allowedHz.includes(hertz)) continue;
      findings.report(
        sampleRateHertz.path,
        `${hertz} Hz${sampleRateHertz.remark} is none of ${allowedHz.join(", ")}`,
        "use one of these sample rates",
      );
    }
  },
});
