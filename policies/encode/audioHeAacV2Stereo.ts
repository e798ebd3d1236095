import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

/** HE-AAC v2 describes the second channel by what differs from the first: there is none of it with one channel. */
export const audioHeAacV2Stereo = resourceRule({
  name: "audio-he-aac-v2-stereo",
  title: "HE-AAC v2 in stereo",
  description: "HE-AAC v2 has two channels.",
  level: "mandatory",
  severity: "high",
  remediation: "Use two channels, or HE-AAC.",
  settings: fields({}),
  examples: {
    good: [
      relay("stereo", { "audioParams.audioEncode.codec": 2, "audioParams.audioEncode.channel": 2 }),
      relay("HE-AAC in mono", { "audioParams.audioEncode.codec": 1, "audioParams.audioEncode.channel": 1 }),
      rtcRecording("stereo by the vendor's default", { "encode.audioProfile": 2 }),
    ],
    bad: [
      finds(
        relay("mono", { "audioParams.audioEncode.codec": 2, "audioParams.audioEncode.channel": 1 }),
        "audioParams.audioEncode.channel",
      ),
      finds(
        rtcRecording("mono", { "encode.audioProfile": 2, "encode.audioChannels": 1 }),
        "encode.audioChannels",
      ),
    ],
  },
  check(subject, _settings, findings) {
    for (const { codec, channels } of subject.facets("audio")) {
      if (codec.value !== "he-aac-v2" || channels.value !== 1) continue;
      findings.report(channels.path, "HE-AAC v2 has no mono", "use two channels, or HE-AAC");
    }
  },
});
