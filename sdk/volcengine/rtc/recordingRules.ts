import { belowField, excludedIf, heeded, reserved } from "../../core/requirements";
import type { Report, Rules } from "../../core/rules";
import { idIsWhole } from "./idIsWhole";
import { mixRules } from "./mixRules";
import type { RecordingInputs } from "./Recording";
import { storageRules } from "./storageRules";

const storage = "storageConfig.customConfig";

const single = { path: "recordMode", values: [1] } as const;
const withPicture = { path: "control.mediaType", values: [0] } as const;

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
  ...storageRules,
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
  ...heeded(["fileNameConfig.prefix"], [{ path: "storageConfig.type", values: [0, 2] }]),
];
