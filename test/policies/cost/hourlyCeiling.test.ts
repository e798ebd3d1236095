import { expect, test } from "@jest/globals";
import { relay, rtcRecording } from "../../../policies/core/examples";
import type { Example } from "../../../policies/core/rule";
import { hourlyCeiling } from "../../../policies/operations";
import example from "../../../policies/prices.example.json";
import { run } from "../support";

const two = {
  "audioParams.subscribeAudioList": [{ userInfo: { userId: "a" } }, { userInfo: { userId: "b" } }],
};

async function messages(stack: readonly Example[], settings: Readonly<Record<string, unknown>>) {
  const { findings } = await run(
    hourlyCeiling,
    stack.map((resource) => ({ ...resource, settings })),
  );
  return findings.map(({ message }) => message);
}

const settings = { prices: example, allowUnpriced: true };

test.each([
  // Two streams of 4.64286 USD for 1,000 minutes: 0.5571432 USD an hour.
  [0.5571431, 1],
  [0.5571432, 0],
])("with the prices of the example, %d USD an hour: %d findings", async (maxPerHour, count) => {
  expect(await messages([relay("HD", two)], { ...settings, maxPerHour })).toHaveLength(count);
});

test("it says what it costs and what is allowed", async () => {
  expect(await messages([relay("HD", two)], { ...settings, maxPerHour: 0.5 })).toEqual([
    "an hour costs 0.56 USD, and at most 0.5 are allowed. What to do: declare fewer or smaller tasks",
  ]);
});

test("without prices it says so once, however large the stack is", async () => {
  expect(await messages([relay("one"), relay("two"), rtcRecording("three")], {})).toEqual([
    expect.stringContaining("the setting prices is missing"),
  ]);
});

test("a wrong price table is reported, and is no price table", async () => {
  const prices = { ...example, date: "yesterday" };
  expect(await messages([relay("one")], { prices, maxPerHour: 1 })).toEqual([
    expect.stringContaining("prices.date"),
    expect.stringContaining("the setting prices is missing"),
  ]);
});

test("each resource without a price is named", async () => {
  expect(await messages([relay("one"), rtcRecording("two")], { prices: example, maxPerHour: 100 })).toEqual([
    expect.stringContaining("trtc-duration (the price table has no such meter)"),
    expect.stringContaining("volcengine-recording (the price table has no such meter)"),
  ]);
});
