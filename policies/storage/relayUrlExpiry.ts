import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { expiryProblem, readPushAddress } from "../../sdk/core/pushAddress";
import { now } from "../core/clock";
import { finds, relay } from "../core/examples";
import { resourceRule } from "../core/rule";

const secondsPerHour = 3_600;

const pushTo = (query: string) => ({
  publishCdnParams: [{ publishCdnUrl: `rtmp://push.example.com/live/stage${query}`, isTencentCdn: 1 }],
});

const url = "publishCdnParams[0].publishCdnUrl";

/** A relay whose address has ended pushes nothing, and says so to nobody. Nothing else of the address is shown. */
export const relayUrlExpiry = resourceRule({
  name: "relay-url-expiry",
  title: "End of push addresses",
  description: "Signed push addresses last as long as the task runs at least.",
  level: "advisory",
  severity: "high",
  remediation: "Make an address that ends later.",
  settings: fields({
    minHours: z
      .number()
      .min(0)
      .default(0)
      .describe("hours that an address has to last from now on, however soon the task can end"),
  }),
  examples: {
    good: [
      relay("no end", pushTo("")),
      relay("an end in the next century", pushTo("?txSecret=0&txTime=FFFFFFFF")),
      relay("more hours than are wanted", pushTo("?txSecret=0&txTime=FFFFFFFF"), {
        settings: { minHours: 24 },
      }),
      relay("no time that could be read", pushTo("?txSecret=0&txTime=soon")),
    ],
    bad: [
      finds(relay("it has ended", pushTo("?txSecret=0&txTime=5867D600")), url),
      finds(relay("it has ended, at another vendor", pushTo("?volcSecret=0&volcTime=1653632422")), url),
      finds(
        relay("fewer hours than are wanted", pushTo("?txSecret=0&txTime=FFFFFFFF"), {
          settings: { minHours: 10_000_000 },
        }),
        url,
      ),
    ],
  },
  check(subject, { minHours }, findings) {
    if (subject.isStopped) return;
    const needed = Math.max(
      minHours * secondsPerHour,
      ...subject
        .facets("duration")
        .flatMap(({ maxSeconds, idleSeconds }) => [maxSeconds.value ?? 0, idleSeconds.value ?? 0]),
    );
    for (const { use, url: address } of subject.facets("address")) {
      const text = address.value;
      if (use.value !== "push" || text === undefined) continue;
      const expiry = readPushAddress(text)?.expiry;
      const problem = expiry && expiryProblem(expiry, now(), needed);
      if (problem !== undefined) findings.report(address.path, problem, "make an address that ends later");
    }
  },
});
