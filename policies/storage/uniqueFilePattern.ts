import { fields } from "../../sdk/core/fields";
import { finds, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

/** A recording does not overwrite the files of another one: Volcengine leaves it to the pattern to prevent that. */
export const uniqueFilePattern = resourceRule({
  name: "storage-unique-file-pattern",
  title: "Unique file names",
  description: "A pattern for file names has a part that no other recording has.",
  level: "advisory",
  severity: "medium",
  remediation: "Put {TaskId} or {Random} into the pattern.",
  settings: fields({}),
  examples: {
    good: [
      rtcRecording("the task's id", { "fileNameConfig.pattern": "{RoomId}_{TaskId}" }),
      rtcRecording("a random part", { "fileNameConfig.pattern": "{RoomId}_{Random}" }),
      rtcRecording("the vendor's own pattern", { "fileNameConfig.pattern": undefined }),
      rtcRecording("an empty pattern, which is the vendor's own", { "fileNameConfig.pattern": "" }),
      rtcRecording("VOD overwrites nothing", {
        "fileNameConfig.pattern": "{RoomId}",
        "storageConfig.type": 1,
        "storageConfig.tosConfig": undefined,
        "storageConfig.vodConfig": { accountId: "2100000089", space: "lessons" },
      }),
    ],
    bad: [
      finds(
        rtcRecording("the same name for each recording of a room", {
          "fileNameConfig.pattern": "{RoomId}_{Type}",
        }),
        "fileNameConfig.pattern",
      ),
    ],
  },
  check(subject, _settings, findings) {
    const overwrites = subject.facets("store").some(({ vendor }) => vendor.value !== "volcengine-vod");
    for (const { pattern } of subject.facets("files")) {
      const text = pattern.value;
      if (!overwrites || !text || text.includes("{TaskId}") || text.includes("{Random}")) continue;
      findings.report(
        pattern.path,
        `files of two recordings may have the same name under "${text}", and the later one overwrites`,
        "put {TaskId} or {Random} into it",
      );
    }
  },
});
