import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { expression } from "../core/expression";
import { resourceRule } from "../core/rule";
import { recordedIntoBucket } from "./recordedInto";

const settings = { allowedBuckets: ["lessons(-\\d+)?"] };

/** Files go to buckets that somebody looks after. */
export const bucketAllowList = resourceRule({
  name: "storage-bucket-allow-list",
  title: "Buckets",
  description: "Files go to allowed buckets and spaces only.",
  level: "mandatory",
  severity: "medium",
  remediation: "Name an allowed bucket, or add this one to allowedBuckets.",
  settings: fields({
    allowedBuckets: z
      .array(expression)
      .default([])
      .describe("regular expressions, one of which the whole name has to match; with none, all are allowed"),
  }),
  examples: {
    good: [
      relay("no list", recordedIntoBucket()),
      relay("on the list", recordedIntoBucket(), { settings }),
      rtcRecording("on the list", {}, { settings }),
    ],
    bad: [
      finds(
        relay(
          "only a part of the name is on the list",
          recordedIntoBucket({ bucket: "lessons-1250000000-old" }),
          {
            settings,
          },
        ),
        "recordParams.mcuStorageParams.cloudStorage.bucket",
      ),
      finds(
        rtcRecording("not on the list", { "storageConfig.tosConfig.bucket": "scratch" }, { settings }),
        "storageConfig.tosConfig.bucket",
      ),
    ],
  },
  check(subject, { allowedBuckets }, findings) {
    if (allowedBuckets.length === 0) return;
    for (const { bucket } of subject.facets("store")) {
      const name = bucket.value;
      if (name === undefined || allowedBuckets.some((text) => new RegExp(`^(?:${text})$`).test(name)))
        continue;
      findings.report(
        bucket.path,
        `"${name}" is no allowed bucket: none of ${allowedBuckets.join(", ")}`,
        "use one that is",
      );
    }
  },
});
