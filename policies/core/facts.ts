import type { z } from "zod";
import {
  type Facet,
  type FacetName,
  type FacetValues,
  facetSchemas,
  type Source,
} from "../../sdk/core/facets";
import type { Condition } from "../../sdk/core/holds";
import { holdsUnknown, isBlock, type NoteUnknown, part, type Reading, reading, readPath } from "./reading";

/** One value of a facet: what it is, and where in the inputs it stands. */
export class Fact<Value> {
  private found: Reading | undefined;

  constructor(
    /** The input that it comes from; the facet's block where no input gives it. */
    readonly path: string,
    /** Looks at the input, once: most rules ask for one or two values of a facet. */
    private readonly read: () => Reading,
    private readonly convert: (raw: unknown) => Value | undefined,
    private readonly otherwise: Value | undefined,
    private readonly noteUnknown: NoteUnknown,
    /** Number of the facet's units in one of the vendor's. */
    readonly factor = 1,
    /** Whether the program can give it. */
    readonly settable = true,
  ) {}

  /**
   * The value, or the vendor's default for one that was left out. Undefined when there is none, when it is of a wrong
   * type, and when it is not known yet; the latter is noted, so a rule just skips what is undefined.
   */
  get value(): Value | undefined {
    if (this.input.is === "missing") return this.otherwise;
    // Items of a list that is known can be unknown.
    const converted = reading(() => this.convert(this.written));
    if (converted.is === "unknown") this.noteUnknown(this.path);
    // What is converted is the facet's own value, if it is one at all.
    return converted.is === "known" ? (converted.value as Value) : undefined;
  }

  /**
   * What the program wrote, in the vendor's own terms; undefined where it wrote nothing, or what is not known yet. A
   * block or a list of which a part is not known is not known either: whoever reads it may come upon that part.
   */
  get raw(): unknown {
    const value = this.written;
    if (!holdsUnknown(value)) return value;
    this.noteUnknown(this.path);
    return undefined;
  }

  /** Whether the program gives it; also true for what is not known yet. */
  get given(): boolean {
    return this.input.is !== "missing";
  }

  /** Whether it is known, and says nothing in the facet's terms: a number of a table that nobody has, a wrong type. */
  get unreadable(): boolean {
    return this.input.is === "known" && this.value === undefined;
  }

  /** Whether the program could give it, does not, and the vendor has no default. */
  get absent(): boolean {
    return this.settable && this.input.is === "missing" && this.otherwise === undefined;
  }

  /** What to add to the value in a message: whether nobody wrote it. */
  get remark(): string {
    return this.settable && this.input.is === "missing" ? " (the vendor's default)" : "";
  }

  private get written(): unknown {
    if (this.input.is === "unknown") this.noteUnknown(this.path);
    return this.input.is === "known" ? this.input.value : undefined;
  }

  private get input(): Reading {
    this.found ??= this.read();
    return this.found;
  }
}

/** A facet of one resource: its values by name. */
export type Facts<Name extends FacetName> = {
  readonly [Key in keyof FacetValues<Name>]-?: Fact<NonNullable<FacetValues<Name>[Key]>>;
} & {
  /** The block that the facet describes; empty for the resource as a whole. */
  readonly at: string;
  /** All values, whether the resource type has them or not. */
  all(): Fact<unknown>[];
};

/** Where a value comes from, whatever it is. */
export type AnySource = Source<string, unknown>;

/** The input that a source reads; none for a constant. */
export function pathOf(source: AnySource): string | undefined {
  if (typeof source === "string") return source;
  return "path" in source ? source.path : undefined;
}

function translated(raw: unknown, values: Readonly<Record<string | number, unknown>>): unknown {
  const key = typeof raw === "object" ? "" : String(raw);
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/** What the vendor's value is in the facet's terms; undefined where it makes no sense. */
function converter(source: AnySource, schema: z.ZodType): (raw: unknown) => unknown {
  return (raw) => {
    let value = raw;
    if (typeof source === "object" && "path" in source) {
      const { values } = source;
      if (source.count) value = Array.isArray(raw) ? raw.length : undefined;
      else if (values) {
        value = Array.isArray(raw)
          ? raw.flatMap((item) => translated(item, values) ?? [])
          : translated(raw, values);
      } else if (source.factor !== undefined) {
        value = typeof raw === "number" ? raw * source.factor : undefined;
      }
    }
    return schema.safeParse(value).data;
  };
}

const nothingThere = (): Reading => ({ is: "missing" });

/** How one value of a facet is read: the same for all resources of a type. */
interface Slot {
  readonly name: string;
  /** The input; none for a constant, and for what the type does not have. */
  readonly path: string | undefined;
  readonly otherwise: unknown;
  readonly factor: number;
  convert(raw: unknown): unknown;
}

function slotOf(name: string, source: AnySource | undefined, schema: z.ZodType): Slot {
  const nothing = { name, path: undefined, otherwise: undefined, factor: 1, convert: () => undefined };
  if (source === undefined) return nothing;
  if (typeof source === "string") return { ...nothing, path: source, convert: converter(source, schema) };
  if ("constant" in source) return { ...nothing, otherwise: source.constant };
  const { path, otherwise, factor = 1 } = source;
  return { name, path, otherwise, factor, convert: converter(source, schema) };
}

/** Where the values of a facet come from, by their names. */
export function sourcesOf(facet: Facet<string, FacetName>): Readonly<Record<string, AnySource>> {
  const { at: _at, only: _only, ...sources } = facet;
  return sources;
}

/** The lists whose items the facet's paths go through; the architecture tests hold that there is one at most. */
export function listOf(facet: Facet<string, FacetName>): string | undefined {
  for (const source of Object.values(sourcesOf(facet))) {
    const path = pathOf(source);
    const end = path?.indexOf("[]") ?? -1;
    if (path !== undefined && end >= 0) return path.slice(0, end);
  }
  return undefined;
}

/** The facts of a facet, for one block of inputs. */
interface FactsClass {
  new (
    at: string,
    inputs: unknown,
    noteUnknown: NoteUnknown,
  ): { readonly at: string; all(): Fact<unknown>[] };
}

/** Facts that are made when a rule asks for them: most rules ask for one or two of a facet. */
function factsClass(slots: readonly Slot[], list: string | undefined): FactsClass {
  return class Block {
    readonly at: string;
    readonly #inputs: unknown;
    readonly #noteUnknown: NoteUnknown;

    constructor(at: string, inputs: unknown, noteUnknown: NoteUnknown) {
      this.at = at;
      this.#inputs = inputs;
      this.#noteUnknown = noteUnknown;
    }

    static {
      for (const slot of slots) {
        Object.defineProperty(Block.prototype, slot.name, {
          get(this: Block) {
            return this.#factOf(slot);
          },
        });
      }
    }

    all(): Fact<unknown>[] {
      return slots.map((slot) => this.#factOf(slot));
    }

    #factOf({ path, otherwise, factor, convert }: Slot): Fact<unknown> {
      const note = this.#noteUnknown;
      if (path === undefined) return new Fact(this.at, nothingThere, convert, otherwise, note, factor, false);
      const own = list === undefined ? path : path.replace(`${list}[]`, this.at);
      return new Fact(own, () => readPath(this.#inputs, own), convert, otherwise, note, factor);
    }
  };
}

/** How a facet is read. */
interface Plan {
  readonly facts: FactsClass;
  /** The list that it is there for each item of. */
  readonly list: string | undefined;
}

const plans = new WeakMap<Facet<string, FacetName>, Plan>();

function planOf<Name extends FacetName>(name: Name, facet: Facet<string, Name>): Plan {
  const known = plans.get(facet);
  if (known) return known;
  const sources = sourcesOf(facet);
  const slots = Object.entries<z.ZodType>(facetSchemas[name].shape).map(([key, schema]) =>
    slotOf(key, sources[key], schema),
  );
  const list = listOf(facet);
  const plan = { facts: factsClass(slots, list), list };
  plans.set(facet, plan);
  return plan;
}

function holds(
  inputs: unknown,
  { path, values, otherwise }: Condition<string>,
  noteUnknown: NoteUnknown,
): boolean {
  const input = readPath(inputs, path);
  if (input.is === "unknown") noteUnknown(path);
  const value = input.is === "known" ? input.value : otherwise;
  return input.is !== "unknown" && values.some((wanted) => wanted === value);
}

/** The facets of one name that a resource has: one for each block, or for each item of a list. */
export function factsOf<Name extends FacetName>(
  name: Name,
  facets: readonly Facet<string, Name>[],
  inputs: unknown,
  noteUnknown: NoteUnknown,
): Facts<Name>[] {
  return facets.flatMap((facet) => {
    if (facet.at !== undefined) {
      const block = readPath(inputs, facet.at);
      if (block.is === "unknown") noteUnknown(facet.at);
      if (block.is !== "known" || !isBlock(block.value)) return [];
    }
    if (!(facet.only ?? []).every((condition) => holds(inputs, condition, noteUnknown))) return [];
    const { facts, list } = planOf(name, facet);
    // The class has a getter for each of the facet's own values, each read by its own schema.
    const instance = (at: string) => new facts(at, inputs, noteUnknown) as Facts<Name>;
    if (list === undefined) return [instance(facet.at ?? "")];
    const items = readPath(inputs, list);
    if (items.is === "unknown") noteUnknown(list);
    if (items.is !== "known" || !Array.isArray(items.value)) return [];
    const length = part(items.value, "length");
    const count = length.is === "known" && typeof length.value === "number" ? length.value : 0;
    return Array.from({ length: count }, (_, index) => instance(`${list}[${index}]`));
  });
}
