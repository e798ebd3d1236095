import {
  atMostBytes,
  belowField,
  excludedIf,
  heeded,
  matched,
  only,
  requiredIf,
  reserved,
  unique,
  windowsStayInside,
} from "../../core/requirements";
import type { Report, Rules } from "../../core/rules";
import { idIsWhole } from "./idIsWhole";
import type { RecordingInputs } from "./Recording";

const mode = "layout.layoutMode";
const region = "layout.customLayout.regions[]";
const canvas = "layout.customLayout.canvas";
const storage = "storageConfig.customConfig";
const targets = "targetStreams.streamList[].index";

const custom = { path: mode, values: [2] } as const;
const vertical = { path: mode, values: [1], meaning: "vertical" } as const;
const single = { path: "recordMode", values: [1] } as const;
const withPicture = { path: "control.mediaType", values: [0] } as const;
const inTos = { path: "storageConfig.type", values: [0], meaning: "TOS, the default" } as const;
const inVod = { path: "storageConfig.type", values: [1], meaning: "VOD" } as const;
const elsewhere = { path: "storageConfig.type", values: [2], meaning: "another vendor's storage" } as const;

const amazonRegions = [{ from: 0, to: 6 }, 8, { from: 10, to: 16 }, { from: 18, to: 22 }, 24];
const canvasSize = "the canvas has a {side} of {limit} px";
const usedTwice = {
  problem: "{value} is used twice, and an index is unique in its list",
  advice: "number the streams 0, 1, 2 and so on",
} as const;

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

function prefixFits(recording: RecordingInputs, report: Report): void {
  const length = (recording.fileNameConfig?.prefix ?? []).join("/").length;
  if (length <= 128) return;
  report.failure(
    "fileNameConfig.prefix",
    `joined by "/" it has ${length} characters, and at most 128 are allowed`,
    "use fewer or shorter folders",
  );
}

/** What must hold across the parameters of a recording. */
export const recordingRules: Rules<RecordingInputs> = [
  idIsWhole("appId"),
  idIsWhole("businessId"),
  requiredIf("storageConfig.tosConfig", inTos),
  requiredIf("storageConfig.vodConfig", inVod),
  requiredIf(storage, elsewhere),
  only(`${storage}.region`, amazonRegions, {
    when: [{ path: `${storage}.vendor`, values: [0] }],
    level: "warning",
    problem: "it is {value}, which the vendor's table of Amazon S3 regions does not serve",
    advice: "use one of https://www.volcengine.com/docs/6348/1167931",
  }),
  excludedIf(`${storage}.securityToken`, [{ path: `${storage}.vendor`, values: [4] }], {
    level: "warning",
    problem: "Qiniu Kodo (vendor 4) takes no temporary keys",
    advice: "use permanent keys, and leave it out",
  }),
  // Only regions need an index of each stream: one that is left out is 0 there, as numbers are elsewhere in this API.
  unique(targets, { when: [{ path: mode, not: [2] }], ...usedTwice }),
  unique(targets, {
    when: [custom],
    leftOut: 0,
    ...usedTwice,
    problem: `${usedTwice.problem} (left out, it is 0)`,
  }),
  unique("excludeStreams.streamList[].index", usedTwice),
  reserved("excludeStreams.streamList[].streamType", [1], {
    problem: "it is 1 (shared screen), and the vendor excludes ordinary streams (0) only",
    advice: "set it to 0, or name the streams that are recorded in targetStreams",
  }),
  streamsAreNotExcluded,
  excludedIf("layout", [single], {
    problem: "recordMode is 1 (each stream), and only a mixed recording has a layout",
    advice: "leave it out, or set recordMode to 0",
  }),
  requiredIf("layout.mainVideoStream", vertical, { advice: "name the large stream" }),
  unique(`${region}.streamIndex`, {
    when: [custom],
    problem: "stream {value} has two regions, and one is allowed",
    advice: "keep one of them",
  }),
  matched(`${region}.streamIndex`, targets, {
    when: [custom],
    leftOut: 0,
    problem: "no stream in targetStreams has the index {value}",
    advice: "give one of the streams this index, or take the region out",
  }),
  matched(targets, `${region}.streamIndex`, {
    when: [custom],
    leftOut: 0,
    ofItem: true,
    problem: "no region shows the stream with the index {value}, and a custom layout needs one for each",
    advice: "add a region with streamIndex {value} to layout.customLayout.regions",
  }),
  // The vendor bounds position and size, each by itself; it does not say what happens past the edge.
  ...windowsStayInside({
    start: [`${region}.locationX`, `${region}.locationY`],
    size: [`${region}.width`, `${region}.height`],
    canvas: [`${canvas}.width`, `${canvas}.height`],
    level: "warning",
    problem: `the region ends at {end} px, and ${canvasSize}`,
    advice: "make {start} + {size} at most {limit}",
    alone: {
      size: {
        problem: `it is {value} px, and ${canvasSize}`,
        advice: "make the region smaller or the canvas larger",
      },
      start: { problem: `it is {value} px, and ${canvasSize}`, advice: "move the region into the canvas" },
    },
  }),
  atMostBytes(`${canvas}.backgroundImage`, 1024, { advice: "use a shorter address" }),
  reserved("encode.audioChannels", [1], {
    when: [{ path: "encode.audioProfile", values: [2] }],
    problem: "it is 1, and HE-AACv2 (audioProfile 2) is stereo only",
    advice: "set it to 2",
  }),
  prefixFits,
  reserved("fileFormatConfig.fileFormat[]", ["MP3", "AAC", "M4A"], {
    when: [withPicture],
    problem: "{value} holds audio only, and control.mediaType is 0 (audio and video)",
    advice: "set control.mediaType to 1, or use MP4, HLS or FLV",
  }),
  belowField("control.maxSilenceSeconds", "control.maxIdleTime", {
    level: "warning",
    problem: "it is {value}, and after {limit} idle seconds (maxIdleTime) the recording ends anyway",
    advice: "make it smaller than maxIdleTime",
  }),
  reserved("control.enableSyncUpload", [true], {
    when: [{ path: "fileFormatConfig.fileFormat", not: ["HLS"] }],
    level: "warning",
    problem: "only HLS files are uploaded while they are recorded, and fileFormat does not name HLS",
    advice: "add HLS, or leave it out",
  }),
  ...heeded(["layout.mainVideoStream"], [vertical]),
  ...heeded(["layout.customLayout"], [custom]),
  ...heeded(["control.frameInterpolationMode"], [{ path: mode, values: [1, 2, 3] }], { unlessDefault: true }),
  ...heeded(["control.maxSilenceSeconds"], [single]),
  ...heeded(
    ["encode.videoWidth", "encode.videoHeight", "encode.videoFps", "encode.videoBitrate", "encode.videoGop"],
    [withPicture],
  ),
  ...heeded(["storageConfig.tosConfig"], [inTos]),
  ...heeded(["storageConfig.vodConfig"], [inVod]),
  ...heeded(["storageConfig.customConfig"], [elsewhere]),
  ...heeded(["fileNameConfig.prefix"], [{ path: "storageConfig.type", values: [0, 2] }]),
];
