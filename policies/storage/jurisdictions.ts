/** Regions of the clouds that TRTC writes to, by the country or area whose law holds there (ISO 3166). */
const regionsByJurisdiction: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  tencent: {
    CN: [
      "ap-beijing",
      "ap-chengdu",
      "ap-chongqing",
      "ap-guangzhou",
      "ap-nanjing",
      "ap-shanghai",
      "ap-beijing-fsi",
      "ap-shanghai-fsi",
      "ap-shenzhen-fsi",
    ],
    HK: ["ap-hongkong"],
    SG: ["ap-singapore"],
    IN: ["ap-mumbai"],
    ID: ["ap-jakarta"],
    KR: ["ap-seoul"],
    TH: ["ap-bangkok"],
    JP: ["ap-tokyo"],
    US: ["na-siliconvalley", "na-ashburn"],
    CA: ["na-toronto"],
    BR: ["sa-saopaulo"],
    DE: ["eu-frankfurt"],
  },
  aws: {
    CN: ["cn-north-1", "cn-northwest-1"],
    HK: ["ap-east-1"],
    SG: ["ap-southeast-1"],
    IN: ["ap-south-1", "ap-south-2"],
    ID: ["ap-southeast-3"],
    KR: ["ap-northeast-2"],
    JP: ["ap-northeast-1", "ap-northeast-3"],
    AU: ["ap-southeast-2", "ap-southeast-4"],
    MY: ["ap-southeast-5"],
    TH: ["ap-southeast-7"],
    US: ["us-east-1", "us-east-2", "us-west-1", "us-west-2", "us-gov-east-1", "us-gov-west-1"],
    CA: ["ca-central-1", "ca-west-1"],
    MX: ["mx-central-1"],
    BR: ["sa-east-1"],
    IE: ["eu-west-1"],
    GB: ["eu-west-2"],
    FR: ["eu-west-3"],
    DE: ["eu-central-1"],
    CH: ["eu-central-2"],
    SE: ["eu-north-1"],
    IT: ["eu-south-1"],
    ES: ["eu-south-2"],
    IL: ["il-central-1"],
    BH: ["me-south-1"],
    AE: ["me-central-1"],
    ZA: ["af-south-1"],
  },
};

/** The jurisdiction of a cloud's region; undefined for one that this table does not have. */
export function jurisdictionOf(cloud: string, region: string): string | undefined {
  const jurisdictions = Object.entries(regionsByJurisdiction[cloud] ?? {});
  return jurisdictions.find(([, regions]) => regions.includes(region))?.[0];
}
