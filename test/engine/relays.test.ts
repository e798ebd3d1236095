import { expect, test } from "@jest/globals";
import { Gate } from "../policies/gate";

const pushedTo = (query: string) => ({
  publishCdnParams: [{ publishCdnUrl: `rtmp://push.example.com/live/stage${query}`, isTencentCdn: 1 }],
});

test("a preview refuses the second relay to one push address, and warns of one that has ended", async () => {
  await using gate = await Gate.start("local");
  gate.relays({
    one: pushedTo("?txSecret=canary0123456789&txTime=7F000000"),
    two: pushedTo("?txSecret=canary9876543210&txTime=5867D600"),
  });
  const { exitCode, text } = await gate.run("preview");
  expect(exitCode).not.toBe(0);
  // Whichever of both is checked first has it.
  expect(text).toMatch(
    /publishCdnParams\[0\]\.publishCdnUrl: the push address of "(one|two)" is also that of "(one|two)" in this program/,
  );
  expect(text).toContain("its txTime says that it ended at 2016-12-31T16:00:00.000Z");
  expect(text).not.toContain("canary");
}, 120_000);
