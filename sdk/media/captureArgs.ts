import type * as pulumi from "@pulumi/pulumi";
import type { TaskLifecycleArgs } from "../core/lifecycle";
import type { Canvas, Layout } from "../layouts";

/** A room of TRTC. */
export interface TencentRoom {
  readonly vendor: "tencent";
  /** The TRTC application. */
  readonly application: pulumi.Input<number>;
  /** The room. */
  readonly id: pulumi.Input<string>;
  /** What the id is: a whole number or a text. Rooms of both types may have the same digits, and are different ones. */
  readonly idType: "integer" | "string";
  /**
   * The API region of the recording and the relay; at the international site "ap-guangzhou" or "ap-singapore".
   * @default tencentcloud:region of the configuration
   */
  readonly region?: pulumi.Input<"ap-beijing" | "ap-guangzhou" | "ap-shanghai" | "ap-singapore"> | undefined;
}

/** A room of Volcengine RTC. */
export interface VolcengineRoom {
  readonly vendor: "volcengine";
  /** The RTC application. */
  readonly application: pulumi.Input<string>;
  /** The room. */
  readonly id: pulumi.Input<string>;
}

/** The room, and whose it is. */
export type CaptureRoom = TencentRoom | VolcengineRoom;

/** A CDN that the mix is relayed to. */
export interface CaptureTarget {
  /** Where to push, `rtmp://…`. Push addresses carry keys. Secret. */
  readonly url: pulumi.Input<string>;
  /**
   * Whether Tencent Cloud's own CDN is behind the address: relaying to another one is billed. Rooms of TRTC only.
   * @default false
   */
  readonly tencentCdn?: boolean | undefined;
}

/** A bucket of an object storage that both vendors write to: Amazon S3 or, for rooms of TRTC, Tencent Cloud COS. */
export interface BucketStorage {
  readonly in: "s3" | "cos";
  /** The bucket's region, for example "ap-southeast-1". */
  readonly region: pulumi.Input<string>;
  /** The bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Access key with write permission on the bucket. Secret. */
  readonly accessKey: pulumi.Input<string>;
  /** Secret key of `accessKey`. Secret. */
  readonly secretKey: pulumi.Input<string>;
  /** Folders before the files' names: letters and digits each. */
  readonly folders?: readonly string[] | undefined;
}

/** A bucket of Volcengine TOS. Rooms of Volcengine RTC only. */
export interface TosStorage {
  readonly in: "tos";
  /** Id of the Volcengine main account. */
  readonly accountId: pulumi.Input<string>;
  /** The bucket's region: "cn-beijing", "cn-guangzhou", "cn-shanghai" or "ap-southeast-1". */
  readonly region: pulumi.Input<string>;
  /** The bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Folders before the files' names: letters and digits each. */
  readonly folders?: readonly string[] | undefined;
}

/** Tencent Cloud VOD. Rooms of TRTC only. */
export interface TencentVodStorage {
  readonly in: "tencentVod";
  /**
   * The VOD application.
   * @default the account's main one
   */
  readonly application?: pulumi.Input<number> | undefined;
  /**
   * Seconds until the files expire, from 0; 0 keeps them for ever.
   * @default 0
   */
  readonly expireSeconds?: pulumi.Input<number> | undefined;
}

/** Volcengine VOD. Rooms of Volcengine RTC only. */
export interface VolcengineVodStorage {
  readonly in: "volcengineVod";
  /** Id of the Volcengine main account. */
  readonly accountId: pulumi.Input<string>;
  /** The space's region: "cn-north-1" or "ap-southeast-1". */
  readonly region: pulumi.Input<string>;
  /** The VOD space. */
  readonly space: pulumi.Input<string>;
}

/** Where the recording goes, and in which formats. */
export type CaptureStorage = (BucketStorage | TosStorage | TencentVodStorage | VolcengineVodStorage) & {
  /**
   * Formats of the files, one file each.
   * @default ["mp4"]
   */
  readonly formats?: readonly ("mp4" | "hls")[] | undefined;
};

/** How the picture is encoded. */
export interface CaptureVideo {
  /**
   * Frames a second, 1 to 60.
   * @default 15
   */
  readonly framesPerSecond?: number | undefined;
  /**
   * Bitrate in kbit/s, 64 to 8000.
   * @default a tenth of a bit for each pixel, within these bounds
   */
  readonly kilobitsPerSecond?: number | undefined;
  /**
   * Distance of key frames in seconds, 1 to 5.
   * @default 2
   */
  readonly gopSeconds?: number | undefined;
}

/** When recording and relays end by themselves, and when a new file begins. */
export interface CaptureLimits {
  /**
   * Seconds without anybody who sends, after which recording and relays end, 10 to 86400.
   * @default 180
   */
  readonly idleSeconds?: pulumi.Input<number> | undefined;
  /**
   * Seconds after which the recording ends in any case; 0 never. Rooms of Volcengine RTC only.
   * @default 0
   */
  readonly recordingSeconds?: pulumi.Input<number> | undefined;
  /**
   * Longest MP4 file in minutes, 1 to 1440; files are also split at 2 GB. Rooms of TRTC only.
   * @default 1440
   */
  readonly fileMinutes?: pulumi.Input<number> | undefined;
}

/** The arguments of a {@link RoomCapture}. */
export interface RoomCaptureArgs {
  /** The room, and whose it is. */
  readonly room: CaptureRoom;
  /**
   * The windows: of these users the mix has picture and sound, and of nobody else. A layout of a number of streams
   * (rooms of TRTC only) is filled in the order of entry, and everybody is heard. A size alone leaves the arrangement
   * to the vendor: everybody is shown, in windows of one size.
   */
  readonly layout: Layout | Canvas;
  /** How the picture is encoded. */
  readonly video?: CaptureVideo | undefined;
  /** Where the recording goes; left out, nothing is recorded. */
  readonly storage?: CaptureStorage | undefined;
  /**
   * The CDNs that the mix is relayed to, by names of yours: letters, digits, "_" and "-". Left out, it is relayed
   * nowhere.
   */
  readonly targets?: Readonly<Record<string, CaptureTarget>> | undefined;
  /** When recording and relays end by themselves. */
  readonly limits?: CaptureLimits | undefined;
  /** How recording and relays are started, kept and ended: the options of each task, without `adopt`. */
  readonly lifecycle?: Omit<TaskLifecycleArgs, "adopt"> | undefined;
}
