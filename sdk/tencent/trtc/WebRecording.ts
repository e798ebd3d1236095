import { z } from "zod";
import { defineContract } from "../../core/contract";
import { apiRegion, byDefault, choice, fields, valuesAt } from "../../core/fields";
import { address, noteFacets } from "../../core/noteFacets";
import { taskStatus } from "../../core/taskStatus";
import { CdnRelayPublishCdnParam } from "./publishCdn";
import { webRecordingRegionsBySite } from "./regions";
import { RecordingStorageParams } from "./storage";
import { webRecordingFacets } from "./webRecordingFacets";
import { webRecordingRules } from "./webRecordingRules";

/** Formats of the files in a bucket. */
export const WebRecordingFormat = {
  /** HLS. */
  hls: "hls",
  /** MP4. */
  mp4: "mp4",
} as const;

/** Devices that a page can be shown on. */
export const EmulatedDevice = {
  /** A phone. */
  phone: 0,
  /** A tablet. */
  tablet: 1,
} as const;

/** How an emulated device is held. */
export const EmulatedOrientation = {
  /** Upright. */
  portrait: 0,
  /** On its side. */
  landscape: 1,
} as const;

const region = apiRegion(valuesAt(webRecordingRegionsBySite));

const webRecordVideoParams = fields({
  /** Width of the picture in pixels, 0 to 1920. Vendor name: Width. */
  width: byDefault(1280, z.int().min(0).max(1920)),
  /** Height of the picture in pixels, 0 to 1080. Vendor name: Height. */
  height: byDefault(720, z.int().min(0).max(1080)),
  /**
   * Format of the files in a bucket, see {@link WebRecordingFormat}: "hls" or "mp4"; the vendor does not say which it is
   * where this is left out. Files in VOD have `mediaType` instead. Vendor name: Format.
   */
  format: choice(WebRecordingFormat).optional(),
  /** Longest file in minutes, 1 to 1440; not for HLS; files are also split at 2 GB. Vendor name: MaxMediaFileDuration. */
  maxMediaFileDuration: byDefault(1440, z.int().min(1).max(1440)),
});

noteFacets(webRecordVideoParams, { video: [{ at: "", width: "width", height: "height", live: false }] });

const emulateMobileParams = fields({
  /** The device, see {@link EmulatedDevice}: 0 phone, 1 tablet. Vendor name: MobileDeviceType. */
  mobileDeviceType: choice(EmulatedDevice).optional(),
  /** How it is held, see {@link EmulatedOrientation}: 0 portrait, 1 landscape. Vendor name: ScreenOrientation. */
  screenOrientation: choice(EmulatedOrientation).optional(),
});

const inputs = fields({
  /**
   * The API region: ap-singapore. Common parameter of the vendor: Region.
   * @default "ap-singapore", whatever tencentcloud:region is
   */
  region: region.optional(),
  /** The page that is recorded. Make it a Pulumi secret where it carries a key. Vendor name: RecordUrl. */
  recordUrl: address("media", z.string().min(1)),
  /** Where the files go: exactly one store, and of buckets those of Tencent COS only. Vendor name: StorageParams. */
  storageParams: RecordingStorageParams,
  /** The TRTC application. Vendor name: SdkAppId. */
  sdkAppId: z.int().min(1),
  /**
   * Seconds after which the recording ends in any case, 1800 to 86400. Older pages of the vendor have 36000 as the most,
   * and as what it takes by default. Vendor name: MaxDurationLimit.
   */
  maxDurationLimit: byDefault(86400, z.int().min(1800).max(86400)),
  /** How the page is recorded. Vendor name: WebRecordVideoParams. */
  webRecordVideoParams: webRecordVideoParams.optional(),
  /**
   * The id by which the vendor recognises a repeated start, at most 31 bytes. Left out, it is derived from the resource:
   * a repeat meets the first one, and another one is used after a start that failed. One that is given is used up by a
   * start that fails. Vendor name: RecordId.
   */
  recordId: z.string().min(1).optional(),
  /** The CDNs that the page is pushed to as well, at most 10. Vendor name: PublishCdnParams. */
  publishCdnParams: z.array(CdnRelayPublishCdnParam).max(10).optional(),
  /**
   * Seconds that the page may take to load, 0 to 60, where the vendor has switched the detection of that on. Vendor
   * name: ReadyTimeout.
   */
  readyTimeout: byDefault(0, z.int().min(0).max(60)),
  /** The mobile device that the page is shown on; left out, none. Vendor name: EmulateMobileParams. */
  emulateMobileParams: emulateMobileParams.optional(),
});

/** The inputs of a recording of a page. */
export type WebRecordingInputs = z.input<typeof inputs>;

/**
 * Records a web page, as a browser shows it, into a bucket of Tencent COS or into VOD.
 *
 * ```ts
 * const recording = new tencent.trtc.WebRecording("panel", {
 *   sdkAppId: 1400188366,
 *   recordUrl: "https://live.example.com/panel",
 *   storageParams: { cloudVod: { tencentVod: { mediaType: tencent.trtc.CloudRecordingVodFormat.hls } } },
 *   maxDurationLimit: 7200,
 * });
 * ```
 *
 * Nothing is changed in place: every other input replaces, the running recording being stopped first.
 *
 * It ends by itself after `maxDurationLimit`. That a start succeeds says only that its parameters were good: a page that
 * cannot be reached is told in the vendor's callback (events 801 to 804), and so are the files. The vendor tells of a
 * recording only while it runs; afterwards it does not know it, and the status is "ended" without any other reason. No
 * status but 1, recording, is documented: with any other one, it is "unverified".
 *
 * The vendor recognises a repeated start by `recordId`, and refuses it with `FailedOperation.TaskExist`. For how long it
 * does so is not documented: it is taken to be for as long as the recording runs. What such a refusal stands for is
 * looked up; where nothing shows within half a minute, the id is used up, by a start that failed or by a recording that
 * is over, and a derived one is renewed, twice at most. One that the program gives is not.
 *
 * Errors: `FailedOperation.NotAbility` and `FailedOperation.NotAllowed` (the service is not switched on),
 * `FailedOperation.SdkAppIdNotUnderAppId`, `ResourceInsufficient.RequestRejection` (repeated).
 *
 * Vendor page: https://www.tencentcloud.com/document/product/647/72066
 */
export const webRecording = defineContract({
  type: "tencent/trtc:WebRecording",
  kind: "task",
  inputs,
  outputs: fields({
    /** The vendor's id of the recording. Vendor name: TaskId. */
    taskId: z.string(),
    /** The id by which the vendor recognises its start, as given or derived. Vendor name: RecordId. */
    recordId: z.string(),
    /** How it is; "unverified" when the vendor cannot tell, "stopped" by `lifecycle.desired`. */
    status: taskStatus("accepted", "running", "ended", "unverified"),
    /** Why it ended or could not be verified. */
    statusReason: z.string().optional(),
    /** The API region that it was started in. */
    region,
  }),
  updates: [],
  stable: ["taskId", "region"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: webRecordingRules,
  facets: webRecordingFacets,
});
