import type { FacetPath, OwnFacets } from "../../core/facets";
import { LayoutMode } from "./layout";
import type { PublicStreamInputs } from "./PublicStream";
import { mostStreams } from "./streams";

const transcodeMode = { path: "transcodeMode", otherwise: 0 } as const;
const mixed = [{ ...transcodeMode, values: [0] }] as const;
const video = "encode.videoConfig";
const picture = {
  width: { path: `${video}.width`, otherwise: 640 },
  height: { path: `${video}.height`, otherwise: 480 },
} as const;
const meter = { constant: "volcengine-public-stream" } as const;

/** How policies read a public stream. */
export const publicStreamFacets: OwnFacets<FacetPath<PublicStreamInputs>> = {
  video: [
    {
      only: mixed,
      width: `${video}.width`,
      height: `${video}.height`,
      framesPerSecond: `${video}.frameRate`,
      kilobitsPerSecond: `${video}.bitrate`,
      automaticBitrate: true,
      codec: { path: `${video}.videoCodec`, values: { 0: "h264", 5: "vp8" } },
      live: true,
    },
  ],
  mixing: [
    {
      enabled: { ...transcodeMode, values: { 0: true, 1: false }, otherwise: true },
      layout: "layout",
      // How many streams are mixed, nobody knows: a whole room may be named.
    },
  ],
  list: [
    {
      only: [{ path: "layout.layoutMode", values: [LayoutMode.custom] }],
      of: { constant: "windows" },
      length: "layout.customLayout.regions",
      most: mostStreams,
    },
    { of: { constant: "streams" }, length: "targetStreams" },
    { of: { constant: "excludedStreams" }, length: "excludeStreams" },
  ],
  service: [{ application: "appId", requestsPerSecond: 150 }],
  room: [{ id: "targetStreams[].roomId" }, { id: "excludeStreams[].roomId" }],
  duration: [{ maxSeconds: 0, idleSeconds: "control.maxIdleTime" }],
  usage: [
    { only: mixed, meter, parts: "targetStreams", ...picture },
    // What is passed on has the picture of its source.
    { only: [{ ...transcodeMode, values: [1] }], meter, parts: "targetStreams" },
  ],
};
