import { z } from "zod";
import { defineContract } from "../../core/contract";
import { fields, vendorTime } from "../../core/fields";
import { businessIdFacets } from "./businessIdFacets";
import { businessIdRules } from "./businessIdRules";
import { displayName } from "./displayName";
import { MaskedRtcId } from "./streams";

const inputs = fields({
  /** The RTC application: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: AppId. */
  appId: MaskedRtcId,
  /** The id, unique in the application: 1 to 64 letters, digits, "_", "@" and "-". Vendor name: BusinessId. */
  businessId: z.string().regex(/^[a-zA-Z0-9_@-]{1,64}$/, '1 to 64 letters, digits, "_", "@" and "-"'),
  /**
   * The name that people see, unique in the application: 1 to 24 Chinese characters, letters, digits and "_". Vendor
   * name: Remarks.
   */
  remarks: displayName,
});

/** The inputs of a business id. */
export type BusinessIdInputs = z.input<typeof inputs>;

/**
 * A business of an RTC application, by which its recordings and other tasks are counted.
 *
 * ```ts
 * const school = new volcengine.rtc.BusinessId("school", {
 *   appId: "661e0000543cf", businessId: "school", remarks: "School",
 * });
 * const lesson = new volcengine.rtc.Recording("lesson", {
 *   appId: school.appId, businessId: school.businessId, roomId: "Room1",
 *   storageConfig: { tosConfig: { accountId: "2100000089", region: 0, bucket: "lessons" } },
 * });
 * ```
 *
 * Changed in place: the remarks. Everything else replaces, the old one being deleted first, since no two have the same
 * remarks. What a delete does to tasks that are counted for it is not documented.
 *
 * An id that the application has already is nobody's to overwrite: create fails, and `lifecycle.adopt` takes it over.
 * An application has at most 1000.
 *
 * The vendor has these calls at rtc.volcengineapi.com alone: they go there whatever `volcengine:region` is, unless
 * `volcengine:endpoint` says where all calls go.
 *
 * Errors: `InvalidParameter` (also where another one has the remarks, as no code of its own is documented),
 * `InvalidParameter.NotExistAppId`, `AccessDenied.NoPermissionForApp`.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/142052
 */
export const businessId = defineContract({
  type: "volcengine/rtc:BusinessId",
  kind: "entity",
  inputs,
  outputs: fields({
    /** When it was added, as ISO 8601. Vendor name: CreatedTime. */
    createdTime: vendorTime(z.string()).optional(),
  }),
  updates: ["remarks"],
  stable: ["createdTime"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: businessIdRules,
  facets: businessIdFacets,
});
