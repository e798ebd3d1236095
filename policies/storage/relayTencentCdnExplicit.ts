import { fields } from "../../sdk/core/fields";
import { finds, relay } from "../core/examples";
import { resourceRule } from "../core/rule";

const publishCdnUrl = "rtmp://push.example.com/live/stage";

/** Whose CDN it is decides whether a relay is billed: TRTC takes its own word for it, not the address. */
export const relayTencentCdnExplicit = resourceRule({
  name: "relay-tencent-cdn-explicit",
  title: "Whose CDN it is",
  description: "Each push address says whether the vendor's own CDN is behind it.",
  level: "advisory",
  severity: "medium",
  remediation:
    "Set isTencentCdn: 1 for a CDN of Tencent Cloud, 0 for another one, to which relaying is billed.",
  settings: fields({}),
  examples: {
    good: [
      relay("Tencent Cloud's", { publishCdnParams: [{ publishCdnUrl, isTencentCdn: 1 }] }),
      relay("another one", { publishCdnParams: [{ publishCdnUrl, isTencentCdn: 0 }] }),
      relay("no CDN", { publishCdnParams: [] }),
    ],
    bad: [
      finds(
        relay("the second address does not say", {
          publishCdnParams: [{ publishCdnUrl, isTencentCdn: 1 }, { publishCdnUrl }],
        }),
        "publishCdnParams[1].isTencentCdn",
      ),
    ],
  },
  check(subject, _settings, findings) {
    for (const { use, ownNetwork } of subject.facets("address")) {
      if (use.value !== "push" || !ownNetwork.settable || ownNetwork.given) continue;
      findings.report(
        ownNetwork.path,
        "it is left out, and whether the relay is billed depends on it",
        "set it to 1 for Tencent Cloud's own CDN, to 0 for another one",
      );
    }
  },
});
