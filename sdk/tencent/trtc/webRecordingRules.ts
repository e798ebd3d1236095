import { atMostBytes, exactlyOne, excludedIf, heeded, only, reserved } from "../../core/requirements";
import type { Rules } from "../../core/rules";
import type { WebRecordingInputs } from "./WebRecording";

const bucket = "storageParams.cloudStorage";
const vod = "storageParams.cloudVod.tencentVod";
const format = "webRecordVideoParams.format";
const longestFile = "webRecordVideoParams.maxMediaFileDuration";

const filesEnd = {
  level: "warning",
  problem: "it is {value}, and the vendor heeds it for MP4 only: the files are HLS",
  advice: "leave it out, or use another format",
} as const;

/** What must hold across the parameters of a recording of a page. */
export const webRecordingRules: Rules<WebRecordingInputs> = [
  exactlyOne([bucket, "storageParams.cloudVod"], {
    problem: "exactly one of cloudStorage and cloudVod is allowed",
    advice: "keep the one that the files shall go to",
  }),
  only(`${bucket}.vendor`, [0], {
    problem: "it is {value}, and of buckets those of Tencent COS (0) alone take recordings of pages",
    advice: "use a bucket of Tencent COS, or cloudVod",
  }),
  reserved(`${vod}.mediaType`, [2, 4], {
    problem: "it is {value}, which holds sound only, and pages are recorded as HLS or MP4",
    advice: "use 0 (MP4) or 1 (HLS)",
  }),
  atMostBytes("recordId", 31, {
    problem: '"{value}" has {bytes} bytes, and at most 31 are allowed',
    advice: "shorten it, or leave it out to have one derived",
  }),
  ...heeded([format], [{ path: bucket, given: true }]),
  excludedIf(
    longestFile,
    [
      { path: bucket, given: true },
      { path: format, values: ["hls"] },
    ],
    filesEnd,
  ),
  excludedIf(longestFile, [{ path: `${vod}.mediaType`, values: [1] }], filesEnd),
];
