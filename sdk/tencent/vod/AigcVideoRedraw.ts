import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, choice, fields, freeText, vendorTime, wireName } from "../../core/fields";
import { address } from "../../core/noteFacets";
import { aigcVideoRedrawFacets } from "./aigcVideoRedrawFacets";
import { aigcVideoRedrawRules } from "./aigcVideoRedrawRules";

/** Where the video to redraw comes from. */
export const RedrawInputType = {
  /** A VOD file. */
  file: "File",
  /** An address. */
  url: "Url",
} as const;

/** How long the redrawn video is kept. */
export const RedrawStorageMode = {
  /** As a VOD file. */
  permanent: "Permanent",
  /** As an address only. */
  temporary: "Temporary",
} as const;

const fileInfo = fields({
  /** Where the video comes from, see {@link RedrawInputType}: a VOD file or an address. Vendor name: Type. */
  type: choice(RedrawInputType).optional(),
  /** The VOD file; needed with type "File". Vendor name: FileId. */
  fileId: z.string().min(1).optional(),
  /** Address of the video; needed with type "Url". Vendor name: Url. */
  url: address("media", z.string().min(1)).optional(),
});

const taskInfo = fields({
  /** Style of the redrawn video, at most 50 characters. Vendor name: Style. */
  style: freeText(z.string().max(50)).optional(),
});

const outputConfig = fields({
  /**
   * How the result is kept, see {@link RedrawStorageMode}: "Permanent" as a VOD file, "Temporary" as an address
   * only. Vendor name: StorageMode.
   */
  storageMode: byDefault(RedrawStorageMode.temporary, choice(RedrawStorageMode)),
  /** Name of the result, at most 64 characters. Vendor name: MediaName. */
  mediaName: z.string().max(64).optional(),
  /** Category of the result. Vendor name: ClassId. */
  classId: byDefault(0, z.int()),
  /**
   * When the result expires, as ISO 8601, for example "2026-12-28T00:35:00Z". Vendor name: ExpireTime.
   * @default never
   */
  expireTime: z.iso.datetime({ offset: true }).optional(),
});

const inputs = fields({
  /** The VOD application. Vendor name: SubAppId. */
  subAppId: z.int().min(0),
  /** The video to redraw: shorter than 90 seconds, at most 2 GB. Vendor name: FileInfo. */
  fileInfo: fileInfo.optional(),
  /** How it is redrawn. Vendor name: TaskInfo. */
  taskInfo: taskInfo.optional(),
  /** How the result is kept. Vendor name: OutputConfig. */
  outputConfig: outputConfig.optional(),
  /**
   * Identity of the order, at most 50 characters: within three days the vendor refuses a second one. Left out, it is
   * derived from the resource's name, inputs and triggers, so that a repeated start is not billed twice; inputs or
   * triggers that were there before within these days take over that run. Vendor name: SessionId.
   */
  sessionId: z.string().max(50).optional(),
  /** Text handed through to the result, at most 1000 characters. Vendor name: SessionContext. */
  sessionContext: freeText(z.string().max(1000)).optional(),
  /** Priority, -10 to 10; a higher one goes first. Vendor name: TasksPriority. */
  tasksPriority: byDefault(0, z.int().min(-10).max(10)),
  /** Reserved by the vendor for special purposes. Vendor name: ExtInfo. */
  extInfo: freeText(z.string()).optional(),
});

/** The inputs of a redrawn video. */
export type AigcVideoRedrawInputs = z.input<typeof inputs>;

const dynamicRange = fields({
  /** "SDR" or "HDR". Vendor name: Type. */
  type: z.string().optional(),
  /** Kind of HDR: "hdr10" or "hlg". Vendor name: HDRType. */
  hdrType: wireName("HDRType", z.string().optional()),
});

const videoStream = fields({
  /** Bitrate in bit/s. Vendor name: Bitrate. */
  bitrate: z.number().optional(),
  /** Height in pixels. Vendor name: Height. */
  height: z.number().optional(),
  /** Width in pixels. Vendor name: Width. */
  width: z.number().optional(),
  /** Codec, for example "h264". Vendor name: Codec. */
  codec: z.string().optional(),
  /** Frames a second. Vendor name: Fps. */
  fps: z.number().optional(),
  /** Tag of the codec; H.265 only. Vendor name: CodecTag. */
  codecTag: z.string().optional(),
  /** Dynamic range. Vendor name: DynamicRangeInfo. */
  dynamicRangeInfo: dynamicRange.optional(),
});

const audioStream = fields({
  /** Bitrate in bit/s. Vendor name: Bitrate. */
  bitrate: z.number().optional(),
  /** Sample rate in Hz. Vendor name: SamplingRate. */
  samplingRate: z.number().optional(),
  /** Codec, for example "aac". Vendor name: Codec. */
  codec: z.string().optional(),
});

const metaData = fields({
  /** Size in bytes. Vendor name: Size. */
  size: z.number().optional(),
  /** Container, for example "mp4". Vendor name: Container. */
  container: z.string().optional(),
  /** Bitrate in bit/s. Vendor name: Bitrate. */
  bitrate: z.number().optional(),
  /** Height in pixels. Vendor name: Height. */
  height: z.number().optional(),
  /** Width in pixels. Vendor name: Width. */
  width: z.number().optional(),
  /** Length in seconds. Vendor name: Duration. */
  duration: z.number().optional(),
  /** Rotation in degrees. Vendor name: Rotate. */
  rotate: z.number().optional(),
  /** The video streams. Vendor name: VideoStreamSet. */
  videoStreamSet: z.array(videoStream).optional(),
  /** The audio streams. Vendor name: AudioStreamSet. */
  audioStreamSet: z.array(audioStream).optional(),
  /** Length of the video in seconds. Vendor name: VideoDuration. */
  videoDuration: z.number().optional(),
  /** Length of the audio in seconds. Vendor name: AudioDuration. */
  audioDuration: z.number().optional(),
  /** MD5 of the file. Vendor name: Md5. */
  md5: z.string().optional(),
});

const outputFile = fields({
  /** Type of the file. Vendor name: FileType. */
  fileType: z.string().optional(),
  /** Address of the file. Vendor name: FileUrl. */
  fileUrl: z.string().optional(),
  /** The VOD file; permanent results only. Vendor name: FileId. */
  fileId: z.string().optional(),
  /** When the file expires, as ISO 8601. Vendor name: ExpireTime. */
  expireTime: vendorTime(z.string()).optional(),
  /** How the file is kept. Vendor name: StorageMode. */
  storageMode: z.string().optional(),
  /** Name of the file. Vendor name: MediaName. */
  mediaName: z.string().optional(),
  /** Category of the file. Vendor name: ClassId. */
  classId: z.int().optional(),
  /** What the file holds; permanent results only. Vendor name: MetaData. */
  metaData: metaData.optional(),
});

/**
 * Redraws a video in another style with VOD's generative model. Every run is billed.
 *
 * ```ts
 * const redraw = new tencent.vod.AigcVideoRedraw("teaser", {
 *   subAppId: 221073,
 *   fileInfo: { type: tencent.vod.RedrawInputType.url, url: "https://example.com/teaser.mp4" },
 *   outputConfig: { storageMode: tencent.vod.RedrawStorageMode.permanent, mediaName: "teaser" },
 * });
 * ```
 *
 * Nothing changes in place: every change orders another run, and the old one is aborted if it still waits (a running
 * one cannot be). The vendor answers for three days; afterwards the last known result stays, and nothing runs again.
 *
 * Errors: `FailedOperation.InvalidVodUser` (VOD is not enabled), `InvalidParameterValue.FileId`,
 * `InvalidParameterValue.SubAppId`, `LimitExceeded.Quota`.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/266/34110
 */
export const aigcVideoRedraw = defineContract({
  type: "tencent/vod:AigcVideoRedraw",
  kind: "job",
  inputs,
  outputs: fields({
    /** The vendor's id of the run. Vendor name: TaskId. */
    taskId: z.string(),
    /** How it is; "ended" when the vendor does not know it, "unverified" when it can no longer tell. */
    status: z.enum([
      "accepted",
      "waiting",
      "processing",
      "completed",
      "failed",
      "aborted",
      "ended",
      "unverified",
    ]),
    /** Why the run failed or is not known, when that is so. */
    statusReason: z.string().optional(),
    /** Progress in percent, 0 to 100. Vendor name: Progress. */
    progress: z.number().optional(),
    /** Identity of the order, as given or derived. Vendor name: SessionId. */
    sessionId: z.string(),
    /** When the run was ordered, as ISO 8601. Vendor name: CreateTime. */
    createTime: vendorTime(z.string()).optional(),
    /** When it began, as ISO 8601. Vendor name: BeginProcessTime. */
    beginProcessTime: vendorTime(z.string()).optional(),
    /** When it was done, as ISO 8601. Vendor name: FinishTime. */
    finishTime: vendorTime(z.string()).optional(),
    /** The redrawn video. Vendor name: Output.FileInfo. */
    outputFile: outputFile.optional(),
  }),
  updates: [],
  stable: ["taskId", "sessionId", "createTime"],
  stopsFirst: true,
  waitFor: ["completed", "accepted"],
  rules: aigcVideoRedrawRules,
  facets: aigcVideoRedrawFacets,
});
