import * as pulumi from "@pulumi/pulumi";
import { layouts, media } from "pulumi-media-tasks";

// Compiled by `npm run check` and never run: each expected error that is none any more fails the check.

const text = pulumi.output("text");
const canvas = { width: 1280, height: 720 };
const storage: media.CaptureStorage = {
  in: "s3",
  region: text,
  bucket: text,
  accessKey: text,
  secretKey: text,
};
const capture = new media.RoomCapture("lesson", {
  room: { vendor: "tencent", application: pulumi.output(1), id: text, idType: "string" },
  layout: layouts.grid(["alice", "bob"], canvas),
  storage,
  targets: { youtube: { url: text } },
  limits: { idleSeconds: pulumi.output(60) },
  lifecycle: { desired: text.apply((mode) => (mode === "on" ? ("running" as const) : ("stopped" as const))) },
});

/** The outputs of the tasks are typed as those of their resources. */
export const recordingTask: pulumi.Output<string> | undefined = capture.recording?.taskId;
export const relayStatus: pulumi.Output<string> | undefined = capture.relays.youtube?.status;

export const rooms: readonly media.CaptureRoom[] = [
  { vendor: "volcengine", application: text, id: "Room1" },
  // @ts-expect-error Volcengine's rooms have no types.
  { vendor: "volcengine", application: text, id: "Room1", idType: "string" },
  // @ts-expect-error Rooms of TRTC have.
  { vendor: "tencent", application: 1, id: "Room1" },
];

// @ts-expect-error One id is not that of several tasks.
export const lifecycle: media.RoomCaptureArgs["lifecycle"] = { adopt: "1" };
