import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording, videoGeneration } from "../core/examples";
import { resourceRule } from "../core/rule";

function relayWindow(window: Readonly<Record<string, number>>) {
  return { "videoParams.layoutParams": { mixLayoutMode: 4, mixLayoutList: [window] } };
}

function rtcRegion(region: Readonly<Record<string, number>>) {
  return {
    targetStreams: { streamList: [{ userId: "teacher", index: 0 }] },
    layout: {
      layoutMode: 2,
      customLayout: { canvas: { width: 1280, height: 720 }, regions: [{ streamIndex: 0, ...region }] },
    },
  };
}

function whiteboardStream(place: Readonly<Record<string, number>>) {
  return {
    mixStream: {
      enabled: true,
      custom: {
        canvas: { layoutParams: { width: 1280, height: 720 } },
        inputStreamList: [{ layoutParams: { width: 640, height: 360, ...place } }],
      },
    },
  };
}

/** What lies beyond the canvas is cut off, or refused by the vendor. */
export const layoutWithinCanvas = resourceRule({
  name: "layout-within-canvas",
  title: "Windows inside the canvas",
  description: "Each window of a layout lies inside the canvas.",
  level: "mandatory",
  severity: "high",
  remediation: "Move the window or make it smaller.",
  settings: fields({}),
  examples: {
    good: [
      relay("up to the edges", relayWindow({ locationX: 640, imageWidth: 640, imageHeight: 720 })),
      relay("windows that the vendor does not read", {
        "videoParams.layoutParams": { mixLayoutMode: 3, mixLayoutList: [{ imageWidth: 1921 }] },
      }),
      rtcRecording("up to the edges", rtcRegion({ locationY: 360, width: 1280, height: 360 })),
      videoGeneration("up to the edges", whiteboardStream({ x: 640, y: 360 })),
    ],
    bad: [
      finds(
        relay("beyond the right edge", relayWindow({ locationX: 641, imageWidth: 640, imageHeight: 720 })),
        "videoParams.layoutParams.mixLayoutList[0].imageWidth",
      ),
      finds(
        rtcRecording("beyond the lower edge", rtcRegion({ locationY: 361, width: 1280, height: 360 })),
        "layout.customLayout.regions[0].height",
      ),
      finds(
        videoGeneration("beyond both edges", whiteboardStream({ x: 641, y: 361 })),
        "mixStream.custom.inputStreamList[0].layoutParams.width",
        "mixStream.custom.inputStreamList[0].layoutParams.height",
      ),
    ],
  },
  check(subject, _settings, findings) {
    for (const window of subject.facets("window")) {
      const axes = [
        { start: window.x, size: window.width, canvas: window.canvasWidth, name: "wide" },
        { start: window.y, size: window.height, canvas: window.canvasHeight, name: "high" },
      ];
      for (const { start, size, canvas, name } of axes) {
        const end = (start.value ?? Number.NaN) + (size.value ?? Number.NaN);
        const limit = canvas.value;
        if (limit === undefined || !(end > limit)) continue;
        findings.report(
          size.path,
          `the window ends at ${end} px, and the canvas is ${limit} px${canvas.remark} ${name}`,
          "move the window or make it smaller",
        );
      }
    }
  },
});
