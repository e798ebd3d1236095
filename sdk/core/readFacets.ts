import type { z } from "zod";
import {
  type AnySource,
  type Facet,
  type FacetName,
  type FacetValues,
  type FromInput,
  facetSchemas,
  pathOf,
  sourcesOf,
  spelledOut,
} from "./facets";
import type { Condition } from "./holds";
import { isBlock, type Reader, type Reading } from "./reading";

/** Inputs, and how they are read. */
export interface Access {
  readonly inputs: unknown;
  readonly reader: Reader;
  /** Is told of each input that was to be read and is not known. */
  noteUnknown(path: string): void;
}

/** What an input is in the terms of a facet. */
interface Meaning<Value> {
  /** The facet's value for what the program wrote. */
  readonly convert: (raw: unknown) => Value | undefined;
  /** The value where the program gives none. */
  readonly otherwise?: Value | undefined;
  /** Number of the facet's units in one of the vendor's. */
  readonly factor?: number;
  /** Whether the program can give it. */
  readonly settable?: boolean;
}

/** One value of a facet: what it is, and where in the inputs it stands. */
export class FacetValue<Value> {
  private found: Reading | undefined;

  constructor(
    /** The input that it comes from; the facet's block where no input gives it. */
    readonly path: string,
    private readonly access: Omit<Access, "inputs">,
    /** Looks at the input, once: most rules ask for one or two values of a facet. */
    private readonly read: () => Reading,
    private readonly meaning: Meaning<Value>,
  ) {}

  /** Number of the facet's units in one of the vendor's. */
  get factor(): number {
    return this.meaning.factor ?? 1;
  }

  /** Whether the program can give it. */
  get settable(): boolean {
    return this.meaning.settable ?? true;
  }

  /**
   * The value, or the vendor's default for one that was left out. Undefined when there is none, when it is of a wrong
   * type, and when it is not known yet; the latter is noted, so a rule just skips what is undefined.
   */
  get value(): Value | undefined {
    if (this.input.is === "missing") return this.meaning.otherwise;
    // Items of a list that is known can be unknown.
    const converted = this.access.reader.reading(() => this.meaning.convert(this.written));
    if (converted.is === "unknown") this.access.noteUnknown(this.path);
    // What is converted is the facet's own value, if it is one at all.
    return converted.is === "known" ? (converted.value as Value) : undefined;
  }

  /**
   * What the program wrote, in the vendor's own terms; undefined where it wrote nothing, or what is not known yet. A
   * block or a list of which a part is not known is not known either: whoever reads it may come upon that part.
   */
  get raw(): unknown {
    const value = this.written;
    if (!this.access.reader.holdsUnknown(value)) return value;
    this.access.noteUnknown(this.path);
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
    return this.settable && this.input.is === "missing" && this.meaning.otherwise === undefined;
  }

  /** What to add to the value in a message: whether nobody wrote it. */
  get remark(): string {
    return this.settable && this.input.is === "missing" ? " (the vendor's default)" : "";
  }

  private get written(): unknown {
    if (this.input.is === "unknown") this.access.noteUnknown(this.path);
    return this.input.is === "known" ? this.input.value : undefined;
  }

  private get input(): Reading {
    this.found ??= this.read();
    return this.found;
  }
}

/** A facet of one resource: its values by name. */
export type FoundFacet<Name extends FacetName> = {
  readonly [Key in keyof FacetValues<Name>]-?: FacetValue<NonNullable<FacetValues<Name>[Key]>>;
} & {
  /** The block that the facet describes; empty for the resource as a whole. */
  readonly at: string;
  /** All values, whether the resource type has them or not. */
  all(): FacetValue<unknown>[];
};

function translated(raw: unknown, values: Readonly<Record<string | number, unknown>>): unknown {
  const key = typeof raw === "object" ? "" : String(raw);
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/** What the vendor's value is in the facet's terms; undefined where it makes no sense. */
export function converter(
  { count, values, factor }: FromInput<string, unknown>,
  schema: z.ZodType,
): (raw: unknown) => unknown {
  return (raw) => {
    let value = raw;
    if (count) value = Array.isArray(raw) ? raw.length : undefined;
    else if (values) {
      value = Array.isArray(raw)
        ? raw.flatMap((item) => translated(item, values) ?? [])
        : translated(raw, values);
    } else if (factor !== undefined) value = typeof raw === "number" ? raw * factor : undefined;
    return schema.safeParse(value).data;
  };
}

const nothingThere = (): Reading => ({ is: "missing" });

/** How one value of a facet is read: the same for all resources of a type. */
interface Slot extends Meaning<unknown> {
  readonly name: string;
  /** The input; none for a constant, and for what the type does not have. */
  readonly path?: string;
}

function slotOf(name: string, source: AnySource | undefined, schema: z.ZodType): Slot {
  const from = source === undefined ? { constant: undefined } : spelledOut(source);
  return "path" in from
    ? { ...from, name, convert: converter(from, schema) }
    : { name, convert: () => undefined, otherwise: from.constant, settable: false };
}

/** The lists whose items the facet's paths go through; the architecture tests hold that there is one at most. */
function listOf(facet: Facet<string, FacetName>): string | undefined {
  const paths = Object.values(sourcesOf(facet)).map((source) => pathOf(source) ?? "");
  return paths.find((path) => path.includes("[]"))?.split("[]", 1)[0];
}

/** A facet, found at one block of inputs. */
interface FoundClass {
  new (at: string, access: Access): { readonly at: string; all(): FacetValue<unknown>[] };
}

/** Values that are made when a rule asks for them: most rules ask for one or two of a facet. */
function foundClass(slots: readonly Slot[], list: string | undefined): FoundClass {
  return class Found {
    constructor(
      readonly at: string,
      private readonly access: Access,
    ) {}

    static {
      for (const slot of slots) {
        Object.defineProperty(Found.prototype, slot.name, {
          get(this: Found) {
            return this.read(slot);
          },
        });
      }
    }

    all(): FacetValue<unknown>[] {
      return slots.map((slot) => this.read(slot));
    }

    private read(slot: Slot): FacetValue<unknown> {
      const { at, access } = this;
      const { path } = slot;
      if (path === undefined) return new FacetValue(at, access, nothingThere, slot);
      const own = list === undefined ? path : path.replace(`${list}[]`, at);
      return new FacetValue(own, access, () => access.reader.readPath(access.inputs, own), slot);
    }
  };
}

/** How a facet is read. */
interface Plan {
  readonly Found: FoundClass;
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
  const plan = { Found: foundClass(slots, list), list };
  plans.set(facet, plan);
  return plan;
}

/** Reads an input that decides whether there is a facet. */
function decisive({ inputs, reader, noteUnknown }: Access, path: string): Reading {
  const found = reader.readPath(inputs, path);
  if (found.is === "unknown") noteUnknown(path);
  return found;
}

function holds(access: Access, { path, values, otherwise }: Condition<string>): boolean {
  const input = decisive(access, path);
  const value = input.is === "known" ? input.value : otherwise;
  return input.is !== "unknown" && values.some((wanted) => wanted === value);
}

/** The facets of one name that a resource has: one for each block, or for each item of a list. */
export function readFacets<Name extends FacetName>(
  name: Name,
  facets: readonly Facet<string, Name>[],
  access: Access,
): FoundFacet<Name>[] {
  return facets.flatMap((facet) => {
    if (facet.at !== undefined) {
      const block = decisive(access, facet.at);
      if (block.is !== "known" || !isBlock(block.value)) return [];
    }
    if (!(facet.only ?? []).every((condition) => holds(access, condition))) return [];
    const { Found, list } = planOf(name, facet);
    // The class has a getter for each of the facet's own values, each read by its own schema.
    const found = (at: string) => new Found(at, access) as FoundFacet<Name>;
    if (list === undefined) return [found(facet.at ?? "")];
    const items = decisive(access, list);
    if (items.is !== "known" || !Array.isArray(items.value)) return [];
    const length = access.reader.part(items.value, "length");
    const count = length.is === "known" && typeof length.value === "number" ? length.value : 0;
    return Array.from({ length: count }, (_, index) => found(`${list}[${index}]`));
  });
}
