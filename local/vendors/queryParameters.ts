import type { FieldFacts, ServiceFacts } from "./facts";
import type { JsonObject, JsonValue } from "./json";

/** Parameters of a query string by the segments of their names: "A.0.B=1" is A -> 0 -> B -> "1". */
type Tree = Map<string, Tree | string>;

/** Deeper than any parameter of the vendors'; longer names are read as one segment, which no structure has. */
const deepest = 64;

/** Reads the parameters of a GET request; what a text stands for follows from the facts of its field. */
export function queryParameters(
  query: URLSearchParams,
  facts: ServiceFacts,
  action: string,
  common: readonly string[] = [],
): JsonObject {
  const tree: Tree = new Map();
  for (const [name, text] of query) {
    const segments = name.split(".", deepest + 1);
    if (!common.includes(name)) plant(tree, segments.length > deepest ? [name] : segments, text);
  }
  return toObject(tree, facts, facts.actions[action]?.input ?? "");
}

function plant(tree: Tree, [first = "", ...rest]: string[], text: string): void {
  if (rest.length === 0) {
    tree.set(first, text);
    return;
  }
  const known = tree.get(first);
  const branch: Tree = known instanceof Map ? known : new Map();
  tree.set(first, branch);
  plant(branch, rest, text);
}

function toObject(tree: Tree, facts: ServiceFacts, structure: string): JsonObject {
  const fields = new Map(Object.entries(facts.structures[structure]?.fields ?? {}));
  return Object.fromEntries(
    [...tree].map(([name, node]) => [name, toValue(node, facts, fields.get(name) ?? { type: "string" })]),
  );
}

function toValue(node: Tree | string, facts: ServiceFacts, field: FieldFacts): JsonValue {
  if (node instanceof Map) {
    const isList = field.list && [...node.keys()].every((name) => /^\d+$/.test(name));
    if (!isList) return toObject(node, facts, field.ref ?? field.type);
    const item = { ...field, list: false };
    return [...node]
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, value]) => toValue(value, facts, item));
  }
  switch (field.type) {
    case "integer":
    case "uint64":
      if (!/^-?\d{1,20}$/.test(node)) return node;
      return Number.isSafeInteger(Number(node)) ? Number(node) : BigInt(node);
    case "number":
    case "float":
      return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(node) && Number.isFinite(Number(node)) ? Number(node) : node;
    case "boolean":
      // Python writes a capital letter.
      return /^(true|false)$/i.test(node) ? node.toLowerCase() === "true" : node;
    default:
      return node;
  }
}
