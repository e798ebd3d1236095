import { z } from "zod";
import { facetSchemas } from "../../sdk/core/facets";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording, subApplication, videoRedraw } from "../core/examples";
import { resourceRule } from "../core/rule";
import { recordedIntoBucket } from "./recordedInto";

/** Files stay with vendors that may have them. */
export const vendorAllowList = resourceRule({
  name: "storage-vendor-allow-list",
  title: "Vendors of storages",
  description: "Files go to storages of allowed vendors only.",
  level: "mandatory",
  severity: "high",
  remediation: "Name a storage of an allowed vendor, or add the vendor to allowedVendors.",
  settings: fields({
    allowedVendors: z
      .array(facetSchemas.store.shape.vendor)
      .default([])
      .describe("vendors of storages; with none, those of the cloud that the task runs in"),
  }),
  examples: {
    good: [
      relay("recorded by TRTC into COS", recordedIntoBucket({ vendor: 0 })),
      relay("recorded into S3, which is allowed", recordedIntoBucket({ vendor: 1 }), {
        settings: { allowedVendors: ["aws-s3"] },
      }),
      rtcRecording("recorded by Volcengine into TOS"),
      videoRedraw("kept in VOD of the same cloud"),
      subApplication("an application of the same cloud"),
    ],
    bad: [
      finds(
        relay("recorded by TRTC into S3", recordedIntoBucket({ vendor: 1 })),
        "recordParams.mcuStorageParams.cloudStorage.vendor",
      ),
      finds(
        rtcRecording(
          "recorded into TOS, and only S3 is allowed",
          {},
          { settings: { allowedVendors: ["aws-s3"] } },
        ),
        "storageConfig.tosConfig",
      ),
      finds(
        rtcRecording("recorded by Volcengine into the storage of another vendor", {
          "storageConfig.type": 2,
          "storageConfig.tosConfig": undefined,
          "storageConfig.customConfig": { bucket: "lessons", accessKey: "access", secretKey: "secret" },
        }),
        "storageConfig.customConfig.vendor",
      ),
    ],
  },
  check(subject, { allowedVendors }, findings) {
    const cloud = subject.contract.type.split("/", 1)[0];
    for (const { vendor } of subject.facets("store")) {
      const name = vendor.value;
      if (name === undefined) continue;
      if (allowedVendors.length > 0 ? allowedVendors.includes(name) : name.startsWith(`${cloud}-`)) continue;
      const allowed = allowedVendors.length > 0 ? allowedVendors.join(", ") : `those of ${cloud} itself`;
      findings.report(
        vendor.path,
        `files would go to ${name}, and allowed storages are ${allowed}`,
        "name one of these",
      );
    }
  },
});
