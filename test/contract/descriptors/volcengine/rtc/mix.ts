import type { JsonObject } from "../../../../../local/vendors/json";
import { type RuleExample, refusal } from "../../../descriptor";

/** A mix in a layout of one's own: a stream that fills the largest canvas, and a small one on it. */
export const customMix: JsonObject = {
  targetStreams: {
    streamList: [
      { index: 0, userId: "teacher", streamType: 0 },
      { index: 1, userId: "guest", streamType: 1 },
    ],
  },
  excludeStreams: { streamList: [{ index: 0, userId: "observer", streamType: 0 }] },
  layout: {
    layoutMode: 2,
    customLayout: {
      canvas: {
        width: 1920,
        height: 1920,
        background: "#FF0000",
        backgroundImage: "https://example.com/stage.png",
      },
      regions: [
        {
          streamIndex: 0,
          locationX: 0,
          locationY: 0,
          width: 1920,
          height: 1920,
          zOrder: 0,
          alpha: 0.5,
          renderMode: 3,
          sourceCrop: { locationX: 0.25, locationY: 0.25, widthProportion: 0.5, heightProportion: 0.5 },
          alternateImage: "https://example.com/absent.png",
          alternateImageFillMode: 0,
          cornerRadius: 0.1,
          mediaType: 0,
          applySpatialAudio: true,
          spatialPosition: [0, -100, 100],
        },
        { streamIndex: 1, locationX: 1900, locationY: 1900, width: 1, height: 1 },
      ],
    },
  },
};

/** A list of any length, as no layout names its streams. */
export const listedMix: JsonObject = {
  targetStreams: { streamList: [{ index: 0, userId: "teacher" }] },
};

const region = "layout.customLayout.regions";

/** Examples of the rules that all have that mix streams, from inputs with each of both mixes. */
export function mixRuleExamples(custom: JsonObject, listed: JsonObject): RuleExample[] {
  return [
    refusal(
      listed,
      "targetStreams.streamList[0]",
      { excludeStreams: { streamList: [{ userId: "assistant", streamType: 0 }] } },
      { excludeStreams: { streamList: [{ userId: "teacher", streamType: 0 }] } },
    ),
    refusal(
      custom,
      `${region}[1].locationX`,
      { [`${region}[0].width`]: 1000, "layout.customLayout.canvas.width": 1902 },
      { [`${region}[0].width`]: 1000, "layout.customLayout.canvas.width": 1900 },
    ),
    refusal(
      custom,
      `${region}[1].locationY`,
      { [`${region}[0].height`]: 1000, "layout.customLayout.canvas.height": 1902 },
      { [`${region}[0].height`]: 1000, "layout.customLayout.canvas.height": 1900 },
    ),
  ];
}
