import * as pulumi from "@pulumi/pulumi";
import type { CdnRelay, CloudRecording } from "../tencent/trtc";
import type { MixedCdnRelay, Recording } from "../volcengine/rtc";
import { type CaptureTasks, captureOf, refuseCapture } from "./capture";
import type { RoomCaptureArgs } from "./captureArgs";
import { requireCapture } from "./requireCapture";
import { startTrtcCapture } from "./trtcCapture";
import { startVolcengineCapture } from "./volcengineCapture";

const type = "pulumi-media-tasks:media:RoomCapture";

function start(name: string, args: RoomCaptureArgs, options: pulumi.CustomResourceOptions): CaptureTasks {
  const { room } = args;
  switch (room.vendor) {
    case "tencent":
      return startTrtcCapture(captureOf(name, { ...args, room }), options);
    case "volcengine":
      return startVolcengineCapture(captureOf(name, { ...args, room }), options);
    default:
      return refuseCapture(
        name,
        "room.vendor",
        "it is no vendor of rooms",
        'pass "tencent" for a room of TRTC, or "volcengine"',
      );
  }
}

/**
 * Records a room and relays it to CDNs: one mix, with the same inputs for rooms of TRTC and of Volcengine RTC.
 *
 * ```ts
 * const capture = new media.RoomCapture("lesson", {
 *   room: { vendor: "tencent", application: 1400188366, id: "295066", idType: "integer" },
 *   layout: layouts.speaker(["alice", "bob"], { width: 1280, height: 720 }),
 *   storage: { in: "s3", region: "ap-southeast-1", bucket: "lessons", accessKey, secretKey },
 *   targets: { youtube: { url: youtubeUrl } },
 *   limits: { idleSeconds: 600 },
 * });
 * export const recording = capture.recording?.taskId;
 * ```
 *
 * Its children are the resources of the vendor: `<name>-recording`, and for TRTC one `<name>-relay` that pushes to all
 * targets, for Volcengine RTC one `<name>-relay-<target>` for each. A further target renames none of them, and neither does taking the recording away; what is changed in place
 * is what these resources change in place. What the vendor of the room cannot do is refused, with the property's name.
 */
export class RoomCapture extends pulumi.ComponentResource {
  /** The recording; undefined without `storage`. */
  readonly recording: CloudRecording | Recording | undefined;
  /** The relays by the names of their targets: those of TRTC have one together. */
  readonly relays: Readonly<Record<string, CdnRelay | MixedCdnRelay>>;

  constructor(name: string, args: RoomCaptureArgs, options: pulumi.ComponentResourceOptions = {}) {
    requireCapture(name, args);
    super(type, name, {}, options);
    const { recording, relays } = start(name, args, { parent: this });
    this.recording = recording;
    this.relays = relays;
    this.registerOutputs({});
  }
}
