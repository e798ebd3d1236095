import type { Lifecycle } from "./core/lifecycle";
import gmeApplication from "./tencent/gme/Application";
import gmeRecording from "./tencent/gme/Recording";
import tiwApplication from "./tencent/tiw/Application";
import applicationConfig from "./tencent/tiw/ApplicationConfig";
import bucketConfig from "./tencent/tiw/BucketConfig";
import tiwCallback from "./tencent/tiw/Callback";
import tiwDocumentTranscode from "./tencent/tiw/DocumentTranscode";
import tiwOnlineRecording from "./tencent/tiw/OnlineRecording";
import tiwVideoGeneration from "./tencent/tiw/VideoGeneration";
import tiwWhiteboardPush from "./tencent/tiw/WhiteboardPush";
import cdnRelay from "./tencent/trtc/CdnRelay";
import cloudRecording from "./tencent/trtc/CloudRecording";
import streamIngest from "./tencent/trtc/StreamIngest";
import webRecording from "./tencent/trtc/WebRecording";
import aigcVideoRedraw from "./tencent/vod/AigcVideoRedraw";
import eventNotification from "./tencent/vod/EventNotification";
import subApplication from "./tencent/vod/SubApplication";
import rtcApplication from "./volcengine/rtc/Application";
import businessId from "./volcengine/rtc/BusinessId";
import rtcCallback from "./volcengine/rtc/Callback";
import volcengineMixedRelay from "./volcengine/rtc/MixedCdnRelay";
import publicStream from "./volcengine/rtc/PublicStream";
import volcengineRecording from "./volcengine/rtc/Recording";
import volcengineSegment from "./volcengine/rtc/Segment";
import volcengineSingleRelay from "./volcengine/rtc/SingleCdnRelay";
import volcengineSnapshot from "./volcengine/rtc/Snapshot";
import volcengineIngest from "./volcengine/rtc/StreamIngest";
import webcast from "./volcengine/rtc/Webcast";
import volcengineWhiteboardRecording from "./volcengine/rtc/WhiteboardRecording";

/** How each resource type is carried out. */
export const lifecycles: readonly Lifecycle[] = [
  cdnRelay,
  cloudRecording,
  streamIngest,
  webRecording,
  gmeRecording,
  gmeApplication,
  tiwVideoGeneration,
  tiwOnlineRecording,
  tiwDocumentTranscode,
  tiwWhiteboardPush,
  tiwApplication,
  applicationConfig,
  bucketConfig,
  tiwCallback,
  aigcVideoRedraw,
  subApplication,
  eventNotification,
  volcengineMixedRelay,
  volcengineSingleRelay,
  volcengineRecording,
  volcengineIngest,
  publicStream,
  webcast,
  volcengineWhiteboardRecording,
  volcengineSegment,
  volcengineSnapshot,
  rtcApplication,
  businessId,
  rtcCallback,
];
