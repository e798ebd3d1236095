import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, fields, secret, wireName } from "../../core/fields";
import { address, noteFacets } from "../../core/noteFacets";
import { MaskedRtcId, RtcId } from "./streams";
import { TaskOutputs } from "./taskOutputs";
import { webcastFacets } from "./webcastFacets";
import { webcastRules } from "./webcastRules";

const videoSolution = fields({
  /** Width in pixels, even, 50 to 1920. Vendor name: Width. */
  width: byDefault(1280, z.int().min(50).max(1920).multipleOf(2)),
  /** Height in pixels, even, 50 to 1080. Vendor name: Height. */
  height: byDefault(720, z.int().min(50).max(1080).multipleOf(2)),
  /** Frames a second, 1 to 60. Vendor name: FrameRate. */
  frameRate: byDefault(15, z.int().min(1).max(60)),
  /** Video bitrate in kbit/s, 0 to 10000; 0 is chosen by size and frame rate. Vendor name: Bitrate. */
  bitrate: byDefault(0, z.int().min(0).max(10000)),
});

noteFacets(videoSolution, {
  video: [
    {
      at: "",
      width: "width",
      height: "height",
      framesPerSecond: "frameRate",
      kilobitsPerSecond: "bitrate",
      automaticBitrate: true,
      live: true,
    },
  ],
});

const seconds = byDefault(0, z.int().min(0).max(30));

const monitorConfig = fields({
  /** Seconds between looks at whether the page is blank, 2 to 30; 0 never. Vendor name: BlankCheckInterval. */
  blankCheckInterval: seconds,
  /** Seconds between looks at whether the page has crashed, 1 to 30; 0 never. Vendor name: CrashCheckInterval. */
  crashCheckInterval: seconds,
  /** Seconds between looks at whether the page stands still, 2 to 30; 0 never. Vendor name: FreezeCheckInterval. */
  freezeCheckInterval: seconds,
});

const eventNotifyConfig = fields({
  /** Whether the page tells by an event of its own that it is ready. Vendor name: EnableEventNotify. */
  enableEventNotify: byDefault(false, z.boolean()),
  /**
   * Seconds to wait for that event, 0 to 60, after which the page is loaded anew; 0 without end. Only with
   * `enableEventNotify`. Vendor name: StartTimeout.
   */
  startTimeout: byDefault(0, z.int().min(0).max(60)),
});

const inputs = fields({
  /** The RTC application: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: AppId. */
  appId: MaskedRtcId,
  /** The business the webcast is counted for: 1 to 128 letters, digits, "_", "@", "-", ".". Vendor name: BusinessId. */
  businessId: MaskedRtcId.optional(),
  /** The room that the page is shown in: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: RoomId. */
  roomId: RtcId,
  /**
   * Id of the webcast, unique in the room: 1 to 128 letters, digits, "_", "@", "-" and ".". Left out, it is derived from
   * the resource, so that a repeated start meets the first one. Vendor name: TaskId.
   */
  taskId: RtcId.optional(),
  /**
   * The user that sends the page in the room, and that nobody else there is: 1 to 128 letters, digits, "_", "@", "-" and
   * ".". Vendor name: UserId.
   */
  userId: RtcId,
  /** The page, at most 1024 characters. Secret, as it may carry a key. Vendor name: SourceURL. */
  sourceUrl: wireName("SourceURL", secret(address("media", z.string().min(1).max(1024)))),
  /** Seconds after which the webcast ends in any case, 10 to 86400. Vendor name: MaxRunningTime. */
  maxRunningTime: byDefault(86400, z.int().min(10).max(86400)),
  /**
   * The videos that are sent of it, at most 2. Units: px, fps, kbit/s. Empty or left out, one with the defaults. Vendor
   * name: VideoSolutions.
   */
  videoSolutions: z.array(videoSolution).max(2).optional(),
  /** How the page is watched: where something is wrong with it, it is loaded anew. Vendor name: MonitorConfig. */
  monitorConfig: monitorConfig.optional(),
  /** Whether the page says itself when it is ready. Vendor name: EventNotifyConfig. */
  eventNotifyConfig: eventNotifyConfig.optional(),
});

/** The inputs of a webcast. */
export type WebcastInputs = z.input<typeof inputs>;

/**
 * Shows a web page, as a browser shows it, in a Volcengine RTC room, where a user of its own sends it.
 *
 * ```ts
 * const board = new volcengine.rtc.Webcast("scores", {
 *   appId: "661e0000543cf", roomId: "Room1", userId: "scores",
 *   sourceUrl: "https://live.example.com/scores",
 *   maxRunningTime: 7200,
 *   monitorConfig: { crashCheckInterval: 5 },
 * });
 * ```
 *
 * The vendor changes nothing of it while it runs: every change replaces, the running webcast being stopped first.
 *
 * It ends by itself after `maxRunningTime`, whether anybody is in the room or not. The vendor answers for webcasts
 * started within the last 72 hours, and none runs as long. What it shows is never read. That a page was loaded anew is
 * told in the vendor's callback alone.
 *
 * What becomes of a webcast whose user joins the room elsewhere is not documented: check refuses two tasks of one user in
 * a program. Errors: `AccessDenied.ServiceNotEnabled`, `InvalidParameter.NotExistAppId`,
 * `AccessDenied.NoPermissionForApp`, `InvalidParameter.TaskAlreadyExists`.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/1188207
 */
export const webcast = defineContract({
  type: "volcengine/rtc:Webcast",
  kind: "task",
  inputs,
  outputs: TaskOutputs,
  updates: [],
  stable: ["taskId", "region"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: webcastRules,
  facets: webcastFacets,
});
