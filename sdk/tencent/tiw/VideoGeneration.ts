import { z } from "zod";
import { defineContract } from "../../core/contract";
import { fields, freeText, wireName } from "../../core/fields";
import { Concat } from "./concat";
import { MixStream } from "./mixStream";
import { RecordControl } from "./recordControl";
import { recordedVideoRules } from "./recordedVideoRules";
import { WhiteboardRegion } from "./regions";
import { videoGenerationFacets } from "./videoGenerationFacets";
import { VideoGenerationVideoInfo } from "./videoInfo";
import { Whiteboard } from "./whiteboard";

const inputs = fields({
  /**
   * The API region: ap-singapore; at the site in China also others. Common parameter of the vendor: Region.
   * @default "ap-singapore"; at the site in China "ap-guangzhou"
   */
  region: WhiteboardRegion.optional(),
  /** The recording that the videos are made of, by its task id. Vendor name: OnlineRecordTaskId. */
  onlineRecordTaskId: z.string().min(1),
  /** The whiteboard application. Vendor name: SdkAppId. */
  sdkAppId: z.int().min(1),
  /** The whiteboard; left out, as the recording was started. Vendor name: Whiteboard. */
  whiteboard: Whiteboard.optional(),
  /** How pieces are joined; left out, as the recording was started. Vendor name: Concat. */
  concat: Concat.optional(),
  /** How streams are mixed; left out, as the recording was started. Vendor name: MixStream. */
  mixStream: MixStream.optional(),
  /** Which streams become videos; left out, as the recording was started. Vendor name: RecordControl. */
  recordControl: RecordControl.optional(),
  /** Reserved by the vendor for internal use. Vendor name: ExtraData. */
  extraData: freeText(z.string()).optional(),
});

/** The inputs of the making of videos. */
export type VideoGenerationInputs = z.input<typeof inputs>;

/**
 * Makes videos of a whiteboard recording that was done before.
 *
 * ```ts
 * const videos = new tencent.tiw.VideoGeneration("lesson", {
 *   sdkAppId: 1400000001, onlineRecordTaskId: recordingId,
 *   mixStream: { enabled: true, modelId: 1 },
 * });
 * ```
 *
 * Nothing changes in place: every change makes the videos anew. The vendor has no call that stops a run or deletes
 * its videos, so delete only forgets them.
 *
 * Errors: `LimitExceeded.TaskConcurrency`, `InvalidParameter.SdkAppIdNotFound`, `InvalidParameter.RecordParameter`,
 * `ResourceUnavailable.ServiceExpired`, `UnauthorizedOperation.SdkAppId`; a failed run says
 * `FailedOperation.Record` with the cause.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/1176/55171
 */
export const videoGeneration = defineContract({
  type: "tencent/tiw:VideoGeneration",
  kind: "job",
  inputs,
  outputs: fields({
    /** The vendor's id of the run. Vendor name: TaskId. */
    taskId: z.string(),
    /** How it is; "ended" when the vendor knows it no more and it was not seen to complete, "unverified" when it cannot tell. */
    status: z.enum(["accepted", "queued", "processing", "completed", "failed", "ended", "unverified"]),
    /** Why the run failed or is not known, when that is so. */
    statusReason: z.string().optional(),
    /** Length of all videos in milliseconds. Vendor name: TotalTime. */
    totalTime: z.number().optional(),
    /** The videos. Vendor name: VideoInfoList. */
    videoInfos: wireName("VideoInfoList", z.array(VideoGenerationVideoInfo).optional()),
    /** The message group of the class. Vendor name: GroupId. */
    groupId: z.string().optional(),
    /** The room of the class. Vendor name: RoomId. */
    roomId: z.int().optional(),
  }),
  updates: [],
  stable: ["taskId"],
  stopsFirst: true,
  waitFor: ["completed", "accepted"],
  rules: recordedVideoRules,
  facets: videoGenerationFacets,
});
