import { fields } from "../../sdk/core/fields";
import { finds, relay } from "../core/examples";
import { resourceRule } from "../core/rule";
import { entryFor, hostList } from "./hostList";
import { readAddress } from "./webAddress";

const pushTo = (publishCdnUrl: string) => ({ publishCdnParams: [{ publishCdnUrl, isTencentCdn: 0 }] });

/**
 * A stream and its key travel encrypted to platforms that take it so. TRTC itself pushes rtmp only: for such a
 * platform its relay needs a server in between.
 */
export const relayUrlEncrypted = resourceRule({
  name: "relay-url-encrypted",
  title: "Encrypted push",
  description: "Streams are pushed encrypted to platforms that take rtmps.",
  level: "advisory",
  severity: "medium",
  remediation: "Use the platform's rtmps address, or relay to a server of your own that hands on with rtmps.",
  settings: fields({
    hosts: hostList
      .default(["*.facebook.com", "*.youtube.com"])
      .describe("hosts of platforms that take rtmps"),
  }),
  examples: {
    good: [
      relay("encrypted", pushTo("rtmps://live-api-s.facebook.com:443/rtmp/key")),
      relay("a host that is not said to take rtmps", pushTo("rtmp://push.example.com/live/stage")),
      relay("a host that only looks like one", pushTo("rtmp://a.rtmp.notyoutube.com/live2/key")),
    ],
    bad: [
      finds(
        relay("in the clear to YouTube", pushTo("rtmp://a.rtmp.youtube.com/live2/key")),
        "publishCdnParams[0].publishCdnUrl",
      ),
      finds(
        relay("in the clear to a host of one's own", pushTo("rtmp://push.example.com/live/stage"), {
          settings: { hosts: ["push.example.com"] },
        }),
        "publishCdnParams[0].publishCdnUrl",
      ),
    ],
  },
  check(subject, { hosts }, findings) {
    for (const { use, url } of subject.facets("address")) {
      const text = url.value;
      if (use.value !== "push" || text === undefined) continue;
      const address = readAddress(text);
      const entry = address?.scheme === "rtmp" ? entryFor(address.host, hosts) : undefined;
      if (entry === undefined) continue;
      findings.report(
        url.path,
        `the stream and its key are sent in the clear, and ${entry} takes rtmps`,
        "use the rtmps address where the relay's vendor takes one, or relay to a server of your own that does",
      );
    }
  },
});
