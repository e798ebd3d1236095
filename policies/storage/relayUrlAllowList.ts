import { fields } from "../../sdk/core/fields";
import { finds, relay } from "../core/examples";
import { resourceRule } from "../core/rule";
import { entryFor, hostList } from "./hostList";
import { readAddress } from "./webAddress";

const settings = { allowedHosts: ["push.example.com", "*.live.example.com"] };
const pushTo = (publishCdnUrl: string) => ({ publishCdnParams: [{ publishCdnUrl, isTencentCdn: 1 }] });

/** Streams go where they may go. Of the address only the host is shown: the rest holds keys. */
export const relayUrlAllowList = resourceRule({
  name: "relay-url-allow-list",
  title: "Hosts of push addresses",
  description: "Streams are pushed to allowed hosts only.",
  level: "mandatory",
  severity: "high",
  remediation: "Push to an allowed host, or add the host to allowedHosts.",
  settings: fields({
    allowedHosts: hostList
      .default([])
      .describe('hosts, "*.example.com" for all below one; with none, all are allowed'),
  }),
  examples: {
    good: [
      relay("no list", pushTo("rtmp://anywhere.example.org/live/stage")),
      relay("on the list", pushTo("rtmp://push.example.com/live/stage"), { settings }),
      relay("on the list, with a port and in capitals", pushTo("rtmp://PUSH.example.com:1935/live/stage"), {
        settings,
      }),
      relay("below a host of the list", pushTo("rtmp://cn.live.example.com/live/stage"), { settings }),
    ],
    bad: [
      finds(
        relay("another host", pushTo("rtmp://push.example.org/live/stage"), { settings }),
        "publishCdnParams[0].publishCdnUrl",
      ),
      finds(
        relay("an allowed host as a user's name", pushTo("rtmp://push.example.com@example.org/live"), {
          settings,
        }),
        "publishCdnParams[0].publishCdnUrl",
      ),
      finds(
        relay("the host above those that are allowed", pushTo("rtmp://live.example.com/live"), { settings }),
        "publishCdnParams[0].publishCdnUrl",
      ),
      finds(
        relay("no address", pushTo("rtmp:push.example.com/live"), { settings }),
        "publishCdnParams[0].publishCdnUrl",
      ),
    ],
  },
  check(subject, { allowedHosts }, findings) {
    if (allowedHosts.length === 0) return;
    for (const { use, url } of subject.facets("address")) {
      const text = url.value;
      if (use.value !== "push" || text === undefined) continue;
      const address = readAddress(text);
      if (address && entryFor(address.host, allowedHosts) !== undefined) continue;
      findings.report(
        url.path,
        address ? `${address.host} is no allowed host` : "its host cannot be read",
        `push to one of ${allowedHosts.join(", ")}`,
      );
    }
  },
});
