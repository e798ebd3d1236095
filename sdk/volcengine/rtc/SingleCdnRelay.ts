import type { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, choice, fields } from "../../core/fields";
import { Control } from "./control";
import { PushUrl } from "./pushUrl";
import { RelayOutputs } from "./relayOutputs";
import { singleCdnRelayFacets } from "./singleCdnRelayFacets";
import { singleCdnRelayRules } from "./singleCdnRelayRules";
import { MaskedRtcId, RtcId, StreamType } from "./streams";

const stream = fields({
  /** The user whose stream it is: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: UserId. */
  userId: RtcId,
  /** Which stream, see {@link StreamType}: 0 camera and microphone, 1 shared screen. Vendor name: StreamType. */
  streamType: byDefault(StreamType.camera, choice(StreamType)),
});

const { mediaType, maxIdleTime } = Control.shape;

const control = fields({
  /** What is relayed, see {@link MediaType}: 0 audio and video, 1 audio. Vendor name: MediaType. */
  mediaType,
  /** Seconds without the stream after which the relay ends by itself, 10 to 86400. Vendor name: MaxIdleTime. */
  maxIdleTime,
});

const inputs = fields({
  /** The RTC application: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: AppId. */
  appId: MaskedRtcId,
  /** The business the relay is counted for: 1 to 128 letters, digits, "_", "@", "-", ".". Vendor name: BusinessId. */
  businessId: MaskedRtcId.optional(),
  /** The room of the stream: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: RoomId. */
  roomId: RtcId,
  /**
   * Id of the relay, unique in the room, among relays of mixes too: 1 to 128 letters, digits, "_", "@", "-" and ".".
   * Left out, it is derived from the resource, so that a repeated start meets the first one. Vendor name: TaskId.
   */
  taskId: RtcId.optional(),
  /** Where the stream is pushed, `rtmp://…`. Push addresses carry keys. Secret. Vendor name: PushURL. */
  pushUrl: PushUrl,
  /** The stream that is relayed. Vendor name: Stream. */
  stream,
  /** How the relay runs and ends. Left out, it is sent empty, as the vendor needs it. Vendor name: Control. */
  control: control.optional(),
});

/** The inputs of a relay of one stream. */
export type SingleCdnRelayInputs = z.input<typeof inputs>;

/**
 * Relays one stream of a Volcengine RTC room to a CDN: the picture as it is sent, the sound as AAC in stereo at 44100 Hz.
 *
 * ```ts
 * const relay = new volcengine.rtc.SingleCdnRelay("host", {
 *   appId: "661e0000543cf", roomId: "Room1", pushUrl: push.url,
 *   stream: { userId: "host" },
 *   control: { maxIdleTime: 3600 },
 * });
 * ```
 *
 * The vendor changes nothing of it while it runs: every change replaces, the running relay being stopped first.
 *
 * It ends by itself when the stream is away for `control.maxIdleTime`. The vendor answers for relays started within the
 * last 72 hours; the status of an older one is "unverified". What it relays and where to is never read.
 *
 * A relay of a mix cannot have the same taskId in the room: check refuses both in a program. How the vendor refuses it
 * is not documented: an id that is given is looked for among both before the start.
 *
 * Errors: `AccessDenied.ServiceNotEnabled` (pushing to CDNs has to be enabled in the console),
 * `InvalidParameter.InvalidRtmpAddress`, `InvalidParameter.NotExistAppId`, `AccessDenied.NoPermissionForApp`,
 * `InvalidParameter.TaskAlreadyExists`.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/1188206
 */
export const singleCdnRelay = defineContract({
  type: "volcengine/rtc:SingleCdnRelay",
  kind: "task",
  inputs,
  outputs: RelayOutputs,
  updates: [],
  stable: ["taskId", "region"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: singleCdnRelayRules,
  facets: singleCdnRelayFacets,
});
