import { z } from "zod";
import { defineContract } from "../../core/contract";
import { apiRegion, byDefault, choice, fields, token, valuesAt, yesOrNo } from "../../core/fields";
import { taskStatus } from "../../core/taskStatus";
import { cloudRecordingFacets } from "./cloudRecordingFacets";
import { CloudRecordingLayout } from "./cloudRecordingLayout";
import { cloudRecordingRules } from "./cloudRecordingRules";
import { cloudRecordingRegionsBySite } from "./regions";
import { RecordingStorageParams } from "./storage";
import { RecordingRoomIdType } from "./streams";

/** What a cloud recording writes: files of each stream, or of the mix. */
export const CloudRecordMode = {
  /** Files of each stream. */
  single: 1,
  /** Files of all streams mixed. */
  mixed: 2,
} as const;

/** Formats of the files in a bucket. */
export const CloudRecordingFormat = {
  /** HLS. */
  hls: 0,
  /** HLS, and MP4 made of it afterwards. */
  hlsAndMp4: 1,
  /** HLS, and AAC made of it afterwards. */
  hlsAndAac: 2,
  /** MP4. */
  mp4: 3,
  /** AAC: sound only. */
  aac: 4,
} as const;

/** The indexes by which the recording API calls sample rates. */
export const RecordingSampleRate = {
  /** 48000 Hz. */
  hz48000: 1,
  /** 44100 Hz. */
  hz44100: 2,
  /** 16000 Hz. */
  hz16000: 3,
} as const;

const region = apiRegion(valuesAt(cloudRecordingRegionsBySite));
const userIds = z.array(z.string().min(1)).max(32);

const subscribeStreamUserIds = fields({
  /** Whose sound is recorded, at most 32; ".*$" at the end stands for any rest. Vendor name: SubscribeAudioUserIds. */
  subscribeAudioUserIds: userIds.optional(),
  /** Whose sound is not recorded, at most 32. Vendor name: UnSubscribeAudioUserIds. */
  unSubscribeAudioUserIds: userIds.optional(),
  /** Whose picture is recorded, at most 32. Vendor name: SubscribeVideoUserIds. */
  subscribeVideoUserIds: userIds.optional(),
  /** Whose picture is not recorded, at most 32. Vendor name: UnSubscribeVideoUserIds. */
  unSubscribeVideoUserIds: userIds.optional(),
});

const recordParams = fields({
  /** What is written, see {@link CloudRecordMode}: 1 each stream, 2 the mix. Vendor name: RecordMode. */
  recordMode: choice(CloudRecordMode),
  /** Seconds without anybody who sends, after which the recording ends by itself, 5 to 86400. Vendor name: MaxIdleTime. */
  maxIdleTime: byDefault(30, z.int().min(5).max(86400)),
  /** What is recorded: 0 sound and picture, 1 sound, 2 picture. Vendor name: StreamType. */
  streamType: byDefault(0, choice({ audioAndVideo: 0, audio: 1, video: 2 })),
  /** Who is recorded; left out, everybody in the room. Vendor name: SubscribeStreamUserIds. */
  subscribeStreamUserIds: subscribeStreamUserIds.optional(),
  /**
   * Format of the files in a bucket, see {@link CloudRecordingFormat}: 0 HLS, 1 HLS and MP4, 2 HLS and AAC, 3 MP4, 4
   * AAC. Files in VOD have `mediaType` instead. Vendor name: OutputFormat.
   */
  outputFormat: byDefault(CloudRecordingFormat.hls, choice(CloudRecordingFormat)),
  /** Whether sound and picture of a stream go into one file: 0 no, 1 yes; recordMode 1 only. Vendor name: AvMerge. */
  avMerge: byDefault(0, yesOrNo()),
  /** Longest file in minutes, 1 to 1440; MP4 and AAC only; files are also split at 2 GB. Vendor name: MaxMediaFileDuration. */
  maxMediaFileDuration: byDefault(1440, z.int().min(1).max(1440)),
  /** Which streams: 0 camera and screen, 1 camera, 2 screen. Vendor name: MediaId. */
  mediaId: byDefault(0, choice({ both: 0, main: 1, screen: 2 })),
  /** What fills a stream's place while it has no picture: 0 its last one, 1 black. Vendor name: FillType. */
  fillType: choice({ lastFrame: 0, black: 1 }).optional(),
  /** Whether robots that publish into the room are recorded, too: 0 no, 1 yes. Vendor name: SubscribeAbility. */
  subscribeAbility: byDefault(0, yesOrNo()),
});

const videoParams = fields({
  /** Width of the picture in pixels, at most 1920; with `height` at most 1920 x 1080 in all. Vendor name: Width. */
  width: z.int().min(0).max(1920),
  /** Height of the picture in pixels, at most 1920. Vendor name: Height. */
  height: z.int().min(0).max(1920),
  /** Frames a second, 1 to 60. Vendor name: Fps. */
  fps: z.int().min(1).max(60),
  /** Video bitrate in bit/s, 64000 to 8192000. (The relay has kbit/s.) Vendor name: BitRate. */
  bitRate: z.int().min(64_000).max(8_192_000),
  /** Group of pictures (distance of key frames) in seconds. Vendor name: Gop. */
  gop: z.int().min(0),
});

const audioParams = fields({
  /** Sample rate, see {@link RecordingSampleRate}: 1 for 48000 Hz, 2 for 44100, 3 for 16000. Vendor name: SampleRate. */
  sampleRate: choice(RecordingSampleRate),
  /** Audio channels: 1 mono, 2 stereo. Vendor name: Channel. */
  channel: choice({ mono: 1, stereo: 2 }),
  /** Audio bitrate in bit/s, 32000 to 128000. Vendor name: BitRate. */
  bitRate: z.int().min(32_000).max(128_000),
});

const mixTranscodeParams = fields({
  /** The picture; left out, 360 x 640 at 15 frames and 550000 bit/s, GOP 10 s. Vendor name: VideoParams. */
  videoParams: videoParams.optional(),
  /** The sound; left out, 48000 Hz, stereo, 64000 bit/s. Vendor name: AudioParams. */
  audioParams: audioParams.optional(),
});

const recordedFile = fields({
  /** The user on the file; empty for the mix. Vendor name: UserId. */
  userId: z.string().optional(),
  /** Name of the file. Vendor name: FileName. */
  fileName: z.string().optional(),
  /** What is in it: "video", "audio" or "audio_video". Vendor name: TrackType. */
  trackType: z.string().optional(),
  /** When the file began, in milliseconds since 1970. Vendor name: BeginTimeStamp. */
  beginTimeStamp: z.int().optional(),
});

const inputs = fields({
  /**
   * The API region: ap-beijing, ap-guangzhou, ap-shanghai or ap-singapore. Common parameter of the vendor: Region.
   * @default tencentcloud:region of the configuration
   */
  region: region.optional(),
  /** The TRTC application. Vendor name: SdkAppId. */
  sdkAppId: z.int().min(1),
  /** The room that is recorded. Vendor name: RoomId. */
  roomId: z.string().min(1),
  /** Type of `roomId`, see {@link RecordingRoomIdType}: 0 string, 1 integer. Vendor name: RoomIdType. */
  roomIdType: byDefault(RecordingRoomIdType.integer, choice(RecordingRoomIdType)),
  /**
   * The robot that records: an id that nobody in the room uses; a recording that has it already is interrupted. Left
   * out, it is derived from the resource. Vendor name: UserId.
   */
  userId: z.string().min(1).optional(),
  /**
   * The robot's sign-in signature. Left out, it is made at call time from the application's key in
   * `tencentcloud:appSecretKeys` and never stored. Rotating it changes nothing that runs. Secret. Vendor name:
   * UserSig.
   */
  userSig: token(z.string().min(1)).optional(),
  /** What is recorded, and how files are written. Vendor name: RecordParams. */
  recordParams,
  /** Where the files go: exactly one store. Vendor name: StorageParams. */
  storageParams: RecordingStorageParams,
  /** How the mix is encoded; recordMode 2 only. Vendor name: MixTranscodeParams. */
  mixTranscodeParams: mixTranscodeParams.optional(),
  /** How the mixed streams are arranged; recordMode 2 only. Vendor name: MixLayoutParams. */
  mixLayoutParams: CloudRecordingLayout.optional(),
  /**
   * Hours after the start for which the vendor takes calls for the recording, 6 to 720; afterwards it goes on, and
   * nobody can change, read or stop it. Vendor name: ResourceExpiredHour.
   */
  resourceExpiredHour: byDefault(72, z.int().min(6).max(720)),
  /** Ticket to a room that only those with one may enter. Secret. Vendor name: PrivateMapKey. */
  privateMapKey: token(z.string().min(1)).optional(),
});

/** The inputs of a cloud recording. */
export type CloudRecordingInputs = z.input<typeof inputs>;

/**
 * Records one TRTC room, each stream by itself or all mixed, into a bucket or into VOD.
 *
 * ```ts
 * const recording = new tencent.trtc.CloudRecording("lesson", {
 *   sdkAppId: 1400188366, roomId: "295066",
 *   recordParams: { recordMode: tencent.trtc.CloudRecordMode.mixed },
 *   storageParams: {
 *     cloudStorage: {
 *       vendor: tencent.trtc.CloudStorageVendor.tencentCos, region: "ap-singapore", bucket: "lessons-1250000000",
 *       accessKey: config.requireSecret("accessKey"), secretKey: config.requireSecret("secretKey"),
 *     },
 *   },
 * });
 * ```
 *
 * Changed in place: layout and subscribed users, of which the vendor takes the whole each time. Everything else
 * replaces, and so does leaving one of both out; the running recording is stopped first.
 *
 * A recording ends by itself when nobody sends for `recordParams.maxIdleTime`; the vendor then answers that it does not
 * know it. It takes calls for `resourceExpiredHour` only: a refresh warns before that. Files go on being uploaded after
 * the end; those in VOD are told in the vendor's callback alone, and `filesPending` says so. Errors:
 * `FailedOperation.RestrictedConcurrency` (quota), `FailedOperation.CRUnsupportMethod` (another region's task),
 * `InvalidParameter.SdkAppId`, `MissingParameter.*`, `ResourceNotFound`.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/647/46960
 */
export const cloudRecording = defineContract({
  type: "tencent/trtc:CloudRecording",
  kind: "task",
  inputs,
  outputs: fields({
    /** The vendor's id of the recording; it means nothing once that has ended. Vendor name: TaskId. */
    taskId: z.string(),
    /**
     * How it is; "idle" while nobody sends, "ending" once it stops, "unverified" when the vendor cannot tell any more,
     * "stopped" by `lifecycle.desired`.
     */
    status: taskStatus("accepted", "idle", "running", "ending", "ended", "unverified"),
    /** Why it ended or could not be verified. */
    statusReason: z.string().optional(),
    /** The API region that it was started in. */
    region,
    /** The robot's id in the room, as given or derived. */
    robotUserId: z.string(),
    /** The files in the bucket so far. Vendor name: StorageFileList. */
    files: z.array(recordedFile).optional(),
    /** Whether there are, or will be, files that `files` does not have: those in VOD, and those of a recording that runs. */
    filesPending: z.boolean(),
  }),
  updates: ["mixLayoutParams", "recordParams.subscribeStreamUserIds"],
  updatesWhen: [
    { path: "mixLayoutParams", when: { path: "recordParams.recordMode", values: [CloudRecordMode.mixed] } },
  ],
  replacesAnyway: (before, after) => [
    // An update overwrites the whole, and what the vendor makes of a part that is left out is documented nowhere.
    ...(before.mixLayoutParams !== undefined && after.mixLayoutParams === undefined
      ? (["mixLayoutParams"] as const)
      : []),
    ...(before.recordParams.subscribeStreamUserIds !== undefined &&
    after.recordParams.subscribeStreamUserIds === undefined
      ? (["recordParams.subscribeStreamUserIds"] as const)
      : []),
  ],
  stable: ["taskId", "region", "robotUserId"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: cloudRecordingRules,
  facets: cloudRecordingFacets,
});
