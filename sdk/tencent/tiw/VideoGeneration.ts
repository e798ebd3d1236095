import { z } from "zod";
import { defineContract } from "../../core/contract";
import { effectRules } from "../../core/effectRules";
import { fields, freeText, wireName } from "../../core/fields";
import type { Effect } from "../../core/holds";
import type { Report } from "../../core/rules";
import { Concat } from "./concat";
import { MixStream } from "./mixStream";
import { RecordControl } from "./recordControl";
import { WhiteboardRegion } from "./regions";
import { videoGenerationFacets } from "./videoGenerationFacets";
import { Whiteboard } from "./whiteboard";

/** What a generated video shows. */
export const GeneratedVideoType = {
  /** A camera. */
  camera: 0,
  /** A shared screen. */
  screen: 1,
  /** The whiteboard. */
  whiteboard: 2,
  /** The mix. */
  mixed: 3,
  /** Sound alone, as mp3. */
  audio: 4,
} as const;

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

function mixingNeedsArrangement(generation: VideoGenerationInputs, report: Report): void {
  const mix = generation.mixStream;
  if (mix?.enabled && mix.modelId === undefined && mix.custom === undefined) {
    report.failure(
      "mixStream",
      "neither modelId nor custom says how the streams are arranged, and mixing needs one of them",
      "add modelId: 1 or 2, or an arrangement of your own",
    );
  }
}

const mixing = { path: "mixStream.enabled", values: [true] } as const;

/** VideoGenerationInputs that the vendor heeds under a condition only. */
const effects = [
  { path: "mixStream.modelId", when: mixing },
  { path: "mixStream.modelId", when: { path: "mixStream.custom", given: false } },
  { path: "mixStream.custom", when: mixing },
  { path: "concat.image", when: { path: "concat.enabled", values: [true] } },
] as const satisfies readonly Effect<string>[];

function teacherNeedsModel(generation: VideoGenerationInputs, report: Report): void {
  const mix = generation.mixStream;
  if (mix?.teacherId && (mix.modelId === undefined || mix.custom !== undefined)) {
    report.warning(
      "mixStream.teacherId",
      "the vendor reads it only with modelId and without custom",
      "leave it out, or use modelId alone",
    );
  }
}

function streamsStayInside(generation: VideoGenerationInputs, report: Report): void {
  const custom = generation.mixStream?.custom;
  if (!custom) return;
  const canvas = custom.canvas.layoutParams;
  custom.inputStreamList.forEach((stream, index) => {
    const place = stream.layoutParams;
    const path = `mixStream.custom.inputStreamList[${index}].layoutParams`;
    const right = (place.x ?? 0) + place.width;
    if (right > canvas.width) {
      report.failure(
        `${path}.width`,
        `the stream ends at ${right} px, and the canvas is ${canvas.width} px wide`,
        "make x + width at most the width of the canvas",
      );
    }
    const bottom = (place.y ?? 0) + place.height;
    if (bottom > canvas.height) {
      report.failure(
        `${path}.height`,
        `the stream ends at ${bottom} px, and the canvas is ${canvas.height} px high`,
        "make y + height at most the height of the canvas",
      );
    }
  });
}

const videoInfo = fields({
  /** When the video begins within the class, in milliseconds. Vendor name: VideoPlayTime. */
  videoPlayTime: z.number().optional(),
  /** Size in bytes. Vendor name: VideoSize. */
  videoSize: z.number().optional(),
  /** Format, for example "mp4". Vendor name: VideoFormat. */
  videoFormat: z.string().optional(),
  /** Length in milliseconds. Vendor name: VideoDuration. */
  videoDuration: z.number().optional(),
  /** Address of the video. Vendor name: VideoUrl. */
  videoUrl: z.string().optional(),
  /** The vendor's id of the video. Vendor name: VideoId. */
  videoId: z.string().optional(),
  /**
   * What it shows, see {@link GeneratedVideoType}: 0 camera, 1 shared screen, 2 whiteboard, 3 the mix, 4 audio as
   * mp3. Vendor name: VideoType.
   */
  videoType: z.int().optional(),
  /** The user it shows. Vendor name: UserId. */
  userId: z.string().optional(),
  /** Width in pixels. Vendor name: Width. */
  width: z.number().optional(),
  /** Height in pixels. Vendor name: Height. */
  height: z.number().optional(),
});

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
    videoInfos: wireName("VideoInfoList", z.array(videoInfo).optional()),
    /** The message group of the class. Vendor name: GroupId. */
    groupId: z.string().optional(),
    /** The room of the class. Vendor name: RoomId. */
    roomId: z.int().optional(),
  }),
  updates: [],
  stable: ["taskId"],
  stopsFirst: true,
  waitFor: ["completed", "accepted"],
  rules: [
    mixingNeedsArrangement,
    teacherNeedsModel,
    streamsStayInside,
    ...effectRules<VideoGenerationInputs>(effects),
  ],
  facets: videoGenerationFacets,
});
