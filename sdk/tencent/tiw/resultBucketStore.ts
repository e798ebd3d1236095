/** How policies read the bucket of an application's tasks. */
export const resultBucketStore = {
  vendor: { constant: "tencent-cos" },
  region: "bucketLocation",
  bucket: "bucketName",
  prefix: "bucketPrefix",
} as const;
