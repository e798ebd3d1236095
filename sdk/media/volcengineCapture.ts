import * as pulumi from "@pulumi/pulumi";
import { Layout, NamedLayout } from "../layouts/Layout";
import { MixedCdnRelay, Recording, StorageType } from "../volcengine/rtc";
import { LayoutMode } from "../volcengine/rtc/layout";
import type { RecordingInputs } from "../volcengine/rtc/Recording";
import { CustomStorageVendor, TosRegion, VodRegion } from "../volcengine/rtc/storage";
import { amazonRegions } from "./amazonRegions";
import type { ArgumentsOf } from "./argumentsOf";
import { type Capture, type CaptureTasks, refuseCapture } from "./capture";
import type { CaptureStorage, VolcengineRoom } from "./captureArgs";

type VolcengineCapture = Capture<VolcengineRoom>;
type RecordingArguments = ArgumentsOf<RecordingInputs>;

const tosRegions = {
  "cn-beijing": TosRegion.cnBeijing,
  "cn-guangzhou": TosRegion.cnGuangzhou,
  "cn-shanghai": TosRegion.cnShanghai,
  "ap-southeast-1": TosRegion.apSoutheast1,
} as const;

const vodRegions = { "cn-north-1": VodRegion.cnNorth1, "ap-southeast-1": VodRegion.apSoutheast1 } as const;

/** The number by which the vendor calls a region. */
function regionNumber<Name extends string, RegionNumber extends number>(
  { name }: VolcengineCapture,
  region: pulumi.Input<string>,
  numbers: Readonly<Record<Name, RegionNumber>>,
): pulumi.Input<RegionNumber> {
  const isNamed = (text: string): text is Name => Object.hasOwn(numbers, text);
  const numberOf = (text: string): RegionNumber => {
    if (isNamed(text)) return numbers[text];
    return refuseCapture(
      name,
      "storage.region",
      `Volcengine RTC does not write to "${text}"`,
      `use one of ${Object.keys(numbers).join(", ")}`,
    );
  };
  return typeof region === "string" ? numberOf(region) : pulumi.output(region).apply(numberOf);
}

function storageConfig(
  capture: VolcengineCapture,
  storage: CaptureStorage,
): RecordingArguments["storageConfig"] {
  switch (storage.in) {
    case "s3": {
      const { bucket, accessKey, secretKey } = storage;
      const region = regionNumber(capture, storage.region, amazonRegions);
      const vendor = CustomStorageVendor.amazonS3;
      return { type: StorageType.custom, customConfig: { vendor, region, bucket, accessKey, secretKey } };
    }
    case "tos": {
      const { accountId, bucket } = storage;
      const region = regionNumber(capture, storage.region, tosRegions);
      return { type: StorageType.tos, tosConfig: { accountId, region, bucket } };
    }
    case "volcengineVod": {
      const { accountId, space } = storage;
      const region = regionNumber(capture, storage.region, vodRegions);
      return { type: StorageType.vod, vodConfig: { accountId, region, space } };
    }
    case "cos":
      return refuseCapture(
        capture.name,
        "storage.in",
        "the vendor calls regions of COS by numbers that it does not document",
        'use "s3", "tos" or "volcengineVod", or a volcengine.rtc.Recording with the number',
      );
    default:
      return refuseCapture(
        capture.name,
        "storage.in",
        `Volcengine RTC writes to no storage "${storage.in}"`,
        'use "s3", "tos" or "volcengineVod"',
      );
  }
}

/** The streams and how they are arranged, encoded and ended: the same for a recording and for a relay of the mix. */
function mixOf(capture: VolcengineCapture) {
  const { name, room, windows, canvas, video, idleSeconds } = capture;
  if (windows instanceof Layout && !(windows instanceof NamedLayout))
    return refuseCapture(
      name,
      "layout",
      `it is of ${windows.windows.length} streams without names, and Volcengine RTC fills no windows in the order of entry`,
      'list the users, for example layouts.grid(["alice", "bob"], canvas), or pass the size alone',
    );
  return {
    appId: room.application,
    roomId: room.id,
    ...(windows?.forVolcengine() ?? { layout: { layoutMode: LayoutMode.adaptive } }),
    encode: {
      // A custom layout has its canvas.
      ...(windows ? {} : { videoWidth: canvas.width, videoHeight: canvas.height }),
      videoFps: video.framesPerSecond,
      videoBitrate: video.kilobitsPerSecond,
      videoGop: video.gopSeconds,
    },
    control: { maxIdleTime: idleSeconds },
  };
}

function recordingOf(capture: VolcengineCapture, storage: CaptureStorage): RecordingArguments {
  const { control, ...mix } = mixOf(capture);
  const prefix = "folders" in storage && storage.folders ? [...storage.folders] : undefined;
  return {
    ...mix,
    control: { ...control, maxRecordTime: capture.limits?.recordingSeconds },
    fileFormatConfig: {
      fileFormat: (storage.formats ?? ["mp4"]).map((format) => (format === "mp4" ? "MP4" : "HLS")),
    },
    fileNameConfig: prefix && { prefix },
    storageConfig: storageConfig(capture, storage),
  };
}

/** What rooms of TRTC alone have. */
function refuseForeign({ name, room, targets = {}, limits }: VolcengineCapture): void {
  for (const property of ["idType", "region"])
    if (property in room)
      refuseCapture(name, `room.${property}`, "rooms of Volcengine RTC have none", "leave it out");
  if (limits?.fileMinutes !== undefined)
    refuseCapture(
      name,
      "limits.fileMinutes",
      "Volcengine RTC splits no files by their length",
      "leave it out",
    );
  for (const [target, given] of Object.entries(targets))
    if (given.tencentCdn !== undefined)
      refuseCapture(
        name,
        `targets.${target}.tencentCdn`,
        "Volcengine RTC makes no difference between CDNs",
        "leave it out",
      );
}

/** Each relay of the vendor's pushes to one address, and makes a mix of its own. */
function relaysOf(
  capture: VolcengineCapture,
  options: pulumi.CustomResourceOptions,
): Record<string, MixedCdnRelay> {
  const { name, targets = {}, lifecycle } = capture;
  const { encode, ...mix } = mixOf(capture);
  // The recording takes this bitrate by itself.
  const args = { ...mix, encode: { ...encode, audioBitrate: 64 }, lifecycle };
  return Object.fromEntries(
    Object.entries(targets).map(([target, { url: pushUrl }]) => [
      target,
      new MixedCdnRelay(`${name}-relay-${target}`, { ...args, pushUrl }, options),
    ]),
  );
}

/** Records and relays a room of Volcengine RTC. */
export function startVolcengineCapture(
  capture: VolcengineCapture,
  options: pulumi.CustomResourceOptions,
): CaptureTasks {
  const { name, storage, lifecycle } = capture;
  refuseForeign(capture);
  const recording =
    storage && new Recording(`${name}-recording`, { ...recordingOf(capture, storage), lifecycle }, options);
  return { recording, relays: relaysOf(capture, options) };
}
