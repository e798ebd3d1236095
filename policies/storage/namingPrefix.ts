import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { expression } from "../core/expression";
import { resourceRule } from "../core/rule";
import { recordedIntoBucket, recordedIntoVod } from "./recordedInto";

/** A file's name tells whose it is. */
export const namingPrefix = resourceRule({
  name: "storage-naming-prefix",
  title: "Prefix of file names",
  description: "Names of files begin with the environment or team that they belong to.",
  level: "advisory",
  severity: "low",
  remediation: "Begin the prefix with the environment, or set another pattern.",
  settings: fields({
    pattern: expression
      .default("^(dev|test|staging|prod)(/|_|-|$)")
      .describe('regular expression that the prefix has to match, its folders joined by "/"'),
  }),
  examples: {
    good: [
      relay("a folder", recordedIntoBucket({ fileNamePrefix: ["prod", "lessons"] })),
      relay("a prefix in VOD", {
        ...recordedIntoVod(),
        "recordParams.userDefineRecordPrefix": "prod_lessons",
      }),
      rtcRecording("a folder", { "fileNameConfig.prefix": ["staging"] }),
      rtcRecording("VOD spaces take no prefix", {
        "fileNameConfig.prefix": undefined,
        "storageConfig.type": 1,
        "storageConfig.tosConfig": undefined,
        "storageConfig.vodConfig": { accountId: "2100000089", space: "lessons" },
      }),
      rtcRecording(
        "a pattern of one's own",
        { "fileNameConfig.prefix": ["media"] },
        {
          settings: { pattern: "^media$" },
        },
      ),
    ],
    bad: [
      finds(
        relay("another word", recordedIntoBucket({ fileNamePrefix: ["production"] })),
        "recordParams.mcuStorageParams.cloudStorage.fileNamePrefix",
      ),
      finds(
        relay("no prefix in VOD", { ...recordedIntoVod(), "recordParams.userDefineRecordPrefix": undefined }),
        "recordParams.userDefineRecordPrefix",
      ),
      finds(rtcRecording("no prefix", { "fileNameConfig.prefix": undefined }), "fileNameConfig.prefix"),
      finds(rtcRecording("no folder", { "fileNameConfig.prefix": [] }), "fileNameConfig.prefix"),
    ],
  },
  check(subject, { pattern }, findings) {
    for (const { prefix } of subject.facets("store")) {
      const text = [prefix.value ?? []].flat().join("/");
      if (prefix.value !== undefined ? new RegExp(pattern).test(text) : !prefix.absent) continue;
      findings.report(
        prefix.path,
        text === "" ? `there is none, and it has to match ${pattern}` : `"${text}" does not match ${pattern}`,
        "begin it with the environment or team that the files belong to",
      );
    }
  },
});
