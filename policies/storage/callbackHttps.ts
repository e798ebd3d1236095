import { isIP } from "node:net";
import { fields } from "../../sdk/core/fields";
import {
  finds,
  relay,
  rtcRecording,
  streamIngest,
  videoGeneration,
  videoRedraw,
  voiceApplication,
  whiteboardCallback,
} from "../core/examples";
import { resourceRule } from "../core/rule";
import { entryFor, hostList } from "./hostList";
import { isPrivateHost } from "./privateHost";
import { readAddress, type WebAddress } from "./webAddress";

const customLayout = (canvas: object) => ({ "layout.customLayout": { canvas, regions: [] } });

/** Streams have protocols of their own. */
const schemesOf = (use: string | undefined) => (use === "source" ? ["https", "rtmps", "rtmp"] : ["https"]);

/** What is wrong with an address that the vendor calls or loads from; undefined where nothing is. */
function problemOf(
  address: WebAddress,
  schemes: readonly string[],
  allowedHosts: readonly string[],
): string | undefined {
  const { scheme, host, userinfo } = address;
  if (!schemes.includes(scheme))
    return `its protocol is ${scheme}, and only ${schemes.join(", ")} ${schemes.length > 1 ? "are" : "is"} allowed`;
  if (userinfo) return "a user name or a password stands in it";
  if (entryFor(host, allowedHosts) !== undefined) return undefined;
  if (allowedHosts.length > 0) return `${host} is no allowed host: none of ${allowedHosts.join(", ")}`;
  if (isPrivateHost(host)) return `${host} is in a private network, where the vendor does not get`;
  if (isIP(host) !== 0) return `${host} is an IP address, and a certificate is for a name`;
  return undefined;
}

/** What the vendor reports to or loads from is reached over https, under a public name. */
export const callbackHttps = resourceRule({
  name: "callback-https",
  title: "Addresses of callbacks and media",
  description:
    "Callbacks, images and media have https addresses with a public host name and without passwords; streams may be pulled by RTMP.",
  level: "mandatory",
  severity: "high",
  remediation: "Serve it over https under a public host name.",
  settings: fields({
    allowedHosts: hostList
      .default([])
      .describe(
        'when there are any, only these hosts, "*.example.com" for all below one; they may be private or IP addresses',
      ),
  }),
  examples: {
    good: [
      whiteboardCallback("a callback"),
      whiteboardCallback("another port", { callback: "https://hooks.example.com:8443/whiteboard" }),
      whiteboardCallback(
        "an address in a private network that is allowed",
        { callback: "https://10.0.0.5/whiteboard" },
        { settings: { allowedHosts: ["10.0.0.5"] } },
      ),
      relay("an image", { "videoParams.backgroundImageUrl": "https://media.example.com/back.png" }),
      rtcRecording("an image", customLayout({ backgroundImage: "https://media.example.com/back.png" })),
      videoGeneration("an image", { concat: { enabled: true, image: "https://media.example.com/gap.png" } }),
      videoRedraw("a video"),
      streamIngest("a file", { streamUrl: "https://media.example.com/film.mp4" }),
      streamIngest("a stream", { streamUrl: "rtmp://pull.example.com/live/stage" }),
      voiceApplication("a callback of one scene"),
    ],
    bad: [
      finds(whiteboardCallback("in the clear", { callback: "http://hooks.example.com/x" }), "callback"),
      finds(whiteboardCallback("an IP address", { callback: "https://93.184.216.34/x" }), "callback"),
      finds(whiteboardCallback("a private network", { callback: "https://192.168.0.10/x" }), "callback"),
      finds(whiteboardCallback("a name inside", { callback: "https://hooks.internal/x" }), "callback"),
      finds(
        whiteboardCallback("a password", { callback: "https://me:pass@hooks.example.com/x" }),
        "callback",
      ),
      finds(whiteboardCallback("no address", { callback: "hooks.example.com/x" }), "callback"),
      finds(
        whiteboardCallback("not on the list", {}, { settings: { allowedHosts: ["*.hooks.example.com"] } }),
        "callback",
      ),
      finds(
        voiceApplication("a callback of one scene in the clear", {
          "voiceFilterConf.sceneInfos": [
            { sceneId: "RealTime", status: true, callbackUrl: "http://example.com/x" },
          ],
        }),
        "voiceFilterConf.sceneInfos[0].callbackUrl",
      ),
      finds(
        relay("a watermark in the clear", {
          "videoParams.waterMarkList": [
            {
              waterMarkImage: {
                waterMarkUrl: "http://media.example.com/mark.png",
                waterMarkWidth: 64,
                waterMarkHeight: 64,
                locationX: 0,
                locationY: 0,
              },
            },
          ],
        }),
        "videoParams.waterMarkList[0].waterMarkImage.waterMarkUrl",
      ),
      finds(
        rtcRecording(
          "an image of this machine",
          customLayout({ backgroundImage: "https://localhost/b.png" }),
        ),
        "layout.customLayout.canvas.backgroundImage",
      ),
      finds(
        videoGeneration("an image in the clear", {
          concat: { enabled: true, image: "http://media.example.com/gap.png" },
        }),
        "concat.image",
      ),
      finds(
        videoRedraw("a video in the clear", {
          fileInfo: { type: "Url", url: "http://media.example.com/teaser.mp4" },
        }),
        "fileInfo.url",
      ),
      finds(
        streamIngest("a file in the clear", { streamUrl: "http://media.example.com/film.mp4" }),
        "streamUrl",
      ),
      finds(
        streamIngest("a stream in a private network", { streamUrl: "rtmp://10.0.0.5/live/stage" }),
        "streamUrl",
      ),
    ],
  },
  check(subject, { allowedHosts }, findings) {
    for (const { use, url } of subject.facets("address")) {
      const text = url.value;
      if (use.value === "push" || text === undefined) continue;
      const address = readAddress(text);
      const schemes = schemesOf(use.value);
      const problem = address ? problemOf(address, schemes, allowedHosts) : "it cannot be read as an address";
      if (problem === undefined) continue;
      findings.report(
        url.path,
        problem,
        `use an address with ${schemes.join(" or ")} and a public host name`,
      );
    }
  },
});
