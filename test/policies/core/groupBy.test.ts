import { expect, test } from "@jest/globals";
import { groupBy } from "../../../policies/core/groupBy";

test("items keep their order, and those without a key are left out", () => {
  const groups = groupBy(["ant", "bee", "asp", "", "bat"], (word) => word[0]);
  expect([...groups]).toEqual([
    ["a", ["ant", "asp"]],
    ["b", ["bee", "bat"]],
  ]);
});

test("nothing has no groups", () => {
  expect(groupBy([], () => "key").size).toBe(0);
});
