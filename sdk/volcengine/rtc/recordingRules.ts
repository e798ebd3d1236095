import { belowField, excludedIf, heeded, only, requiredIf, reserved } from "../../core/requirements";
import type { Report, Rules } from "../../core/rules";
import { idIsWhole } from "./idIsWhole";
import { mixRules } from "./mixRules";
import type { RecordingInputs } from "./Recording";

const storage = "storageConfig.customConfig";

const single = { path: "recordMode", values: [1] } as const;
const withPicture = { path: "control.mediaType", values: [0] } as const;
const inTos = { path: "storageConfig.type", values: [0], meaning: "TOS, the default" } as const;
const inVod = { path: "storageConfig.type", values: [1], meaning: "VOD" } as const;
const elsewhere = { path: "storageConfig.type", values: [2], meaning: "another vendor's storage" } as const;

const amazonRegions = [{ from: 0, to: 6 }, 8, { from: 10, to: 16 }, { from: 18, to: 22 }, 24];
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
  ...mixRules,
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
  excludedIf("layout", [single], {
    problem: "recordMode is 1 (each stream), and only a mixed recording has a layout",
    advice: "leave it out, or set recordMode to 0",
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
  ...heeded(["control.maxSilenceSeconds"], [single]),
  ...heeded(["storageConfig.tosConfig"], [inTos]),
  ...heeded(["storageConfig.vodConfig"], [inVod]),
  ...heeded(["storageConfig.customConfig"], [elsewhere]),
  ...heeded(["fileNameConfig.prefix"], [{ path: "storageConfig.type", values: [0, 2] }]),
];
