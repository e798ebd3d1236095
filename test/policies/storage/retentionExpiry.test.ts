import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { videoRedraw } from "../../../policies/core/examples";
import { retentionExpiry } from "../../../policies/storage";
import { daysUntil } from "../../../policies/storage/daysUntil";
import { run } from "../support";

beforeEach(() => void jest.useFakeTimers({ now: new Date("2027-01-31T12:00:00Z") }));
afterEach(() => void jest.useRealTimers());

test.each([
  ["2027-02-01T00:00:00Z", "2027-01-31", 1],
  ["2027-01-31T00:00:00Z", "2027-01-31", 0],
  ["2027-01-30T12:00:00Z", "2027-01-31", -0.5],
  ["2028-02-01T08:00:00+08:00", "2028-01-31", 1],
  ["2028-03-01T00:00:00Z", "2028-02-28", 2],
  ["soon", "2027-01-31", Number.NaN],
])("%s is %s + %d days", (moment, today, days) => {
  expect(daysUntil(moment, today)).toBe(days);
});

test.each([
  ["2028-03-06T00:00:00Z", 0],
  ["2028-03-06T00:00:01Z", 1],
  ["2027-01-30T00:00:00Z", 0],
  ["not a date", 0],
])("400 days after 2027-01-31: %s gives %d findings", async (expireTime, count) => {
  const redraw = videoRedraw("permanent", { outputConfig: { storageMode: "Permanent", expireTime } });
  expect((await run(retentionExpiry, [redraw])).findings).toHaveLength(count);
});
