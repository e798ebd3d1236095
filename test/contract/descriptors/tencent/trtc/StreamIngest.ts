import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { refusal } from "../../../descriptor";

const room = { region: "ap-singapore", sdkAppId: 1400188366, roomId: "295066", roomIdType: 1 } as const;
const film = "https://media.example.com/film.mp4";

/** A film that is played again and again, with everything that the international site has. */
const looped: JsonObject = {
  ...room,
  userId: "player",
  userSig: "canary-signature",
  privateMapKey: "canary-ticket",
  streamUrl: film,
  videoEncodeParams: { width: 1280, height: 720, fps: 30, bitRate: 2500, gop: 2 },
  audioEncodeParams: { sampleRate: 48000, channel: 2, bitRate: 128 },
  seekSecond: 30,
  autoPush: true,
  repeatNum: -1,
  maxDuration: 120,
  volume: 80,
  isPause: false,
};

/** The older way to name a source. */
const listed: JsonObject = {
  ...room,
  roomId: "lobby",
  roomIdType: 0,
  sourceUrl: [film],
  repeatNum: 3,
};

/** What the vendor's site in China alone has. */
const inChina: JsonObject = {
  ...room,
  streamUrl: film,
  audioEncodeParams: { volume: 150 },
  enableProgress: true,
  tempo: 1.5,
  idleTimeout: 60,
};

/** tencent.trtc.StreamIngest. */
export default describeType("tencent/trtc:StreamIngest", {
  calls: {
    start: ["StartStreamIngest"],
    update: ["UpdateStreamIngest"],
    stop: ["StopStreamIngest"],
    read: ["DescribeStreamIngest"],
  },
  task: "streamIngest",
  inputs: { ...room, streamUrl: film },
  inPlace: (number) => ({ volume: 10 + (number % 50) }),
  replacing: [{ userId: "player" }, { repeatNum: 2 }, { seekSecond: 10 }],
  exclusive: [
    { both: { userId: "player" }, says: 'the robot "player" in room 295066 of application 1400188366' },
  ],
  ends: [{ by: (vendors, id) => vendors.endTask(id, "done"), says: /does not exist: it has ended/ }],
  unknownStatus: "Sleeping",
  codes: {
    throttled: ["ResourceInsufficient.RequestRejection"],
    quota: ["FailedOperation.RestrictedConcurrency"],
    forbidden: ["FailedOperation.NotRtmpFunction", "FailedOperation.NotAllowed"],
  },
  noParameters: [
    {
      where: /^(audioEncodeParams\.volume|enableProgress|tempo|idleTimeout)$/,
      reason: "the vendor's site in China alone has it",
    },
  ],
  differences: [
    {
      where: /SeekSecond: below zero: vendor accepts, check refuses$/,
      reason: "nothing is before a beginning",
    },
    { where: /SdkAppId: the lowest: vendor accepts, check refuses$/, reason: "no application has the id 0" },
    {
      where: /^StartStreamIngest User(Id|Sig): left out: vendor refuses, check accepts$/,
      reason: "the robot's id and its signature are derived",
    },
    {
      where: /^(Stop|Describe)StreamIngest Region /,
      reason: "an ingest is where it was started, which is possible in more regions",
    },
    {
      where: /((Stream|Source)Url: .*|rule on streamUrl): vendor accepts, check refuses$/,
      reason: "without a source there is nothing to play; no code is documented for that",
    },
    {
      where: /rule on userId: vendor accepts, check refuses$/,
      reason: "ids of users have at most 32 bytes",
    },
    {
      where: /rule on roomId: vendor accepts, check refuses$/,
      reason: "an integer room id has 32 bits and is not 0; the emulator looks at its digits only",
    },
  ],
  rules: [
    refusal(room, "roomId", { streamUrl: film }, { streamUrl: film, roomId: "lobby" }),
    refusal(
      room,
      "roomId",
      { streamUrl: film, roomId: "4294967295" },
      { streamUrl: film, roomId: "4294967296" },
    ),
  ],
  full: [looped, listed],
  elsewhere: [inChina],
});
