import { z } from "zod";
import { defineContract } from "../../core/contract";
import { choice, fields, secret } from "../../core/fields";
import { address } from "../../core/noteFacets";
import { callbackFacets } from "./callbackFacets";
import { WhiteboardRegion } from "./regions";

/** What a whiteboard application can report; each has one callback. */
export const CallbackEvent = {
  /** Real-time recording. */
  recording: "recording",
  /** Generation of videos. */
  videoGeneration: "videoGeneration",
  /** Transcoding of documents. */
  transcode: "transcode",
  /** Push of the whiteboard. */
  whiteboardPush: "whiteboardPush",
} as const;

const inputs = fields({
  /**
   * The API region: ap-singapore; at the site in China also others. Common parameter of the vendor: Region.
   * @default "ap-singapore"; at the site in China "ap-guangzhou"
   */
  region: WhiteboardRegion.optional(),
  /** The whiteboard application. Vendor name: SdkAppId. */
  sdkAppId: z.int().min(1),
  /**
   * What is reported, see {@link CallbackEvent}; an application has one callback for each. Vendor: the action's
   * name, for example SetOnlineRecordCallback for "recording".
   */
  event: choice(CallbackEvent),
  /** Where it is reported, `http://…` or `https://…`. Vendor name: Callback. */
  callback: address(
    "callback",
    z.string().regex(/^https?:\/\/.+$/, "an address that begins with http:// or https://"),
  ),
  /** Key that the reports are signed with, 1 to 64 characters; left out, none. Secret. Vendor name: CallbackKey. */
  callbackKey: secret(z.string().min(1).max(64)).optional(),
});

/** The inputs of a callback. */
export type CallbackInputs = z.input<typeof inputs>;

/**
 * Where a whiteboard application reports one kind of event.
 *
 * ```ts
 * const callback = new tencent.tiw.Callback("videos", {
 *   sdkAppId: 1400000001, event: tencent.tiw.CallbackEvent.videoGeneration,
 *   callback: "https://example.com/whiteboard", callbackKey: config.requireSecret("callbackKey"),
 * });
 * ```
 *
 * Changed in place: address and key. Application and event replace. Delete clears the address and the key. An
 * application has one callback for each event: a second resource for the same one overwrites the first.
 *
 * Errors: `InvalidParameter.CallbackAddressFormatError`, `ResourceUnavailable.NotRegistered` (whiteboards are not
 * enabled), `ResourceUnavailable.ServiceExpired`, `UnauthorizedOperation.SdkAppId`.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/1176/55176
 */
export const callback = defineContract({
  type: "tencent/tiw:Callback",
  kind: "setting",
  inputs,
  outputs: fields({
    /** The API region that holds the setting. */
    region: WhiteboardRegion,
  }),
  updates: ["callback", "callbackKey"],
  stable: ["region"],
  stopsFirst: true,
  waitFor: [],
  rules: [],
  facets: callbackFacets,
});
