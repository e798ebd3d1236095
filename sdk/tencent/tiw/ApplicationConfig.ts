import { z } from "zod";
import { defineContract } from "../../core/contract";
import { fields, secret } from "../../core/fields";
import { address } from "../../core/noteFacets";
import { applicationConfigFacets } from "./applicationConfigFacets";
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
  /** Where the tasks' events are reported, `http://…` or `https://…`. Vendor name: Callback. */
  callback: address(
    "callback",
    z.string().regex(/^https?:\/\/.+$/, "an address that begins with http:// or https://"),
  ),
  /** Key that the reports are signed with. Secret; the vendor tells it to whoever may read. Vendor name: CallbackKey. */
  callbackKey: secret(z.string().min(1)),
  /**
   * The administrator of IM for whom the tasks act. Left out, the vendor's is not looked at; taken out, an empty one is
   * sent. Vendor name: AdminUserId.
   */
  adminUserId: z.string().min(1).optional(),
  /**
   * The administrator's signature (UserSig), which the vendor keeps: a new one is sent. Secret. Left out and taken out
   * as for the administrator. Vendor name: AdminUserSig.
   */
  adminUserSig: secret(z.string().min(1)).optional(),
});

/** The inputs of a configuration of a whiteboard application. */
export type ApplicationConfigInputs = z.input<typeof inputs>;

/**
 * Where a whiteboard application puts the files of recordings or of transcoded documents, and where it reports their
 * events.
 *
 * ```ts
 * const recordings = new tencent.tiw.ApplicationConfig("recordings", {
 *   sdkAppId: 1400000001, taskType: tencent.tiw.WhiteboardTask.recording,
 *   bucketName: "lessons-1250000000", bucketLocation: "ap-singapore", bucketPrefix: "boards",
 *   resultDomain: "files.example.com",
 *   callback: "https://example.com/recordings", callbackKey: config.requireSecret("callbackKey"),
 * });
 * ```
 *
 * Changed in place: everything but the application and the type of task, which replace. Each call names everything.
 *
 * An application has one configuration for each type of task: create overwrites what is there. The vendor has no call
 * that removes one: delete says so, and it stays. A configuration without a bucket, and one that the vendor does not
 * tell, count as none: they leave the state at refresh.
 *
 * `tencent.tiw.BucketConfig` sets the bucket alone; both for one type of task in one program are refused. Whether the
 * address here is the same as that of a `tencent.tiw.Callback` is not documented: set it with one of them.
 *
 * Errors: `FailedOperation.CosBucketInvalid`, `FailedOperation.GetCredentialFail` (the service may not use the
 * bucket), `InvalidParameter.CdnDomainNotFound`, `InvalidParameter.CallbackAddressFormatError`,
 * `InvalidParameter.SdkAppIdNotFound`, `ResourceUnavailable.NotRegistered` (whiteboards are not enabled),
 * `ResourceUnavailable.ServiceExpired`, `UnauthorizedOperation.SdkAppId`.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/1176/55184
 */
export const applicationConfig = defineContract({
  type: "tencent/tiw:ApplicationConfig",
  kind: "setting",
  inputs,
  outputs: fields({
    /** The API region that holds the setting. */
    region: WhiteboardRegion,
  }),
  updates: [
    "bucketName",
    "bucketLocation",
    "bucketPrefix",
    "resultDomain",
    "callback",
    "callbackKey",
    "adminUserId",
    "adminUserSig",
  ],
  stable: ["region"],
  stopsFirst: true,
  waitFor: [],
  rules: [],
  facets: applicationConfigFacets,
});
