import { type FoundFacet, readFacets } from "../../../sdk/core/readFacets";
import { readerOf } from "../../../sdk/core/reading";

/** A video of which these values are known. */
export function video(
  values: { readonly [Key in keyof Omit<FoundFacet<"video">, "at">]?: number },
): FoundFacet<"video"> {
  const facet = Object.fromEntries(Object.keys(values).map((key) => [key, key]));
  const access = { inputs: values, reader: readerOf(), noteUnknown: () => undefined };
  const [found] = readFacets("video", [facet], access);
  if (!found) throw new Error("there is always one");
  return found;
}
