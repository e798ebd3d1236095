import { describe, expect, test } from "@jest/globals";
import { type LadderName, ladders, rangeOn, rangeOnAny } from "../../../policies/encode/ladders";

/** Width for a height at 16:9. */
function picture(height: number, framesPerSecond: number) {
  return { width: Math.round((height * 16) / 9), height, framesPerSecond };
}

describe.each<[LadderName, [height: number, fps: number, least: number, most: number][]]>([
  [
    "youtube",
    [
      [360, 30, 3000, 8000],
      [480, 30, 3000, 8000],
      [720, 30, 3000, 8000],
      [1080, 30, 3000, 8000],
      [720, 60, 3000, 8000],
      [1080, 60, 4000, 12_000],
    ],
  ],
  [
    "twitch",
    [
      [360, 30, 800, 800],
      [480, 30, 1500, 1500],
      [720, 30, 3000, 3000],
      [1080, 30, 4500, 4500],
      [720, 60, 4500, 4500],
      [1080, 60, 3000, 6000],
    ],
  ],
  [
    "facebook",
    [
      [360, 30, 400, 1000],
      [480, 30, 600, 2000],
      [720, 30, 1500, 4000],
      [1080, 30, 3000, 6000],
      [720, 60, 2250, 6000],
      [1080, 60, 4500, 9000],
    ],
  ],
  [
    "hls",
    [
      [360, 30, 365, 365],
      [480, 30, 1100, 1100],
      [720, 30, 3000, 4500],
      [1080, 30, 4500, 7800],
      [720, 60, 3000, 4500],
      [1080, 60, 4500, 7800],
    ],
  ],
])("%s", (name, rungs) => {
  test.each(rungs)("%ip at %i takes %i to %i", (height, fps, least, most) => {
    expect(rangeOn(ladders[name], picture(height, fps))).toEqual({ least, most });
  });

  test("names where it is published", () => {
    expect(ladders[name].source).toMatch(/^https:\/\//);
  });
});

describe("beside the rungs of a ladder", () => {
  const cases: [what: string, height: number, fps: number, range: object | undefined][] = [
    ["below the lowest rung there is no least", 359, 30, { least: 0, most: 1000 }],
    ["just above a rung its least holds, with the most of the next", 361, 30, { least: 400, most: 2000 }],
    ["just below a rung, too", 719, 30, { least: 600, most: 4000 }],
    ["just above 720p", 721, 30, { least: 1500, most: 6000 }],
    ["above the highest rung there is nothing", 1081, 30, undefined],
    ["fewer frames a second count as 30", 720, 1, { least: 1500, most: 4000 }],
    ["more than 30 count as 60", 720, 31, { least: 2250, most: 6000 }],
    ["more than 60 are on no ladder", 720, 61, undefined],
    ["480p60 has the most of 720p60 only", 480, 60, { least: 0, most: 6000 }],
  ];
  test.each(cases)("%s", (_what, height, fps, range) => {
    expect(rangeOn(ladders.facebook, picture(height, fps))).toEqual(range);
  });

  test("an upright picture is on the rung of its shorter side", () => {
    expect(rangeOn(ladders.facebook, { width: 720, height: 1280, framesPerSecond: 30 })).toEqual({
      least: 1500,
      most: 4000,
    });
  });
});

describe("on any ladder", () => {
  test.each([
    [360, 30, { least: 365, most: 8000 }],
    [720, 30, { least: 1500, most: 8000 }],
    [1080, 60, { least: 3000, most: 12_000 }],
    [1081, 60, undefined],
  ])("%ip at %i", (height, fps, range) => {
    expect(rangeOnAny(picture(height, fps))).toEqual(range);
  });
});
