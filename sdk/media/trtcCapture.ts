import type * as pulumi from "@pulumi/pulumi";
import type { LayoutWindow } from "../layouts";
import {
  CdnRelay,
  CloudRecording,
  MixLayoutMode,
  RecordingRoomIdType,
  RelayRoomIdType,
} from "../tencent/trtc";
import type { CdnRelayInputs } from "../tencent/trtc/CdnRelay";
import {
  CloudRecordingFormat,
  type CloudRecordingInputs,
  CloudRecordMode,
} from "../tencent/trtc/CloudRecording";
import { CloudRecordingVodFormat, CloudStorageVendor } from "../tencent/trtc/storage";
import type { ArgumentsOf } from "./argumentsOf";
import { type Capture, type CaptureTasks, refuseCapture } from "./capture";
import type { CaptureStorage, TencentRoom } from "./captureArgs";

type TrtcCapture = Capture<TencentRoom>;
type Recording = ArgumentsOf<CloudRecordingInputs>;

/** The users who are shown, each once; undefined where windows are filled in the order of entry. */
function usersOf(windows: readonly LayoutWindow[] = []): string[] | undefined {
  const users = windows.flatMap(({ user }) => user ?? []);
  return users.length === 0 ? undefined : [...new Set(users)];
}

function storageParams({ name }: TrtcCapture, storage: CaptureStorage): Recording["storageParams"] {
  const { formats = ["mp4"] } = storage;
  const isMp4 = formats.includes("mp4");
  switch (storage.in) {
    case "s3":
    case "cos": {
      const { region, bucket, accessKey, secretKey, folders } = storage;
      const vendor = storage.in === "s3" ? CloudStorageVendor.awsS3 : CloudStorageVendor.tencentCos;
      const fileNamePrefix = folders && [...folders];
      return { cloudStorage: { vendor, region, bucket, accessKey, secretKey, fileNamePrefix } };
    }
    case "tencentVod": {
      const { hls, mp4, hlsAndMp4 } = CloudRecordingVodFormat;
      const mediaType = !formats.includes("hls") ? mp4 : isMp4 ? hlsAndMp4 : hls;
      const { application: subAppId, expireSeconds: expireTime } = storage;
      return { cloudVod: { tencentVod: { subAppId, expireTime, mediaType } } };
    }
    default:
      return refuseCapture(
        name,
        "storage.in",
        `TRTC writes to no storage "${storage.in}"`,
        'use "s3", "cos" or "tencentVod"',
      );
  }
}

/** The format of files in a bucket; those in VOD have theirs beside the store. */
function outputFormat({ in: store, formats = ["mp4"] }: CaptureStorage): 0 | 1 | 3 | undefined {
  if (store === "tencentVod") return undefined;
  if (!formats.includes("hls")) return CloudRecordingFormat.mp4;
  return formats.includes("mp4") ? CloudRecordingFormat.hlsAndMp4 : CloudRecordingFormat.hls;
}

function recordingOf(capture: TrtcCapture, storage: CaptureStorage): Recording {
  const { room, canvas, windows, video, limits, idleSeconds } = capture;
  const users = usersOf(windows?.windows);
  return {
    region: room.region,
    sdkAppId: room.application,
    roomId: room.id,
    roomIdType: RecordingRoomIdType[room.idType],
    recordParams: {
      recordMode: CloudRecordMode.mixed,
      maxIdleTime: idleSeconds,
      outputFormat: outputFormat(storage),
      maxMediaFileDuration: limits?.fileMinutes,
      subscribeStreamUserIds: users && { subscribeAudioUserIds: users, subscribeVideoUserIds: users },
    },
    storageParams: storageParams(capture, storage),
    mixTranscodeParams: {
      videoParams: {
        width: canvas.width,
        height: canvas.height,
        fps: video.framesPerSecond,
        bitRate: video.kilobitsPerSecond * 1000,
        gop: video.gopSeconds,
      },
    },
    mixLayoutParams: windows?.forTrtcRecording() ?? { mixLayoutMode: MixLayoutMode.grid },
  };
}

function relayOf(capture: TrtcCapture): ArgumentsOf<CdnRelayInputs> {
  const { room, canvas, windows, video, targets = {}, idleSeconds } = capture;
  return {
    region: room.region,
    sdkAppId: room.application,
    roomId: room.id,
    roomIdType: RelayRoomIdType[room.idType],
    agentParams: { maxIdleTime: idleSeconds },
    withTranscoding: 1,
    audioParams: {
      // What the recording and the other vendor take by themselves.
      audioEncode: { sampleRate: 48000, channel: 2, bitRate: 64 },
      subscribeAudioList: usersOf(windows?.windows)?.map((userId) => ({ userInfo: { userId } })),
    },
    videoParams: {
      videoEncode: {
        width: canvas.width,
        height: canvas.height,
        fps: video.framesPerSecond,
        bitRate: video.kilobitsPerSecond,
        gop: video.gopSeconds,
      },
      layoutParams: windows?.forTrtcRelay() ?? { mixLayoutMode: MixLayoutMode.grid },
    },
    publishCdnParams: Object.values(targets).map(({ url, tencentCdn = false }) => ({
      publishCdnUrl: url,
      isTencentCdn: tencentCdn ? 1 : 0,
    })),
  };
}

/** One relay, so one mix that is billed, pushes to all targets. */
function relaysOf(capture: TrtcCapture, options: pulumi.CustomResourceOptions): Record<string, CdnRelay> {
  const { name, targets = {}, lifecycle } = capture;
  const names = Object.keys(targets);
  if (names.length === 0) return {};
  const relay = new CdnRelay(`${name}-relay`, { ...relayOf(capture), lifecycle }, options);
  return Object.fromEntries(names.map((target) => [target, relay]));
}

/** Records and relays a room of TRTC. */
export function startTrtcCapture(capture: TrtcCapture, options: pulumi.CustomResourceOptions): CaptureTasks {
  const { name, storage, limits, lifecycle } = capture;
  if (limits?.recordingSeconds !== undefined)
    refuseCapture(
      name,
      "limits.recordingSeconds",
      "TRTC ends no recording after a time",
      "leave it out: an idle room ends it after limits.idleSeconds, and lifecycle.desired stops it",
    );
  const recording =
    storage &&
    new CloudRecording(`${name}-recording`, { ...recordingOf(capture, storage), lifecycle }, options);
  return { recording, relays: relaysOf(capture, options) };
}
