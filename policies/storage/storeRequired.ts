import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

const bucket = {
  vendor: 0,
  region: "ap-singapore",
  bucket: "lessons-1250000000",
  accessKey: "access",
  secretKey: "secret",
};

/** What is recorded is kept somewhere, and in one place. */
export const storeRequired = resourceRule({
  name: "storage-required",
  title: "One storage",
  description: "A task that writes files names exactly one storage for them.",
  level: "mandatory",
  severity: "high",
  remediation: "Give the recording one bucket or one VOD application.",
  settings: fields({}),
  examples: {
    good: [
      relay("no recording, no storage"),
      relay("recorded into a bucket", {
        "recordParams.uniRecord": 3,
        "recordParams.mcuStorageParams.cloudStorage": bucket,
      }),
      rtcRecording("recorded into TOS"),
    ],
    bad: [
      finds(relay("recorded, and nowhere to put it", { "recordParams.uniRecord": 3 }), "recordParams"),
      finds(
        rtcRecording("two storages", {
          "storageConfig.vodConfig": { accountId: "2100000089", space: "lessons" },
        }),
        "storageConfig.vodConfig",
      ),
    ],
  },
  check(subject, _settings, findings) {
    for (const files of subject.facets("files")) {
      if (files.written.value !== true) continue;
      const [first, second] = subject.facets("store");
      if (!first) {
        findings.report(files.at, "files are written, and no storage is named", "name one");
      } else if (second) {
        findings.report(second.at, `files would go to ${first.at} too`, "keep one of the two");
      }
    }
  },
});
