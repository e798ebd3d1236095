/** The even number of pixels at, or next below, a part of a length: windows between such edges are even and fill it. */
export function evenPart(length: number, part: number, of: number): number {
  return 2 * Math.floor((length * part) / (2 * of));
}
