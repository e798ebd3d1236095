// Runs alone: a notice is given once a process.
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

test("without prices it says so once, however large the stack is and however often it is checked", async () => {
  const stack = [relay("one"), relay("two"), rtcRecording("three")];
  const said = "cost-hourly-ceiling: the cost is not checked, as the setting prices is missing";
  expect(await run(hourlyCeiling, stack)).toMatchObject({ findings: [], printed: [said] });
  expect(await run(hourlyCeiling, stack)).toMatchObject({ findings: [], printed: [] });
});

test("without a ceiling it says so", async () => {
  const example = { ...relay("one"), settings };
  expect(await run(hourlyCeiling, [example])).toMatchObject({
    findings: [],
    printed: ["cost-hourly-ceiling: the cost is not checked, as the setting maxPerHour is missing"],
  });
});

test("a wrong price table is reported, and is no price table", async () => {
  const prices = { ...example, date: "yesterday" };
  expect(await messages([relay("one")], { prices, maxPerHour: 1 })).toEqual([
    expect.stringContaining("prices.date"),
  ]);
});

test("each resource without a price is named", async () => {
  expect(await messages([relay("one"), rtcRecording("two")], { prices: example, maxPerHour: 100 })).toEqual([
    expect.stringContaining("trtc-duration (the price table has no such meter)"),
    expect.stringContaining("volcengine-recording (the price table has no such meter)"),
  ]);
});
