import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, fields, secret, vendorTime, wireName } from "../../core/fields";
import { address } from "../../core/noteFacets";
import { callbackFacets } from "./callbackFacets";
import { callbackRules } from "./callbackRules";
import { MaskedRtcId } from "./streams";

const inputs = fields({
  /** The RTC application: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: AppId, in two calls AppID. */
  appId: MaskedRtcId,
  /**
   * The business of the application whose events are reported: at most 64 letters, digits, "_", "@" and "-". Left out,
   * an empty one is sent: it is not documented whether that means all of the application. Vendor name: BusinessId, in
   * UpdateCallback BusinessID.
   */
  businessId: byDefault(
    "",
    z.string().regex(/^[a-zA-Z0-9_@-]{0,64}$/, 'at most 64 letters, digits, "_", "@" and "-"'),
  ),
  /**
   * What is reported, at least one, for example "RecordStarted". The vendor publishes no list for this call: names
   * that its callbacks do not have either are taken, with a warning. Vendor name: EventList.
   */
  eventList: z.array(z.string().min(1)).min(1),
  /** Where it is reported, `http://…` or `https://…`; the host is a name, not a number. Vendor name: URL. */
  url: wireName(
    "URL",
    address(
      "callback",
      z.string().regex(/^https?:\/\/.+$/, "an address that begins with http:// or https://"),
    ),
  ),
  /**
   * Key that the reports are signed with, which is checked by `verifyCallback`. Secret. How long it may be is not
   * documented. Vendor name: SecretKey.
   */
  secretKey: secret(z.string().min(1)),
});

/** The inputs of a callback. */
export type CallbackInputs = z.input<typeof inputs>;

/**
 * Where an RTC application reports events.
 *
 * ```ts
 * const callback = new volcengine.rtc.Callback("recordings", {
 *   appId: "661e0000543cf", eventList: ["RecordStarted", "RecordStopped"],
 *   url: "https://example.com/recordings", secretKey: config.requireSecret("callbackKey"),
 * });
 * ```
 *
 * Changed in place: events, address and key. Application and business replace. An application has one callback for each
 * business: one that is there is overwritten, and a second resource for the same one overwrites the first.
 *
 * Its import id is `<appId>/<businessId>`, which ends with the "/" where there is no business. Where the vendor answers
 * that it is not there with an error, that error stays one, since no code is documented for it.
 *
 * Errors: `InvalidParameter`, `InvalidParameter.NotExistAppId`, `AccessDenied.NoPermissionForApp`.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/69820
 */
export const callback = defineContract({
  type: "volcengine/rtc:Callback",
  kind: "setting",
  inputs,
  outputs: fields({
    /** When it was set first, as the vendor writes it; told by a refresh. Vendor name: CreatedAt. */
    createdAt: vendorTime(z.string()).optional(),
  }),
  updates: ["eventList", "url", "secretKey"],
  stable: [],
  stopsFirst: true,
  waitFor: [],
  rules: callbackRules,
  facets: callbackFacets,
});
