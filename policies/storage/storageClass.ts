import { z } from "zod";
import { facetSchemas } from "../../sdk/core/facets";
import { fields } from "../../sdk/core/fields";
import { finds, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

const inVod = (storageClass?: number) => ({
  "storageConfig.type": 1,
  "storageConfig.tosConfig": undefined,
  "storageConfig.vodConfig": {
    accountId: "2100000089",
    space: "lessons",
    ...(storageClass !== undefined && { storageClass }),
  },
});

/** Files are in the class that their use pays for. */
export const storageClass = resourceRule({
  name: "storage-class",
  title: "Storage class",
  description: "Files are kept in an allowed storage class.",
  level: "advisory",
  severity: "low",
  remediation: "Choose an allowed storage class.",
  settings: fields({
    allowed: z
      .array(facetSchemas.store.shape.storageClass)
      .default([])
      .describe("storage classes; with none, all are allowed"),
  }),
  examples: {
    good: [
      rtcRecording("no list", inVod(1)),
      rtcRecording("an allowed class", inVod(2), { settings: { allowed: ["archive", "infrequent"] } }),
      rtcRecording("TOS buckets have their own class", {}, { settings: { allowed: ["archive"] } }),
    ],
    bad: [
      finds(
        rtcRecording("another class", inVod(3), { settings: { allowed: ["standard"] } }),
        "storageConfig.vodConfig.storageClass",
      ),
      finds(
        rtcRecording("the vendor's default is another class", inVod(), {
          settings: { allowed: ["archive"] },
        }),
        "storageConfig.vodConfig.storageClass",
      ),
    ],
  },
  check(subject, { allowed }, findings) {
    if (allowed.length === 0) return;
    for (const { storageClass: kept } of subject.facets("store")) {
      const name = kept.value;
      if (name === undefined || allowed.includes(name)) continue;
      findings.report(
        kept.path,
        `it is ${name}${kept.remark}, and allowed are ${allowed.join(", ")}`,
        "choose one of these",
      );
    }
  },
});
