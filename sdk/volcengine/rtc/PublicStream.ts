import { z } from "zod";
import { defineContract } from "../../core/contract";
import { apiRegion, byDefault, choice, fields } from "../../core/fields";
import { taskStatus } from "../../core/taskStatus";
import { PublicStreamControl } from "./publicStreamControl";
import { publicStreamFacets } from "./publicStreamFacets";
import { PublicStreamLayout, PublicStreamSource } from "./publicStreamLayout";
import { publicStreamRules } from "./publicStreamRules";
import { MaskedRtcId, mostStreams, RtcId } from "./streams";
import { TranscodeMode } from "./transcodeMode";

/** Video codecs of a public stream. */
export const PublicStreamVideoCodec = {
  /** H.264. */
  h264: 0,
  /** VP8, which the vendor's support has to enable. */
  vp8: 5,
} as const;

const pixels = z.int().min(16).max(1920).multipleOf(2);

const videoConfig = fields({
  /** Width of the canvas in pixels, even, 16 to 1920. Vendor name: Width. */
  width: byDefault(640, pixels),
  /** Height of the canvas in pixels, even, 16 to 1920. Vendor name: Height. */
  height: byDefault(480, pixels),
  /** Frames a second, 1 to 60. Vendor name: FrameRate. */
  frameRate: byDefault(15, z.int().min(1).max(60)),
  /** Video bitrate in kbit/s, 0 to 10000; 0 is chosen by size and frame rate. Vendor name: Bitrate. */
  bitrate: byDefault(0, z.int().min(0).max(10000)),
  /** Video codec, see {@link PublicStreamVideoCodec}: 0 H.264, 5 VP8. Vendor name: VideoCodec. */
  videoCodec: byDefault(PublicStreamVideoCodec.h264, choice(PublicStreamVideoCodec)),
});

const encode = fields({
  /** How the picture is encoded. Units: px, fps, kbit/s. Vendor name: VideoConfig. */
  videoConfig: videoConfig.optional(),
});

const inputs = fields({
  /** The RTC application: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: AppId. */
  appId: MaskedRtcId,
  /** The business the stream is counted for: 1 to 128 letters, digits, "_", "@", "-", ".". Vendor name: BusinessId. */
  businessId: MaskedRtcId.optional(),
  /**
   * Id of the public stream, by which it is played, unique in the application: 1 to 128 letters, digits, "_", "@", "-"
   * and ".". Left out, it is derived from the resource, so that a repeated start meets the first one. Vendor name:
   * PublicStreamId.
   */
  publicStreamId: RtcId.optional(),
  /** The streams that go into it, 1 to 17, of one room or of several. Vendor name: TargetStreams. */
  targetStreams: z.array(PublicStreamSource).min(1).max(mostStreams),
  /** The streams that do not go into it, at most 17, none of targetStreams. Vendor name: ExcludeStreams. */
  excludeStreams: z.array(PublicStreamSource).max(mostStreams).optional(),
  /**
   * Whether streams are mixed and encoded anew, see {@link TranscodeMode}: 0 they are; 1 the stream of one user is passed
   * on. What the vendor takes when it is left out is not documented; here it counts as 0. Vendor name: TranscodeMode.
   */
  transcodeMode: choice(TranscodeMode).optional(),
  /** How it is encoded; transcodeMode 0 only. Vendor name: Encode. */
  encode: encode.optional(),
  /** How the streams are arranged; transcodeMode 0 only. Vendor name: Layout. */
  layout: PublicStreamLayout.optional(),
  /** What goes with it, and how it ends. Vendor name: Control. */
  control: PublicStreamControl.optional(),
});

/** The inputs of a public stream. */
export type PublicStreamInputs = z.input<typeof inputs>;

/**
 * Makes streams of one or more Volcengine RTC rooms into a public stream, which users play without being in a room.
 *
 * ```ts
 * const stage = new volcengine.rtc.PublicStream("stage", {
 *   appId: "661e0000543cf", publicStreamId: "stage",
 *   targetStreams: [{ roomId: "Room1" }],
 *   encode: { videoConfig: { width: 1280, height: 720, frameRate: 30 } },
 * });
 * ```
 *
 * Changed in place: everything but the ids, `control.maxIdleTime` and `encode.videoConfig.videoCodec`, which replace, the
 * running public stream being stopped first. Each change sends all inputs, as the vendor sets what is left out back.
 *
 * It ends by itself when its rooms are idle for `control.maxIdleTime`. The vendor has no call that reads it: the status
 * is "unverified", and that it ended is noticed when it is changed. A start under an id that is in use starts nothing;
 * where the program names that id, check the console, since nothing tells whose it is: it is not taken over without
 * `lifecycle.adopt`.
 *
 * Errors: `AccessDenied.ServiceNotEnabled`, `InvalidParameter.NotExistAppId`, `AccessDenied.NoPermissionForApp`,
 * `InvalidParameter.TaskAlreadyExists`, `InvalidParameter` (regions that do not fit the streams).
 *
 * Vendor page: https://www.volcengine.com/docs/6348/1188220
 */
export const publicStream = defineContract({
  type: "volcengine/rtc:PublicStream",
  kind: "task",
  inputs,
  outputs: fields({
    /** Id of the public stream, as given or derived. Vendor name: PublicStreamId. */
    publicStreamId: z.string(),
    /**
     * "unverified" while it should be running (the vendor cannot tell), "ended" once it was found to be over, "stopped"
     * by `lifecycle.desired`.
     */
    status: taskStatus("unverified", "ended"),
    /** Why it ended, when it did. */
    statusReason: z.string().optional(),
    /** The API region that it was started in, for example "cn-north-1". */
    region: apiRegion(z.string()),
  }),
  updates: [
    "businessId",
    "targetStreams",
    "excludeStreams",
    "transcodeMode",
    "encode.videoConfig.width",
    "encode.videoConfig.height",
    "encode.videoConfig.frameRate",
    "encode.videoConfig.bitrate",
    "layout",
    "control.dataMsg",
    "control.volumeIndicationMode",
    "control.volumeIndicationInterval",
    "control.userCaptureStatsMode",
    "control.userCaptureStatsInterval",
    "control.streamPublishStatsMode",
    "control.streamPublishStatsInterval",
  ],
  stable: ["publicStreamId", "region"],
  stopsFirst: true,
  waitFor: ["accepted"],
  rules: publicStreamRules,
  facets: publicStreamFacets,
});
