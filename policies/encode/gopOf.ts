import type { FoundFacet } from "../../sdk/core/readFacets";

/** Distance of key frames. */
export interface Gop {
  /** The input that gives it. */
  readonly path: string;
  readonly seconds: number;
  /** What to add in a message; see `FacetValue`. */
  readonly remark: string;
}

/** The distance of key frames, whether the vendor counts seconds or frames; undefined where it is not known. */
export function gopOf({ gopSeconds, gopFrames, framesPerSecond }: FoundFacet<"video">): Gop | undefined {
  const seconds = gopSeconds.value;
  if (seconds !== undefined) return { path: gopSeconds.path, seconds, remark: gopSeconds.remark };
  const frames = gopFrames.value;
  const fps = framesPerSecond.value;
  if (frames === undefined || !fps) return undefined;
  return { path: gopFrames.path, seconds: frames / fps, remark: gopFrames.remark };
}
