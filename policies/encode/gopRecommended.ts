import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording, trtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";
import { gopOf } from "./gopOf";

/** Apple, Twitch and Facebook ask for a key frame every 2 seconds; players jump only to key frames. */
export const gopRecommended = resourceRule({
  name: "encode-gop-recommended",
  title: "Recommended key frames",
  description: "Video has a key frame as often as platforms and players like it.",
  level: "advisory",
  severity: "low",
  remediation: "Shorten the distance of key frames.",
  settings: fields({
    warnSeconds: z
      .number()
      .min(0.1)
      .max(60)
      .default(2)
      .describe("longest distance of key frames in seconds that is recommended"),
  }),
  examples: {
    good: [
      relay("what is recommended", { "videoParams.videoEncode.gop": 2 }),
      rtcRecording("what is recommended", { "encode.videoGop": 2 }),
    ],
    bad: [
      finds(relay("a second more", { "videoParams.videoEncode.gop": 3 }), "videoParams.videoEncode.gop"),
      finds(rtcRecording("the vendor's default", { "encode.videoGop": undefined }), "encode.videoGop"),
      finds(
        trtcRecording("the vendor's default, without anything of the picture", {
          mixTranscodeParams: undefined,
        }),
        "mixTranscodeParams.videoParams.gop",
      ),
    ],
  },
  check(subject, { warnSeconds }, findings) {
    for (const video of subject.facets("video")) {
      const gop = gopOf(video);
      if (!gop || gop.seconds <= warnSeconds) continue;
      findings.report(
        gop.path,
        `${gop.seconds} seconds${gop.remark} between key frames are more than the ${warnSeconds} that are recommended`,
        `use at most ${warnSeconds}`,
      );
    }
  },
});
