/**
 * The regions of Amazon S3 that Volcengine RTC writes to, by the numbers that it calls them by:
 * https://www.volcengine.com/docs/6348/1167931
 */
export const amazonRegions = {
  "us-east-1": 0,
  "us-east-2": 1,
  "us-west-1": 2,
  "us-west-2": 3,
  "eu-west-1": 4,
  "eu-west-2": 5,
  "eu-west-3": 6,
  "ap-southeast-1": 8,
  "ap-northeast-1": 10,
  "ap-northeast-2": 11,
  "sa-east-1": 12,
  "ca-central-1": 13,
  "ap-south-1": 14,
  "cn-north-1": 15,
  "cn-northwest-1": 16,
  "ap-east-1": 18,
  "eu-south-1": 19,
  "ap-northeast-3": 20,
  "eu-north-1": 21,
  "me-south-1": 22,
  "af-south-1": 24,
} as const;
