import { fields } from "../../sdk/core/fields";
import { finds, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

const start = "https://media.example.com/";
const withBytes = (bytes: number) => start + "a".repeat(bytes - start.length);
const background = (backgroundImage: string) => ({ "layout.customLayout": { canvas: { backgroundImage } } });
const alternate = (alternateImage: string) => ({
  "layout.customLayout": { regions: [{ streamIndex: 0, width: 640, height: 480, alternateImage }] },
});

/** Addresses are no longer than the vendor takes, in bytes: one character may be several. */
export const assetUrlLength = resourceRule({
  name: "asset-url-length",
  title: "Length of addresses",
  description: "Addresses of images are no longer than the vendor takes.",
  level: "mandatory",
  severity: "medium",
  remediation: "Use a shorter address, for example without signature parameters.",
  settings: fields({}),
  examples: {
    good: [
      rtcRecording("the limit", background(withBytes(1024))),
      rtcRecording("the limit", alternate(withBytes(1024))),
    ],
    bad: [
      finds(
        rtcRecording("a byte more", background(withBytes(1025))),
        "layout.customLayout.canvas.backgroundImage",
      ),
      finds(
        rtcRecording("as many characters, and more bytes", alternate(`${withBytes(1023)}é`)),
        "layout.customLayout.regions[0].alternateImage",
      ),
    ],
  },
  check(subject, _settings, findings) {
    for (const { url, maxBytes } of subject.facets("address")) {
      const [text, most] = [url.value, maxBytes.value];
      if (text === undefined || most === undefined || Buffer.byteLength(text) <= most) continue;
      findings.report(
        url.path,
        `it has ${Buffer.byteLength(text)} bytes, and the vendor takes ${most}`,
        "use a shorter address",
      );
    }
  },
});
