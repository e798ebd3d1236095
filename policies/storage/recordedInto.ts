/** For examples: a relay that is recorded into a bucket, with some of its inputs changed. */
export function recordedIntoBucket(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    "recordParams.uniRecord": 3,
    "recordParams.mcuStorageParams.cloudStorage": {
      vendor: 0,
      region: "ap-singapore",
      bucket: "lessons-1250000000",
      accessKey: "access",
      secretKey: "secret",
      fileNamePrefix: ["prod"],
      ...changes,
    },
  };
}

/** For examples: a relay that is recorded into VOD, with some of the inputs changed. */
export function recordedIntoVod(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    "recordParams.uniRecord": 3,
    "recordParams.userDefineRecordPrefix": "prod",
    "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod": {
      storageRegion: "ap-singapore",
      expireTime: 2_592_000,
      subAppId: 221073,
      ...changes,
    },
  };
}
