import { describe, expect, test } from "@jest/globals";
import { gopOf } from "../../../policies/encode/gopOf";
import { video } from "./video";

describe("distance of key frames", () => {
  test("seconds are taken as they are", () => {
    expect(gopOf(video({ gopSeconds: 2, framesPerSecond: 30 }))).toMatchObject({
      path: "gopSeconds",
      seconds: 2,
    });
  });

  test("frames count by the frame rate", () => {
    expect(gopOf(video({ gopFrames: 48, framesPerSecond: 24 }))).toMatchObject({
      path: "gopFrames",
      seconds: 2,
    });
    expect(gopOf(video({ gopFrames: 250, framesPerSecond: 25 }))?.seconds).toBe(10);
  });

  test("frames without a frame rate say nothing", () => {
    expect(gopOf(video({ gopFrames: 48 }))).toBeUndefined();
    expect(gopOf(video({ gopFrames: 48, framesPerSecond: 0 }))).toBeUndefined();
    expect(gopOf(video({ framesPerSecond: 24 }))).toBeUndefined();
  });
});
