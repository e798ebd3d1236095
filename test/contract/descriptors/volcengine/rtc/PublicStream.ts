import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { refusal, warning } from "../../../descriptor";

const app = { appId: "661e0000543cf" };
const room = { targetStreams: [{ roomId: "Room1" }] };
const videoConfig = { width: 1280, height: 720, frameRate: 30, bitrate: 2500, videoCodec: 5 };

/** Two users of two rooms on a canvas, one in a corner of the other. */
const custom: JsonObject = {
  ...app,
  businessId: "school",
  publicStreamId: "stage",
  targetStreams: [
    { roomId: "Room1", userId: "teacher", streamType: 0, mediaType: 0, index: 0 },
    { roomId: "Room2", userId: "guest", streamType: 1, mediaType: 2, index: 1 },
  ],
  excludeStreams: [{ roomId: "Room1", userId: "observer", streamType: 0, mediaType: 0, index: 0 }],
  transcodeMode: 0,
  encode: { videoConfig },
  layout: {
    layoutMode: 2,
    customLayout: {
      regions: [
        {
          streamIndex: 0,
          locationX: 0,
          locationY: 0,
          widthProportion: 1,
          heightProportion: 1,
          zOrder: 0,
          alpha: 0.5,
          renderMode: 3,
          sourceCrop: { locationX: 0.25, locationY: 0.25, widthProportion: 0.5, heightProportion: 0.5 },
          alternateImage: "https://example.com/absent.png",
        },
        { streamIndex: 1, locationX: 0.75, locationY: 0.75, widthProportion: 0.25, heightProportion: 0.25 },
      ],
      backgroundColor: "#FF0000",
      backgroundImage: "https://example.com/stage.png",
      frameInterpolationMode: 1,
    },
  },
  control: {
    maxIdleTime: 600,
    dataMsg: "welcome",
    volumeIndicationMode: true,
    volumeIndicationInterval: 500,
    userCaptureStatsMode: true,
    userCaptureStatsInterval: 5000,
    streamPublishStatsMode: true,
    streamPublishStatsInterval: 5000,
  },
};

/** A large stream, the others small. */
const vertical: JsonObject = {
  ...app,
  ...room,
  layout: {
    layoutMode: 1,
    verticalLayout: {
      mainStream: { roomId: "Room1", userId: "teacher", streamType: 0, mediaType: 0, index: 0 },
    },
  },
};

/** The stream of one user. */
const passedOn: JsonObject = {
  ...app,
  transcodeMode: 1,
  targetStreams: [{ roomId: "Room1", userId: "teacher" }],
};

/** Streams that no layout names. */
const listed: JsonObject = { ...app, targetStreams: [{ roomId: "Room1", userId: "teacher", index: 0 }] };

const region = "layout.customLayout.regions[1]";

/** volcengine.rtc.PublicStream. */
export default describeType("volcengine/rtc:PublicStream", {
  calls: {
    start: ["StartPushPublicStream"],
    update: ["UpdatePublicStreamParam"],
    stop: ["StopPushPublicStream"],
  },
  task: "publicStream",
  inputs: { ...app, targetStreams: [{ roomId: "Room1" }] },
  inPlace: (number) => ({ encode: { videoConfig: { frameRate: 1 + (number % 60) } } }),
  replacing: [{ control: { maxIdleTime: 600 } }, { encode: { videoConfig: { videoCodec: 5 } } }],
  exclusive: [{ both: { publicStreamId: "stage" }, says: 'the public stream "stage" of application' }],
  shared: { publicStreamId: "stage" },
  codes: {
    quota: ["FlowLimitExceeded.TaskNumberOverLimit"],
    forbidden: ["AccessDenied.ServiceNotEnabled", "InvalidParameter.NotExistAppId"],
  },
  freeTexts: ["control.dataMsg"],
  unread: [
    { where: /\.sourceCrop\./, reason: "a cut-out of what comes in, not of what goes out" },
    {
      where: /regions\[\]\.(location[XY]|(width|height)Proportion)$/,
      reason: "parts of the canvas; policies compare pixels, and the rules of the contract see the edge",
    },
  ],
  differences: [
    { where: / PublicStreamId: left out: vendor refuses, check accepts$/, reason: "the id is derived" },
    {
      where: / TargetStreams: an empty list: vendor accepts, check refuses$/,
      reason: "without a room there is nothing to play",
    },
    {
      where: /Regions\.StreamIndex: (large|below zero): vendor refuses, check refuses$/,
      reason: "it is the Index of a stream",
    },
  ],
  full: [custom, vertical, passedOn, listed],
  rules: [
    warning(listed, "appId", { appId: "661e0000543cf" }, { appId: "661e****543cf" }),
    warning(listed, "businessId", { businessId: "school" }, { businessId: "12312312****2131djad" }),
    refusal(
      listed,
      "targetStreams[0]",
      { excludeStreams: [{ roomId: "Room1", userId: "teacher", streamType: 1 }] },
      { excludeStreams: [{ roomId: "Room1", userId: "teacher" }] },
    ),
    refusal(
      custom,
      "targetStreams[1].index",
      {},
      {
        "targetStreams[1].index": undefined,
        "layout.customLayout.regions": [{ streamIndex: 0, widthProportion: 1, heightProportion: 1 }],
      },
    ),
    warning(
      custom,
      `${region}.widthProportion`,
      { [`${region}.widthProportion`]: 0.25 },
      { [`${region}.widthProportion`]: 0.26 },
    ),
    warning(
      custom,
      `${region}.heightProportion`,
      { [`${region}.heightProportion`]: 0.25 },
      { [`${region}.heightProportion`]: 0.26 },
    ),
    warning(
      listed,
      "targetStreams[1].userId",
      {
        targetStreams: [
          { roomId: "Room1", userId: "a" },
          { roomId: "Room2", userId: "b" },
        ],
      },
      {
        targetStreams: [
          { roomId: "Room1", userId: "a" },
          { roomId: "Room2", userId: "a" },
        ],
      },
    ),
    refusal(
      passedOn,
      "targetStreams",
      { targetStreams: [{ roomId: "Room1", userId: "a" }] },
      {
        targetStreams: [
          { roomId: "Room1", userId: "a" },
          { roomId: "Room1", userId: "b" },
        ],
      },
    ),
  ],
});
