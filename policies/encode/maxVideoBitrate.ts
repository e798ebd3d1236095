import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

/** Video needs no more of the network than viewers have. */
export const maxVideoBitrate = resourceRule({
  name: "encode-max-video-bitrate",
  title: "Video bitrate",
  description: "Video has no higher bitrate than allowed.",
  level: "mandatory",
  severity: "medium",
  remediation: "Lower the bitrate, or raise maxKbps for streams that need it.",
  settings: fields({
    maxKbps: z.int().min(1).max(100_000).default(8000).describe("highest bitrate of video in kbit/s"),
  }),
  examples: {
    good: [
      relay("the limit", { "videoParams.videoEncode.bitRate": 8000 }),
      rtcRecording("chosen by the vendor", { "encode.videoBitrate": 0 }),
    ],
    bad: [
      finds(
        relay("just above", { "videoParams.videoEncode.bitRate": 8001 }),
        "videoParams.videoEncode.bitRate",
      ),
      finds(rtcRecording("above a lower limit", {}, { settings: { maxKbps: 1499 } }), "encode.videoBitrate"),
    ],
  },
  check(subject, { maxKbps }, findings) {
    for (const { kilobitsPerSecond } of subject.facets("video")) {
      const kilobits = kilobitsPerSecond.value;
      if (kilobits === undefined || kilobits <= maxKbps) continue;
      findings.report(
        kilobitsPerSecond.path,
        `${kilobits} kbit/s are more than ${maxKbps}`,
        `lower it to at most ${maxKbps}`,
      );
    }
  },
});
