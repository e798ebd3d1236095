import type { Contract } from "./core/contract";
import { application as gmeApplication } from "./tencent/gme/Application";
import { recording as gmeRecording } from "./tencent/gme/Recording";
import { application as tiwApplication } from "./tencent/tiw/Application";
import { applicationConfig } from "./tencent/tiw/ApplicationConfig";
import { bucketConfig } from "./tencent/tiw/BucketConfig";
import { callback } from "./tencent/tiw/Callback";
import { documentTranscode } from "./tencent/tiw/DocumentTranscode";
import { onlineRecording } from "./tencent/tiw/OnlineRecording";
import { videoGeneration } from "./tencent/tiw/VideoGeneration";
import { whiteboardPush } from "./tencent/tiw/WhiteboardPush";
import { cdnRelay } from "./tencent/trtc/CdnRelay";
import { cloudRecording } from "./tencent/trtc/CloudRecording";
import { streamIngest } from "./tencent/trtc/StreamIngest";
import { webRecording } from "./tencent/trtc/WebRecording";
import { aigcVideoRedraw } from "./tencent/vod/AigcVideoRedraw";
import { eventNotification } from "./tencent/vod/EventNotification";
import { subApplication } from "./tencent/vod/SubApplication";
import { application as rtcApplication } from "./volcengine/rtc/Application";
import { businessId } from "./volcengine/rtc/BusinessId";
import { callback as rtcCallback } from "./volcengine/rtc/Callback";
import { mixedCdnRelay as volcengineMixedRelay } from "./volcengine/rtc/MixedCdnRelay";
import { publicStream } from "./volcengine/rtc/PublicStream";
import { recording as volcengineRecording } from "./volcengine/rtc/Recording";
import { segment as volcengineSegment } from "./volcengine/rtc/Segment";
import { singleCdnRelay as volcengineSingleRelay } from "./volcengine/rtc/SingleCdnRelay";
import { snapshot as volcengineSnapshot } from "./volcengine/rtc/Snapshot";
import { streamIngest as volcengineIngest } from "./volcengine/rtc/StreamIngest";
import { webcast } from "./volcengine/rtc/Webcast";
import { whiteboardRecording } from "./volcengine/rtc/WhiteboardRecording";

/** What every resource of this package is, as data. */
export const contracts: readonly Contract[] = [
  cdnRelay,
  cloudRecording,
  streamIngest,
  webRecording,
  gmeRecording,
  gmeApplication,
  videoGeneration,
  onlineRecording,
  documentTranscode,
  whiteboardPush,
  tiwApplication,
  applicationConfig,
  bucketConfig,
  callback,
  aigcVideoRedraw,
  subApplication,
  eventNotification,
  volcengineMixedRelay,
  volcengineSingleRelay,
  volcengineRecording,
  volcengineIngest,
  publicStream,
  webcast,
  whiteboardRecording,
  volcengineSegment,
  volcengineSnapshot,
  rtcApplication,
  businessId,
  rtcCallback,
];
