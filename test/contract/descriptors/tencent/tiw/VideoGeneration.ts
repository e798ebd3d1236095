import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";

const whiteboard = { width: 1280, height: 960, initParam: "{}" };
const common: JsonObject = { onlineRecordTaskId: "recording1", sdkAppId: 1400000001 };

/** An arrangement of one's own. */
const arranged: JsonObject = {
  ...common,
  region: "ap-singapore",
  whiteboard,
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
const readyMade: JsonObject = { ...common, mixStream: { enabled: true, modelId: 1, teacherId: "teacher" } };

/** Only a canvas, so that any size of it is possible. */
const canvas: JsonObject = {
  ...common,
  mixStream: {
    enabled: true,
    custom: { canvas: { layoutParams: { width: 3000, height: 3000 } }, inputStreamList: [] },
  },
};

/** A canvas that leaves room for any place of a small stream, and for one that fills it. */
const large: JsonObject = {
  ...common,
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

/** tencent.tiw.VideoGeneration. */
export default describeType("tencent/tiw:VideoGeneration", {
  calls: { start: ["CreateVideoGenerationTask"], read: ["DescribeVideoGenerationTask"] },
  task: "videoGeneration",
  inputs: { sdkAppId: 1400000001, onlineRecordTaskId: "recording1" },
  replacing: [{ onlineRecordTaskId: "recording2" }],
  unknownStatus: "PAUSED",
  codes: {
    throttled: ["ResourceInsufficient.RequestRejection"],
    quota: ["LimitExceeded.TaskConcurrency"],
    forbidden: ["ResourceUnavailable.ServiceExpired", "UnauthorizedOperation.SdkAppId"],
  },
  freeTexts: ["whiteboard.initParam", "extraData"],
  unread: [{ where: /\.canvas\.layoutParams\.[xy]$/, reason: "the canvas has a size and no place" }],
  differences: [
    {
      where: /SdkAppId: below zero: vendor accepts, check refuses$/,
      reason: "no application has a negative id",
    },
    {
      where:
        /^CreateVideoGenerationTask .*(layoutParams\.(width|height)|LayoutParams\.[XY]: the highest): vendor accepts, check refuses$/,
      reason: "streams stay inside the canvas, which has at most 3000 pixels; the emulator does not add up",
    },
  ],
  full: [arranged, readyMade, canvas, large],
});
