import { z } from "zod";
import { allowed, shown } from "../../sdk/core/allowed";
import { fields } from "../../sdk/core/fields";
import { schemaAt } from "../../sdk/core/schemaAt";
import { finds, relay, rtcRecording, videoGeneration } from "../core/examples";
import { resourceRule } from "../core/rule";

/**
 * What the provider checks at preview holds also where it does not run: in states that are analyzed, and after
 * remediations of other packs. The ranges are those of the contract's own fields.
 */
export const vendorRange = resourceRule({
  name: "encode-vendor-range",
  title: "Ranges of the vendor",
  description: "Sizes, rates and codecs are values that the vendor takes.",
  level: "mandatory",
  severity: "high",
  remediation: "Use a value that the vendor takes.",
  settings: fields({}),
  examples: {
    good: [
      relay("the lower ends", {
        "videoParams.videoEncode.gop": 1,
        "audioParams.audioEncode.sampleRate": 8000,
        "audioParams.audioEncode.bitRate": 8,
      }),
      relay("the upper ends", {
        "videoParams.videoEncode.width": 1920,
        "videoParams.videoEncode.height": 1920,
        "videoParams.videoEncode.fps": 60,
        "videoParams.videoEncode.bitRate": 10_000,
        "videoParams.videoEncode.gop": 5,
        "audioParams.audioEncode.bitRate": 500,
      }),
      rtcRecording("the vendor's defaults", { encode: undefined }),
      videoGeneration("the smallest whiteboard", { "whiteboard.width": 2, "whiteboard.height": 2 }),
    ],
    bad: [
      finds(
        relay("beyond the ends", {
          "videoParams.videoEncode.width": 1921,
          "videoParams.videoEncode.fps": 61,
          "videoParams.videoEncode.bitRate": 10_001,
          "videoParams.videoEncode.gop": 0,
          "audioParams.audioEncode.sampleRate": 22_050,
          "audioParams.audioEncode.bitRate": 7,
        }),
        "videoParams.videoEncode.width",
        "videoParams.videoEncode.fps",
        "videoParams.videoEncode.bitRate",
        "videoParams.videoEncode.gop",
        "audioParams.audioEncode.sampleRate",
        "audioParams.audioEncode.bitRate",
      ),
      finds(
        rtcRecording("an odd width and no codec of this vendor's", {
          "encode.videoWidth": 1279,
          "encode.videoCodec": 2,
        }),
        "encode.videoWidth",
        "encode.videoCodec",
      ),
      finds(rtcRecording("a number in quotes", { "encode.videoFps": "30" }), "encode.videoFps"),
      finds(videoGeneration("half a pixel", { "whiteboard.width": 640.5 }), "whiteboard.width"),
    ],
  },
  check(subject, _settings, findings) {
    for (const facet of [...subject.facets("video"), ...subject.facets("audio")]) {
      for (const input of facet.all()) {
        const schema = schemaAt(subject.contract.inputs, input.path);
        const raw = input.settable ? input.raw : undefined;
        if (raw === undefined || !schema) continue;
        const [issue] = z.safeParse(schema, raw).error?.issues ?? [];
        if (!issue) continue;
        findings.report(
          input.path,
          `it is ${shown(raw)}, and ${allowed(issue)}`,
          "use a value that the vendor takes",
        );
      }
    }
  },
});
