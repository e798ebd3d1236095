import { z } from "zod";
import { byDefault, choice, fields, freeText, wireName } from "../../core/fields";
import { Control } from "./control";

/** When a relay begins to push. */
export const PushStreamMode = {
  /** When somebody in the room sends. */
  withStreams: 0,
  /** At once. */
  atOnce: 1,
} as const;

/** What the SEI messages of a relay say. */
export const SeiContentMode = {
  /** Layout, volumes and all else. */
  full: 0,
  /** Volumes and times alone. */
  volumes: 1,
} as const;

/** The payload types of SEI messages. */
export const SeiPayloadType = {
  /** With a UUID in front of it. */
  withUuid: 5,
  /** The vendor's own. */
  plain: 100,
} as const;

const vector = z.array(z.number());

const orientation = fields({
  /** The direction in front of the listener, as a vector: each number is a part of it. Vendor name: Forward. */
  forward: vector.optional(),
  /** The direction to the right of the listener, as a vector: each number is a part of it. Vendor name: Right. */
  right: vector.optional(),
  /** The direction above the listener, as a vector: each number is a part of it. Vendor name: Up. */
  up: vector.optional(),
});

const spatialConfig = fields({
  /** Whether streams are heard from their places. Vendor name: EnableSpatialRender. */
  enableSpatialRender: byDefault(false, z.boolean()),
  /** Place of the listener: x, y and z, each -100 to 100. Vendor name: AudienceSpatialPosition. */
  audienceSpatialPosition: byDefault([0, 0, 0], z.array(z.int().min(-100).max(100)).length(3)),
  /**
   * How the listener is turned. How many numbers a vector has is not documented. Vendor name:
   * AudienceSpatialOrientation.
   */
  audienceSpatialOrientation: orientation.optional(),
});

const seiConfig = fields({
  /** A text of yours in each message, at most 4096 characters. Vendor name: UserConfigExtraInfo. */
  userConfigExtraInfo: freeText(z.string().max(4096)).optional(),
  /** What the messages say, see {@link SeiContentMode}: 0 all, 1 volumes and times. Vendor name: SEIContentMode. */
  seiContentMode: wireName("SEIContentMode", byDefault(SeiContentMode.full, choice(SeiContentMode))),
  /** Payload type, see {@link SeiPayloadType}: 5 with a UUID, 100 the vendor's own. Vendor name: SEIPayLoadType. */
  seiPayLoadType: wireName("SEIPayLoadType", byDefault(SeiPayloadType.plain, choice(SeiPayloadType))),
  /** 32 hexadecimal digits; needed with seiPayLoadType 5, else ignored. Vendor name: SEIPayloadUUID. */
  seiPayloadUuid: wireName(
    "SEIPayloadUUID",
    z
      .string()
      .regex(/^[0-9a-fA-F]{32}$/, "32 hexadecimal digits")
      .optional(),
  ),
  /** Whether messages that users send are passed on. Vendor name: PassthroughRTCSEIMessage. */
  passthroughRtcSeiMessage: wireName("PassthroughRTCSEIMessage", byDefault(true, z.boolean())),
  /** Whether volumes are told. Vendor name: VolumeIndicationMode. */
  volumeIndicationMode: byDefault(false, z.boolean()),
  /** Seconds between two messages with volumes, 0.3 or more. Vendor name: VolumeIndicationInterval. */
  volumeIndicationInterval: byDefault(2, z.number().min(0.3)),
  /** Whether volumes are told as numbers. Vendor name: AddVolumeValue. */
  addVolumeValue: byDefault(false, z.boolean()),
});

const { mediaType, frameInterpolationMode, maxIdleTime } = Control.shape;

/** How a relay of a mix runs and ends. Units: seconds. Vendor name: Control. */
export const MixedRelayControl = fields({
  /** What is relayed, see {@link MediaType}: 0 audio and video, 1 audio. Vendor name: MediaType. */
  mediaType,
  /**
   * What fills a stream's place while it has no picture, see {@link FrameInterpolationMode}: 0 the last one, 1 black;
   * not in the adaptive layout. Vendor name: FrameInterpolationMode.
   */
  frameInterpolationMode,
  /**
   * When the push begins, see {@link PushStreamMode}: 0 with the first stream, 1 at once. An idle room ends the relay
   * either way. Vendor name: PushStreamMode.
   */
  pushStreamMode: byDefault(PushStreamMode.withStreams, choice(PushStreamMode)),
  /** Seconds without any stream after which the relay ends by itself, 10 to 86400. Vendor name: MaxIdleTime. */
  maxIdleTime,
  /** Sound with places. Vendor name: SpatialConfig. */
  spatialConfig: spatialConfig.optional(),
  /** SEI messages in the video. Vendor name: SEIConfig. */
  seiConfig: wireName("SEIConfig", seiConfig.optional()),
});
