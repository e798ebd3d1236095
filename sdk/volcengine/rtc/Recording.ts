import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, choice, fields, vendorTime } from "../../core/fields";
import { Control, RecordMode } from "./control";
import { Encode } from "./encode";
import { Layout, LayoutMode } from "./layout";
import { recordingFacets } from "./recordingFacets";
import { recordingRules } from "./recordingRules";
import { FileFormatConfig, FileNameConfig, StorageConfig } from "./storage";
import { MaskedRtcId, RtcId, Streams } from "./streams";
import { TaskOutputs } from "./taskOutputs";

const inputs = fields({
  /** The RTC application: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: AppId. */
  appId: MaskedRtcId,
  /** The business the recording is counted for: 1 to 128 letters, digits, "_", "@", "-", ".". Vendor name: BusinessId. */
  businessId: MaskedRtcId.optional(),
  /** The room that is recorded: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: RoomId. */
  roomId: RtcId,
  /**
   * Id of the recording, unique in the room: 1 to 128 letters, digits, "_", "@", "-" and ".". Left out, it is derived
   * from the resource, so that a repeated start meets the first one. Vendor name: TaskId.
   */
  taskId: RtcId.optional(),
  /** What is written, see {@link RecordMode}: 0 the mix, 1 each stream. Vendor name: RecordMode. */
  recordMode: byDefault(RecordMode.mixed, choice(RecordMode)),
  /** The streams that are recorded, at most 17; empty or left out, all in the room. Vendor name: TargetStreams. */
  targetStreams: Streams.optional(),
  /** The streams that are not recorded, at most 17, none of targetStreams. Vendor name: ExcludeStreams. */
  excludeStreams: Streams.optional(),
  /** How it is encoded. Vendor name: Encode. */
  encode: Encode.optional(),
  /** How the streams are arranged; recordMode 0 (mixed) only. Vendor name: Layout. */
  layout: Layout.optional(),
  /** How the recording runs and ends. Vendor name: Control. */
  control: Control.optional(),
  /** The formats of the files. Vendor name: FileFormatConfig. */
  fileFormatConfig: FileFormatConfig.optional(),
  /** The names of the files. Vendor name: FileNameConfig. */
  fileNameConfig: FileNameConfig.optional(),
  /** Where the files go. Vendor name: StorageConfig. */
  storageConfig: StorageConfig,
});

/** The inputs of a recording. */
export type RecordingInputs = z.input<typeof inputs>;

const updates = [
  "targetStreams",
  "layout.customLayout.canvas.background",
  "layout.customLayout.canvas.backgroundImage",
  "layout.customLayout.regions",
] as const;

/** The vendor updates nothing but mixed recordings with a custom layout. */
function canUpdate(recording: RecordingInputs): boolean {
  return (
    (recording.recordMode ?? RecordMode.mixed) === RecordMode.mixed &&
    recording.layout?.layoutMode === LayoutMode.custom
  );
}

const recordedStream = fields({
  /** The user whose stream it is. Vendor name: UserId. */
  userId: z.string().optional(),
  /** The stream's number in the list of the start. Vendor name: Index. */
  index: z.int().optional(),
  /** Which stream: 0 camera, 1 screen. Vendor name: StreamType. */
  streamType: z.int().optional(),
});

const recordFile = fields({
  /** Length in milliseconds. Vendor name: Duration. */
  duration: z.number().optional(),
  /** Size in bytes. Vendor name: Size. */
  size: z.number().optional(),
  /** When the file began, in milliseconds since 1970. Vendor name: StartTime. */
  startTime: vendorTime(z.number()).optional(),
  /** The streams in the file. Vendor name: StreamList. */
  streamList: z.array(recordedStream).optional(),
  /** The file in an object storage. Vendor name: ObjectKey. */
  objectKey: z.string().optional(),
  /** The file in VOD. Vendor name: Vid. */
  vid: z.string().optional(),
  /** Video codec. Vendor name: VideoCodec. */
  videoCodec: z.string().optional(),
  /** Audio codec. Vendor name: AudioCodec. */
  audioCodec: z.string().optional(),
  /** Width in pixels. Vendor name: VideoWidth. */
  videoWidth: z.number().optional(),
  /** Height in pixels. Vendor name: VideoHeight. */
  videoHeight: z.number().optional(),
});

/**
 * Records one Volcengine RTC room, all streams mixed or each by itself, into a storage.
 *
 * ```ts
 * const recording = new volcengine.rtc.Recording("lesson", {
 *   appId: "661e0000543cf", roomId: "Room1",
 *   fileFormatConfig: { fileFormat: ["HLS"] },
 *   storageConfig: { tosConfig: { accountId: "2100000089", region: 0, bucket: "lessons" } },
 * });
 * ```
 *
 * Changed in place, if the recording is mixed (recordMode 0) in a custom layout (layoutMode 2) before and after: the
 * streams, the canvas' background and the regions. Everything else replaces, the running recording being stopped
 * first.
 *
 * A recording ends by itself when the room is idle for `control.maxIdleTime`. The vendor answers for recordings
 * started within the last 72 hours; the status of an older one is "unverified". Files are complete in the vendor's
 * callback; the read call lists them while it runs only with `control.enableSyncUpload` and HLS.
 *
 * Errors: `AccessDenied.RecordNotEnabled` (recording has to be enabled in the console),
 * `InvalidParameter.NotExistAppId`, `AccessDenied.NoPermissionForApp`, `InvalidParameter.EmptyAccountId`,
 * `InvalidParameter.TaskAlreadyExists`.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/1188215
 */
export const recording = defineContract({
  type: "volcengine/rtc:Recording",
  kind: "task",
  inputs,
  outputs: fields({
    ...TaskOutputs.shape,
    /** The files, as far as the vendor lists them. Vendor name: RecordFileList. */
    recordFileList: z.array(recordFile).optional(),
  }),
  updates,
  replacesAnyway: (before, after) => (canUpdate(before) && canUpdate(after) ? [] : updates),
  stable: ["taskId", "region"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: recordingRules,
  facets: recordingFacets,
});
