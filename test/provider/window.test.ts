import { expect, test } from "@jest/globals";
import type { Lifecycle } from "../../provider/core/lifecycle";
import { isOpen, warnOfWindow } from "../../provider/core/window";
import cdnRelay from "../../provider/tencent/trtc/CdnRelay";
import { Stage } from "./support";

const hour = 3_600_000;

test("a window that an input sets is warned of in its last half, where that is less than a day", async () => {
  await using stage = await Stage.start();
  const { runtime } = stage.host();
  const known: Lifecycle = cdnRelay;
  const lifecycle: Lifecycle = { ...known, controlledFor: ({ hours }) => Number(hours) * hour };
  const startedAt = stage.time.now;
  const saidAfter = (hours: number, window: number) => {
    const said: string[] = [];
    stage.time.now = startedAt + hours * hour;
    const warn = (message: string) => void said.push(message);
    warnOfWindow({ lifecycle, inputs: { hours: window }, startedAt, runtime, warn });
    return said;
  };
  expect(saidAfter(2.9, 6)).toEqual([]);
  expect(saidAfter(3, 6)).toEqual([expect.stringContaining("360 min after its start; then it may run on")]);
  expect(saidAfter(47, 72)).toEqual([]);
  expect(saidAfter(48, 72)).toEqual([expect.stringContaining("3 days after its start; then it may run on")]);
  expect(saidAfter(72, 72)).toEqual([expect.stringContaining("it may still run")]);
});

test("a window begins when the vendor says, else when it was started; nobody knows that of a start unknown", async () => {
  await using stage = await Stage.start();
  const { runtime } = stage.host();
  const { now } = stage.time;
  const ago = (hours: number) => now - hours * hour;
  const told = { startedAt: new Date(ago(5)).toISOString() };
  expect(isOpen(undefined, {}, { startedAt: undefined, runtime })).toBe(true);
  expect(isOpen(6 * hour, {}, { startedAt: ago(6), runtime })).toBe(true);
  expect(isOpen(6 * hour, {}, { startedAt: ago(6) - 1, runtime })).toBe(false);
  expect(isOpen(6 * hour, told, { startedAt: ago(7), runtime })).toBe(true);
  expect(isOpen(6 * hour, {}, { startedAt: undefined, runtime })).toBe(false);
});
