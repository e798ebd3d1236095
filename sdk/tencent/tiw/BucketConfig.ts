import { z } from "zod";
import { defineContract } from "../../core/contract";
import { fields } from "../../core/fields";
import { bucketConfigFacets } from "./bucketConfigFacets";
import { WhiteboardRegion } from "./regions";
import { resultBucket } from "./resultBucket";

const inputs = fields({
  /**
   * The API region: ap-singapore; at the site in China also others. Common parameter of the vendor: Region.
   * @default "ap-singapore"; at the site in China "ap-guangzhou"
   */
  region: WhiteboardRegion.optional(),
  /** The whiteboard application. Vendor name: SdkAppId. */
  sdkAppId: z.int().min(1),
  ...resultBucket,
});

/** The inputs of a bucket of a whiteboard application. */
export type BucketConfigInputs = z.input<typeof inputs>;

/**
 * Where a whiteboard application puts the files of recordings or of transcoded documents.
 *
 * ```ts
 * const documents = new tencent.tiw.BucketConfig("documents", {
 *   sdkAppId: 1400000001, taskType: tencent.tiw.WhiteboardTask.transcode,
 *   bucketName: "lessons-1250000000", bucketLocation: "ap-singapore", bucketPrefix: "pages",
 *   resultDomain: "files.example.com",
 * });
 * ```
 *
 * Changed in place: everything but the application and the type of task, which replace.
 *
 * An application has one bucket for each type of task: create overwrites what is there. The vendor has no call that
 * removes one: delete says so, and it stays. DescribeWhiteboardBucketConfig is documented to answer with nothing, so a
 * refresh reads the bucket with DescribeWhiteboardApplicationConfig, which the account has to be allowed.
 *
 * `tencent.tiw.ApplicationConfig` sets the same bucket, and a callback: both for one type of task in one program are
 * refused.
 *
 * Errors: `FailedOperation.CosBucketInvalid`, `FailedOperation.GetCredentialFail` (the service may not use the
 * bucket), `InvalidParameter.CdnDomainNotFound`, `InvalidParameter.SdkAppIdNotFound`,
 * `ResourceUnavailable.NotRegistered` (whiteboards are not enabled), `ResourceUnavailable.ServiceExpired`,
 * `UnauthorizedOperation.SdkAppId`.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/1176/55143
 */
export const bucketConfig = defineContract({
  type: "tencent/tiw:BucketConfig",
  kind: "setting",
  inputs,
  outputs: fields({
    /** The API region that holds the setting. */
    region: WhiteboardRegion,
  }),
  updates: ["bucketName", "bucketLocation", "bucketPrefix", "resultDomain"],
  stable: ["region"],
  stopsFirst: true,
  waitFor: [],
  rules: [],
  facets: bucketConfigFacets,
});
