import { z } from "zod";
import { fields } from "../../core/fields";

/** What a video shows that was made of a class. */
export const GeneratedVideoType = {
  /** A camera. */
  camera: 0,
  /** A shared screen. */
  screen: 1,
  /** The whiteboard. */
  whiteboard: 2,
  /** The mix. */
  mixed: 3,
  /** Sound alone, as mp3. */
  audio: 4,
} as const;

/** A video that was made of a class; under the name by which programs know its type. Vendor name: VideoInfo. */
export const VideoGenerationVideoInfo = fields({
  /** When the video begins within the class, in milliseconds. Vendor name: VideoPlayTime. */
  videoPlayTime: z.number().optional(),
  /** Size in bytes. Vendor name: VideoSize. */
  videoSize: z.number().optional(),
  /** Format, for example "mp4". Vendor name: VideoFormat. */
  videoFormat: z.string().optional(),
  /** Length in milliseconds. Vendor name: VideoDuration. */
  videoDuration: z.number().optional(),
  /** Address of the video. Vendor name: VideoUrl. */
  videoUrl: z.string().optional(),
  /** The vendor's id of the video. Vendor name: VideoId. */
  videoId: z.string().optional(),
  /**
   * What it shows, see {@link GeneratedVideoType}: 0 camera, 1 shared screen, 2 whiteboard, 3 the mix, 4 audio as
   * mp3. Vendor name: VideoType.
   */
  videoType: z.int().optional(),
  /** The user it shows. Vendor name: UserId. */
  userId: z.string().optional(),
  /** Width in pixels. Vendor name: Width. */
  width: z.number().optional(),
  /** Height in pixels. Vendor name: Height. */
  height: z.number().optional(),
});
