import { describe, expect, test } from "@jest/globals";
import { bitsPerPixelOf } from "../../../policies/encode/bitsPerPixelOf";
import { video } from "./video";

describe("bits per pixel", () => {
  test.each([
    ["the vendor's example of a relay", 1280, 720, 15, 1536, 0.111],
    ["Apple, 234p", 416, 234, 30, 145, 0.05],
    ["Apple, 720p", 1280, 720, 30, 4500, 0.163],
    ["Facebook, 1080p60", 1920, 1080, 60, 4500, 0.036],
    ["Twitch, 1080p60", 1920, 1080, 60, 6000, 0.048],
    ["TRTC's default of a recording", 640, 360, 15, 550, 0.159],
  ])("%s", (_name, width, height, framesPerSecond, kilobitsPerSecond, bits) => {
    expect(bitsPerPixelOf(video({ width, height, framesPerSecond, kilobitsPerSecond }))).toBeCloseTo(bits, 3);
  });

  const whole = { width: 1280, height: 720, framesPerSecond: 30, kilobitsPerSecond: 2500 };
  test.each(Object.keys(whole))("are not known without %s, or where it is 0", (key) => {
    expect(bitsPerPixelOf(video({ ...whole, [key]: 0 }))).toBeUndefined();
    const { [key]: _, ...rest } = { ...whole } as Record<string, number>;
    expect(bitsPerPixelOf(video(rest))).toBeUndefined();
  });
});
