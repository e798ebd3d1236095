import { z } from "zod";
import { defineContract } from "../../core/contract";
import { fields } from "../../core/fields";
import { MixedRelayEncode } from "./encode";
import { Layout, LayoutMode } from "./layout";
import { mixedCdnRelayFacets } from "./mixedCdnRelayFacets";
import { mixedCdnRelayRules } from "./mixedCdnRelayRules";
import { MixedRelayControl } from "./mixedRelayControl";
import { PushUrl } from "./pushUrl";
import { RelayOutputs } from "./relayOutputs";
import { MaskedRtcId, MixedRelayStreams, RtcId, Streams } from "./streams";

const inputs = fields({
  /** The RTC application: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: AppId. */
  appId: MaskedRtcId,
  /** The business the relay is counted for: 1 to 128 letters, digits, "_", "@", "-", ".". Vendor name: BusinessId. */
  businessId: MaskedRtcId.optional(),
  /** The room that is relayed: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: RoomId. */
  roomId: RtcId,
  /**
   * Id of the relay, unique in the room, among relays of single streams too: 1 to 128 letters, digits, "_", "@", "-" and
   * ".". Left out, it is derived from the resource, so that a repeated start meets the first one. Vendor name: TaskId.
   */
  taskId: RtcId.optional(),
  /** Where the mix is pushed, `rtmp://…`. Push addresses carry keys. Secret. Vendor name: PushURL. */
  pushUrl: PushUrl,
  /**
   * The streams that are mixed, at most 17; at most 30 with layoutMode 2 (custom). Empty or left out, all in the room.
   * Vendor name: TargetStreams.
   */
  targetStreams: MixedRelayStreams.optional(),
  /** The streams that are not mixed, at most 17, none of targetStreams. Vendor name: ExcludeStreams. */
  excludeStreams: Streams.optional(),
  /** How the mix is encoded. Vendor name: Encode. */
  encode: MixedRelayEncode.optional(),
  /** How the streams are arranged. Vendor name: Layout. */
  layout: Layout.optional(),
  /** How the relay runs and ends. Vendor name: Control. */
  control: MixedRelayControl.optional(),
});

/** The inputs of a relay of a mix. */
export type MixedCdnRelayInputs = z.input<typeof inputs>;

const updates = [
  "targetStreams",
  "layout.customLayout.canvas.background",
  "layout.customLayout.canvas.backgroundImage",
  "layout.customLayout.regions",
  "encode.videoWidth",
  "encode.videoHeight",
  "encode.videoFps",
  "encode.videoBitrate",
  "encode.videoGop",
  "encode.audioCodec",
  "encode.audioBitrate",
  "encode.audioSampleRate",
  "encode.audioChannels",
  "control.spatialConfig",
  "control.seiConfig.userConfigExtraInfo",
] as const;

/** The vendor updates nothing but relays with a custom layout. */
const inCustomLayout = { path: "layout.layoutMode", values: [LayoutMode.custom] } as const;

/**
 * Relays one Volcengine RTC room, its streams mixed, to a CDN.
 *
 * ```ts
 * const relay = new volcengine.rtc.MixedCdnRelay("stage", {
 *   appId: "661e0000543cf", roomId: "Room1", pushUrl: push.url,
 *   ...layouts.speaker(["host", "guest"], { width: 1280, height: 720 }).forVolcengine(),
 *   encode: { videoFps: 30, videoBitrate: 2500 },
 *   control: { maxIdleTime: 3600 },
 * });
 * ```
 *
 * Changed in place, if the layout is a custom one (layoutMode 2) before and after: the streams, the canvas' background
 * and the regions, the encoding but `audioProfile` and `videoCodec`, `control.spatialConfig` and
 * `control.seiConfig.userConfigExtraInfo`. Each change sends all of these, so that what was taken out returns to its
 * default. Everything else replaces, the running relay being stopped first: so does a new push address.
 *
 * The vendor takes updates of relays that have begun alone: a change waits until it reads as running, which is taken for
 * the begin that the vendor's callback (TranscodeStarted) tells. Updates are numbered by the seconds since 1970, at least
 * one above the last one. How a number that is too low is refused is not documented: an update that is refused as
 * invalid is sent once more, an hour ahead, since one whose answer was lost may have used a higher number.
 *
 * It ends by itself when the room is idle for `control.maxIdleTime`. The vendor answers for relays started within the
 * last 72 hours; the status of an older one is "unverified". What somebody changed at the vendor is found in what can
 * be changed in place; the push address is never read.
 *
 * A relay of a single stream cannot have the same taskId in the room: check refuses both in a program.
 *
 * Errors: `AccessDenied.ServiceNotEnabled` (pushing to CDNs has to be enabled in the console),
 * `InvalidParameter.InvalidRtmpAddress`, `InvalidParameter.NotExistAppId`, `AccessDenied.NoPermissionForApp`,
 * `InvalidParameter.TaskAlreadyExists`.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/1188218
 */
export const mixedCdnRelay = defineContract({
  type: "volcengine/rtc:MixedCdnRelay",
  kind: "task",
  inputs,
  outputs: fields({
    ...RelayOutputs.shape,
    /** The number of the last update; none before the first. Vendor name: SequenceNumber. */
    sequenceNumber: z.int().optional(),
  }),
  updates,
  updatesWhen: updates.map((path) => ({ path, when: inCustomLayout })),
  stable: ["taskId", "region"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: mixedCdnRelayRules,
  facets: mixedCdnRelayFacets,
});
