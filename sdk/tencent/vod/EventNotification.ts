import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, choice, fields, secret } from "../../core/fields";
import { address } from "../../core/noteFacets";
import { eventNotificationFacets } from "./eventNotificationFacets";
import { eventNotificationRules } from "./eventNotificationRules";

/** How an application's events are delivered. */
export const EventMode = {
  /** Sent to an address. */
  push: "PUSH",
  /** Kept in a queue until they are fetched with PullEvents and confirmed with ConfirmEvents. */
  pull: "PULL",
} as const;

/** Whether an event is reported. */
export const EventSwitch = {
  /** It is reported. */
  on: "ON",
  /** It is ignored. */
  off: "OFF",
} as const;

const subAppId = z.int().min(0);

const inputs = fields({
  /** The VOD application; the main one has an id, too, which the console shows. Vendor name: SubAppId. */
  subAppId,
  /** How events are delivered, see {@link EventMode}: to an address or through a queue. Vendor name: Mode. */
  mode: choice(EventMode),
  /**
   * Where events are sent; needed with mode "PUSH", without effect with "PULL". Left out, the vendor's is cleared.
   * Vendor name: NotificationUrl.
   */
  notificationUrl: address("callback", z.string().min(1)).optional(),
  /**
   * Whether finished uploads are reported (event NewFileUpload), see {@link EventSwitch}: "ON" or "OFF". Vendor name:
   * UploadMediaCompleteEventSwitch.
   */
  uploadMediaCompleteEventSwitch: byDefault(EventSwitch.off, choice(EventSwitch)),
  /**
   * Whether finished deletions are reported (event FileDeleted), see {@link EventSwitch}: "ON" or "OFF". Vendor name:
   * DeleteMediaCompleteEventSwitch.
   */
  deleteMediaCompleteEventSwitch: byDefault(EventSwitch.off, choice(EventSwitch)),
  /**
   * Whether it is reported that a clip of a live stream was made a file of its own, see {@link EventSwitch}: "ON" or
   * "OFF". Vendor name: PersistenceCompleteEventSwitch.
   */
  persistenceCompleteEventSwitch: byDefault(EventSwitch.off, choice(EventSwitch)),
  /**
   * Key that events are signed with, 1 to 32 letters and digits; secret. The vendor never tells it, so nobody sees
   * that somebody else set another one: a change of `lifecycle.triggers` sets it again. Left out, none is set, and one
   * from before stays; taken out, an empty one is sent, which the vendor documents for the address only. Vendor name:
   * SignKey.
   */
  signKey: secret(
    z
      .string()
      .max(32)
      .regex(/^[A-Za-z0-9]+$/, "letters and digits"),
  ).optional(),
});

/** The inputs of an event notification. */
export type EventNotificationInputs = z.input<typeof inputs>;

/**
 * Where a VOD application reports its events: uploads and deletions of files as they are switched on, and the ends of
 * tasks always.
 *
 * ```ts
 * const events = new tencent.vod.EventNotification("events", {
 *   subAppId: archive.subAppId,
 *   mode: tencent.vod.EventMode.push,
 *   notificationUrl: "https://example.com/vod",
 *   uploadMediaCompleteEventSwitch: tencent.vod.EventSwitch.on,
 *   signKey: config.requireSecret("signKey"),
 * });
 * ```
 *
 * Changed in place: everything but the application, which replaces. The vendor changes what a call names and keeps the
 * rest, except that it may take a switch that is not named for "OFF": each call names everything.
 *
 * An application has one such setting: create overwrites what is there. Delete sets it back: to "PUSH" without an
 * address, with all switches off, and with an empty key where this resource set one. Should the vendor refuse the
 * empty key, a warning says that it stays; nothing is signed with it then. A setting that was set back elsewhere leaves
 * the state at refresh.
 *
 * `verifyCallback` of `pulumi-media-tasks/callbacks` takes the events that are sent.
 *
 * Errors: `FailedOperation.InvalidVodUser` (VOD is not enabled; an application that was just created is waited for),
 * `InvalidParameter`, `UnauthorizedOperation`.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/266/57589
 */
export const eventNotification = defineContract({
  type: "tencent/vod:EventNotification",
  kind: "setting",
  inputs,
  outputs: fields({
    /** The application whose events are reported. Vendor name: SubAppId. */
    subAppId,
  }),
  updates: [
    "mode",
    "notificationUrl",
    "uploadMediaCompleteEventSwitch",
    "deleteMediaCompleteEventSwitch",
    "persistenceCompleteEventSwitch",
    "signKey",
  ],
  stable: ["subAppId"],
  stopsFirst: true,
  waitFor: [],
  rules: eventNotificationRules,
  facets: eventNotificationFacets,
});
