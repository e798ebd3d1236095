import type { JsonObject, JsonValue } from "../../local/vendors/json";
import type { When } from "../../sdk/core/holds";
import { blockOf, near } from "../../sdk/core/path";
import type {
  Counted,
  Given,
  Heeded,
  Limited,
  Matched,
  Requirement,
  Sized,
  Unique,
} from "../../sdk/core/requirements";
import { type Parts, partAt } from "./paths";
import type { Samples } from "./Samples";

/** Changes of inputs that may show a boundary: the rule says nothing on the one side, and something on the other one. */
export interface Try {
  readonly accepted: Parts;
  readonly broken: Parts;
}

/** Where a rule begins to say something, and what may show it in some inputs. */
export interface Boundary {
  readonly what: string;
  readonly tries: (inputs: JsonObject, samples: Samples) => readonly Try[];
}

/** What is tried in each place of a path, in each case that a rule applies to. */
function inEachCase(
  path: string,
  { when }: { readonly when?: Given<string>["when"] },
  tries: (place: string, inputs: JsonObject, samples: Samples) => readonly Try[],
): Boundary["tries"] {
  return (inputs, samples) =>
    samples.places(inputs, path).flatMap((place) =>
      samples.so(inputs, place, when).flatMap((so) =>
        tries(place, inputs, samples).map(({ accepted, broken }) => ({
          accepted: { ...so, ...accepted },
          broken: { ...so, ...broken },
        })),
      ),
    );
}

function ofGiven(rule: Given<string>, samples: Samples): Boundary[] {
  const own = (rule.when ?? []).filter(({ path }) => path === rule.path);
  if (own.length > 0) return ofValue(rule, own, samples);
  const tries = inEachCase(rule.path, rule, (place, inputs) =>
    samples.given(inputs, place).map((given) => {
      const leftOut = { [place]: undefined };
      return rule.given ? { accepted: given, broken: leftOut } : { accepted: leftOut, broken: given };
    }),
  );
  return [{ what: rule.given ? "left out" : "given", tries }];
}

/** The values that conditions name, and those next to them. */
function valuesAround(conditions: readonly When<string>[]): JsonValue[] {
  return conditions.flatMap((condition) => {
    if ("given" in condition) return [];
    const named = "not" in condition ? condition.not : condition.values;
    return named.flatMap((value): JsonValue[] => {
      if (typeof value === "number") return [value, value - 1, value + 1];
      if (typeof value !== "object") return [value];
      const { from, to = from } = value;
      return [from, from - 1, to, to + 1];
    });
  });
}

/** Whether a value is as a condition asks; of a list, one item of it is enough. */
function isAs(value: JsonValue, condition: When<string>): boolean {
  if ("given" in condition) return condition.given;
  const named = "not" in condition ? condition.not : condition.values;
  const isNamed = [value]
    .flat()
    .some((item) =>
      named.some(
        (one) =>
          one === item ||
          (typeof one === "object" &&
            Number(item) >= one.from &&
            Number(item) <= (one.to ?? Number.POSITIVE_INFINITY)),
      ),
    );
  return isNamed !== "not" in condition;
}

/** A boundary for each value that is excluded. */
function ofValue(
  { path, when = [] }: Given<string>,
  own: readonly When<string>[],
  samples: Samples,
): Boundary[] {
  const others = { when: when.filter((condition) => !own.includes(condition)) };
  const named = valuesAround(own);
  const all = [...named, named, ...samples.values(path)].filter((value) => samples.fits(path, value));
  const isExcluded = (value: JsonValue) => own.every((condition) => isAs(value, condition));
  const taken = all.filter((value) => !isExcluded(value));
  return [...new Set(all.filter(isExcluded))].map((broken) => ({
    what: JSON.stringify(broken),
    tries: inEachCase(path, others, (place) =>
      taken.map((good) => ({ accepted: { [place]: good }, broken: { [place]: broken } })),
    ),
  }));
}

function ofCounted({ paths, least, most, ...rule }: Counted<string>): Boundary[] {
  /** What breaks it where one of the inputs alone is given. */
  type Breaks = (one: string, others: readonly string[], samples: Samples) => readonly Parts[];
  const tries = (breaks: Breaks) =>
    inEachCase(blockOf(paths[0]), rule, (block, inputs, samples) => {
      const places = paths.map((path) => near(path, block));
      return places.flatMap((one) => {
        const others = places.filter((path) => path !== one);
        return samples.given(inputs, one).flatMap((given) => {
          const alone = { ...Object.fromEntries(others.map((path) => [path, undefined])), ...given };
          return breaks(one, others, samples).map((more) => ({
            accepted: alone,
            broken: { ...alone, ...more },
          }));
        });
      });
    });
  const none = tries((one) => [{ [one]: undefined }]);
  const two = tries((_one, others, samples) =>
    others.flatMap((other) => samples.values(other).map((value) => ({ [other]: value }))),
  );
  return [
    ...(least === 1 ? [{ what: "none", tries: none }] : []),
    ...(most === 1 ? [{ what: "two", tries: two }] : []),
  ];
}

function ofSized({ path, most, ...rule }: Sized<string>): Boundary[] {
  const longest = `${"é".repeat(most >> 1)}${"x".repeat(most & 1)}`;
  const tries = inEachCase(path, rule, (place) => [
    { accepted: { [place]: longest }, broken: { [place]: `${longest}x` } },
  ]);
  return [{ what: `${most} bytes`, tries }];
}

function ofLimited({ path, start, limit, below, ...rule }: Limited<string>): Boundary[] {
  const tries = inEachCase(path, rule, (place, inputs, samples) => {
    const from = start === undefined ? undefined : near(start, place);
    const to = typeof limit === "number" ? undefined : near(limit, place);
    const size = Number(samples.valueAt(inputs, place) ?? 0);
    const begin = from === undefined ? 0 : Number(samples.valueAt(inputs, from) ?? 0);
    const end = typeof limit === "number" ? limit : Number(samples.valueAt(inputs, to ?? "") ?? 0);
    const most = end - below;
    return [
      { accepted: { [place]: most - begin }, broken: { [place]: most - begin + 1 } },
      ...(from === undefined
        ? []
        : [{ accepted: { [from]: most - size }, broken: { [from]: most - size + 1 } }]),
      // Where only even limits are possible, the other side is two away.
      ...(to === undefined
        ? []
        : [1, 2].map((step) => ({
            accepted: { [to]: begin + size + below },
            broken: { [to]: begin + size + below - step },
          }))),
    ];
  });
  return [{ what: "past the limit", tries }];
}

/** A list in which two items have the same value, and one in which they have not. */
function ofUnique({ path, leftOut, ...rule }: Unique<string>): Boundary[] {
  const end = path.lastIndexOf("[]");
  const [list, key] = [path.slice(0, end), path.slice(end + 2)];
  const pair = (value: JsonValue | undefined, other: JsonValue | undefined) =>
    inEachCase(list, rule, (place, inputs, samples) => {
      const second = `${place}[1]${key}`;
      const first = { [`${place}[0]${key}`]: value };
      const item = partAt(inputs, `${place}[0]`);
      const both = { ...first, [`${place}[1]`]: partAt(inputs, `${place}[1]`) ?? item };
      return [
        { accepted: { ...both, [second]: 7 }, broken: { ...both, [second]: other } },
        { accepted: { ...first, [`${place}[1]`]: undefined }, broken: { ...both, [second]: other } },
      ].filter(() => item !== undefined && samples.fits(second, 7));
    });
  return [
    { what: "a value that is there twice", tries: pair(0, 0) },
    ...(leftOut === undefined
      ? []
      : [{ what: "a value that is there, and left out", tries: pair(leftOut, undefined) }]),
  ];
}

/** A list with an item more that nothing matches, and one that lacks what an item matches. */
function ofMatched({ path, by, ...rule }: Matched<string>): Boundary[] {
  const list = (of: string) => of.slice(0, of.lastIndexOf("[]"));
  const key = path.slice(path.lastIndexOf("[]") + 2);
  const tries = inEachCase(list(path), rule, (place, inputs, samples) => {
    const [items, others] = [partAt(inputs, place), partAt(inputs, list(by))];
    if (!Array.isArray(items) || !Array.isArray(others)) return [];
    const added = `${place}[${items.length}]`;
    return [
      { accepted: {}, broken: { [added]: items.at(-1), [`${added}${key}`]: 7 } },
      { accepted: {}, broken: { [`${list(by)}[${others.length - 1}]`]: undefined } },
    ].filter(() => samples.fits(path, 7));
  });
  return [{ what: "a value that nothing matches", tries }];
}

function ofHeeded({ path, only, unlessDefault }: Heeded<string>): Boundary[] {
  return only.map((condition) => ({
    what: `without ${JSON.stringify(condition)}`,
    tries: inEachCase(path, {}, (place, inputs, samples) =>
      samples.given(inputs, place).flatMap((given) =>
        samples.notSo(inputs, place, condition).flatMap((not) => {
          const broken = { ...not, ...given };
          if (unlessDefault) return [{ accepted: { ...broken, [place]: samples.standard(place) }, broken }];
          const heard = samples
            .so(inputs, place, only)
            .map((so) => ({ accepted: { ...so, ...given }, broken }));
          return [...heard, { accepted: { ...not, [place]: undefined }, broken }];
        }),
      ),
    ),
  }));
}

/** The boundaries of a rule. */
export function boundariesOf(rule: Requirement, samples: Samples): Boundary[] {
  switch (rule.kind) {
    case "given":
      return ofGiven(rule, samples);
    case "counted":
      return ofCounted(rule);
    case "sized":
      return ofSized(rule);
    case "limited":
      return ofLimited(rule);
    case "unique":
      return ofUnique(rule);
    case "matched":
      return ofMatched(rule);
    case "heeded":
      return ofHeeded(rule);
  }
}
