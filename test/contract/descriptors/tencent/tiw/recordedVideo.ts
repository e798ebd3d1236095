import type { JsonObject } from "../../../../../local/vendors/json";
import type { Exception } from "../../../descriptor";

/** Examples of what all have in common that make videos of a class: an arrangement of one's own, with all blocks. */
export const arranged: JsonObject = {
  whiteboard: { width: 1280, height: 960, initParam: "{}" },
  concat: { enabled: true, image: "https://example.com/gap.png" },
  mixStream: {
    enabled: true,
    disableAudio: false,
    custom: {
      canvas: {
        layoutParams: { width: 1280, height: 720, x: 0, y: 0, zOrder: 0 },
        backgroundColor: "#FF0000",
      },
      inputStreamList: [
        {
          layoutParams: { width: 320, height: 240, x: 10, y: 20, zOrder: 1 },
          inputStreamId: "tic_record_user",
          backgroundColor: "#00FF00",
          fillMode: 1,
        },
      ],
    },
  },
  recordControl: {
    enabled: true,
    disableRecord: false,
    disableAudio: false,
    pullSmallVideo: false,
    streamControls: [
      { streamId: "tic_substream", disableRecord: true, disableAudio: false, pullSmallVideo: true },
    ],
  },
  extraData: "internal",
};

/** A ready-made arrangement. */
export const readyMade: JsonObject = { mixStream: { enabled: true, modelId: 1, teacherId: "teacher" } };

/** Only a canvas, so that any size of it is possible. */
export const canvas: JsonObject = {
  mixStream: {
    enabled: true,
    custom: { canvas: { layoutParams: { width: 3000, height: 3000 } }, inputStreamList: [] },
  },
};

/** A canvas that leaves room for any place of a small stream, and for one that fills it. */
export const large: JsonObject = {
  mixStream: {
    enabled: true,
    custom: {
      canvas: { layoutParams: { width: 3000, height: 3000 } },
      inputStreamList: [
        { layoutParams: { width: 2, height: 2, x: 0, y: 0 } },
        { layoutParams: { width: 3000, height: 3000 } },
      ],
    },
  },
};

/** Texts in them in which anything may be meant. */
export const freeTexts = ["whiteboard.initParam", "extraData"] as const;

/** What policies need not read of them. */
export const unread: Exception = {
  where: /\.canvas\.layoutParams\.[xy]$/,
  reason: "the canvas has a size and no place",
};

/** Where check and the emulated vendor differ about an application. */
export const noNegativeId: Exception = {
  where: /SdkAppId: below zero: vendor accepts, check refuses$/,
  reason: "no application has a negative id",
};

/** Where check and the emulated vendor differ about them. */
export const differences: readonly Exception[] = [
  noNegativeId,
  {
    where:
      /^(CreateVideoGenerationTask|StartOnlineRecord) .*(layoutParams\.(width|height)|LayoutParams\.[XY]: the highest): vendor accepts, check refuses$/,
    reason: "streams stay inside the canvas, which has at most 3000 pixels; the emulator does not add up",
  },
];
