import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import type { FacetValue } from "../../sdk/core/readFacets";
import { finds, relay, rtcRecording, subApplication, videoGeneration } from "../core/examples";
import { resourceRule } from "../core/rule";
import { jurisdictionOf } from "./jurisdictions";
import { recordedIntoBucket, recordedIntoVod } from "./recordedInto";

const store = "recordParams.mcuStorageParams.cloudStorage";

/**
 * Media stay where they may be. The region of an application is that which the resource names; where the stack's
 * configuration names it, only the list of regions can be checked.
 */
export const regionResidency = resourceRule({
  name: "storage-region-residency",
  title: "Regions",
  description:
    "Media are worked on and kept in allowed regions, and in the jurisdiction of their application.",
  level: "mandatory",
  severity: "high",
  remediation: "Move the storage to an allowed region of the same jurisdiction as the application.",
  settings: fields({
    allowedRegions: z
      .array(z.string().min(1))
      .default([])
      .describe("regions as their vendors write them; with none, all"),
    sameAsApp: z
      .boolean()
      .default(true)
      .describe("whether storages have to be in the same jurisdiction as the region that the resource names"),
    jurisdictions: z
      .record(z.string(), z.string().min(1))
      .default({})
      .describe("jurisdictions of regions that the rule does not know, or sees in another one"),
  }),
  examples: {
    good: [
      relay("the same region", { region: "ap-singapore", ...recordedIntoBucket() }),
      relay("another region of the same jurisdiction", {
        region: "ap-guangzhou",
        ...recordedIntoBucket({ region: "ap-beijing" }),
      }),
      relay(
        "another jurisdiction, and that is no matter",
        { region: "ap-hongkong", ...recordedIntoBucket() },
        {
          settings: { sameAsApp: false },
        },
      ),
      relay(
        "two jurisdictions that count as one",
        { region: "ap-hongkong", ...recordedIntoBucket() },
        { settings: { jurisdictions: { "ap-hongkong": "APAC", "ap-singapore": "APAC" } } },
      ),
      relay("a region that the configuration names", recordedIntoBucket()),
      rtcRecording("an allowed region", {}, { settings: { allowedRegions: ["cn-beijing"] } }),
      videoGeneration("an allowed region", {}, { settings: { allowedRegions: ["ap-singapore"] } }),
      subApplication("an allowed region", {}, { settings: { allowedRegions: ["ap-singapore"] } }),
    ],
    bad: [
      finds(
        relay("across a border", {
          region: "ap-guangzhou",
          ...recordedIntoBucket({ region: "ap-hongkong" }),
        }),
        `${store}.region`,
      ),
      finds(
        relay("across a border, to VOD", { region: "ap-guangzhou", ...recordedIntoVod() }),
        "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod.storageRegion",
      ),
      finds(
        relay("a region that nobody knows", {
          region: "ap-singapore",
          ...recordedIntoBucket({ region: "moon-1" }),
        }),
        `${store}.region`,
      ),
      finds(
        relay(
          "task and storage outside the list",
          { region: "ap-guangzhou", ...recordedIntoBucket({ region: "ap-beijing" }) },
          { settings: { allowedRegions: ["ap-singapore"] } },
        ),
        "region",
        `${store}.region`,
      ),
      finds(
        rtcRecording(
          "the vendor's default is outside the list",
          { "storageConfig.tosConfig.region": undefined },
          { settings: { allowedRegions: ["ap-southeast-1"] } },
        ),
        "storageConfig.tosConfig.region",
      ),
      finds(
        rtcRecording(
          "a region by number, where nobody can say which",
          {
            "storageConfig.type": 2,
            "storageConfig.tosConfig": undefined,
            "storageConfig.customConfig": { region: 8, bucket: "lessons", accessKey: "a", secretKey: "b" },
          },
          { settings: { allowedRegions: ["eu-west-1"] } },
        ),
        "storageConfig.customConfig.region",
      ),
      finds(
        subApplication(
          "no region, where regions count",
          { storageRegion: undefined },
          { settings: { allowedRegions: ["ap-singapore"] } },
        ),
        "storageRegion",
      ),
    ],
  },
  check(subject, { allowedRegions, sameAsApp, jurisdictions }, findings) {
    const stores = subject.facets("store");
    const services = subject.facets("service");

    const regionIsAllowed = (region: FacetValue<string>) => {
      const name = region.value;
      if (name !== undefined && !allowedRegions.includes(name)) {
        findings.report(region.path, `${name} is none of ${allowedRegions.join(", ")}`, "use one of these");
      }
      if (!region.absent && !region.unreadable) return;
      findings.report(
        region.path,
        region.absent
          ? "no region is named, so it is chosen elsewhere"
          : "it cannot be told which region this is",
        `name one of ${allowedRegions.join(", ")}`,
      );
    };
    if (allowedRegions.length > 0) {
      for (const { region } of [...services, ...stores]) regionIsAllowed(region);
    }

    const cloud = subject.contract.type.split("/", 1)[0] ?? "";
    const home = services[0]?.region.value;
    const homeJurisdiction = home && (jurisdictions[home] ?? jurisdictionOf(cloud, home));
    if (!sameAsApp || home === undefined || homeJurisdiction === undefined) return;
    for (const { vendor, region } of stores) {
      const name = region.value;
      const storedAt = vendor.value?.split("-", 1)[0];
      if (name === undefined || storedAt === undefined) continue;
      const jurisdiction = jurisdictions[name] ?? jurisdictionOf(storedAt, name);
      if (jurisdiction === homeJurisdiction) continue;
      findings.report(
        region.path,
        jurisdiction === undefined
          ? `the jurisdiction of ${name} is not known, and the application is in ${home} (${homeJurisdiction})`
          : `${name} (${jurisdiction}) is in another jurisdiction than the application in ${home} (${homeJurisdiction})`,
        jurisdiction === undefined
          ? "name it in the setting jurisdictions, or use another region"
          : `use a region in ${homeJurisdiction}`,
      );
    }
  },
});
