import { z } from "zod";
import { defineContract } from "../../core/contract";
import { fields, token, vendorTime } from "../../core/fields";
import { applicationFacets } from "./applicationFacets";
import { WhiteboardRegion } from "./regions";

const tag = fields({
  /** Key of the tag. Vendor name: TagKey. */
  tagKey: z.string().min(1),
  /** Value of the tag. Vendor name: TagValue. */
  tagValue: z.string(),
});

const inputs = fields({
  /**
   * The API region: ap-singapore; at the site in China also others. Common parameter of the vendor: Region.
   * @default "ap-singapore"; at the site in China "ap-guangzhou"
   */
  region: WhiteboardRegion.optional(),
  /** The application of IM and TRTC that is to have whiteboards; it exists before. Vendor name: SdkAppId. */
  sdkAppId: z.int().min(1),
  /** Name; the vendor documents no longest one. Left out, or taken out, the vendor's stays. Vendor name: AppName. */
  appName: z.string().min(1).optional(),
  /**
   * Key that the vendor needs for creating an application of IM; secret. Sent at the creation alone: another one
   * changes nothing. Vendor name: SKey.
   */
  sKey: token(z.string().min(1)).optional(),
  /** Id of a user that the vendor needs for creating an application of IM, beside sKey. Vendor name: TinyId. */
  tinyId: z.string().min(1).optional(),
  /** Tags, which are bound at the creation. Others that it has are left alone. Vendor name: TagList. */
  tagList: z.array(tag).optional(),
});

/** The inputs of a whiteboard application. */
export type ApplicationInputs = z.input<typeof inputs>;

/**
 * Makes an application of IM and TRTC a whiteboard application: recordings, pushes, callbacks and configurations of
 * whiteboards need one.
 *
 * ```ts
 * const school = new tencent.tiw.Application("school", { sdkAppId: 1400000001, appName: "school" });
 * const videos = new tencent.tiw.Callback("videos", {
 *   sdkAppId: school.sdkAppId, event: tencent.tiw.CallbackEvent.videoGeneration,
 *   callback: "https://example.com/whiteboard",
 * });
 * ```
 *
 * Changed in place: the name. Another application replaces.
 *
 * The vendor has no call that deletes one: delete says so, and it stays a whiteboard application. So one that is there
 * already is taken over, and gets the name. Nothing changes what else it was created with: a replacement for another
 * tinyId or triggers fails once with "nothing was replaced" and then goes on with what is there; where that lacks tags
 * of the program, create fails and says what to do. Two stacks with one application would name it in turn.
 *
 * A refresh finds it in the vendor's list of applications. Where that list says that it is not whole, and does not
 * have it, nothing is known, and it stays as it was.
 *
 * Errors: `InvalidParameter.SdkAppIdNotFound` (IM and TRTC have no such application), `UnauthorizedOperation.SdkAppId`
 * (it is another account's), `AuthFailure`.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/1176/55200
 */
export const application = defineContract({
  type: "tencent/tiw:Application",
  kind: "setting",
  inputs,
  outputs: fields({
    /** The API region that it was created in. */
    region: WhiteboardRegion,
    /**
     * The AppId of the account, as buckets have it in their names; undefined where it was a whiteboard application
     * before. Vendor name: AppId.
     */
    appId: z.int().optional(),
    /** When it became one, as the vendor writes it: "2019-11-10 00:00:00". Vendor name: CreateTime. */
    createTime: vendorTime(z.string()).optional(),
  }),
  updates: ["appName"],
  stable: ["region", "appId"],
  stopsFirst: false,
  waitFor: [],
  rules: [],
  facets: applicationFacets,
});
