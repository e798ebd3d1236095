import { z } from "zod";
import { byDefault, choice, fields } from "../../core/fields";

/** Formats of pictures. */
export const ImageFormat = {
  /** JPEG. */
  jpeg: 0,
  /** PNG. */
  png: 1,
} as const;

const pixels = z.int().min(0).max(1920);

/** How often pictures are taken, and of what kind they are. Units: seconds and px. Vendor name: ImageConfig. */
export const ImageConfig = fields({
  /** Seconds from one picture of a stream to the next, 1 to 600. Vendor name: Interval. */
  interval: byDefault(2, z.int().min(1).max(600)),
  /** Width in pixels, 0 to 1920; 0 is that of the stream. Vendor name: Width. */
  width: byDefault(0, pixels),
  /** Height in pixels, 0 to 1920; 0 is that of the stream. Vendor name: Height. */
  height: byDefault(0, pixels),
  /** Format, see {@link ImageFormat}: 0 JPEG, 1 PNG. Vendor name: Format. */
  format: byDefault(ImageFormat.jpeg, choice(ImageFormat)),
});
