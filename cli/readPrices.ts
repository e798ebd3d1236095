import { wrongSettings } from "../policies/core/settings";
import { type Prices, pricesSchema } from "../policies/cost";
import { isRecord } from "../sdk/core/isRecord";
import { Failure } from "./command";
import { readJson } from "./readJson";

/** Reads a price table. */
export function readPrices(file: string): Prices {
  const table = readJson(file);
  const parsed = pricesSchema.safeParse(table);
  if (parsed.success) return parsed.data;
  const problems = isRecord(table) ? [...wrongSettings(pricesSchema, table).values()].flat() : [];
  throw new Failure([`${file} is no price table:`, ...problems].join("\n  "));
}
