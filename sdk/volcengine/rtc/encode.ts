import { z } from "zod";
import { byDefault, choice, fields } from "../../core/fields";
import { noteFacets } from "../../core/noteFacets";

/** Video codecs of recordings and relays. */
export const VideoCodec = {
  /** H.264. */
  h264: 0,
  /** ByteVC1. */
  byteVc1: 1,
} as const;

/** Audio profiles of recordings and relays. HE-AACv2 is stereo only. */
export const AudioProfile = {
  /** AAC-LC. */
  lc: 0,
  /** HE-AAC v1. */
  heAacV1: 1,
  /** HE-AAC v2, stereo only. */
  heAacV2: 2,
} as const;

/** An even number of pixels, as the vendor wants sizes. */
export const EvenPixels = z.int().min(2).max(1920).multipleOf(2);

const audioBitrate = z.int().min(32).max(192);

/** How a recording is encoded. Units: px, fps, kbit/s, seconds and Hz. Vendor name: Encode. */
export const Encode = fields({
  /** Width in pixels, even, 2 to 1920; a custom layout takes that of its canvas. Vendor name: VideoWidth. */
  videoWidth: byDefault(640, EvenPixels),
  /** Height in pixels, even, 2 to 1920; a custom layout takes that of its canvas. Vendor name: VideoHeight. */
  videoHeight: byDefault(480, EvenPixels),
  /** Frames a second, 1 to 60. Vendor name: VideoFps. */
  videoFps: byDefault(15, z.int().min(1).max(60)),
  /** Video bitrate in kbit/s, 0 to 10000; 0 is chosen by size and frame rate. Vendor name: VideoBitrate. */
  videoBitrate: byDefault(0, z.int().min(0).max(10000)),
  /** Video codec, see {@link VideoCodec}: 0 H.264, 1 ByteVC1. Vendor name: VideoCodec. */
  videoCodec: byDefault(VideoCodec.h264, choice(VideoCodec)),
  /** Group of pictures (distance of key frames) in seconds, 1 to 5. Vendor name: VideoGop. */
  videoGop: byDefault(4, z.int().min(1).max(5)),
  /** Audio codec: 0 AAC, the only one. Vendor name: AudioCodec. */
  audioCodec: byDefault(0, choice({ aac: 0 })),
  /**
   * Audio profile, see {@link AudioProfile}: 0 LC, 1 HE-AAC v1, 2 HE-AAC v2 (stereo only). Vendor name: AudioProfile.
   */
  audioProfile: byDefault(AudioProfile.lc, choice(AudioProfile)),
  /**
   * Audio bitrate in kbit/s, 32 to 192; the vendor caps it at 128 for profile 1 and at 64 for profile 2. Vendor name:
   * AudioBitrate.
   */
  audioBitrate: byDefault(64, audioBitrate),
  /** Audio sample rate in Hz: 32000, 44100 or 48000. Vendor name: AudioSampleRate. */
  audioSampleRate: byDefault(48000, z.literal([32000, 44100, 48000])),
  /** Audio channels: 1 mono, 2 stereo. Vendor name: AudioChannels. */
  audioChannels: byDefault(2, choice({ mono: 1, stereo: 2 })),
});

/** How a relay's mix is encoded. Units: px, fps, kbit/s, seconds and Hz. Vendor name: Encode. */
export const MixedRelayEncode = fields({
  ...Encode.shape,
  /**
   * Audio bitrate in kbit/s, 32 to 192; the vendor caps it at 128 for profile 1 and at 64 for profile 2. Left out, it
   * follows from profile, sample rate and channels. Vendor name: AudioBitrate.
   */
  audioBitrate: audioBitrate.optional(),
});

const sound = {
  audio: [
    {
      sampleRateHertz: "audioSampleRate",
      kilobitsPerSecond: "audioBitrate",
      channels: "audioChannels",
      codec: { path: "audioProfile", values: { 0: "aac-lc", 1: "he-aac", 2: "he-aac-v2" } },
    },
  ],
} as const;

noteFacets(Encode, sound);
noteFacets(MixedRelayEncode, sound);
