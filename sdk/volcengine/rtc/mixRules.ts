import {
  atMostBytes,
  heeded,
  matched,
  requiredIf,
  reserved,
  unique,
  windowsStayInside,
} from "../../core/requirements";
import type { Report, Rules } from "../../core/rules";
import type { RecordingInputs } from "./Recording";
import { indexUsedTwice } from "./streams";

/** What recordings and relays have that mix streams. */
export interface MixInputs extends Pick<RecordingInputs, "targetStreams" | "excludeStreams" | "layout"> {
  readonly encode?: Omit<NonNullable<RecordingInputs["encode"]>, "audioBitrate"> | undefined;
  readonly control?:
    | Pick<NonNullable<RecordingInputs["control"]>, "mediaType" | "frameInterpolationMode">
    | undefined;
}

const mode = "layout.layoutMode";
const region = "layout.customLayout.regions[]";
const canvas = "layout.customLayout.canvas";
const targets = "targetStreams.streamList[].index";

const custom = { path: mode, values: [2] } as const;
const vertical = { path: mode, values: [1], meaning: "vertical" } as const;
const withPicture = { path: "control.mediaType", values: [0] } as const;

const canvasSize = "the canvas has a {side} of {limit} px";

function streamsAreNotExcluded(mix: MixInputs, report: Report): void {
  const excluded = mix.excludeStreams?.streamList ?? [];
  mix.targetStreams?.streamList?.forEach((stream, position) => {
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

/** What must hold across the streams of a mix, their layout and how they are encoded. */
export const mixRules: Rules<MixInputs> = [
  // Only regions need an index of each stream: one that is left out is 0 there, as numbers are elsewhere in this API.
  unique(targets, { when: [{ path: mode, not: [2] }], ...indexUsedTwice }),
  unique(targets, {
    when: [custom],
    leftOut: 0,
    ...indexUsedTwice,
    problem: `${indexUsedTwice.problem} (left out, it is 0)`,
  }),
  unique("excludeStreams.streamList[].index", indexUsedTwice),
  reserved("excludeStreams.streamList[].streamType", [1], {
    problem: "it is 1 (shared screen), and the vendor excludes ordinary streams (0) only",
    advice: "set it to 0, or name the streams that are wanted in targetStreams",
  }),
  streamsAreNotExcluded,
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
  ...heeded(["layout.mainVideoStream"], [vertical]),
  ...heeded(["layout.customLayout"], [custom]),
  ...heeded(["control.frameInterpolationMode"], [{ path: mode, values: [1, 2, 3] }], { unlessDefault: true }),
  ...heeded(
    ["encode.videoWidth", "encode.videoHeight", "encode.videoFps", "encode.videoBitrate", "encode.videoGop"],
    [withPicture],
  ),
];
