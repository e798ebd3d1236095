import { z } from "zod";
import { byDefault, choice, fields, freeText, onlyAt, secret } from "../../core/fields";
import { noteFacets } from "../../core/noteFacets";

/** Object storages that TRTC writes to. */
export const CloudStorageVendor = {
  /** Tencent Cloud COS. */
  tencentCos: 0,
  /** Amazon S3. */
  awsS3: 1,
} as const;

/** A bucket that recordings are written to. Vendor name: CloudStorage. */
export const CloudStorage = fields({
  /** The storage, see {@link CloudStorageVendor}: 0 Tencent COS, 1 AWS S3. Vendor name: Vendor. */
  vendor: choice(CloudStorageVendor),
  /** The bucket's region, for example "ap-singapore". Vendor name: Region. */
  region: z.string().min(1),
  /** The bucket. Vendor name: Bucket. */
  bucket: z.string().min(1),
  /** Access key with write permission on the bucket. Secret. Vendor name: AccessKey. */
  accessKey: secret(z.string().min(1)),
  /** Secret key of `accessKey`. Secret. Vendor name: SecretKey. */
  secretKey: secret(z.string().min(1)),
  /** Path segments before the file name: letters, digits, "_" and "-". Vendor name: FileNamePrefix. */
  fileNamePrefix: z.array(z.string().regex(/^[A-Za-z0-9_-]+$/, "letters, digits, _ and -")).optional(),
  /** Endpoint of an S3-compatible storage; international site only. Vendor name: EndpointUrl. */
  endpointUrl: onlyAt("international", z.string().min(1)).optional(),
});

noteFacets(CloudStorage, {
  store: [
    {
      at: "",
      vendor: { path: "vendor", values: { 0: "tencent-cos", 1: "aws-s3" } },
      region: "region",
      bucket: "bucket",
      prefix: "fileNamePrefix",
      accessKey: "accessKey",
    },
  ],
});

/** Tencent Cloud VOD as the store of recordings. Vendor name: TencentVod. */
export const TencentVod = fields({
  /** Task flow that VOD runs on the file. Vendor name: Procedure. */
  procedure: z.string().optional(),
  /** Seconds until the file expires; 0 keeps it for ever. Vendor name: ExpireTime. */
  expireTime: byDefault(0, z.int().min(0)),
  /** Region of the storage. Vendor name: StorageRegion. */
  storageRegion: z.string().optional(),
  /** Category of the file. Vendor name: ClassId. */
  classId: byDefault(0, z.int().min(0)),
  /** The VOD application. Vendor name: SubAppId. */
  subAppId: z.int().min(0).optional(),
  /** Text handed through to the task flow's callbacks. Vendor name: SessionContext. */
  sessionContext: freeText(z.string()).optional(),
  /** Text handed through to the upload's callbacks. Vendor name: SourceContext. */
  sourceContext: freeText(z.string()).optional(),
});

/** What policies read of VOD as a store. */
const vodStore = {
  at: "",
  vendor: { constant: "tencent-vod" },
  region: "storageRegion",
  expireSeconds: "expireTime",
  applicationId: "subAppId",
} as const;

noteFacets(TencentVod, { store: [vodStore] });

/** Formats of the files in VOD. */
export const CloudRecordingVodFormat = {
  /** MP4. */
  mp4: 0,
  /** HLS. */
  hls: 1,
  /** AAC: sound only. */
  aac: 2,
  /** HLS and MP4. */
  hlsAndMp4: 3,
  /** HLS and AAC: sound only. */
  hlsAndAac: 4,
} as const;

/** Tencent Cloud VOD as the store of a recording's files. Vendor name: TencentVod. */
export const RecordingVod = fields({
  ...TencentVod.shape,
  /**
   * Format of the files, see {@link CloudRecordingVodFormat}: 0 MP4, 1 HLS, 2 AAC, 3 HLS and MP4, 4 HLS and AAC. Vendor
   * name: MediaType.
   */
  mediaType: byDefault(CloudRecordingVodFormat.mp4, choice(CloudRecordingVodFormat)),
  /** Prefix of the files' names: up to 64 letters, digits, "_" and "-". Vendor name: UserDefineRecordId. */
  userDefineRecordId: z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/, "letters, digits, _ and -")
    .optional(),
});

noteFacets(RecordingVod, { store: [{ ...vodStore, prefix: "userDefineRecordId" }] });

/** Tencent Cloud VOD as the store. Vendor name: CloudVod. */
export const RecordingCloudVod = fields({
  /** The VOD settings. Vendor name: TencentVod. */
  tencentVod: RecordingVod.optional(),
});

/** Where the files of a recording go. Vendor name: StorageParams. */
export const RecordingStorageParams = fields({
  /** A bucket. Vendor name: CloudStorage. */
  cloudStorage: CloudStorage.optional(),
  /** Tencent Cloud VOD. Vendor name: CloudVod. */
  cloudVod: RecordingCloudVod.optional(),
});
