import {
  atMostBytes,
  atMostOne,
  exactlyOne,
  heeded,
  requiredIf,
  reserved,
  windowsStayInside,
} from "../../core/requirements";
import type { Report, Rules } from "../../core/rules";
import type { CloudRecordingInputs } from "./CloudRecording";
import { roomIsOfItsType } from "./roomIsOfItsType";

const layout = "mixLayoutParams";
const window = `${layout}.mixLayoutList[]` as const;
const mark = `${layout}.waterMarkList[]` as const;
const users = "recordParams.subscribeStreamUserIds";
const vod = "storageParams.cloudVod.tencentVod";
const markType = `${mark}.waterMarkType` as const;
const layoutMode = `${layout}.mixLayoutMode` as const;

const mixed = { path: "recordParams.recordMode", values: [2] } as const;
const mostPixels = 1920 * 1080;

function pictureIsNotTooLarge({ mixTranscodeParams }: CloudRecordingInputs, report: Report): void {
  const { width = 0, height = 0 } = mixTranscodeParams?.videoParams ?? {};
  if (width * height <= mostPixels) return;
  report.failure(
    "mixTranscodeParams.videoParams.width",
    `${width} x ${height} are ${width * height} pixels, and at most ${mostPixels} (1920 x 1080) are allowed`,
    "make the picture smaller",
  );
}

function onlyFilesThatEndAreCutByTime(
  { recordParams, storageParams }: CloudRecordingInputs,
  report: Report,
): void {
  const { outputFormat = 0, maxMediaFileDuration } = recordParams;
  const { cloudStorage, cloudVod } = storageParams;
  const isHls = cloudStorage ? outputFormat === 0 : cloudVod?.tencentVod?.mediaType === 1;
  if (maxMediaFileDuration === undefined || !isHls) return;
  report.warning(
    "recordParams.maxMediaFileDuration",
    "the vendor heeds it for MP4 and AAC only, and the files are HLS alone",
    "leave it out, or use another format",
  );
}

/** What must hold across the parameters of a cloud recording. */
export const cloudRecordingRules: Rules<CloudRecordingInputs> = [
  roomIsOfItsType,
  atMostBytes("userId", 32, {
    problem: '"{value}" has {bytes} bytes, and at most 32 are allowed',
    advice: "shorten it, or leave it out to have one derived",
  }),
  exactlyOne(["storageParams.cloudStorage", "storageParams.cloudVod"], {
    problem: "exactly one of cloudStorage and cloudVod is allowed",
    advice: "keep the one that the files shall go to",
  }),
  atMostOne([`${users}.subscribeAudioUserIds`, `${users}.unSubscribeAudioUserIds`], {
    problem: "subscribeAudioUserIds and unSubscribeAudioUserIds exclude each other",
    advice: "keep the list that says it all",
  }),
  atMostOne([`${users}.subscribeVideoUserIds`, `${users}.unSubscribeVideoUserIds`], {
    problem: "subscribeVideoUserIds and unSubscribeVideoUserIds exclude each other",
    advice: "keep the list that says it all",
  }),
  reserved(`${vod}.mediaType`, [2, 4], {
    when: [{ path: "recordParams.streamType", not: [1] }],
    problem: "it is {value}, which holds sound only, and recordParams.streamType is {other}",
    advice: "set recordParams.streamType to 1 (sound), or use another format",
  }),
  pictureIsNotTooLarge,
  onlyFilesThatEndAreCutByTime,
  ...windowsStayInside({
    start: [`${window}.left`, `${window}.top`],
    size: [`${window}.width`, `${window}.height`],
    canvas: ["mixTranscodeParams.videoParams.width", "mixTranscodeParams.videoParams.height"],
    problem: "the window ends at {end} px, and the video is {limit} px {long}",
    advice: "make {start} + {size} at most videoParams.{side}",
  }),
  ...windowsStayInside({
    start: [`${window}.left`, `${window}.top`],
    size: [`${window}.width`, `${window}.height`],
    canvas: [360, 640],
    when: [{ path: "mixTranscodeParams.videoParams", given: false }],
    problem: "the window ends at {end} px, and the video is {limit} px {long} where videoParams are left out",
    advice: "add mixTranscodeParams.videoParams with its size, or make {start} + {size} at most {limit}",
  }),
  requiredIf(`${mark}.waterMarkImage`, { path: markType, values: [0], meaning: "a picture" }),
  requiredIf(`${mark}.waterMarkChar`, { path: markType, values: [1], meaning: "a text" }),
  requiredIf(`${mark}.waterMarkTimestamp`, { path: markType, values: [2], meaning: "the time" }),
  ...heeded(["mixTranscodeParams", layout], [mixed]),
  ...heeded(["recordParams.avMerge"], [{ ...mixed, values: [1] }], { unlessDefault: true }),
  ...heeded(["recordParams.outputFormat"], [{ path: "storageParams.cloudStorage", given: true }]),
  ...heeded([`${layout}.mixLayoutList`], [{ path: layoutMode, values: [4] }]),
  ...heeded([`${layout}.maxResolutionUserId`], [{ path: layoutMode, values: [1, 2] }]),
  ...heeded([`${layout}.mediaId`], [{ path: `${layout}.maxResolutionUserId`, given: true }], {
    unlessDefault: true,
  }),
  ...heeded([`${layout}.maxResolutionUserAlign`], [{ path: layoutMode, values: [2] }], {
    unlessDefault: true,
  }),
  ...heeded([`${layout}.renderMode`], [{ path: layoutMode, values: [1, 2, 3] }]),
  ...heeded([`${layout}.backgroundImageRenderMode`], [{ path: `${layout}.backgroundImageUrl`, given: true }]),
  ...heeded([`${mark}.waterMarkImage`], [{ path: markType, values: [0] }]),
  ...heeded([`${mark}.waterMarkChar`], [{ path: markType, values: [1] }]),
  ...heeded([`${mark}.waterMarkTimestamp`], [{ path: markType, values: [2] }]),
];
