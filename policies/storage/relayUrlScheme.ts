import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay } from "../core/examples";
import { resourceRule } from "../core/rule";
import { readAddress } from "./webAddress";

const pushTo = (publishCdnUrl: string) => ({ publishCdnParams: [{ publishCdnUrl, isTencentCdn: 1 }] });

/** A relay pushes in a protocol that platforms take. Nothing of the address is shown: it holds keys. */
export const relayUrlScheme = resourceRule({
  name: "relay-url-scheme",
  title: "Protocol of push addresses",
  description: "Push addresses are addresses of an allowed protocol.",
  level: "mandatory",
  severity: "high",
  remediation: "Give the whole push address, beginning with rtmp://.",
  settings: fields({
    schemes: z
      .array(z.string().regex(/^[a-z][a-z0-9+.-]*$/, 'the part before "://", in small letters'))
      .min(1)
      .default(["rtmp", "rtmps"])
      .describe("allowed protocols"),
  }),
  examples: {
    good: [
      relay("rtmp", pushTo("rtmp://push.example.com/live/stage")),
      relay("rtmps, with a port", pushTo("rtmps://push.example.com:443/live/stage")),
      relay("capital letters mean the same", pushTo("RTMP://push.example.com/live/stage")),
    ],
    bad: [
      finds(
        relay("a page", pushTo("https://push.example.com/live/stage")),
        "publishCdnParams[0].publishCdnUrl",
      ),
      finds(relay("a key and no address", pushTo("stage?txSecret=1")), "publishCdnParams[0].publishCdnUrl"),
      finds(
        relay("another protocol than the only one", pushTo("rtmp://push.example.com/live/stage"), {
          settings: { schemes: ["rtmps"] },
        }),
        "publishCdnParams[0].publishCdnUrl",
      ),
    ],
  },
  check(subject, { schemes }, findings) {
    for (const { use, url } of subject.facets("address")) {
      const text = url.value;
      if (use.value !== "push" || text === undefined) continue;
      const address = readAddress(text);
      if (address && schemes.includes(address.scheme)) continue;
      findings.report(
        url.path,
        address
          ? `its protocol is none of ${schemes.join(", ")}`
          : "it cannot be read as an address: a protocol, ://, and a host",
        `give the whole push address, beginning with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}`,
      );
    }
  },
});
