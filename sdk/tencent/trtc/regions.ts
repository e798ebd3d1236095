/** The API regions that serve relays, at each site. */
export const relayRegionsBySite = {
  international: ["ap-guangzhou", "ap-hongkong", "ap-singapore"],
  mainland: ["ap-beijing", "ap-guangzhou", "ap-hongkong", "ap-shanghai", "ap-singapore"],
} as const;

/** Every region that serves relays at one of the sites. */
export const relayRegions = relayRegionsBySite.mainland;

const cloudRecordingRegions = ["ap-beijing", "ap-guangzhou", "ap-shanghai", "ap-singapore"] as const;

/** The API regions that serve cloud recordings, at each site; of the site in China the vendor says nothing else. */
export const cloudRecordingRegionsBySite = {
  international: cloudRecordingRegions,
  mainland: cloudRecordingRegions,
} as const;

const streamIngestRegions = [
  "ap-bangkok",
  "ap-guangzhou",
  "ap-jakarta",
  "ap-mumbai",
  "ap-singapore",
  "ap-tokyo",
] as const;

/** The API regions that start and change ingests, at each site; of the site in China the vendor says nothing else. */
export const streamIngestRegionsBySite = {
  international: streamIngestRegions,
  mainland: streamIngestRegions,
} as const;

/** Those for which the vendor's pages say that they also read and stop ingests. */
export const streamIngestWholeRegions: readonly string[] = [
  "ap-bangkok",
  "ap-jakarta",
  "ap-mumbai",
  "ap-singapore",
];

/** The API regions that serve recordings of pages, at each site; of the site in China the vendor says nothing else. */
export const webRecordingRegionsBySite = {
  international: ["ap-singapore"],
  mainland: ["ap-singapore"],
} as const;

/** The regions that serve an application, by how its number begins; of other numbers the vendor says nothing. */
const applicationRegions: readonly { readonly begin: RegExp; readonly regions: readonly string[] }[] = [
  { begin: /^1400/, regions: ["ap-guangzhou", "ap-hongkong", "ap-beijing", "ap-shanghai"] },
  { begin: /^[24]00/, regions: ["ap-singapore"] },
];

/** The regions that serve an application; undefined where the vendor does not say. */
export function regionsOfApplication(sdkAppId: number): readonly string[] | undefined {
  return applicationRegions.find(({ begin }) => begin.test(String(sdkAppId)))?.regions;
}
