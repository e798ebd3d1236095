import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

const kilobits = z.int().min(1).max(1000);

/** Below, voices suffer; above, nobody hears a difference in AAC. Twitch and Facebook recommend 128 for stereo. */
export const audioBitrateRange = resourceRule({
  name: "audio-bitrate-range",
  title: "Recommended audio bitrate",
  description: "The bitrate of audio suits its channels.",
  level: "advisory",
  severity: "low",
  remediation: "Use a bitrate of the range.",
  settings: fields({
    minStereoKbps: kilobits.default(64).describe("least bitrate of stereo in kbit/s"),
    maxStereoKbps: kilobits.default(160).describe("most bitrate of stereo in kbit/s"),
    minMonoKbps: kilobits.default(32).describe("least bitrate of mono in kbit/s"),
    maxMonoKbps: kilobits.default(128).describe("most bitrate of mono in kbit/s"),
  }),
  examples: {
    good: [
      relay("the least of stereo", { "audioParams.audioEncode.bitRate": 64 }),
      relay("the most of stereo", { "audioParams.audioEncode.bitRate": 160 }),
      relay("the least of mono", {
        "audioParams.audioEncode.bitRate": 32,
        "audioParams.audioEncode.channel": 1,
      }),
      relay("the most of mono", {
        "audioParams.audioEncode.bitRate": 128,
        "audioParams.audioEncode.channel": 1,
      }),
      rtcRecording("the vendor's defaults", { encode: undefined }),
    ],
    bad: [
      finds(
        relay("too little for stereo", { "audioParams.audioEncode.bitRate": 63 }),
        "audioParams.audioEncode.bitRate",
      ),
      finds(
        relay("too much for stereo", { "audioParams.audioEncode.bitRate": 161 }),
        "audioParams.audioEncode.bitRate",
      ),
      finds(
        relay("too little for mono", {
          "audioParams.audioEncode.bitRate": 31,
          "audioParams.audioEncode.channel": 1,
        }),
        "audioParams.audioEncode.bitRate",
      ),
      finds(
        rtcRecording("too much for mono", { "encode.audioBitrate": 129, "encode.audioChannels": 1 }),
        "encode.audioBitrate",
      ),
    ],
  },
  check(subject, settings, findings) {
    const ranges: Readonly<Record<number, { name: string; least: number; most: number }>> = {
      1: { name: "mono", least: settings.minMonoKbps, most: settings.maxMonoKbps },
      2: { name: "stereo", least: settings.minStereoKbps, most: settings.maxStereoKbps },
    };
    for (const { kilobitsPerSecond, channels } of subject.facets("audio")) {
      const rate = kilobitsPerSecond.value;
      const range = channels.value === undefined ? undefined : ranges[channels.value];
      if (rate === undefined || !range || (rate >= range.least && rate <= range.most)) continue;
      findings.report(
        kilobitsPerSecond.path,
        `${rate} kbit/s${kilobitsPerSecond.remark} in ${range.name} are not between ${range.least} and ${range.most}`,
        `use ${range.least} to ${range.most}`,
      );
    }
  },
});
