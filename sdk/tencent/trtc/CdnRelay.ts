import { z } from "zod";
import { defineContract } from "../../core/contract";
import {
  apiRegion,
  byDefault,
  choice,
  fields,
  freeText,
  onlyAt,
  token,
  valuesAt,
  yesOrNo,
} from "../../core/fields";
import { taskStatus } from "../../core/taskStatus";
import { cdnRelayFacets } from "./cdnRelayFacets";
import { cdnRelayRules } from "./cdnRelayRules";
import { CdnRelayPublishCdnParam } from "./publishCdn";
import { relayRegionsBySite } from "./regions";
import { AudioEncode, VideoEncode } from "./relayEncode";
import { ImageUrl, LayoutParams, RelayColor, WaterMark } from "./relayLayout";
import { CloudStorage, TencentVod } from "./storage";
import { MixUserInfo, RelayRoomIdType, UserMediaStream } from "./streams";

const region = apiRegion(valuesAt(relayRegionsBySite));

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
  /** Seconds after which the relay ends by itself when nobody in it sends, 5 to 86400. Vendor name: MaxIdleTime. */
  maxIdleTime: byDefault(30, z.int().min(5).max(86400)),
});

const subscribedUser = fields({
  /** The user. Vendor name: UserInfo. */
  userInfo: MixUserInfo,
  /** Loudness in the mix, 0 to 100; for accounts the vendor enabled it for. Vendor name: SoundLevel. */
  soundLevel: byDefault(100, z.int().min(0).max(100)),
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
   */
  backgroundRenderMode: byDefault(2, choice({ crop: 0, fitWithBlack: 1, stretch: 2 })),
});

const singleSubscribeParams = fields({
  /** The stream that is relayed as it is. Vendor name: UserMediaStream. */
  userMediaStream: UserMediaStream,
});

const seiPayloadType = z.int().min(100).max(254);
const seiInterval = z.int().min(0);

const layoutVolume = fields({
  /** Text carried along, at most 4095 characters. Vendor name: AppData. */
  appData: freeText(z.string().max(4095)).optional(),
  /** SEI payload type, 100 to 254 without 244. Vendor name: PayloadType. */
  payloadType: byDefault(100, seiPayloadType),
  /** Milliseconds between two messages. Vendor name: Interval. */
  interval: byDefault(1000, seiInterval),
  /** Whether each key frame carries one: 0 no, 1 yes. Vendor name: FollowIdr. */
  followIdr: byDefault(0, yesOrNo()),
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
  /** Milliseconds between two messages. Vendor name: Interval. */
  interval: byDefault(1000, seiInterval),
  /** Whether each key frame carries one: 0 no, 1 yes. Vendor name: FollowIdr. */
  followIdr: byDefault(0, yesOrNo()),
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
  roomIdType: choice(RelayRoomIdType),
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
  uniRecord: choice({ none: 1, template: 2, block: 3 }),
  /** Groups several relays into one recording: up to 128 letters, digits, "_" and "-". Vendor name: RecordKey. */
  recordKey: recordKey().optional(),
  /** Seconds that the recording outlives the relay, 5 to 86400; uniRecord 3 only. Vendor name: RecordWaitTime. */
  recordWaitTime: byDefault(30, z.int().min(5).max(86400)),
  /** File formats; mp4 and aac exclude each other; uniRecord 3 only. Vendor name: RecordFormat. */
  recordFormat: byDefault(["mp4"], z.array(z.enum(["hls", "mp4", "aac"]))),
  /**
   * Longest file in minutes, 1 to 1440; mp4 and aac only; files are also split at 2 GB. Vendor name:
   * MaxMediaFileDuration.
   */
  maxMediaFileDuration: byDefault(1440, z.int().min(1).max(1440)),
  /** What is recorded: 0 audio and video, 1 audio, 2 video; uniRecord 3 only. Vendor name: StreamType. */
  streamType: choice({ audioAndVideo: 0, audio: 1, video: 2 }).optional(),
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
  roomIdType: choice(RelayRoomIdType),
  /** The relaying robot in the room. Vendor name: AgentParams. */
  agentParams: agentParams.optional(),
  /**
   * Whether streams are mixed and transcoded: 0 one stream as it is, 1 mixed (billed). Vendor name:
   * WithTranscoding.
   */
  withTranscoding: yesOrNo(),
  /** The audio; it is always transcoded (free of charge), so a start needs it. Vendor name: AudioParams. */
  audioParams: audioParams,
  /** The video; left out, only audio is relayed. Vendor name: VideoParams. */
  videoParams: videoParams.optional(),
  /** The one stream to relay with withTranscoding 0. Vendor name: SingleSubscribeParams. */
  singleSubscribeParams: singleSubscribeParams.optional(),
  /** The CDNs to push to, at most 10; this or feedBackRoomParams is needed. Vendor name: PublishCdnParams. */
  publishCdnParams: z.array(CdnRelayPublishCdnParam).max(10).optional(),
  /** SEI messages in the video. Vendor name: SeiParams. */
  seiParams: seiParams.optional(),
  /** The rooms to publish into, at most 10; this or publishCdnParams is needed. Vendor name: FeedBackRoomParams. */
  feedBackRoomParams: z.array(feedBackRoom).max(10).optional(),
  /** Recording of the relayed stream. Vendor name: RecordParams. */
  recordParams: recordParams.optional(),
  /** What the relay's stop ends too. No parameter of the start. */
  stopParams: stopParams.optional(),
});

/** The inputs of a relay. */
export type CdnRelayInputs = z.input<typeof inputs>;

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
export const cdnRelay = defineContract({
  type: "tencent/trtc:CdnRelay",
  kind: "task",
  inputs,
  outputs: fields({
    /** The vendor's id of the relay. Vendor name: TaskId. */
    taskId: z.string(),
    /**
     * "unverified" while it should be running (the vendor cannot tell), "ended" once it was found to be over, "stopped"
     * by `lifecycle.desired`.
     */
    status: taskStatus("unverified", "ended"),
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
  rules: cdnRelayRules,
  facets: cdnRelayFacets,
});
