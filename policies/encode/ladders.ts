/** What a platform takes for one height and frame rate. */
export interface Rung {
  /** Shorter side of the picture in pixels. */
  readonly height: number;
  /** Up to so many frames a second. */
  readonly framesPerSecond: 30 | 60;
  /** Least bitrate in kbit/s. */
  readonly least: number;
  /** Most bitrate in kbit/s. */
  readonly most: number;
}

/** Bitrates of one platform. */
export interface Ladder {
  /** Where they are published. */
  readonly source: string;
  /** The rungs, lowest first for each frame rate. */
  readonly rungs: readonly Rung[];
}

/** A range of bitrates in kbit/s. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** What the platforms publish. */
export const ladders = {
  youtube: {
    // For AV1 and HEVC; the most at 1080p60 is the figure for H.264.
    source: "https://support.google.com/youtube/answer/2853702",
    rungs: [
      { height: 360, framesPerSecond: 30, least: 3000, most: 8000 },
      { height: 480, framesPerSecond: 30, least: 3000, most: 8000 },
      { height: 720, framesPerSecond: 30, least: 3000, most: 8000 },
      { height: 1080, framesPerSecond: 30, least: 3000, most: 8000 },
      { height: 720, framesPerSecond: 60, least: 3000, most: 8000 },
      { height: 1080, framesPerSecond: 60, least: 4000, most: 12_000 },
    ],
  },
  twitch: {
    // 360p is that of https://callaba.io, the least at 1080p60 that of the platform's page of 2017.
    source: "https://www.twitch.tv/creatorcamp",
    rungs: [
      { height: 360, framesPerSecond: 30, least: 800, most: 800 },
      { height: 480, framesPerSecond: 30, least: 1500, most: 1500 },
      { height: 720, framesPerSecond: 30, least: 3000, most: 3000 },
      { height: 1080, framesPerSecond: 30, least: 4500, most: 4500 },
      { height: 720, framesPerSecond: 60, least: 4500, most: 4500 },
      { height: 1080, framesPerSecond: 60, least: 3000, most: 6000 },
    ],
  },
  facebook: {
    source: "https://developers.facebook.com/docs/live-video-api/reference",
    rungs: [
      { height: 360, framesPerSecond: 30, least: 400, most: 1000 },
      { height: 480, framesPerSecond: 30, least: 600, most: 2000 },
      { height: 720, framesPerSecond: 30, least: 1500, most: 4000 },
      { height: 1080, framesPerSecond: 30, least: 3000, most: 6000 },
      { height: 720, framesPerSecond: 60, least: 2250, most: 6000 },
      { height: 1080, framesPerSecond: 60, least: 4500, most: 9000 },
    ],
  },
  hls: {
    // 480p is the rung of 768 × 432.
    source:
      "https://developer.apple.com/documentation/http-live-streaming/hls-authoring-specification-for-apple-devices",
    rungs: [
      { height: 360, framesPerSecond: 30, least: 365, most: 365 },
      { height: 480, framesPerSecond: 30, least: 1100, most: 1100 },
      { height: 720, framesPerSecond: 30, least: 3000, most: 4500 },
      { height: 1080, framesPerSecond: 30, least: 4500, most: 7800 },
      { height: 720, framesPerSecond: 60, least: 3000, most: 4500 },
      { height: 1080, framesPerSecond: 60, least: 4500, most: 7800 },
    ],
  },
} as const satisfies Readonly<Record<string, Ladder>>;

/** Name of a ladder. */
export type LadderName = keyof typeof ladders;

/** A picture as ladders see it. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/**
 * What a platform takes for a picture; undefined above its highest rung. Between two rungs it is the lower one's least
 * and the higher one's most, below the lowest rung there is no least.
 */
export function rangeOn({ rungs }: Ladder, { width, height, framesPerSecond }: Picture): Range | undefined {
  const side = Math.min(width, height);
  const rate = framesPerSecond <= 30 ? 30 : 60;
  const usable = framesPerSecond > 60 ? [] : rungs.filter((rung) => rung.framesPerSecond === rate);
  const position = usable.findIndex((rung) => side <= rung.height);
  const higher = usable[position];
  if (!higher) return undefined;
  const lower = higher.height === side ? higher : usable[position - 1];
  return { least: lower?.least ?? 0, most: higher.most };
}

/** What at least one platform takes for a picture. */
export function rangeOnAny(picture: Picture): Range | undefined {
  const ranges = Object.values(ladders).flatMap((ladder) => rangeOn(ladder, picture) ?? []);
  if (ranges.length === 0) return undefined;
  return {
    least: Math.min(...ranges.map(({ least }) => least)),
    most: Math.max(...ranges.map(({ most }) => most)),
  };
}
