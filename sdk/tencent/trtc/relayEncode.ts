import { z } from "zod";
import { byDefault, choice, fields } from "../../core/fields";
import { noteFacets } from "../../core/noteFacets";

/** Audio codecs of a relay. HE-AAC does not go with 8000 Hz; HE-AACv2 is stereo only. */
export const RelayAudioCodec = {
  /** LC-AAC. */
  lcAac: 0,
  /** HE-AAC, not with 8000 Hz. */
  heAac: 1,
  /** HE-AACv2, stereo only and not with 8000 Hz. */
  heAacV2: 2,
} as const;

/** How the audio of a relay is encoded. Units: Hz and kbit/s. Vendor name: AudioEncode. */
export const AudioEncode = fields({
  /**
   * Audio sample rate in Hz: 48000, 44100, 32000, 24000, 16000 or 8000 (not 8000 with HE-AAC and HE-AACv2).
   * Vendor name: SampleRate.
   */
  sampleRate: z.literal([48000, 44100, 32000, 24000, 16000, 8000]),
  /** Audio channels: 1 mono, 2 stereo. HE-AACv2 needs 2. Vendor name: Channel. */
  channel: choice({ mono: 1, stereo: 2 }),
  /** Audio bitrate in kbit/s, 8 to 500. Vendor name: BitRate. */
  bitRate: z.int().min(8).max(500),
  /** Audio codec, see {@link RelayAudioCodec}: 0 LC-AAC, 1 HE-AAC, 2 HE-AACv2. Vendor name: Codec. */
  codec: byDefault(RelayAudioCodec.lcAac, choice(RelayAudioCodec)),
});

noteFacets(AudioEncode, {
  audio: [
    {
      at: "",
      sampleRateHertz: "sampleRate",
      kilobitsPerSecond: "bitRate",
      channels: "channel",
      codec: { path: "codec", values: { 0: "aac-lc", 1: "he-aac", 2: "he-aac-v2" } },
    },
  ],
});

/** How the video of a relay is encoded. Units: px, fps, kbit/s and seconds. Vendor name: VideoEncode. */
export const VideoEncode = fields({
  /** Width of the output in pixels, 0 to 1920. Vendor name: Width. */
  width: z.int().min(0).max(1920),
  /** Height of the output in pixels, 0 to 1920. Vendor name: Height. */
  height: z.int().min(0).max(1920),
  /** Frames a second, 0 to 60. Vendor name: Fps. */
  fps: z.int().min(0).max(60),
  /** Video bitrate in kbit/s, 0 to 10000. Vendor name: BitRate. */
  bitRate: z.int().min(0).max(10000),
  /** Group of pictures (distance of key frames) in seconds, 1 to 5. Vendor name: Gop. */
  gop: z.int().min(1).max(5),
});

noteFacets(VideoEncode, {
  video: [
    {
      at: "",
      width: "width",
      height: "height",
      framesPerSecond: "fps",
      kilobitsPerSecond: "bitRate",
      automaticBitrate: false,
      gopSeconds: "gop",
      codec: { constant: "h264" },
      live: true,
    },
  ],
});
