import { z } from "zod";
import { facetSchemas } from "../../sdk/core/facets";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";
import { recordedIntoBucket, recordedIntoVod } from "./recordedInto";

const amazon = { bucket: "lessons", accessKey: "access", secretKey: "secret" };
const otherStorage = (config: object) => ({
  "storageConfig.type": 2,
  "storageConfig.tosConfig": undefined,
  "storageConfig.customConfig": config,
});

/** A key that lives for ever is not handed to another service. */
export const noStaticKeys = resourceRule({
  name: "storage-no-static-keys",
  title: "Permanent keys",
  description: "Storages are written to without permanent access keys.",
  level: "advisory",
  severity: "medium",
  remediation: "Record into VOD or TOS of the same account, or give temporary keys with their token.",
  settings: fields({
    allowFor: z
      .array(facetSchemas.store.shape.vendor)
      .default([])
      .describe("vendors of storages that may be written to with permanent keys"),
  }),
  examples: {
    good: [
      relay("VOD needs no keys", recordedIntoVod()),
      relay("keys of an allowed vendor", recordedIntoBucket(), { settings: { allowFor: ["tencent-cos"] } }),
      rtcRecording("TOS needs no keys"),
      rtcRecording("temporary keys", otherStorage({ ...amazon, securityToken: "token" })),
    ],
    bad: [
      finds(
        relay("keys of a bucket", recordedIntoBucket()),
        "recordParams.mcuStorageParams.cloudStorage.accessKey",
      ),
      finds(
        rtcRecording("keys of another vendor", otherStorage(amazon)),
        "storageConfig.customConfig.accessKey",
      ),
    ],
  },
  check(subject, { allowFor }, findings) {
    for (const { vendor, accessKey, securityToken } of subject.facets("store")) {
      if (!accessKey.given || securityToken.given) continue;
      const name = vendor.value;
      if (name === undefined || allowFor.includes(name)) continue;
      findings.report(
        accessKey.path,
        `${name} is written to with a permanent key`,
        "use a storage that needs none, temporary keys with their token, or allowFor",
      );
    }
  },
});
