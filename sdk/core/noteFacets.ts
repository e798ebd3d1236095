import type { z } from "zod";
import type { FacetPath, Facets } from "./facets";
import { type Fields, unwrap } from "./fields";

const notes = new Map<z.core.$ZodType, Facets<string>>();

/**
 * Notes what policies read of a block: every contract with the block has these facets, see {@link facetsOf}. Paths are
 * those in the block, and the empty one is the block itself.
 */
export function noteFacets<Block extends Fields>(
  block: Block,
  facets: Facets<FacetPath<z.input<Block>> | "">,
): void {
  notes.set(block, facets);
}

/**
 * Marks an address that the vendor loads from or reports to.
 *
 * @param maxBytes what the vendor takes, where it counts in bytes
 */
export function address<Schema extends z.ZodType>(
  use: "callback" | "image" | "media" | "source",
  schema: Schema,
  maxBytes?: number,
): Schema {
  notes.set(schema, { address: [{ use: { constant: use }, url: "", ...(maxBytes && { maxBytes }) }] });
  return schema;
}

/** What is noted on a schema, also when it was made optional afterwards. */
export function notesOf(schema: z.core.$ZodType): Facets<string> | undefined {
  return notes.get(schema) ?? notes.get(unwrap(schema));
}

/** Everything that has a note. */
export function allNoted(): readonly z.core.$ZodType[] {
  return [...notes.keys()];
}
