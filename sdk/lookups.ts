import type { Lookup } from "./core/lookup";
import { getRunningRecording } from "./tencent/gme/getRunningRecording";
import { getOnlineRecording } from "./tencent/tiw/getOnlineRecording";
import { getCloudRecording } from "./tencent/trtc/getCloudRecording";
import { getSubApplications } from "./tencent/vod/getSubApplications";
import { getApplications } from "./volcengine/rtc/getApplications";
import { getBusinessIds } from "./volcengine/rtc/getBusinessIds";
import { getCdnRelay } from "./volcengine/rtc/getCdnRelay";
import { getRecording } from "./volcengine/rtc/getRecording";

/** Every look-up. */
export const lookups: readonly Lookup[] = [
  getCloudRecording,
  getRunningRecording,
  getOnlineRecording,
  getSubApplications,
  getCdnRelay,
  getRecording,
  getApplications,
  getBusinessIds,
];
