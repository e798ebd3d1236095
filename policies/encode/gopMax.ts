import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";
import { gopOf } from "./gopOf";

/** Viewers wait for a key frame before they see anything: platforms refuse live streams with more than 4 seconds. */
export const gopMax = resourceRule({
  name: "encode-gop-max",
  title: "Key frames of live video",
  description: "Live video has a key frame at least every few seconds.",
  level: "mandatory",
  severity: "medium",
  remediation: "Shorten the distance of key frames.",
  settings: fields({
    maxSeconds: z.number().min(0.1).max(60).default(4).describe("longest distance of key frames in seconds"),
  }),
  examples: {
    good: [
      relay("the limit", { "videoParams.videoEncode.gop": 4 }),
      rtcRecording("nobody waits for a recording", { "encode.videoGop": 5 }),
    ],
    bad: [finds(relay("a second more", { "videoParams.videoEncode.gop": 5 }), "videoParams.videoEncode.gop")],
  },
  check(subject, { maxSeconds }, findings) {
    for (const video of subject.facets("video")) {
      const gop = video.live.value === true ? gopOf(video) : undefined;
      if (!gop || gop.seconds <= maxSeconds) continue;
      findings.report(
        gop.path,
        `${gop.seconds} seconds${gop.remark} between key frames are more than ${maxSeconds}`,
        `use at most ${maxSeconds}`,
      );
    }
  },
});
