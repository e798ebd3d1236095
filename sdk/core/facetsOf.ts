import { z } from "zod";
import type { Contract } from "./contract";
import {
  type Facet,
  type FacetName,
  type Facets,
  facetSchemas,
  type OwnFacets,
  sourcesOf,
  spelledOut,
} from "./facets";
import { annotationOf, defaultOf, fieldOf, itemOf, keysOf, unwrap } from "./fields";
import type { Condition } from "./holds";
import { notesOf } from "./noteFacets";
import { oncePer } from "./oncePer";
import { below } from "./path";
import { converter } from "./readFacets";
import { defaultAt, schemaAt } from "./schemaAt";

type Described = Pick<Contract, "type" | "kind" | "inputs" | "facets">;
type From = ReturnType<typeof spelledOut>;

/** A facet of any name. */
interface Draft {
  readonly name: FacetName;
  readonly at?: string | undefined;
  readonly only: readonly Condition<string>[];
  readonly sources: Readonly<Record<string, From>>;
}

const names = Object.keys(facetSchemas).filter((name): name is FacetName => name in facetSchemas);

/** Facets with their paths in the inputs that have the block at a path. */
function draftsOf(facets: OwnFacets<string>, block = ""): Draft[] {
  const place = (path: string) => (path === "" ? block : below(block, path));
  const moved = (from: From): From => ("path" in from ? { ...from, path: place(from.path) } : from);
  return names.flatMap((name) => {
    const list: readonly Facet<string, FacetName>[] | "none" = facets[name] ?? "none";
    if (list === "none") return [];
    return list.map((facet) => ({
      name,
      at: facet.at === undefined ? undefined : place(facet.at),
      only: (facet.only ?? []).map((condition) => ({ ...condition, path: place(condition.path) })),
      sources: Object.fromEntries(
        Object.entries(sourcesOf(facet)).map(([key, source]) => [key, moved(spelledOut(source))]),
      ),
    }));
  });
}

const pushed: Facets<string> = { address: [{ use: { constant: "push" }, url: "" }] };

/** What the blocks and fields of a schema note, each with the path at which it stands. */
function notedIn(schema: z.core.$ZodType, path = ""): Draft[] {
  const here = notesOf(schema) ?? (annotationOf(schema).pushAddress ? pushed : {});
  const item = itemOf(schema);
  return [
    ...draftsOf(here, path),
    ...(item ? notedIn(item, `${path}[]`) : []),
    ...keysOf(schema).flatMap((key) => {
      const field = fieldOf(schema, key);
      return field ? notedIn(field, below(path, key)) : [];
    }),
  ];
}

/** What tells facets of one name apart: the block that one describes, or the address. */
function subjectOf({ name, at, sources: { url } }: Draft): string | undefined {
  const subject = at ?? (url && "path" in url ? url.path : undefined);
  return subject && `${name} ${subject}`;
}

/** What a contract says itself, and what its blocks note, each with what the contract says of the same subject. */
function merged(own: readonly Draft[], noted: readonly Draft[]): Draft[] {
  const pairs = noted.map((draft) => {
    const subject = subjectOf(draft);
    return { draft, more: own.find((one) => subject !== undefined && subjectOf(one) === subject) };
  });
  return [
    ...own.filter((one) => !pairs.some(({ more }) => more === one)),
    ...pairs.map(({ draft, more }) => ({
      ...draft,
      only: [...draft.only, ...(more?.only ?? [])],
      sources: { ...draft.sources, ...more?.sources },
    })),
  ];
}

/** The facet's values for the choices of an input, where their names say it. */
function valuesByName(input: z.core.$ZodType, facet: z.core.$ZodType): Record<string, unknown> | undefined {
  const [choice, wanted] = [unwrap(input), unwrap(facet)];
  if (!(choice instanceof z.ZodEnum)) return undefined;
  const meanings: Readonly<Record<string, unknown>> =
    wanted instanceof z.ZodEnum ? wanted.enum : { no: false, yes: true };
  const entries = Object.entries(choice.enum);
  return entries.every(([name]) => Object.hasOwn(meanings, name))
    ? Object.fromEntries(entries.map(([name, value]) => [value, meanings[name]]))
    : undefined;
}

/** A source with what the schema of its input says. */
function derived(from: From, facet: z.ZodType, inputs: z.core.$ZodType): From {
  const input = "path" in from ? schemaAt(inputs, from.path) : undefined;
  if (!("path" in from) || input === undefined) return from;
  const values = from.values ?? valuesByName(input, facet);
  const isCounted = itemOf(input) !== undefined && unwrap(facet) instanceof z.ZodNumber;
  const read = { ...from, ...(values && { values }), ...(isCounted && { count: true as const }) };
  const otherwise = from.otherwise ?? converter(read, facet)(defaultOf(input));
  return otherwise === undefined ? read : { ...read, otherwise };
}

/** How many items the schema of a list takes. */
function mostOf(list: From | undefined, inputs: z.core.$ZodType): From | undefined {
  const schema = list && "path" in list ? schemaAt(inputs, list.path) : undefined;
  const checks = (schema && unwrap(schema)._zod.def.checks) ?? [];
  const limits = checks.map(({ _zod: { def } }) => ("maximum" in def ? def.maximum : undefined));
  const most = limits.find((limit) => typeof limit === "number");
  return most === undefined ? undefined : { constant: most };
}

/** The least that an input takes, where it is a number with a bound. */
function leastOf(from: From | undefined, inputs: z.core.$ZodType): From | undefined {
  const schema = from && "path" in from ? schemaAt(inputs, from.path) : undefined;
  const number = schema && unwrap(schema);
  const least = number instanceof z.ZodNumber ? number.minValue : null;
  return least === null || !Number.isFinite(least) ? undefined : { constant: least };
}

/** What follows for a facet from the rest of the contract, where it does not say it itself. */
function implied({ name, sources }: Draft, contract: Described): Record<string, From | undefined> {
  const { type, kind, inputs, facets } = contract;
  const [vendor, service = ""] = type.split(/[/:]/);
  const application = facets.service?.[0]?.application;
  switch (name) {
    case "duration":
      return { leastIdleSeconds: leastOf(sources["idleSeconds"], inputs) };
    case "list":
      return { most: mostOf(sources["length"], inputs) };
    case "room":
      return { application: application === undefined ? undefined : spelledOut(application) };
    case "service":
      return {
        name: { constant: vendor === "tencent" ? service : `${vendor}-${service}` },
        region: fieldOf(inputs, "region") && { path: "region" },
      };
    case "usage":
      return { billed: { constant: true }, per: { constant: kind === "job" ? "run" : "minute" } };
    default:
      return {};
  }
}

function withDefault(condition: Condition<string>, inputs: z.core.$ZodType): Condition<string> {
  const otherwise = defaultAt(inputs, condition.path);
  const isOne =
    typeof otherwise === "string" || typeof otherwise === "number" || typeof otherwise === "boolean";
  return isOne ? { otherwise, ...condition } : condition;
}

function finished(draft: Draft, contract: Described): Facet<string, FacetName> {
  const { name, at, only } = draft;
  const sources = { ...implied(draft, contract), ...draft.sources };
  return {
    ...(at !== undefined && { at }),
    ...(only.length > 0 && {
      only: only.map((condition) => withDefault(condition, contract.inputs)),
    }),
    ...Object.fromEntries(
      Object.entries<z.ZodType>(facetSchemas[name].shape).flatMap(([key, schema]) => {
        const from = sources[key];
        return from ? [[key, derived(from, schema, contract.inputs)]] : [];
      }),
    ),
  };
}

/**
 * All facets of a contract: what it says itself, and what its blocks and fields note ({@link noteFacets}), wherever
 * they are used. What the contract holds elsewhere follows from there: the vendor's defaults, the values of choices
 * that have the facet's names, the lengths of lists, the least idle time, the name and the region of the service, and the application of a
 * room, which is that of the service. What a task uses is billed by the minute, and what a job does by the run.
 */
export const facetsOf = oncePer((contract: Described): Facets<string> => {
  const drafts = merged(draftsOf(contract.facets), notedIn(contract.inputs));
  // Each source was declared for the facet of its name.
  return Object.fromEntries(
    names.map((name) => [
      name,
      drafts.filter((draft) => draft.name === name).map((draft) => finished(draft, contract)),
    ]),
  ) as Facets<string>;
});
