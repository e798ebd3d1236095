import { fields } from "../../sdk/core/fields";
import { finds, relay } from "../core/examples";
import { resourceRule } from "../core/rule";

function users(count: number) {
  return Array.from({ length: count }, (_, index) => ({ userInfo: { userId: `user-${index}` } }));
}

/** Mixing is what a relay costs: it is on where there is something to mix, and off where there is not. */
export const transcodeNeeded = resourceRule({
  name: "transcode-needed",
  title: "Mixing where it is needed",
  description: "Streams are mixed only where several of them are arranged.",
  level: "advisory",
  severity: "low",
  remediation: "Relay a single stream as it is, and give a layout only to a mix.",
  settings: fields({}),
  examples: {
    good: [
      relay("everybody is mixed"),
      relay("two are mixed", { "audioParams.subscribeAudioList": users(2) }),
      relay("one is heard, and two are seen", {
        "audioParams.subscribeAudioList": users(1),
        "videoParams.layoutParams": {
          mixLayoutMode: 4,
          mixLayoutList: [
            { imageWidth: 640, imageHeight: 720 },
            { locationX: 640, imageWidth: 640, imageHeight: 720 },
          ],
        },
      }),
      relay("one stream as it is", {
        withTranscoding: 0,
        singleSubscribeParams: { userMediaStream: { userInfo: { userId: "teacher" } } },
        "videoParams.layoutParams": undefined,
      }),
    ],
    bad: [
      finds(relay("one is mixed", { "audioParams.subscribeAudioList": users(1) }), "withTranscoding"),
      finds(
        relay("one is mixed into one window", {
          "audioParams.subscribeAudioList": users(1),
          "videoParams.layoutParams": {
            mixLayoutMode: 4,
            mixLayoutList: [{ imageWidth: 1280, imageHeight: 720 }],
          },
        }),
        "withTranscoding",
      ),
      finds(
        relay("a layout for one stream", {
          withTranscoding: 0,
          singleSubscribeParams: { userMediaStream: { userInfo: { userId: "teacher" } } },
        }),
        "videoParams.layoutParams",
      ),
    ],
  },
  check(subject, _settings, findings) {
    const several = subject.facets("list").some(({ of, length }) => {
      if (of.value !== "windows") return false;
      // A list that is not known yet may have several.
      return length.value === undefined ? length.given : length.value > 1;
    });
    for (const { enabled, layout, streams } of subject.facets("mixing")) {
      if (enabled.value === false && layout.value !== undefined) {
        findings.report(
          layout.path,
          "it arranges several streams, and one is relayed as it is",
          "leave it out, or mix streams",
        );
      }
      if (enabled.value === true && streams.value === 1 && !several) {
        findings.report(
          enabled.path,
          "streams are mixed, which is billed, and only one is named",
          "relay that one as it is",
        );
      }
    }
  },
});
