import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, choice, fields, secret, vendorTime } from "../../core/fields";
import { applicationFacets } from "./applicationFacets";
import { displayName } from "./displayName";

/** Whether an application can be used. */
export const ApplicationStatus = {
  /** It can be used. */
  enabled: 1,
  /** It is switched off. */
  disabled: 2,
} as const;

const inputs = fields({
  /**
   * Name: 1 to 24 Chinese characters, letters, digits and "_". Whether it has to be the only one is not documented. Vendor
   * name: AppName.
   */
  appName: displayName,
  /**
   * Whether it can be used, see {@link ApplicationStatus}: 1 enabled, 2 disabled. Parameter of ModifyAppStatus; a new
   * one is enabled. Vendor name: Status.
   */
  status: byDefault(ApplicationStatus.enabled, choice(ApplicationStatus)),
});

/** The inputs of an RTC application. */
export type ApplicationInputs = z.input<typeof inputs>;

/**
 * A Volcengine RTC application: what clients join rooms of, and what recordings and other tasks belong to.
 *
 * ```ts
 * const school = new volcengine.rtc.Application("school", { appName: "school" });
 * const lesson = new volcengine.rtc.Recording("lesson", {
 *   appId: school.appId, roomId: "Room1",
 *   storageConfig: { tosConfig: { accountId: "2100000089", region: 0, bucket: "lessons" } },
 * });
 * export const keyOfSchool = school.appKey;
 * ```
 *
 * Changed in place: the status. Another name replaces, the new application, with another id and other keys, being
 * created before the old one is disabled. A name that was changed elsewhere is told at refresh, and replaces nothing.
 * `lifecycle.adopt` takes over an application of that name alone.
 *
 * The vendor has no call that deletes an application: delete disables it, and says so. It stays in the account, which
 * has at most 100; users who are in its rooms stay, and are billed, while nobody joins and no task is started. One that
 * was disabled elsewhere is enabled by the next `pulumi up`. Recording, relays and other services are switched on in
 * the vendor's console, for which there is no call.
 *
 * A start whose answer was lost is looked for by name among those that were not there before.
 *
 * The vendor creates, enables and disables applications at rtc.volcengineapi.com alone: calls go there whatever
 * `volcengine:region` is, unless `volcengine:endpoint` says where all calls go.
 *
 * Errors: `InvalidParameter` (also for one too many, as no code of its own is documented),
 * `InvalidParameter.NotExistAppId`, `AccessDenied.NoPermissionForApp`.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/1186714
 */
export const application = defineContract({
  type: "volcengine/rtc:Application",
  kind: "entity",
  inputs,
  outputs: fields({
    /** The vendor's id of the application. Vendor name: AppId. */
    appId: z.string(),
    /**
     * The key that tokens are signed with. Secret. The vendor also tells it afterwards; undefined where it does not.
     * Vendor name: AppKey.
     */
    appKey: secret(z.string()).optional(),
    /** A second key, for changing keys without a break. Secret. Undefined as for appKey. Vendor name: SecondaryAppKey. */
    secondaryAppKey: secret(z.string()).optional(),
    /**
     * What the vendor said last that it is; "suspended" for arrears, "unverified" where its word is not known. Vendor
     * name: Status.
     */
    currentStatus: z.enum(["creating", "running", "suspended", "disabled", "unverified"]),
    /** When it was created, as the vendor writes it. Vendor name: CreateAt. */
    createAt: vendorTime(z.string()).optional(),
  }),
  updates: ["status"],
  stable: ["appId", "createAt"],
  stopsFirst: false,
  waitFor: ["running", "accepted"],
  rules: [],
  facets: applicationFacets,
});
