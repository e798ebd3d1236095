import { z } from "zod";
import { effectRules } from "../../core/effectRules";
import { fields, freeText, onlyAt, pushAddress, token, valuesAt } from "../../core/fields";
import { defineResource } from "../../core/resource";
import type { Report } from "../../core/rules";
import { AudioEncode, RelayAudioCodec, VideoEncode } from "./encode";
import { ImageUrl, LayoutParams, MixLayoutMode, RelayColor, WaterMark } from "./layout";
import { relayRegionsBySite } from "./regions";
import { relayEffects } from "./relayEffects";
import { ownRoomFacets, roomRules, userRoomFacets, usersAreInRoomsOfLayout } from "./rooms";
import { CloudStorage, TencentVod } from "./storage";
import { MixUserInfo, UserMediaStream } from "./streams";

const region = valuesAt(relayRegionsBySite);

const agentParams = fields({
  /**
   * The robot that pulls the streams: an id of at most 32 bytes that nobody in the room uses. Left out, it is
   * derived from the resource, so that a repeated start meets the first one. Vendor name: UserId.
   */
  userId: z.string().min(1).optional(),
  /**
   * The robot's sign-in signature. Left out, it is made at call time from the application's key in
   * `tencentcloud:appSecretKeys` and never stored. Rotating it changes nothing that runs. Secret. Vendor name:
   * UserSig.
   */
  userSig: token(z.string().min(1)).optional(),
  /**
   * Seconds after which the relay ends by itself when nobody in it sends, 5 to 86400. Vendor name: MaxIdleTime.
   * @default 30
   */
  maxIdleTime: z.int().min(5).max(86400).optional(),
});

const subscribedUser = fields({
  /** The user. Vendor name: UserInfo. */
  userInfo: MixUserInfo,
  /**
   * Loudness in the mix, 0 to 100; for accounts the vendor enabled it for. Vendor name: SoundLevel.
   * @default 100
   */
  soundLevel: z.int().min(0).max(100).optional(),
});

const audioParams = fields({
  /** How the audio is encoded. It cannot change while the relay runs. Vendor name: AudioEncode. */
  audioEncode: AudioEncode.optional(),
  /** The users whose audio is mixed; left out, everybody's. Vendor name: SubscribeAudioList. */
  subscribeAudioList: z.array(subscribedUser).optional(),
  /** The users whose audio is not mixed; wins over the other list. Vendor name: UnSubscribeAudioList. */
  unSubscribeAudioList: z.array(subscribedUser).optional(),
});

const videoParams = fields({
  /** How the video is encoded; needed. Vendor name: VideoEncode. */
  videoEncode: VideoEncode.optional(),
  /** How the streams are arranged. Vendor name: LayoutParams. */
  layoutParams: LayoutParams.optional(),
  /** Colour behind the streams, for example "0xFF0000". Vendor name: BackGroundColor. */
  backGroundColor: RelayColor.optional(),
  /** Picture behind the streams: png, jpg or jpeg, up to 5 MB and 2K. Vendor name: BackgroundImageUrl. */
  backgroundImageUrl: ImageUrl.optional(),
  /** Pictures and texts on top. Vendor name: WaterMarkList. */
  waterMarkList: z.array(WaterMark).optional(),
  /**
   * How the background picture fills the canvas: 0 crop, 1 fit with black, 2 stretch. Vendor name:
   * BackgroundRenderMode.
   * @default 2
   */
  backgroundRenderMode: z.literal([0, 1, 2]).optional(),
});

const singleSubscribeParams = fields({
  /** The stream that is relayed as it is. Vendor name: UserMediaStream. */
  userMediaStream: UserMediaStream,
});

const publishCdnParam = fields({
  /**
   * Where to push, `rtmp://…`; a change reconnects the push. Push addresses carry keys. Secret. Vendor name:
   * PublishCdnUrl.
   */
  publishCdnUrl: pushAddress(z.string().regex(/^rtmp:\/\//, "an address that begins with rtmp://")),
  /**
   * Whose CDN it is: 0 another one (relaying to it is billed), 1 Tencent Cloud's. Vendor name: IsTencentCdn.
   * @default 1
   */
  isTencentCdn: z.literal([0, 1]).optional(),
});

const seiPayloadType = z.int().min(100).max(254);
const seiInterval = z.int().min(0);

const layoutVolume = fields({
  /** Text carried along, at most 4095 characters. Vendor name: AppData. */
  appData: freeText(z.string().max(4095)).optional(),
  /**
   * SEI payload type, 100 to 254 without 244. Vendor name: PayloadType.
   * @default 100
   */
  payloadType: seiPayloadType.optional(),
  /**
   * Milliseconds between two messages. Vendor name: Interval.
   * @default 1000
   */
  interval: seiInterval.optional(),
  /**
   * Whether each key frame carries one: 0 no, 1 yes. Vendor name: FollowIdr.
   * @default 0
   */
  followIdr: z.literal([0, 1]).optional(),
});

const passThrough = fields({
  /** The text to send. Vendor name: PayloadContent. */
  payloadContent: freeText(z.string().min(1)),
  /** SEI payload type: 5, or 100 to 254 without 244. Vendor name: PayloadType. */
  payloadType: z.int().min(5).max(254),
  /** 32 hexadecimal digits; needed with payloadType 5, else ignored. Vendor name: PayloadUuid. */
  payloadUuid: z
    .string()
    .regex(/^[0-9A-Fa-f]{32}$/, "32 hexadecimal digits")
    .optional(),
  /**
   * Milliseconds between two messages. Vendor name: Interval.
   * @default 1000
   */
  interval: seiInterval.optional(),
  /**
   * Whether each key frame carries one: 0 no, 1 yes. Vendor name: FollowIdr.
   * @default 0
   */
  followIdr: z.literal([0, 1]).optional(),
});

const seiParams = fields({
  /** Layout and volumes as SEI messages. Vendor name: LayoutVolume. */
  layoutVolume: layoutVolume.optional(),
  /** A text of yours as SEI messages. Vendor name: PassThrough. */
  passThrough: passThrough.optional(),
});

const feedBackRoom = fields({
  /** The room that the result is published into. Vendor name: RoomId. */
  roomId: z.string().min(1),
  /** Type of `roomId`: 0 integer, 1 string. Vendor name: RoomIdType. */
  roomIdType: z.literal([0, 1]),
  /** The robot in that room: an id that nobody there uses. Vendor name: UserId. */
  userId: z.string().min(1),
  /** That robot's sign-in signature. Secret. Vendor name: UserSig. */
  userSig: token(z.string().min(1)),
});

const cloudVod = fields({
  /** The VOD settings. Vendor name: McuTencentVod. */
  mcuTencentVod: TencentVod.optional(),
});

const storageParams = fields({
  /** A bucket. Vendor name: CloudStorage. */
  cloudStorage: CloudStorage.optional(),
  /** Tencent Cloud VOD. Vendor name: McuCloudVod. */
  mcuCloudVod: cloudVod.optional(),
});

function recordKey() {
  return z
    .string()
    .max(128)
    .regex(/^[A-Za-z0-9_-]+$/, "letters, digits, _ and -");
}

const recordParams = fields({
  /**
   * 1 no recording, 2 by the console's template, 3 by this block. What the vendor does without it is not defined.
   * Vendor name: UniRecord.
   */
  uniRecord: z.literal([1, 2, 3]),
  /** Groups several relays into one recording: up to 128 letters, digits, "_" and "-". Vendor name: RecordKey. */
  recordKey: recordKey().optional(),
  /**
   * Seconds that the recording outlives the relay, 5 to 86400; uniRecord 3 only. Vendor name: RecordWaitTime.
   * @default 30
   */
  recordWaitTime: z.int().min(5).max(86400).optional(),
  /**
   * File formats; mp4 and aac exclude each other; uniRecord 3 only. Vendor name: RecordFormat.
   * @default ["mp4"]
   */
  recordFormat: z.array(z.enum(["hls", "mp4", "aac"])).optional(),
  /**
   * Longest file in minutes, 1 to 1440; mp4 and aac only; files are also split at 2 GB. Vendor name:
   * MaxMediaFileDuration.
   * @default 1440
   */
  maxMediaFileDuration: z.int().min(1).max(1440).optional(),
  /** What is recorded: 0 audio and video, 1 audio, 2 video; uniRecord 3 only. Vendor name: StreamType. */
  streamType: z.literal([0, 1, 2]).optional(),
  /** Prefix of file names in VOD: up to 64 letters, digits, "_" and "-". Vendor name: UserDefineRecordPrefix. */
  userDefineRecordPrefix: z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/, "letters, digits, _ and -")
    .optional(),
  /** Where the files go: exactly one store; uniRecord 3 only. Vendor name: McuStorageParams. */
  mcuStorageParams: storageParams.optional(),
});

const stopParams = fields({
  /**
   * The `recordKey` of the recording that is to end together with the relay: otherwise it goes on for
   * `recordWaitTime`. It ends for all relays that share the key, and also where the relay is replaced. Site in China
   * only. Vendor name: RecordKey of StopPublishCdnStream.
   */
  recordKey: onlyAt("mainland", recordKey()).optional(),
});

const inputs = fields({
  /**
   * The API region: ap-guangzhou, ap-hongkong or ap-singapore; at the site in China also ap-beijing or ap-shanghai.
   * Applications 1400… are served by all but Singapore, 200… and 400… by Singapore. Common parameter of the vendor:
   * Region.
   * @default tencentcloud:region of the configuration
   */
  region: region.optional(),
  /** The TRTC application. Vendor name: SdkAppId. */
  sdkAppId: z.int().min(1),
  /** The room whose streams are relayed (the main room). Vendor name: RoomId. */
  roomId: z.string().min(1),
  /** Type of `roomId`, see RelayRoomIdType: 0 integer, 1 string. Vendor name: RoomIdType. */
  roomIdType: z.literal([0, 1]),
  /** The relaying robot in the room. Vendor name: AgentParams. */
  agentParams: agentParams.optional(),
  /**
   * Whether streams are mixed and transcoded: 0 one stream as it is, 1 mixed (billed). Vendor name:
   * WithTranscoding.
   */
  withTranscoding: z.literal([0, 1]),
  /** The audio; it is always transcoded (free of charge), so a start needs it. Vendor name: AudioParams. */
  audioParams: audioParams,
  /** The video; left out, only audio is relayed. Vendor name: VideoParams. */
  videoParams: videoParams.optional(),
  /** The one stream to relay with withTranscoding 0. Vendor name: SingleSubscribeParams. */
  singleSubscribeParams: singleSubscribeParams.optional(),
  /** The CDNs to push to, at most 10; this or feedBackRoomParams is needed. Vendor name: PublishCdnParams. */
  publishCdnParams: z.array(publishCdnParam).max(10).optional(),
  /** SEI messages in the video. Vendor name: SeiParams. */
  seiParams: seiParams.optional(),
  /** The rooms to publish into, at most 10; this or publishCdnParams is needed. Vendor name: FeedBackRoomParams. */
  feedBackRoomParams: z.array(feedBackRoom).max(10).optional(),
  /** Recording of the relayed stream. Vendor name: RecordParams. */
  recordParams: recordParams.optional(),
  /** What the relay's stop ends too. No parameter of the start. */
  stopParams: stopParams.optional(),
});

type Inputs = z.input<typeof inputs>;

function needsTarget(relay: Inputs, report: Report): void {
  if (relay.publishCdnParams?.length || relay.feedBackRoomParams?.length) return;
  report.failure(
    "publishCdnParams",
    "neither publishCdnParams nor feedBackRoomParams names a target, and a relay needs one at least",
    "add a CDN address or a room",
  );
}

function needsAudioEncode(relay: Inputs, report: Report): void {
  if (relay.audioParams.audioEncode) return;
  report.failure(
    "audioParams.audioEncode",
    "it is missing, and the vendor needs it to start a relay",
    "add it, for example { sampleRate: 48000, channel: 2, bitRate: 64 }",
  );
}

function singleStreamIsNotTranscoded(relay: Inputs, report: Report): void {
  const single = relay.singleSubscribeParams !== undefined;
  if (single && relay.withTranscoding === 1) {
    report.failure(
      "withTranscoding",
      "it is 1, and singleSubscribeParams goes with 0 only",
      "set it to 0, or leave singleSubscribeParams out to mix streams",
    );
  }
  if (!single && relay.withTranscoding === 0) {
    report.failure(
      "singleSubscribeParams",
      "it is missing, and withTranscoding 0 relays the one stream that it names",
      "add it, or set withTranscoding to 1 to mix streams",
    );
  }
}

function robotNameFits(relay: Inputs, report: Report): void {
  const userId = relay.agentParams?.userId;
  if (userId !== undefined && Buffer.byteLength(userId) > 32) {
    report.failure(
      "agentParams.userId",
      `"${userId}" has ${Buffer.byteLength(userId)} bytes, and at most 32 are allowed`,
      "shorten it, or leave it out to have one derived",
    );
  }
}

function videoIsEncoded(relay: Inputs, report: Report): void {
  if (relay.videoParams === undefined || relay.videoParams.videoEncode !== undefined) return;
  report.failure(
    "videoParams.videoEncode",
    "it is missing, and the vendor needs it to relay video",
    "add it, for example { width: 1280, height: 720, fps: 15, bitRate: 1500, gop: 2 }; or leave videoParams out to relay audio",
  );
}

function audioCodecFits(relay: Inputs, report: Report): void {
  const encode = relay.audioParams.audioEncode;
  if (encode?.codec === RelayAudioCodec.heAacV2 && encode.channel !== 2) {
    report.failure(
      "audioParams.audioEncode.channel",
      "it is 1, and HE-AACv2 (codec 2) is stereo only",
      "set it to 2",
    );
  }
}

function audioSampleRateFits(relay: Inputs, report: Report): void {
  const encode = relay.audioParams.audioEncode;
  if (encode?.sampleRate === 8000 && (encode.codec === 1 || encode.codec === 2)) {
    report.failure(
      "audioParams.audioEncode.sampleRate",
      `it is 8000, and codec ${encode.codec} (HE-AAC) starts at 16000 Hz`,
      "raise it, or use codec 0 (LC-AAC)",
    );
  }
}

function audioListsGoTogether(relay: Inputs, report: Report): void {
  const { subscribeAudioList: wanted, unSubscribeAudioList: unwanted } = relay.audioParams;
  if (unwanted !== undefined && wanted === undefined) {
    report.warning(
      "audioParams.subscribeAudioList",
      "only unSubscribeAudioList is given, and the vendor asks for both lists when one is used",
      "add subscribeAudioList: [] for everybody else",
    );
  }
}

function windowsStayInside(relay: Inputs, report: Report): void {
  const encode = relay.videoParams?.videoEncode;
  if (!encode) return;
  relay.videoParams?.layoutParams?.mixLayoutList?.forEach((window, index) => {
    const path = `videoParams.layoutParams.mixLayoutList[${index}]`;
    const right = (window.locationX ?? 0) + (window.imageWidth ?? 0);
    if (right > encode.width) {
      report.failure(
        `${path}.imageWidth`,
        `the window ends at ${right} px, and the video is ${encode.width} px wide`,
        "make locationX + imageWidth at most videoEncode.width",
      );
    }
    const bottom = (window.locationY ?? 0) + (window.imageHeight ?? 0);
    if (bottom > encode.height) {
      report.failure(
        `${path}.imageHeight`,
        `the window ends at ${bottom} px, and the video is ${encode.height} px high`,
        "make locationY + imageHeight at most videoEncode.height",
      );
    }
  });
}

function cropsStayInside(relay: Inputs, report: Report): void {
  relay.videoParams?.layoutParams?.mixLayoutList?.forEach((window, index) => {
    const crop = window.customCrop;
    if (!crop) return;
    const path = `videoParams.layoutParams.mixLayoutList[${index}].customCrop`;
    if (crop.locationX + crop.width > 10000) {
      report.failure(`${path}.width`, "locationX + width is more than 10000", "make the cut-out smaller");
    }
    if (crop.locationY + crop.height > 10000) {
      report.failure(`${path}.height`, "locationY + height is more than 10000", "make the cut-out smaller");
    }
  });
}

function customPlaceholdersAreDescribed(relay: Inputs, report: Report): void {
  relay.videoParams?.layoutParams?.mixLayoutList?.forEach((window, index) => {
    if (window.backgroundRenderMode === 4 && !window.backgroundCustomRender) {
      report.failure(
        `videoParams.layoutParams.mixLayoutList[${index}].backgroundCustomRender`,
        "it is missing, and backgroundRenderMode 4 needs it",
        "add its width and height",
      );
    }
  });
}

function customPlaceholdersFit(relay: Inputs, report: Report): void {
  relay.videoParams?.layoutParams?.mixLayoutList?.forEach((window, index) => {
    const placeholder = window.backgroundCustomRender;
    if (!placeholder) return;
    const { width, height, radius = 0 } = placeholder;
    const path = `videoParams.layoutParams.mixLayoutList[${index}].backgroundCustomRender`;
    // A window without a size is not described at all.
    const { imageWidth = 0, imageHeight = 0 } = window;
    const advice = "make the placeholder smaller, or its window larger";
    if (imageWidth > 0 && width > imageWidth)
      report.failure(`${path}.width`, `it is ${width}, and the window is ${imageWidth} px wide`, advice);
    if (imageHeight > 0 && height > imageHeight)
      report.failure(`${path}.height`, `it is ${height}, and the window is ${imageHeight} px high`, advice);
    const most = Math.floor(Math.min(width, height) / 2);
    if (radius > most) {
      report.failure(
        `${path}.radius`,
        `it is ${radius}, and half of the shorter side is ${most}`,
        `make it at most ${most}`,
      );
    }
  });
}

function waterMarksAreComplete(relay: Inputs, report: Report): void {
  relay.videoParams?.waterMarkList?.forEach((mark, index) => {
    const path = `videoParams.waterMarkList[${index}]`;
    const type = mark.waterMarkType ?? 0;
    if (type === 0 && !mark.waterMarkImage) {
      report.failure(`${path}.waterMarkImage`, "it is missing, and waterMarkType 0 is a picture", "add it");
    }
    if (type === 1 && !mark.waterMarkText) {
      report.failure(`${path}.waterMarkText`, "it is missing, and waterMarkType 1 is a text", "add it");
    }
  });
}

function seiPayloadTypesAreFree(relay: Inputs, report: Report): void {
  if (relay.seiParams?.layoutVolume?.payloadType === 244) {
    report.failure(
      "seiParams.layoutVolume.payloadType",
      "it is 244, which the vendor keeps for itself",
      "use another one from 100 to 254",
    );
  }
  const type = relay.seiParams?.passThrough?.payloadType;
  if (type !== undefined && type !== 5 && (type < 100 || type === 244)) {
    report.failure(
      "seiParams.passThrough.payloadType",
      `it is ${type}, and 5 or 100 to 254 without 244 are allowed`,
      "use one of these",
    );
  }
}

function seiUuidIsGiven(relay: Inputs, report: Report): void {
  const passThrough = relay.seiParams?.passThrough;
  if (passThrough?.payloadType === 5 && passThrough.payloadUuid === undefined) {
    report.failure(
      "seiParams.passThrough.payloadUuid",
      "it is missing, and payloadType 5 needs it",
      "add 32 hexadecimal digits",
    );
  }
}

function recordFormatsFit(relay: Inputs, report: Report): void {
  const formats = relay.recordParams?.recordFormat;
  if (formats?.includes("mp4") && formats.includes("aac")) {
    report.failure("recordParams.recordFormat", "mp4 and aac exclude each other", "keep one of them");
  }
}

function recordingHasOneStore(relay: Inputs, report: Report): void {
  const storage = relay.recordParams?.mcuStorageParams;
  if (storage && (storage.cloudStorage === undefined) === (storage.mcuCloudVod === undefined)) {
    report.failure(
      "recordParams.mcuStorageParams",
      "exactly one of cloudStorage and mcuCloudVod is allowed",
      "keep the one that the files shall go to",
    );
  }
}

function recordedVideoNeedsVideo(relay: Inputs, report: Report): void {
  if (relay.recordParams?.streamType === 2 && !relay.videoParams) {
    report.failure(
      "recordParams.streamType",
      "it is 2 (video), and without videoParams only audio is relayed",
      "add videoParams, or record audio with 1",
    );
  }
}

const picture = {
  width: { path: "videoParams.videoEncode.width", otherwise: 0 },
  height: { path: "videoParams.videoEncode.height", otherwise: 0 },
} as const;

const noPicture = { width: { constant: 0 }, height: { constant: 0 } } as const;

const recordedStreams = { path: "recordParams.streamType", otherwise: 0 } as const;
const withVideo = [{ ...recordedStreams, values: [0, 2] }] as const;

const recording = {
  billed: {
    path: "recordParams.uniRecord",
    values: { 1: false, 2: false, 3: true },
    otherwise: false,
  },
  per: { constant: "minute" },
  parts: { path: "recordParams.recordFormat", count: true, otherwise: 1 },
} as const;

const recordingToBucket = {
  ...recording,
  at: "recordParams.mcuStorageParams.cloudStorage",
  meter: {
    path: "recordParams.mcuStorageParams.cloudStorage.vendor",
    values: { 0: "trtc-recording-to-cos", 1: "trtc-recording-to-other-storage" },
  },
} as const;

const recordingToVod = {
  ...recording,
  at: "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod",
  meter: { constant: "trtc-recording-to-vod" },
} as const;

/**
 * Relays one TRTC room, mixed or a single stream of it, to CDNs or into other rooms.
 *
 * ```ts
 * const relay = new tencent.trtc.CdnRelay("stage", {
 *   sdkAppId: 1400188366, roomId: "295066", roomIdType: tencent.trtc.RelayRoomIdType.integer,
 *   withTranscoding: 1,
 *   audioParams: { audioEncode: { sampleRate: 48000, channel: 2, bitRate: 64 } },
 *   publishCdnParams: [{ publishCdnUrl: pushUrl, isTencentCdn: 1 }],
 * });
 * ```
 *
 * Changed in place: the lists of subscribed users, layout, background, watermarks, size, frame rate, bitrate and GOP
 * of the video while it is transcoded, the single stream while it is not, CDN addresses, SEI and feedback rooms.
 * Everything else replaces, the running relay being stopped first: room, robot, audio encoding, recording, switching
 * transcoding or the video on or off, and the video of a stream that is not transcoded.
 *
 * The vendor has no call that reads a relay, so its status is always "unverified"; a relay that ended by itself is
 * noticed when it is updated. Errors: `FailedOperation.RestrictedConcurrency` (quota), `InvalidParameter.SdkAppId`,
 * `AuthFailure.*`, `ResourceNotFound`.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/647/48247
 */
export class CdnRelay extends defineResource({
  type: "tencent/trtc:CdnRelay",
  kind: "task",
  inputs,
  outputs: fields({
    /** The vendor's id of the relay. Vendor name: TaskId. */
    taskId: z.string(),
    /** "unverified" while it should be running (the vendor cannot tell), "ended" once it was found to be over. */
    status: z.enum(["unverified", "ended"]),
    /** Why the relay ended, when it did. */
    statusReason: z.string().optional(),
    /** The API region that the relay was started in. */
    region,
    /** The robot's id in the room, as given or derived. */
    robotUserId: z.string(),
    /** Number of the last update; it grows with each one. Vendor name: SequenceNumber. */
    sequenceNumber: z.int(),
  }),
  updates: [
    "audioParams.subscribeAudioList",
    "audioParams.unSubscribeAudioList",
    "videoParams",
    "singleSubscribeParams",
    "publishCdnParams",
    "seiParams",
    "feedBackRoomParams",
    "stopParams",
  ],
  updatesWhen: [
    { path: "videoParams", when: { path: "withTranscoding", values: [1] } },
    { path: "singleSubscribeParams", when: { path: "withTranscoding", values: [0] } },
  ],
  replacesAnyway: (before, after) => [
    ...((before.videoParams === undefined) !== (after.videoParams === undefined)
      ? (["videoParams"] as const)
      : []),
    // The vendor keeps what an update leaves out.
    ...(before.seiParams !== undefined && after.seiParams === undefined ? (["seiParams"] as const) : []),
  ],
  stable: ["taskId", "region", "robotUserId"],
  stopsFirst: true,
  waitFor: ["accepted"],
  rules: [
    needsTarget,
    needsAudioEncode,
    singleStreamIsNotTranscoded,
    robotNameFits,
    ...roomRules,
    usersAreInRoomsOfLayout,
    videoIsEncoded,
    audioCodecFits,
    audioSampleRateFits,
    audioListsGoTogether,
    windowsStayInside,
    cropsStayInside,
    customPlaceholdersAreDescribed,
    customPlaceholdersFit,
    waterMarksAreComplete,
    seiPayloadTypesAreFree,
    seiUuidIsGiven,
    recordFormatsFit,
    recordingHasOneStore,
    recordedVideoNeedsVideo,
    ...effectRules<Inputs>(relayEffects),
  ],
  facets: {
    video: [
      {
        at: "videoParams.videoEncode",
        width: "videoParams.videoEncode.width",
        height: "videoParams.videoEncode.height",
        framesPerSecond: "videoParams.videoEncode.fps",
        kilobitsPerSecond: "videoParams.videoEncode.bitRate",
        automaticBitrate: { constant: false },
        gopSeconds: "videoParams.videoEncode.gop",
        codec: { constant: "h264" },
        live: { constant: true },
      },
    ],
    audio: [
      {
        at: "audioParams.audioEncode",
        sampleRateHertz: "audioParams.audioEncode.sampleRate",
        kilobitsPerSecond: "audioParams.audioEncode.bitRate",
        channels: "audioParams.audioEncode.channel",
        codec: {
          path: "audioParams.audioEncode.codec",
          values: { 0: "aac-lc", 1: "he-aac", 2: "he-aac-v2" },
          otherwise: "aac-lc",
        },
      },
    ],
    window: [
      {
        only: [
          {
            path: "videoParams.layoutParams.mixLayoutMode",
            values: [MixLayoutMode.custom],
            otherwise: MixLayoutMode.float,
          },
        ],
        x: { path: "videoParams.layoutParams.mixLayoutList[].locationX", otherwise: 0 },
        y: { path: "videoParams.layoutParams.mixLayoutList[].locationY", otherwise: 0 },
        width: { path: "videoParams.layoutParams.mixLayoutList[].imageWidth", otherwise: 0 },
        height: { path: "videoParams.layoutParams.mixLayoutList[].imageHeight", otherwise: 0 },
        canvasWidth: "videoParams.videoEncode.width",
        canvasHeight: "videoParams.videoEncode.height",
      },
    ],
    list: [
      {
        of: { constant: "windows" },
        length: { path: "videoParams.layoutParams.mixLayoutList", count: true },
        most: { constant: 16 },
      },
    ],
    mixing: [
      {
        enabled: { path: "withTranscoding", values: { 0: false, 1: true } },
        layout: "videoParams.layoutParams",
        streams: { path: "audioParams.subscribeAudioList", count: true },
      },
    ],
    files: [
      {
        at: "recordParams",
        written: { path: "recordParams.uniRecord", values: { 1: false, 2: false, 3: true } },
        formats: { path: "recordParams.recordFormat", otherwise: ["mp4"] },
        maxMinutes: { path: "recordParams.maxMediaFileDuration", otherwise: 1440 },
      },
    ],
    store: [
      {
        at: "recordParams.mcuStorageParams.cloudStorage",
        vendor: {
          path: "recordParams.mcuStorageParams.cloudStorage.vendor",
          values: { 0: "tencent-cos", 1: "aws-s3" },
        },
        region: "recordParams.mcuStorageParams.cloudStorage.region",
        bucket: "recordParams.mcuStorageParams.cloudStorage.bucket",
        prefix: "recordParams.mcuStorageParams.cloudStorage.fileNamePrefix",
        accessKey: "recordParams.mcuStorageParams.cloudStorage.accessKey",
      },
      {
        at: "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod",
        vendor: { constant: "tencent-vod" },
        region: "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod.storageRegion",
        prefix: "recordParams.userDefineRecordPrefix",
        expireSeconds: {
          path: "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod.expireTime",
          otherwise: 0,
        },
        applicationId: "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod.subAppId",
      },
    ],
    address: [
      {
        use: { constant: "push" },
        url: "publishCdnParams[].publishCdnUrl",
        ownNetwork: { path: "publishCdnParams[].isTencentCdn", values: { 0: false, 1: true } },
      },
      { use: { constant: "image" }, url: "videoParams.backgroundImageUrl" },
      { use: { constant: "image" }, url: "videoParams.layoutParams.mixLayoutList[].backgroundImageUrl" },
      { use: { constant: "image" }, url: "videoParams.layoutParams.mixLayoutList[].transparentUrl" },
      { use: { constant: "image" }, url: "videoParams.waterMarkList[].waterMarkImage.waterMarkUrl" },
    ],
    service: [
      {
        name: { constant: "trtc" },
        region: "region",
        application: "sdkAppId",
        requestsPerSecond: { constant: 20 },
      },
    ],
    room: [...ownRoomFacets, ...userRoomFacets],
    duration: [
      {
        maxSeconds: { constant: 0 },
        idleSeconds: { path: "agentParams.maxIdleTime", otherwise: 30 },
      },
      { at: "recordParams", lingerSeconds: { path: "recordParams.recordWaitTime", otherwise: 30 } },
    ],
    usage: [
      {
        meter: { constant: "trtc-transcode" },
        billed: { path: "withTranscoding", values: { 0: false, 1: true } },
        per: { constant: "minute" },
        parts: { path: "audioParams.subscribeAudioList", count: true },
        ...picture,
      },
      {
        meter: { constant: "trtc-relay" },
        billed: { path: "publishCdnParams[].isTencentCdn", values: { 0: true, 1: false }, otherwise: false },
        per: { constant: "minute" },
        ...picture,
      },
      {
        // The robot is a user of the room, and receives what it relays.
        meter: { constant: "trtc-duration" },
        billed: { constant: true },
        per: { constant: "minute" },
        ...picture,
      },
      {
        meter: { constant: "trtc-recording-by-template" },
        billed: {
          path: "recordParams.uniRecord",
          values: { 1: false, 2: true, 3: false },
          otherwise: false,
        },
        per: { constant: "minute" },
        ...picture,
      },
      { only: withVideo, ...recordingToBucket, ...picture },
      { only: [{ ...recordedStreams, values: [1] }], ...recordingToBucket, ...noPicture },
      { only: withVideo, ...recordingToVod, ...picture },
      { only: [{ ...recordedStreams, values: [1] }], ...recordingToVod, ...noPicture },
    ],
  },
}) {}
