import { z } from "zod";
import { effectRules } from "../../core/effectRules";
import { fields, vendorTime } from "../../core/fields";
import type { Effect } from "../../core/holds";
import { defineResource } from "../../core/resource";
import type { Report } from "../../core/rules";
import { Control, MediaType } from "./control";
import { AudioProfile, Encode } from "./encode";
import { Layout, LayoutMode } from "./layout";
import { CustomStorageVendor, FileFormatConfig, FileNameConfig, StorageConfig, StorageType } from "./storage";
import { MaskedRtcId, RtcId, Streams, StreamType } from "./streams";

/** What a recording writes: one file of all streams mixed, or a file for each stream. */
export const RecordMode = {
  /** One file of all streams mixed. */
  mixed: 0,
  /** A file for each stream. */
  single: 1,
} as const;

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
  /**
   * What is written, see {@link RecordMode}: 0 the mix, 1 each stream. Vendor name: RecordMode.
   * @default 0
   */
  recordMode: z.literal([0, 1]).optional(),
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

type Inputs = z.input<typeof inputs>;

const updates = [
  "targetStreams",
  "layout.customLayout.canvas.background",
  "layout.customLayout.canvas.backgroundImage",
  "layout.customLayout.regions",
] as const;

const canvasSize = { width: 640, height: 480 } as const;
const defaultIdleSeconds = 180;

/** The vendor updates nothing but mixed recordings with a custom layout. */
function canUpdate(recording: Inputs): boolean {
  return (
    (recording.recordMode ?? RecordMode.mixed) === RecordMode.mixed &&
    recording.layout?.layoutMode === LayoutMode.custom
  );
}

const mode = { path: "layout.layoutMode", otherwise: LayoutMode.adaptive } as const;
const storageType = { path: "storageConfig.type", otherwise: StorageType.tos } as const;
const withPicture = { path: "control.mediaType", values: [0], otherwise: 0 } as const;

/** Inputs that the vendor heeds under a condition only. */
const effects = [
  { path: "layout.mainVideoStream", when: { ...mode, values: [1] } },
  { path: "layout.customLayout", when: { ...mode, values: [2] } },
  { path: "control.frameInterpolationMode", when: { ...mode, values: [1, 2, 3] }, unless: 0 },
  { path: "control.maxSilenceSeconds", when: { path: "recordMode", values: [1], otherwise: 0 } },
  { path: "encode.videoWidth", when: withPicture },
  { path: "encode.videoHeight", when: withPicture },
  { path: "encode.videoFps", when: withPicture },
  { path: "encode.videoBitrate", when: withPicture },
  { path: "encode.videoGop", when: withPicture },
  { path: "storageConfig.tosConfig", when: { ...storageType, values: [0] } },
  { path: "storageConfig.vodConfig", when: { ...storageType, values: [1] } },
  { path: "storageConfig.customConfig", when: { ...storageType, values: [2] } },
  { path: "fileNameConfig.prefix", when: { ...storageType, values: [0, 2] } },
] as const satisfies readonly Effect<string>[];

function duplicates<Value>(values: readonly Value[]): { value: Value; position: number }[] {
  return values.flatMap((value, position) => (values.indexOf(value) < position ? [{ value, position }] : []));
}

function idIsWhole(name: "appId" | "businessId"): typeof tosIsDescribed {
  return (recording, report) => {
    const id = recording[name];
    if (!id?.includes("*")) return;
    report.warning(
      name,
      `"${id}" has stars, as the vendor's examples have in the place of letters`,
      "give the whole id",
    );
  };
}

function tosIsDescribed(recording: Inputs, report: Report): void {
  const storage = recording.storageConfig;
  if ((storage.type ?? StorageType.tos) === StorageType.tos && !storage.tosConfig) {
    report.failure(
      "storageConfig.tosConfig",
      "it is missing, and type 0 (TOS, the default) needs it",
      "add it",
    );
  }
}

function vodIsDescribed(recording: Inputs, report: Report): void {
  const storage = recording.storageConfig;
  if (storage.type === StorageType.vod && !storage.vodConfig) {
    report.failure("storageConfig.vodConfig", "it is missing, and type 1 (VOD) needs it", "add it");
  }
}

function customStorageIsDescribed(recording: Inputs, report: Report): void {
  const storage = recording.storageConfig;
  if (storage.type === StorageType.custom && !storage.customConfig) {
    report.failure(
      "storageConfig.customConfig",
      "it is missing, and type 2 (another vendor's storage) needs it",
      "add it",
    );
  }
}

function amazonRegionIsServed(recording: Inputs, report: Report): void {
  const custom = recording.storageConfig.customConfig;
  if (!custom || (custom.vendor ?? CustomStorageVendor.amazonS3) !== CustomStorageVendor.amazonS3) return;
  if ([7, 9, 17, 23].includes(custom.region ?? 0) || (custom.region ?? 0) > 24) {
    report.warning(
      "storageConfig.customConfig.region",
      `it is ${custom.region}, which the vendor's table of Amazon S3 regions does not serve`,
      "use one of https://www.volcengine.com/docs/6348/1167931",
    );
  }
}

function kodoTakesNoToken(recording: Inputs, report: Report): void {
  const custom = recording.storageConfig.customConfig;
  if (custom?.vendor === CustomStorageVendor.qiniuKodo && custom.securityToken !== undefined) {
    report.warning(
      "storageConfig.customConfig.securityToken",
      "Qiniu Kodo (vendor 4) takes no temporary keys",
      "use permanent keys, and leave it out",
    );
  }
}

function streamIndicesAreUnique(list: "targetStreams" | "excludeStreams"): typeof tosIsDescribed {
  return (recording, report) => {
    // Only regions need an index of each stream; one that is left out is 0 there.
    const isCustom = list === "targetStreams" && recording.layout?.layoutMode === LayoutMode.custom;
    const indices = (recording[list]?.streamList ?? []).map(
      ({ index }) => index ?? (isCustom ? 0 : undefined),
    );
    for (const { value, position } of duplicates(indices)) {
      if (value === undefined) continue;
      report.failure(
        `${list}.streamList[${position}].index`,
        `${value} is used twice, and an index is unique in its list${isCustom ? " (left out, it is 0)" : ""}`,
        "number the streams 0, 1, 2 and so on",
      );
    }
  };
}

function excludedStreamsAreCameras(recording: Inputs, report: Report): void {
  recording.excludeStreams?.streamList?.forEach(({ streamType }, position) => {
    if (streamType !== StreamType.screen) return;
    report.failure(
      `excludeStreams.streamList[${position}].streamType`,
      "it is 1 (shared screen), and the vendor excludes ordinary streams (0) only",
      "set it to 0, or name the streams that are recorded in targetStreams",
    );
  });
}

function streamsAreNotExcluded(recording: Inputs, report: Report): void {
  const excluded = recording.excludeStreams?.streamList ?? [];
  recording.targetStreams?.streamList?.forEach((stream, position) => {
    const clash = excluded.some(
      (other) => other.userId === stream.userId && (other.streamType ?? 0) === (stream.streamType ?? 0),
    );
    if (clash) {
      report.failure(
        `targetStreams.streamList[${position}]`,
        `the stream of "${stream.userId}" is in excludeStreams too`,
        "take it out of one of the two lists",
      );
    }
  });
}

function layoutNeedsMix(recording: Inputs, report: Report): void {
  if (recording.layout && recording.recordMode === RecordMode.single) {
    report.failure(
      "layout",
      "recordMode is 1 (each stream), and only a mixed recording has a layout",
      "leave it out, or set recordMode to 0",
    );
  }
}

function verticalLayoutNeedsMainStream(recording: Inputs, report: Report): void {
  if (recording.layout?.layoutMode === LayoutMode.vertical && !recording.layout.mainVideoStream) {
    report.failure(
      "layout.mainVideoStream",
      "it is missing, and layoutMode 1 (vertical) needs it",
      "name the large stream",
    );
  }
}

function regionsAreUnique(recording: Inputs, report: Report): void {
  if (recording.layout?.layoutMode !== LayoutMode.custom) return;
  const indices = (recording.layout.customLayout?.regions ?? []).map((region) => region.streamIndex);
  for (const { value, position } of duplicates(indices)) {
    report.failure(
      `layout.customLayout.regions[${position}].streamIndex`,
      `stream ${value} has two regions, and one is allowed`,
      "keep one of them",
    );
  }
}

function regionsHaveStreams(recording: Inputs, report: Report): void {
  if (recording.layout?.layoutMode !== LayoutMode.custom) return;
  // A stream without an index counts as 0, as numbers left out do elsewhere in this API.
  const known = (recording.targetStreams?.streamList ?? []).map((stream) => stream.index ?? 0);
  recording.layout.customLayout?.regions?.forEach((region, position) => {
    if (known.includes(region.streamIndex)) return;
    report.failure(
      `layout.customLayout.regions[${position}].streamIndex`,
      `no stream in targetStreams has the index ${region.streamIndex}`,
      "give one of the streams this index, or take the region out",
    );
  });
}

function streamsHaveRegions(recording: Inputs, report: Report): void {
  if (recording.layout?.layoutMode !== LayoutMode.custom) return;
  const shown = (recording.layout.customLayout?.regions ?? []).map((region) => region.streamIndex);
  recording.targetStreams?.streamList?.forEach((stream, position) => {
    const index = stream.index ?? 0;
    if (shown.includes(index)) return;
    report.failure(
      `targetStreams.streamList[${position}]`,
      `no region shows the stream with the index ${index}, and a custom layout needs one for each`,
      `add a region with streamIndex ${index} to layout.customLayout.regions`,
    );
  });
}

type Axis = { readonly size: "width" | "height"; readonly start: "locationX" | "locationY" };

const horizontal: Axis = { size: "width", start: "locationX" };
const vertical: Axis = { size: "height", start: "locationY" };

function regionsFitCanvas({ size, start }: Axis): typeof tosIsDescribed {
  return (recording, report) => {
    const limit = recording.layout?.customLayout?.canvas?.[size] ?? canvasSize[size];
    recording.layout?.customLayout?.regions?.forEach((region, position) => {
      const path = `layout.customLayout.regions[${position}]`;
      const begin = region[start] ?? 0;
      if (region[size] > limit) {
        report.failure(
          `${path}.${size}`,
          `it is ${region[size]} px, and the canvas has a ${size} of ${limit} px`,
          "make the region smaller or the canvas larger",
        );
      } else if (begin >= limit) {
        report.failure(
          `${path}.${start}`,
          `it is ${begin} px, and the canvas has a ${size} of ${limit} px`,
          "move the region into the canvas",
        );
      } else if (begin + region[size] > limit) {
        // The vendor bounds position and size, each by itself; it does not say what happens past the edge.
        report.warning(
          `${path}.${size}`,
          `the region ends at ${begin + region[size]} px, and the canvas has a ${size} of ${limit} px`,
          `make ${start} + ${size} at most ${limit}`,
        );
      }
    });
  };
}

function backgroundImageFits(recording: Inputs, report: Report): void {
  const image = recording.layout?.customLayout?.canvas?.backgroundImage;
  if (image !== undefined && Buffer.byteLength(image) > 1024) {
    report.failure(
      "layout.customLayout.canvas.backgroundImage",
      `it has ${Buffer.byteLength(image)} bytes, and at most 1024 are allowed`,
      "use a shorter address",
    );
  }
}

function heAacV2IsStereo(recording: Inputs, report: Report): void {
  if (recording.encode?.audioProfile === AudioProfile.heAacV2 && recording.encode.audioChannels === 1) {
    report.failure(
      "encode.audioChannels",
      "it is 1, and HE-AACv2 (audioProfile 2) is stereo only",
      "set it to 2",
    );
  }
}

function prefixFits(recording: Inputs, report: Report): void {
  const length = (recording.fileNameConfig?.prefix ?? []).join("/").length;
  if (length > 128) {
    report.failure(
      "fileNameConfig.prefix",
      `joined by "/" it has ${length} characters, and at most 128 are allowed`,
      "use fewer or shorter folders",
    );
  }
}

function audioFormatsNeedAudio(recording: Inputs, report: Report): void {
  if (recording.control?.mediaType === MediaType.audio) return;
  recording.fileFormatConfig?.fileFormat?.forEach((format, position) => {
    if (format === "MP3" || format === "AAC" || format === "M4A") {
      report.failure(
        `fileFormatConfig.fileFormat[${position}]`,
        `${format} holds audio only, and control.mediaType is 0 (audio and video)`,
        "set control.mediaType to 1, or use MP4, HLS or FLV",
      );
    }
  });
}

function silenceEndsBeforeIdle(recording: Inputs, report: Report): void {
  const silence = recording.control?.maxSilenceSeconds;
  const idle = recording.control?.maxIdleTime ?? defaultIdleSeconds;
  if (silence !== undefined && silence >= idle) {
    report.warning(
      "control.maxSilenceSeconds",
      `it is ${silence}, and after ${idle} idle seconds (maxIdleTime) the recording ends anyway`,
      "make it smaller than maxIdleTime",
    );
  }
}

function syncUploadNeedsHls(recording: Inputs, report: Report): void {
  const formats = recording.fileFormatConfig?.fileFormat;
  if (recording.control?.enableSyncUpload && formats?.length && !formats.includes("HLS")) {
    report.warning(
      "control.enableSyncUpload",
      "only HLS files are uploaded while they are recorded, and fileFormat does not name HLS",
      "add HLS, or leave it out",
    );
  }
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

const layoutMode = { path: "layout.layoutMode", otherwise: LayoutMode.adaptive } as const;
const otherLayouts = [LayoutMode.adaptive, LayoutMode.vertical, LayoutMode.sideBySide] as const;
const mediaType = { path: "control.mediaType", otherwise: MediaType.audioAndVideo } as const;

/** Streams that are recorded each by itself keep the size and the encoding that they are sent with. */
const mixesVideo = [
  { path: "recordMode", values: [RecordMode.mixed], otherwise: RecordMode.mixed },
  { ...mediaType, values: [MediaType.audioAndVideo] },
] as const;

const encodedVideo = {
  framesPerSecond: { path: "encode.videoFps", otherwise: 15 },
  kilobitsPerSecond: { path: "encode.videoBitrate", otherwise: 0 },
  automaticBitrate: { constant: true },
  gopSeconds: { path: "encode.videoGop", otherwise: 4 },
  codec: { path: "encode.videoCodec", values: { 0: "h264", 1: "bytevc1" }, otherwise: "h264" },
  live: { constant: false },
} as const;

const recorded = {
  meter: { constant: "volcengine-recording" },
  billed: { constant: true },
  per: { constant: "minute" },
  parts: { path: "targetStreams.streamList", count: true },
} as const;

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
export class Recording extends defineResource({
  type: "volcengine/rtc:Recording",
  kind: "task",
  inputs,
  outputs: fields({
    /** Id of the recording, as given or derived. Vendor name: TaskId. */
    taskId: z.string(),
    /** How it is; "unverified" when the vendor can no longer tell. */
    status: z.enum(["accepted", "running", "ended", "failed", "unverified"]),
    /** Why it ended or failed. Vendor name: StopReason. */
    statusReason: z.string().optional(),
    /** When it began, as ISO 8601. Vendor name: StartTime. */
    startedAt: z.string().optional(),
    /** When it ended, as ISO 8601. Vendor name: EndTime. */
    endedAt: z.string().optional(),
    /** The API region that it was started in, for example "cn-north-1". */
    region: z.string(),
    /** The files, as far as the vendor lists them. Vendor name: RecordFileList. */
    recordFileList: z.array(recordFile).optional(),
  }),
  updates,
  replacesAnyway: (before, after) => (canUpdate(before) && canUpdate(after) ? [] : updates),
  stable: ["taskId", "region"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: [
    idIsWhole("appId"),
    idIsWhole("businessId"),
    tosIsDescribed,
    vodIsDescribed,
    customStorageIsDescribed,
    amazonRegionIsServed,
    kodoTakesNoToken,
    streamIndicesAreUnique("targetStreams"),
    streamIndicesAreUnique("excludeStreams"),
    excludedStreamsAreCameras,
    streamsAreNotExcluded,
    layoutNeedsMix,
    verticalLayoutNeedsMainStream,
    regionsAreUnique,
    regionsHaveStreams,
    streamsHaveRegions,
    regionsFitCanvas(horizontal),
    regionsFitCanvas(vertical),
    backgroundImageFits,
    heAacV2IsStereo,
    prefixFits,
    audioFormatsNeedAudio,
    silenceEndsBeforeIdle,
    syncUploadNeedsHls,
    ...effectRules<Inputs>(effects),
  ],
  facets: {
    video: [
      {
        only: [...mixesVideo, { ...layoutMode, values: otherLayouts }],
        width: { path: "encode.videoWidth", otherwise: canvasSize.width },
        height: { path: "encode.videoHeight", otherwise: canvasSize.height },
        ...encodedVideo,
      },
      {
        only: [...mixesVideo, { ...layoutMode, values: [LayoutMode.custom] }],
        width: { path: "layout.customLayout.canvas.width", otherwise: canvasSize.width },
        height: { path: "layout.customLayout.canvas.height", otherwise: canvasSize.height },
        ...encodedVideo,
      },
    ],
    audio: [
      {
        sampleRateHertz: { path: "encode.audioSampleRate", otherwise: 48000 },
        kilobitsPerSecond: { path: "encode.audioBitrate", otherwise: 64 },
        channels: { path: "encode.audioChannels", otherwise: 2 },
        codec: {
          path: "encode.audioProfile",
          values: { 0: "aac-lc", 1: "he-aac", 2: "he-aac-v2" },
          otherwise: "aac-lc",
        },
      },
    ],
    window: [
      {
        only: [...mixesVideo, { ...layoutMode, values: [LayoutMode.custom] }],
        x: { path: "layout.customLayout.regions[].locationX", otherwise: 0 },
        y: { path: "layout.customLayout.regions[].locationY", otherwise: 0 },
        width: "layout.customLayout.regions[].width",
        height: "layout.customLayout.regions[].height",
        canvasWidth: { path: "layout.customLayout.canvas.width", otherwise: canvasSize.width },
        canvasHeight: { path: "layout.customLayout.canvas.height", otherwise: canvasSize.height },
      },
    ],
    list: [
      {
        of: { constant: "windows" },
        length: { path: "layout.customLayout.regions", count: true },
        most: { constant: 17 },
      },
      {
        of: { constant: "streams" },
        length: { path: "targetStreams.streamList", count: true },
        most: { constant: 17 },
      },
      {
        of: { constant: "excludedStreams" },
        length: { path: "excludeStreams.streamList", count: true },
        most: { constant: 17 },
      },
    ],
    files: [
      {
        written: { constant: true },
        formats: {
          path: "fileFormatConfig.fileFormat",
          values: { MP4: "mp4", HLS: "hls", FLV: "flv", MP3: "mp3", AAC: "aac", M4A: "m4a" },
        },
        pattern: "fileNameConfig.pattern",
      },
    ],
    store: [
      {
        at: "storageConfig.tosConfig",
        vendor: { constant: "volcengine-tos" },
        region: {
          path: "storageConfig.tosConfig.region",
          values: { 0: "cn-beijing", 1: "cn-guangzhou", 2: "cn-shanghai", 3: "ap-southeast-1" },
          otherwise: "cn-beijing",
        },
        bucket: "storageConfig.tosConfig.bucket",
        prefix: "fileNameConfig.prefix",
      },
      {
        at: "storageConfig.vodConfig",
        vendor: { constant: "volcengine-vod" },
        region: {
          path: "storageConfig.vodConfig.region",
          values: { 0: "cn-north-1", 1: "ap-southeast-1" },
          otherwise: "cn-north-1",
        },
        bucket: "storageConfig.vodConfig.space",
        storageClass: {
          path: "storageConfig.vodConfig.storageClass",
          values: { 1: "standard", 2: "archive", 3: "infrequent" },
          otherwise: "standard",
        },
      },
      {
        at: "storageConfig.customConfig",
        vendor: {
          path: "storageConfig.customConfig.vendor",
          values: { 0: "aws-s3", 1: "alibaba-oss", 2: "huawei-obs", 3: "tencent-cos", 4: "qiniu-kodo" },
          otherwise: "aws-s3",
        },
        // A number of the vendor's own table for each storage.
        region: { path: "storageConfig.customConfig.region", values: {} },
        bucket: "storageConfig.customConfig.bucket",
        prefix: "fileNameConfig.prefix",
        accessKey: "storageConfig.customConfig.accessKey",
        securityToken: "storageConfig.customConfig.securityToken",
      },
    ],
    address: [
      {
        use: { constant: "image" },
        url: "layout.customLayout.canvas.backgroundImage",
        maxBytes: { constant: 1024 },
      },
      {
        use: { constant: "image" },
        url: "layout.customLayout.regions[].alternateImage",
        maxBytes: { constant: 1024 },
      },
    ],
    service: [
      { name: { constant: "volcengine-rtc" }, application: "appId", requestsPerSecond: { constant: 60 } },
    ],
    room: [{ application: "appId", id: "roomId" }],
    duration: [
      {
        maxSeconds: { path: "control.maxRecordTime", otherwise: 0 },
        idleSeconds: { path: "control.maxIdleTime", otherwise: defaultIdleSeconds },
      },
    ],
    usage: [
      {
        only: [...mixesVideo, { ...layoutMode, values: otherLayouts }],
        ...recorded,
        width: { path: "encode.videoWidth", otherwise: canvasSize.width },
        height: { path: "encode.videoHeight", otherwise: canvasSize.height },
      },
      {
        only: [...mixesVideo, { ...layoutMode, values: [LayoutMode.custom] }],
        ...recorded,
        width: { path: "layout.customLayout.canvas.width", otherwise: canvasSize.width },
        height: { path: "layout.customLayout.canvas.height", otherwise: canvasSize.height },
      },
      {
        only: [
          { path: "recordMode", values: [RecordMode.single] },
          { ...mediaType, values: [MediaType.audioAndVideo] },
        ],
        ...recorded,
      },
      {
        only: [{ ...mediaType, values: [MediaType.audio] }],
        ...recorded,
        width: { constant: 0 },
        height: { constant: 0 },
      },
    ],
  },
}) {}
