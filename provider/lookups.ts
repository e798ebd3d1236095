import { getOnlineRecording } from "../sdk/tencent/tiw/getOnlineRecording";
import { getCloudRecording } from "../sdk/tencent/trtc/getCloudRecording";
import { getCdnRelay } from "../sdk/volcengine/rtc/getCdnRelay";
import { getRecording } from "../sdk/volcengine/rtc/getRecording";
import { type LookupCall, lookupOf } from "./core/lookUp";
import { getRunningRecording } from "./tencent/gme/getRunningRecording";
import onlineRecording from "./tencent/tiw/OnlineRecording";
import cloudRecording from "./tencent/trtc/CloudRecording";
import { getSubApplications } from "./tencent/vod/getSubApplications";
import { getApplications } from "./volcengine/rtc/getApplications";
import { getBusinessIds } from "./volcengine/rtc/getBusinessIds";
import mixedCdnRelay from "./volcengine/rtc/MixedCdnRelay";
import recording from "./volcengine/rtc/Recording";

/** How every look-up is carried out. */
export const lookups: readonly LookupCall[] = [
  lookupOf(getCloudRecording, cloudRecording),
  getRunningRecording,
  lookupOf(getOnlineRecording, onlineRecording),
  getSubApplications,
  lookupOf(getCdnRelay, mixedCdnRelay),
  lookupOf(getRecording, recording),
  getApplications,
  getBusinessIds,
];
