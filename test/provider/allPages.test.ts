import { expect, test } from "@jest/globals";
import { allPages } from "../../provider/core/allPages";

/** A list that is read two entries at a time. */
const listOf = (entries: readonly number[], total: number) => async (offset: number) => ({
  page: entries.slice(offset, offset + 2),
  total,
});

test.each([
  [[], 0],
  [[1, 2], 2],
  [[1, 2, 3], 3],
  [[1, 2, 3], 9],
])("%j, of which %d are said to be there, is read to its end", async (entries, total) => {
  expect(await allPages(listOf(entries, total))).toEqual(entries);
});

test("a list that gives one page again and again has no end, and is not taken for whole", async () => {
  await expect(allPages(async () => ({ page: [1, 2], total: 1e308 }))).rejects.toThrow(
    "the vendor gives the same 2 entries of a list again, of which it says that there are 1e+308. What to do: ",
  );
});
