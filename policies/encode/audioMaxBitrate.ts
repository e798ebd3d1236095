import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

/** Twitch refuses audio above 320 kbit/s. */
export const audioMaxBitrate = resourceRule({
  name: "audio-max-bitrate",
  title: "Audio bitrate",
  description: "Audio has no higher bitrate than platforms take.",
  level: "mandatory",
  severity: "medium",
  remediation: "Lower the bitrate of audio.",
  settings: fields({
    maxKbps: z.int().min(1).max(1000).default(320).describe("highest bitrate of audio in kbit/s"),
  }),
  examples: {
    good: [
      relay("the limit", { "audioParams.audioEncode.bitRate": 320 }),
      rtcRecording("the vendor's default", { encode: undefined }),
    ],
    bad: [
      finds(
        relay("just above", { "audioParams.audioEncode.bitRate": 321 }),
        "audioParams.audioEncode.bitRate",
      ),
      finds(
        rtcRecording("above a lower limit", { "encode.audioBitrate": 192 }, { settings: { maxKbps: 191 } }),
        "encode.audioBitrate",
      ),
    ],
  },
  check(subject, { maxKbps }, findings) {
    for (const { kilobitsPerSecond } of subject.facets("audio")) {
      const rate = kilobitsPerSecond.value;
      if (rate === undefined || rate <= maxKbps) continue;
      findings.report(
        kilobitsPerSecond.path,
        `${rate} kbit/s${kilobitsPerSecond.remark} are more than ${maxKbps}`,
        `lower it to at most ${maxKbps}`,
      );
    }
  },
});
