import type { FacetPath, OwnFacets } from "../../core/facets";
import { LayoutMode } from "./layout";
import type { MixedCdnRelayInputs } from "./MixedCdnRelay";
import { mixFacets } from "./mixFacets";
import { mostStreams, mostStreamsInWindows } from "./streams";

const { custom, adaptive, vertical, sideBySide } = LayoutMode;
const mode = "layout.layoutMode";
const streams = { of: { constant: "streams" }, length: "targetStreams.streamList" } as const;

const relayed = {
  meter: { constant: "volcengine-mixed-relay" },
  parts: "targetStreams.streamList",
} as const;

/** How policies read a relay of a mix. */
export const mixedCdnRelayFacets: OwnFacets<FacetPath<MixedCdnRelayInputs>> = {
  video: [
    { only: mixFacets.inOtherLayouts, ...mixFacets.encoded, ...mixFacets.video, live: true },
    { only: mixFacets.inCustomLayout, ...mixFacets.canvas, ...mixFacets.video, live: true },
  ],
  window: [{ only: mixFacets.inCustomLayout, ...mixFacets.window }],
  canvas: [
    { only: mixFacets.inOtherLayouts, ...mixFacets.encoded },
    { only: mixFacets.inCustomLayout, ...mixFacets.background },
  ],
  arrangement: [{ only: [mixFacets.pictures], ...mixFacets.arrangement }],
  stream: [mixFacets.stream],
  list: [
    // Each region shows one of the streams.
    { of: { constant: "windows" }, length: "layout.customLayout.regions", most: mostStreamsInWindows },
    { only: [{ path: mode, values: [custom] }], ...streams, most: mostStreamsInWindows },
    { only: [{ path: mode, values: [adaptive, vertical, sideBySide] }], ...streams, most: mostStreams },
    { of: { constant: "excludedStreams" }, length: "excludeStreams.streamList" },
  ],
  service: [{ application: "appId", requestsPerSecond: 150 }],
  room: [{ id: "roomId" }],
  duration: [{ maxSeconds: 0, idleSeconds: "control.maxIdleTime" }],
  usage: [
    { only: mixFacets.inOtherLayouts, ...relayed, ...mixFacets.encoded },
    { only: mixFacets.inCustomLayout, ...relayed, ...mixFacets.canvas },
    { only: [mixFacets.soundAlone], ...relayed, width: 0, height: 0 },
  ],
};
