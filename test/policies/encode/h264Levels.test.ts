import { describe, expect, test } from "@jest/globals";
import {
  blocksOf,
  type H264Level,
  h264LevelNames,
  lowestH264Level,
} from "../../../policies/encode/h264Levels";

describe("blocks of a picture", () => {
  test.each([
    [1, 1, 1],
    [16, 16, 1],
    [17, 16, 2],
    [640, 360, 920],
    [1280, 720, 3600],
    [1920, 1080, 8160],
    [1920, 1920, 14_400],
  ])("%i × %i has %i", (width, height, blocks) => {
    expect(blocksOf(width, height)).toBe(blocks);
  });
});

describe("lowest level of a size and a frame rate", () => {
  const cases: [width: number, height: number, fps: number, blocks: number, level: H264Level | undefined][] =
    [
      [640, 480, 15, 18_000, "3.0"],
      [1280, 720, 15, 54_000, "3.1"],
      [1280, 720, 30, 108_000, "3.1"],
      [1280, 720, 31, 111_600, "3.2"],
      [1280, 720, 60, 216_000, "3.2"],
      [1920, 1080, 30, 244_800, "4.0"],
      [1920, 1080, 31, 252_960, "4.2"],
      [1920, 1080, 60, 489_600, "4.2"],
      [1920, 1920, 30, 432_000, "5.0"],
      [1920, 1920, 60, 864_000, "5.1"],
      [1920, 1920, 69, 993_600, undefined],
    ];
  test.each(cases)("%i × %i at %i: %i blocks a second, %s", (width, height, fps, blocks, level) => {
    const pictureBlocks = blocksOf(width, height);
    expect(pictureBlocks * fps).toBe(blocks);
    expect(lowestH264Level({ pictureBlocks, blocksPerSecond: blocks })).toBe(level);
  });
});

describe("both sides of the bounds of each level", () => {
  const bounds: [what: string, level: H264Level, most: number, above: H264Level | undefined][] = [
    ["pictureBlocks", "3.0", 1620, "3.1"],
    ["pictureBlocks", "3.1", 3600, "3.2"],
    ["pictureBlocks", "3.2", 5120, "4.0"],
    ["pictureBlocks", "4.0", 8192, "4.2"],
    ["pictureBlocks", "4.2", 8704, "5.0"],
    ["pictureBlocks", "5.0", 22_080, "5.1"],
    ["pictureBlocks", "5.1", 36_864, undefined],
    ["blocksPerSecond", "3.0", 40_500, "3.1"],
    ["blocksPerSecond", "3.1", 108_000, "3.2"],
    ["blocksPerSecond", "3.2", 216_000, "4.0"],
    ["blocksPerSecond", "4.0", 245_760, "4.2"],
    ["blocksPerSecond", "4.2", 522_240, "5.0"],
    ["blocksPerSecond", "5.0", 589_824, "5.1"],
    ["blocksPerSecond", "5.1", 983_040, undefined],
    ["kilobitsPerSecond", "3.0", 10_000, "3.1"],
    ["kilobitsPerSecond", "3.1", 14_000, "3.2"],
    ["kilobitsPerSecond", "3.2", 20_000, "4.1"],
    ["kilobitsPerSecond", "4.1", 50_000, "5.0"],
    ["kilobitsPerSecond", "5.0", 135_000, "5.1"],
    ["kilobitsPerSecond", "5.1", 240_000, undefined],
  ];
  test.each(bounds)("%s of level %s: %i, one more is %s", (what, level, most, above) => {
    expect(lowestH264Level({ [what]: most })).toBe(level);
    expect(lowestH264Level({ [what]: most + 1 })).toBe(above);
  });
});

test("the levels are in order, and the one that is needed by any part of the need counts", () => {
  expect([...h264LevelNames].sort()).toEqual(h264LevelNames);
  expect(lowestH264Level({})).toBe("3.0");
  expect(lowestH264Level({ pictureBlocks: 1, blocksPerSecond: 1, kilobitsPerSecond: 20_001 })).toBe("4.1");
});
