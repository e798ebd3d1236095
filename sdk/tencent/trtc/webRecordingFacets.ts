import type { FacetPath, OwnFacets } from "../../core/facets";
import type { WebRecordingInputs } from "./WebRecording";

const picture = {
  width: "webRecordVideoParams.width",
  height: "webRecordVideoParams.height",
} as const;

const isTencentCdn = "publishCdnParams[].isTencentCdn";

/** How policies read a recording of a page. */
export const webRecordingFacets: OwnFacets<FacetPath<WebRecordingInputs>> = {
  files: [{ written: true, maxMinutes: "webRecordVideoParams.maxMediaFileDuration" }],
  address: [{ url: "publishCdnParams[].publishCdnUrl", ownNetwork: isTencentCdn }],
  service: [{ application: "sdkAppId", requestsPerSecond: 20 }],
  duration: [{ maxSeconds: "maxDurationLimit" }],
  usage: [
    { meter: { constant: "trtc-web-recording" }, ...picture },
    {
      meter: { constant: "trtc-relay" },
      billed: { path: isTencentCdn, values: { 0: true, 1: false } },
      ...picture,
    },
  ],
};
