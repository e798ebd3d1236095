import { type Facts, factsOf } from "../../../policies/core/facts";

/** A video of which these values are known. */
export function video(
  values: { readonly [Key in keyof Omit<Facts<"video">, "at">]?: number },
): Facts<"video"> {
  const facet = Object.fromEntries(Object.keys(values).map((key) => [key, key]));
  const [facts] = factsOf("video", [facet], values, () => undefined);
  if (!facts) throw new Error("there is always one");
  return facts;
}
