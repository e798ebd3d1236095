import { z } from "zod";
import { byDefault, choice, fields, secret } from "../../core/fields";
import { noteFacets } from "../../core/noteFacets";

/** Where files go: Volcengine TOS, Volcengine VOD, or another vendor's object storage. */
export const StorageType = {
  /** Volcengine TOS, an object storage. */
  tos: 0,
  /** Volcengine VOD. */
  vod: 1,
  /** Another vendor's object storage. */
  custom: 2,
} as const;

/** Where pictures go: as {@link StorageType} says, or to Volcengine veImageX. */
export const SnapshotStorageType = {
  ...StorageType,
  /** Volcengine veImageX, which serves pictures. */
  veImageX: 3,
} as const;

/** Object storages of other vendors. */
export const CustomStorageVendor = {
  /** Amazon S3. */
  amazonS3: 0,
  /** Alibaba Cloud OSS. */
  alibabaOss: 1,
  /** Huawei Cloud OBS. */
  huaweiObs: 2,
  /** Tencent Cloud COS. */
  tencentCos: 3,
  /** Qiniu Kodo, which takes no temporary keys. */
  qiniuKodo: 4,
} as const;

/** Regions of Volcengine TOS. */
export const TosRegion = {
  /** cn-beijing. */
  cnBeijing: 0,
  /** cn-guangzhou. */
  cnGuangzhou: 1,
  /** cn-shanghai. */
  cnShanghai: 2,
  /** ap-southeast-1. */
  apSoutheast1: 3,
} as const;

/** Regions of Volcengine VOD. */
export const VodRegion = {
  /** cn-north-1. */
  cnNorth1: 0,
  /** ap-southeast-1. */
  apSoutheast1: 1,
} as const;

/** Storage classes of Volcengine VOD. */
export const VodStorageClass = {
  /** Standard. */
  standard: 1,
  /** Archive. */
  archive: 2,
  /** Infrequent access. */
  infrequent: 3,
} as const;

const tosConfig = fields({
  /** Id of the Volcengine main account, also when a sub-user signs. Vendor name: AccountId. */
  accountId: z.string().min(1),
  /**
   * The bucket's region, see {@link TosRegion}: 0 cn-beijing, 1 cn-guangzhou, 2 cn-shanghai, 3 ap-southeast-1.
   * Vendor name: Region.
   */
  region: byDefault(TosRegion.cnBeijing, choice(TosRegion)),
  /** The bucket. Vendor name: Bucket. */
  bucket: z.string().min(1),
});

noteFacets(tosConfig, {
  store: [
    {
      at: "",
      vendor: { constant: "volcengine-tos" },
      region: {
        path: "region",
        values: { 0: "cn-beijing", 1: "cn-guangzhou", 2: "cn-shanghai", 3: "ap-southeast-1" },
      },
      bucket: "bucket",
    },
  ],
});

const vodConfig = fields({
  /** Id of the Volcengine main account, also when a sub-user signs. Vendor name: AccountId. */
  accountId: z.string().min(1),
  /** The space's region, see {@link VodRegion}: 0 cn-north-1, 1 ap-southeast-1. Vendor name: Region. */
  region: byDefault(VodRegion.cnNorth1, choice(VodRegion)),
  /** The VOD space. Vendor name: Space. */
  space: z.string().min(1),
  /**
   * Storage class, see {@link VodStorageClass}: 1 standard, 2 archive, 3 infrequent access. Vendor name:
   * StorageClass.
   */
  storageClass: byDefault(VodStorageClass.standard, choice(VodStorageClass)),
  /** Whether the type of the media is set by the ending of the file's name. Vendor name: AutoSetFileExtension. */
  autoSetFileExtension: byDefault(false, z.boolean()),
});

noteFacets(vodConfig, {
  store: [
    {
      at: "",
      vendor: { constant: "volcengine-vod" },
      region: { path: "region", values: { 0: "cn-north-1", 1: "ap-southeast-1" } },
      bucket: "space",
      storageClass: "storageClass",
    },
  ],
});

/** A bucket of another vendor's, with keys for it. Vendor name: CustomConfig. */
export const CustomStorage = fields({
  /**
   * The storage, see {@link CustomStorageVendor}: 0 Amazon S3, 1 Alibaba OSS, 2 Huawei OBS, 3 Tencent COS, 4 Qiniu
   * Kodo. Vendor name: Vendor.
   */
  vendor: byDefault(CustomStorageVendor.amazonS3, choice(CustomStorageVendor)),
  /**
   * Number of the bucket's region, from 0; each storage has its own table,
   * https://www.volcengine.com/docs/6348/1167931. Vendor name: Region.
   */
  region: byDefault(0, z.int().min(0)),
  /** The bucket. Vendor name: Bucket. */
  bucket: z.string().min(1),
  /** Access key with write permission on the bucket. Secret. Vendor name: AccessKey. */
  accessKey: secret(z.string().min(1)),
  /** Secret key of `accessKey`. Secret. Vendor name: SecretKey. */
  secretKey: secret(z.string().min(1)),
});

const customConfig = fields({
  ...CustomStorage.shape,
  /**
   * Session token of temporary keys, valid for an hour longer than the recording; not for Kodo. Secret. Vendor name:
   * SecurityToken.
   */
  securityToken: secret(z.string().min(1)).optional(),
});

const elsewhere = {
  at: "",
  vendor: {
    path: "vendor",
    values: { 0: "aws-s3", 1: "alibaba-oss", 2: "huawei-obs", 3: "tencent-cos", 4: "qiniu-kodo" },
  },
  // A number of the vendor's own table for each storage.
  region: { path: "region", values: {} },
  bucket: "bucket",
  accessKey: "accessKey",
} as const;

noteFacets(CustomStorage, { store: [elsewhere] });
noteFacets(customConfig, { store: [{ ...elsewhere, securityToken: "securityToken" }] });

/** Where a recording is stored. Vendor name: StorageConfig. */
export const StorageConfig = fields({
  /** The storage, see {@link StorageType}: 0 TOS, 1 VOD, 2 another vendor's. Vendor name: Type. */
  type: byDefault(StorageType.tos, choice(StorageType)),
  /** Volcengine TOS; needed with type 0. Vendor name: TosConfig. */
  tosConfig: tosConfig.optional(),
  /** Volcengine VOD; needed with type 1. Vendor name: VodConfig. */
  vodConfig: vodConfig.optional(),
  /** Another vendor's object storage; needed with type 2. Vendor name: CustomConfig. */
  customConfig: customConfig.optional(),
});

/** Where slices are stored. Vendor name: StorageConfig. */
export const SegmentStorageConfig = fields({
  ...StorageConfig.shape,
  /** Another vendor's object storage, with keys that do not expire; needed with type 2. Vendor name: CustomConfig. */
  customConfig: CustomStorage.optional(),
});

const veImageXConfig = fields({
  /** Id of the Volcengine main account, also when a sub-user signs. Vendor name: AccountId. */
  accountId: z.string().min(1),
  /** Number of the service's region, from 0; the vendor publishes no table of them. Vendor name: Region. */
  region: byDefault(0, z.int().min(0)),
  /** The veImageX service. Vendor name: ServiceId. */
  serviceId: z.string().min(1),
});

noteFacets(veImageXConfig, {
  store: [
    {
      at: "",
      vendor: { constant: "volcengine-veimagex" },
      region: { path: "region", values: {} },
      bucket: "serviceId",
    },
  ],
});

/** Where pictures are stored. Vendor name: StorageConfig. */
export const SnapshotStorageConfig = fields({
  ...SegmentStorageConfig.shape,
  /** The storage, see {@link SnapshotStorageType}: 0 TOS, 1 VOD, 2 another vendor's, 3 veImageX. Vendor name: Type. */
  type: byDefault(SnapshotStorageType.tos, choice(SnapshotStorageType)),
  /** Volcengine veImageX; needed with type 3. Vendor name: VeImageXConfig. */
  veImageXConfig: veImageXConfig.optional(),
});

/** The formats of a recording's files. Vendor name: FileFormatConfig. */
export const FileFormatConfig = fields({
  /**
   * Formats, one file each: "MP4", "HLS", "FLV"; "MP3", "AAC" and "M4A" only with `control.mediaType` 1 (audio).
   * Vendor name: FileFormat.
   */
  fileFormat: z.array(z.enum(["MP4", "HLS", "FLV", "MP3", "AAC", "M4A"])).optional(),
});

/** The names of a recording's files. Vendor name: FileNameConfig. */
export const FileNameConfig = fields({
  /**
   * Folders before the file's name, letters and digits each, at most 128 characters when joined by "/"; not for VOD.
   * Vendor name: Prefix.
   */
  prefix: z.array(z.string().regex(/^[a-zA-Z0-9]+$/, "letters and digits")).optional(),
  /**
   * The file's name, with {TaskId}, {RoomId}, {UserId}, {Type}, {StartTime}, {Duration} and {Random} in it; it has to
   * be unique, or files are overwritten. Names over 128 characters are cut. Vendor name: Pattern.
   */
  pattern: z.string().optional(),
});
