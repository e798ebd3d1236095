import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import type { FacetValue } from "../../sdk/core/readFacets";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";
import { blocksOf, type H264Limits, h264LevelNames, h264Levels, lowestH264Level } from "./h264Levels";

/** Players can decode the video. Apple's authoring specification for HLS ends at level 4.2. */
export const h264Level = resourceRule({
  name: "encode-h264-level",
  title: "H.264 level",
  description: "H.264 video stays within a level that players decode.",
  level: "mandatory",
  severity: "medium",
  remediation: "Lower the size, the frame rate or the bitrate, whichever is named.",
  settings: fields({
    maxLevel: z.enum(h264LevelNames).default("4.2").describe("highest H.264 level"),
  }),
  examples: {
    good: [
      relay("1080p60 is level 4.2", {
        "videoParams.videoEncode.width": 1920,
        "videoParams.videoEncode.height": 1080,
        "videoParams.videoEncode.fps": 60,
      }),
      relay(
        "1080p30 is level 4.0",
        { "videoParams.videoEncode.width": 1920, "videoParams.videoEncode.height": 1080 },
        { settings: { maxLevel: "4.0" } },
      ),
      rtcRecording("720p15 is level 3.1", {}, { settings: { maxLevel: "3.1" } }),
      rtcRecording("not H.264", {
        "encode.videoWidth": 1920,
        "encode.videoHeight": 1920,
        "encode.videoCodec": 1,
      }),
    ],
    bad: [
      finds(
        relay("large and fast", {
          "videoParams.videoEncode.width": 1920,
          "videoParams.videoEncode.height": 1920,
          "videoParams.videoEncode.fps": 60,
        }),
        "videoParams.videoEncode.width",
        "videoParams.videoEncode.fps",
      ),
      finds(
        relay(
          "a bitrate above level 3.0",
          {
            "videoParams.videoEncode.width": 640,
            "videoParams.videoEncode.height": 360,
            "videoParams.videoEncode.bitRate": 10_001,
          },
          { settings: { maxLevel: "3.0" } },
        ),
        "videoParams.videoEncode.bitRate",
      ),
      finds(
        rtcRecording(
          "a frame too much for level 4.0",
          { "encode.videoWidth": 1920, "encode.videoHeight": 1080, "encode.videoFps": 31 },
          { settings: { maxLevel: "4.0" } },
        ),
        "encode.videoFps",
      ),
    ],
  },
  check(subject, { maxLevel }, findings) {
    const limits = h264Levels[maxLevel];
    for (const { codec, width, height, framesPerSecond, kilobitsPerSecond } of subject.facets("video")) {
      if (codec.value !== "h264") continue;
      const compare = (input: FacetValue<number>, what: keyof H264Limits, unit: string, amount: number) => {
        if (!(amount > limits[what])) return;
        const needed = lowestH264Level({ [what]: amount }) ?? `above ${h264LevelNames.at(-1)}`;
        findings.report(
          input.path,
          `${amount} ${unit} are more than the ${limits[what]} of level ${maxLevel}; they need level ${needed}`,
          "lower it",
        );
      };
      const blocks = blocksOf(width.value ?? Number.NaN, height.value ?? Number.NaN);
      const fps = framesPerSecond.value ?? Number.NaN;
      compare(width, "pictureBlocks", "blocks of 16 × 16 pixels", blocks);
      compare(framesPerSecond, "blocksPerSecond", "blocks of 16 × 16 pixels a second", blocks * fps);
      compare(kilobitsPerSecond, "kilobitsPerSecond", "kbit/s", kilobitsPerSecond.value ?? Number.NaN);
    }
  },
});
