import { effectRules } from "../../core/effectRules";
import type { Effect } from "../../core/holds";
import type { Report, Rule } from "../../core/rules";
import { defaultIdleSeconds, MediaType, RecordMode } from "./control";
import { AudioProfile } from "./encode";
import { canvasSize, LayoutMode } from "./layout";
import type { RecordingInputs } from "./Recording";
import { CustomStorageVendor, StorageType } from "./storage";
import { StreamType } from "./streams";

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

function tosIsDescribed(recording: RecordingInputs, report: Report): void {
  const storage = recording.storageConfig;
  if ((storage.type ?? StorageType.tos) === StorageType.tos && !storage.tosConfig) {
    report.failure(
      "storageConfig.tosConfig",
      "it is missing, and type 0 (TOS, the default) needs it",
      "add it",
    );
  }
}

function vodIsDescribed(recording: RecordingInputs, report: Report): void {
  const storage = recording.storageConfig;
  if (storage.type === StorageType.vod && !storage.vodConfig) {
    report.failure("storageConfig.vodConfig", "it is missing, and type 1 (VOD) needs it", "add it");
  }
}

function customStorageIsDescribed(recording: RecordingInputs, report: Report): void {
  const storage = recording.storageConfig;
  if (storage.type === StorageType.custom && !storage.customConfig) {
    report.failure(
      "storageConfig.customConfig",
      "it is missing, and type 2 (another vendor's storage) needs it",
      "add it",
    );
  }
}

function amazonRegionIsServed(recording: RecordingInputs, report: Report): void {
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

function kodoTakesNoToken(recording: RecordingInputs, report: Report): void {
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

function excludedStreamsAreCameras(recording: RecordingInputs, report: Report): void {
  recording.excludeStreams?.streamList?.forEach(({ streamType }, position) => {
    if (streamType !== StreamType.screen) return;
    report.failure(
      `excludeStreams.streamList[${position}].streamType`,
      "it is 1 (shared screen), and the vendor excludes ordinary streams (0) only",
      "set it to 0, or name the streams that are recorded in targetStreams",
    );
  });
}

function streamsAreNotExcluded(recording: RecordingInputs, report: Report): void {
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

function layoutNeedsMix(recording: RecordingInputs, report: Report): void {
  if (recording.layout && recording.recordMode === RecordMode.single) {
    report.failure(
      "layout",
      "recordMode is 1 (each stream), and only a mixed recording has a layout",
      "leave it out, or set recordMode to 0",
    );
  }
}

function verticalLayoutNeedsMainStream(recording: RecordingInputs, report: Report): void {
  if (recording.layout?.layoutMode === LayoutMode.vertical && !recording.layout.mainVideoStream) {
    report.failure(
      "layout.mainVideoStream",
      "it is missing, and layoutMode 1 (vertical) needs it",
      "name the large stream",
    );
  }
}

function regionsAreUnique(recording: RecordingInputs, report: Report): void {
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

function regionsHaveStreams(recording: RecordingInputs, report: Report): void {
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

function streamsHaveRegions(recording: RecordingInputs, report: Report): void {
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

function backgroundImageFits(recording: RecordingInputs, report: Report): void {
  const image = recording.layout?.customLayout?.canvas?.backgroundImage;
  if (image !== undefined && Buffer.byteLength(image) > 1024) {
    report.failure(
      "layout.customLayout.canvas.backgroundImage",
      `it has ${Buffer.byteLength(image)} bytes, and at most 1024 are allowed`,
      "use a shorter address",
    );
  }
}

function heAacV2IsStereo(recording: RecordingInputs, report: Report): void {
  if (recording.encode?.audioProfile === AudioProfile.heAacV2 && recording.encode.audioChannels === 1) {
    report.failure(
      "encode.audioChannels",
      "it is 1, and HE-AACv2 (audioProfile 2) is stereo only",
      "set it to 2",
    );
  }
}

function prefixFits(recording: RecordingInputs, report: Report): void {
  const length = (recording.fileNameConfig?.prefix ?? []).join("/").length;
  if (length > 128) {
    report.failure(
      "fileNameConfig.prefix",
      `joined by "/" it has ${length} characters, and at most 128 are allowed`,
      "use fewer or shorter folders",
    );
  }
}

function audioFormatsNeedAudio(recording: RecordingInputs, report: Report): void {
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

function silenceEndsBeforeIdle(recording: RecordingInputs, report: Report): void {
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

function syncUploadNeedsHls(recording: RecordingInputs, report: Report): void {
  const formats = recording.fileFormatConfig?.fileFormat;
  if (recording.control?.enableSyncUpload && formats?.length && !formats.includes("HLS")) {
    report.warning(
      "control.enableSyncUpload",
      "only HLS files are uploaded while they are recorded, and fileFormat does not name HLS",
      "add HLS, or leave it out",
    );
  }
}

/** What must hold across the parameters of a recording. */
export const recordingRules: readonly Rule<RecordingInputs>[] = [
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
  ...effectRules<RecordingInputs>(effects),
];
