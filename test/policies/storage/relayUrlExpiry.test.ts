import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { relay } from "../../../policies/core/examples";
import { relayUrlExpiry } from "../../../policies/storage/relayUrlExpiry";
import { run, stopped } from "../support";

// 2026-01-15T12:00:00Z
const now = 0x6968d6c0 * 1_000;

afterEach(() => {
  jest.restoreAllMocks();
});

/** What the rule says of a relay that ends after some idle seconds, and pushes to an address with this end. */
async function saidOf(maxIdleTime: number, end: number): Promise<string[]> {
  jest.spyOn(Date, "now").mockReturnValue(now);
  const publishCdnUrl = `rtmp://push.example.com/live/stage?txSecret=canary&txTime=${end.toString(16)}`;
  const example = relay("", { agentParams: { maxIdleTime }, publishCdnParams: [{ publishCdnUrl }] });
  return (await run(relayUrlExpiry, [example])).findings.map(({ message }) => message);
}

describe("an address has to last as long as the relay is sure to run", () => {
  test.each([
    [60, 61, 0],
    [60, 59, 1],
    [3_600, 3_601, 0],
    [3_600, 3_599, 1],
    [60, 0, 1],
    [60, -1, 1],
  ])("%d idle seconds, ends in %d seconds: %d findings", async (idle, seconds, count) => {
    expect(await saidOf(idle, now / 1_000 + seconds)).toHaveLength(count);
  });
});

test("an address of what is stopped is not pushed to", async () => {
  jest.spyOn(Date, "now").mockReturnValue(now);
  const publishCdnUrl = "rtmp://push.example.com/live/stage?txSecret=canary&txTime=5867D600";
  const example = relay("", { publishCdnParams: [{ publishCdnUrl }] });
  expect((await run(relayUrlExpiry, [example])).findings).toHaveLength(1);
  expect((await run(relayUrlExpiry, [stopped(example)])).findings).toEqual([]);
});

test("names the parameter and the time, and nothing else of the address", async () => {
  expect(await saidOf(60, now / 1_000 - 1)).toEqual([
    "publishCdnParams[0].publishCdnUrl: its txTime says that it ended at 2026-01-15T11:59:59.000Z: the CDN refuses a push that begins now. What to do: make an address that ends later",
  ]);
});
