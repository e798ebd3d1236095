import { shown } from "./allowed";
import type { FacetPath } from "./facets";
import { type Condition, type Effect, holds, type Presence } from "./holds";
import { partsAt } from "./partsAt";
import type { Rule } from "./rules";

/** A condition for one item: with the item's position in the place of `[]`. */
function whenAt<When extends Condition<string> | Presence<string>>(
  when: When,
  path: string,
  place: string,
): When {
  const list = path.slice(0, path.lastIndexOf("[]"));
  const item = /^.*\[\d+\]/.exec(place)?.[0];
  return path.includes("[]") && when.path.startsWith(`${list}[]`)
    ? { ...when, path: `${item}${when.path.slice(list.length + 2)}` }
    : when;
}

/** "1, 2 or 3". */
function anyOf(values: readonly unknown[]): string {
  const words = values.map(shown);
  const last = words.pop() ?? "";
  return words.length === 0 ? last : `${words.join(", ")} or ${last}`;
}

/** Why an input has no effect, and what to do about it. */
function problemOf(inputs: unknown, when: Condition<string> | Presence<string>): [string, string] {
  if ("given" in when) {
    return when.given
      ? [`it has no effect without ${when.path}`, `leave this out, or add ${when.path}`]
      : [`it has no effect beside ${when.path}`, "leave one of both out"];
  }
  const { path, values, otherwise } = when;
  if (values.length === 0) return ["the vendor documents it as without effect", "leave it out"];
  const [value = otherwise] = partsAt(inputs, path).map((part) => part.value);
  const found = Array.isArray(value)
    ? "has none of them"
    : `is ${value === undefined ? "left out" : shown(value)}`;
  const remedy = Array.isArray(value) ? `add one of them to ${path}` : `set ${path} to ${anyOf(values)}`;
  return [
    `the vendor heeds it with ${path} ${anyOf(values)} only, and that ${found}`,
    `leave this out, or ${remedy}`,
  ];
}

/** The rules that warn of inputs without effect, one for each line of a table. */
export function effectRules<Inputs>(table: readonly Effect<FacetPath<Inputs>>[]): Rule<Inputs>[] {
  return table.map(({ path, when, unless }) => (inputs, report) => {
    for (const place of partsAt(inputs, path)) {
      if (place.value === unless) continue;
      const here = whenAt<Condition<string> | Presence<string>>(when, path, place.path);
      if (!holds(inputs, here)) report.warning(place.path, ...problemOf(inputs, here));
    }
  });
}
