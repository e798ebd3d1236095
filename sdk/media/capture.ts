import * as pulumi from "@pulumi/pulumi";
import { type Canvas, Layout } from "../layouts/Layout";
import type { CdnRelay, CloudRecording } from "../tencent/trtc";
import type { MixedCdnRelay, Recording } from "../volcengine/rtc";
import type { CaptureRoom, CaptureVideo, RoomCaptureArgs } from "./captureArgs";

/** What a component of a given name is to capture, with all that was left out. */
export interface Capture<Room extends CaptureRoom = CaptureRoom> extends RoomCaptureArgs {
  readonly name: string;
  readonly room: Room;
  readonly canvas: Canvas;
  /** The windows; undefined where the vendor arranges whoever is there. */
  readonly windows: Layout | undefined;
  readonly video: { readonly [Key in keyof CaptureVideo]-?: number };
  readonly idleSeconds: pulumi.Input<number>;
}

const bitsPerPixel = 0.1;
const leastKilobits = 64;
const mostKilobits = 8000;

function kilobitsFor({ width, height }: Canvas, framesPerSecond: number): number {
  const kilobits = Math.round((width * height * framesPerSecond * bitsPerPixel) / 1000);
  return Math.min(Math.max(kilobits, leastKilobits), mostKilobits);
}

/** The capture that arguments describe. */
export function captureOf<Room extends CaptureRoom>(
  name: string,
  args: RoomCaptureArgs & { readonly room: Room },
): Capture<Room> {
  const windows = args.layout instanceof Layout ? args.layout : undefined;
  const canvas = args.layout instanceof Layout ? args.layout.canvas : args.layout;
  const { framesPerSecond = 15, kilobitsPerSecond, gopSeconds = 2 } = args.video ?? {};
  return {
    ...args,
    name,
    canvas,
    windows,
    video: {
      framesPerSecond,
      kilobitsPerSecond: kilobitsPerSecond ?? kilobitsFor(canvas, framesPerSecond),
      gopSeconds,
    },
    idleSeconds: args.limits?.idleSeconds ?? 180,
  };
}

/** The tasks of a capture. */
export interface CaptureTasks {
  readonly recording: CloudRecording | Recording | undefined;
  /** By the names of their targets. */
  readonly relays: Readonly<Record<string, CdnRelay | MixedCdnRelay>>;
}

/** Something of the arguments that cannot be captured. */
export function refuseCapture(name: string, path: string, problem: string, remedy: string): never {
  throw new pulumi.RunError(`media.RoomCapture "${name}": ${path}: ${problem}. What to do: ${remedy}`);
}
