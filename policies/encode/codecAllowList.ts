import { z } from "zod";
import { facetSchemas } from "../../sdk/core/facets";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

const known = z.enum([...facetSchemas.video.shape.codec.options, ...facetSchemas.audio.shape.codec.options]);

/** H.264 with AAC-LC is what every player and platform takes. */
export const codecAllowList = resourceRule({
  name: "encode-codec-allow-list",
  title: "Codecs",
  description: "Video and audio have codecs that players know.",
  level: "advisory",
  severity: "medium",
  remediation: "Use an allowed codec, or add the codec to codecs.",
  settings: fields({
    codecs: z.array(known).default(["h264", "aac-lc"]).describe("codecs of video and audio that are allowed"),
  }),
  examples: {
    good: [
      relay("H.264 with AAC-LC"),
      rtcRecording("the vendor's defaults", { encode: undefined }),
      rtcRecording(
        "ByteVC1 where it is allowed",
        { "encode.videoCodec": 1 },
        { settings: { codecs: ["bytevc1", "aac-lc"] } },
      ),
    ],
    bad: [
      finds(relay("HE-AAC", { "audioParams.audioEncode.codec": 1 }), "audioParams.audioEncode.codec"),
      finds(
        rtcRecording("ByteVC1 and HE-AAC v2", { "encode.videoCodec": 1, "encode.audioProfile": 2 }),
        "encode.videoCodec",
        "encode.audioProfile",
      ),
    ],
  },
  check(subject, { codecs }, findings) {
    for (const { codec } of [...subject.facets("video"), ...subject.facets("audio")]) {
      const name = codec.value;
      if (name === undefined || codecs.includes(name)) continue;
      findings.report(
        codec.path,
        `${name}${codec.remark} is none of ${codecs.join(", ")}`,
        "use one of these codecs",
      );
    }
  },
});
