/** What a decoder of an H.264 level has to be able to do. */
export interface H264Limits {
  /** Blocks of 16 by 16 pixels in a picture. */
  readonly pictureBlocks: number;
  /** Blocks in a second. */
  readonly blocksPerSecond: number;
  /** Bitrate in kbit/s in the Main profile; the High profile has a quarter more. */
  readonly kilobitsPerSecond: number;
}

/** ITU-T H.264, table A-1, from the lowest level that streams of rooms have. */
export const h264Levels = {
  "3.0": { pictureBlocks: 1620, blocksPerSecond: 40_500, kilobitsPerSecond: 10_000 },
  "3.1": { pictureBlocks: 3600, blocksPerSecond: 108_000, kilobitsPerSecond: 14_000 },
  "3.2": { pictureBlocks: 5120, blocksPerSecond: 216_000, kilobitsPerSecond: 20_000 },
  "4.0": { pictureBlocks: 8192, blocksPerSecond: 245_760, kilobitsPerSecond: 20_000 },
  "4.1": { pictureBlocks: 8192, blocksPerSecond: 245_760, kilobitsPerSecond: 50_000 },
  "4.2": { pictureBlocks: 8704, blocksPerSecond: 522_240, kilobitsPerSecond: 50_000 },
  "5.0": { pictureBlocks: 22_080, blocksPerSecond: 589_824, kilobitsPerSecond: 135_000 },
  "5.1": { pictureBlocks: 36_864, blocksPerSecond: 983_040, kilobitsPerSecond: 240_000 },
} as const satisfies Readonly<Record<string, H264Limits>>;

/** Name of an H.264 level. */
export type H264Level = keyof typeof h264Levels;

/** The levels, lowest first. */
export const h264LevelNames = [
  "3.0",
  "3.1",
  "3.2",
  "4.0",
  "4.1",
  "4.2",
  "5.0",
  "5.1",
] as const satisfies readonly H264Level[];

/** Blocks of 16 by 16 pixels that a picture takes, those that it fills in part included. */
export function blocksOf(width: number, height: number): number {
  return Math.ceil(width / 16) * Math.ceil(height / 16);
}

/** The lowest level that is enough; undefined above them all. */
export function lowestH264Level(need: Partial<H264Limits>): H264Level | undefined {
  const { pictureBlocks = 0, blocksPerSecond = 0, kilobitsPerSecond = 0 } = need;
  for (const level of h264LevelNames) {
    const limits = h264Levels[level];
    const enough =
      pictureBlocks <= limits.pictureBlocks &&
      blocksPerSecond <= limits.blocksPerSecond &&
      kilobitsPerSecond <= limits.kilobitsPerSecond;
    if (enough) return level;
  }
  return undefined;
}
