import type { FoundFacet } from "../../sdk/core/readFacets";

/** Bits that the video spends on each pixel of each frame; undefined where the vendor chooses the bitrate. */
export function bitsPerPixelOf(video: FoundFacet<"video">): number | undefined {
  const [width, height, fps, kilobits] = [
    video.width.value,
    video.height.value,
    video.framesPerSecond.value,
    video.kilobitsPerSecond.value,
  ];
  if (!width || !height || !fps || !kilobits) return undefined;
  return (kilobits * 1000) / (width * height * fps);
}
