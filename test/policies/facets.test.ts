import { describe, expect, test } from "@jest/globals";
import { unknownCheckingProxy } from "@pulumi/policy";
import { z } from "zod";
import { facts } from "../../local/vendors/facts";
import { baseExamples } from "../../policies/core/examples";
import { policyReader } from "../../policies/core/policyReader";
import { type Example, isStackRule } from "../../policies/core/rule";
import { type Subject, subjectOf } from "../../policies/core/subject";
import { costOf, pricesSchema } from "../../policies/cost";
import { gopOf } from "../../policies/encode/gopOf";
import { unitConfusion } from "../../policies/encode/unitConfusion";
import prices from "../../policies/prices.example.json";
import { allRules } from "../../policies/rules";
import { contracts } from "../../sdk/contracts";
import { type Contract, pulumiType } from "../../sdk/core/contract";
import {
  type AnySource,
  type Facet,
  type FacetName,
  type FacetPath,
  type Facets,
  facetSchemas,
  type OwnFacets,
  pathOf,
  sourcesOf,
} from "../../sdk/core/facets";
import { facetsOf } from "../../sdk/core/facetsOf";
import {
  byDefault,
  choice,
  type Fields,
  fieldOf,
  fields,
  itemOf,
  keysOf,
  pushAddress,
  unwrap,
  yesOrNo,
} from "../../sdk/core/fields";
import { address, allNoted, noteFacets } from "../../sdk/core/noteFacets";
import { type FoundFacet, readFacets } from "../../sdk/core/readFacets";
import { schemaAt } from "../../sdk/core/schemaAt";
import { allTypes } from "../contract/typesThat";
import { noOptions, unknownValue } from "./support";

/** What the contracts' own files note: the tests below note more. */
const notedByContracts = allNoted();

/** What policies look at, by the names that vendors give it. */
const meaningful = [
  /width|height/i,
  /^(location)?[xy]$/i,
  /fps|frame_?rate/i,
  /bit_?rate/i,
  /gop/i,
  /sampl(e|ing)_?rate/i,
  /channel/i,
  /codec|profile/i,
  /bucket|space/i,
  /(url|callback|image)$/i,
  /(time|duration|seconds)$/i,
];

/** Regions count where they are those of a storage. */
const storageRegion = /stor.*region$/i;

interface Described {
  readonly type: Contract["type"];
  readonly kind: Contract["kind"];
  readonly inputs: Fields;
  readonly facets: OwnFacets<string>;
}

/** All facets of a contract, each with its name. */
function allFacets(contract: Described): { name: string; facet: Facet<string, FacetName> }[] {
  return Object.entries(facetsOf(contract)).flatMap(([name, list]) => list.map((facet) => ({ name, facet })));
}

/** All values of all facets: where they come from, and what they have to be. */
function sourcesIn(contract: Described): { name: string; source: AnySource; schema: z.core.$ZodType }[] {
  const schemas: ReadonlyMap<string, Fields> = new Map(Object.entries(facetSchemas));
  return allFacets(contract).flatMap(({ name, facet }) =>
    Object.entries(sourcesOf(facet)).map(([key, source]) => {
      const block = schemas.get(name);
      const schema = block && fieldOf(block, key);
      if (!schema) throw new Error(`there is no ${name}.${key}`);
      return { name: `${name}.${key}`, source, schema };
    }),
  );
}

/** The paths of all inputs that are not blocks; `[]` stands for the items of a list. */
function leavesOf(schema: z.core.$ZodType, path = ""): string[] {
  const item = itemOf(schema);
  if (item && keysOf(item).length > 0) return leavesOf(item, `${path}[]`);
  const keys = keysOf(schema);
  if (keys.length === 0) return [path];
  return keys.flatMap((key) => {
    const field = fieldOf(schema, key);
    return field ? leavesOf(field, path === "" ? key : `${path}.${key}`) : [];
  });
}

/** Inputs that policies should see, and that no facet shows them. */
function unseen(contract: Described): string[] {
  const seen = new Set(sourcesIn(contract).map(({ source }) => pathOf(source)));
  return leavesOf(contract.inputs).filter((path) => {
    const name = path.split(".").at(-1) ?? "";
    const counts = meaningful.some((pattern) => pattern.test(name)) || storageRegion.test(path);
    // A list of texts is shown text by text.
    return counts && !seen.has(path) && !seen.has(`${path}[]`);
  });
}

/** The schema of an input at the path of a facet. */
function inputAt({ inputs }: Described, path: string): z.core.$ZodType | undefined {
  return schemaAt(inputs, path);
}

/** Paths in the facets that lead to no input. */
function missingIn(contract: Described): string[] {
  const paths = allFacets(contract).flatMap(({ facet }) => [
    ...(facet.at === undefined ? [] : [facet.at]),
    ...(facet.only ?? []).map(({ path }) => path),
    ...Object.values(sourcesOf(facet)).flatMap((source) => pathOf(source) ?? []),
  ]);
  return paths.filter((path) => inputAt(contract, path) === undefined);
}

/** All values that a schema takes, where they are a few; for a list, those of its items. */
function allValues(schema: z.core.$ZodType): string[] {
  const one = unwrap(itemOf(schema) ?? schema);
  if (one instanceof z.ZodLiteral) return [...one.values].map(String);
  if (one instanceof z.ZodEnum) return one.options.map(String);
  return one instanceof z.ZodBoolean ? ["true", "false"] : [];
}

/** What the facets of a name are no use without. */
const needed: Readonly<Record<string, readonly string[]>> = {
  window: ["x", "y", "width", "height", "canvasWidth", "canvasHeight"],
  list: ["of", "length"],
  mixing: ["enabled"],
  store: ["vendor"],
  address: ["use", "url"],
  service: ["name"],
  room: ["application", "id"],
  usage: ["meter", "billed", "per"],
};

describe.each(allTypes)("facets of $type", ({ contract, calls, documents, unread = [] }) => {
  test.each(["usage", "duration"] as const)(
    "tell the %s of a task or a job, or that there is none",
    (name) => {
      const isNeeded = contract.kind === "task" || contract.kind === "job";
      expect({ isNeeded, facet: contract.facets[name] }).toEqual({
        isNeeded,
        facet: isNeeded ? expect.anything() : undefined,
      });
    },
  );

  test("say what they are of", () => {
    for (const { name, facet } of allFacets(contract)) {
      const missing = (needed[name] ?? []).filter((key) => !(key in sourcesOf(facet)));
      expect({ name, facet, missing }).toEqual({ name, facet, missing: [] });
    }
  });

  test("have the vendor's rate of the call that makes it", () => {
    const rates = (facetsOf(contract).service ?? []).map(({ requestsPerSecond }) => requestsPerSecond);
    const rate = facts[documents].actions[calls.start[0]]?.ratePerSecond;
    expect(rates).toEqual([rate && { constant: rate }]);
  });

  test("show policies every input that they look at", () => {
    const excepted = (path: string) => unread.some(({ where }) => where.test(path));
    expect(unseen(contract).filter((path) => !excepted(path))).toEqual([]);
  });

  test("have no exception that is none any more", () => {
    const paths = unseen(contract);
    expect(unread.filter(({ where }) => !paths.some((path) => where.test(path)))).toEqual([]);
  });

  test("read inputs that there are", () => {
    expect(missingIn(contract)).toEqual([]);
  });

  test("go through one list at most", () => {
    for (const { name, facet } of allFacets(contract)) {
      const lists = Object.values(sourcesOf(facet)).flatMap(
        (source) => pathOf(source)?.match(/^.*\[\]/) ?? [],
      );
      expect({ name, lists: new Set(lists).size }).toEqual({ name, lists: Math.min(1, lists.length) });
      expect(lists.filter((list) => list.indexOf("[]") < list.length - 2)).toEqual([]);
    }
  });

  test("translate every value that the input takes, and no other", () => {
    for (const { name, source, schema } of sourcesIn(contract)) {
      if (typeof source !== "object" || !("path" in source)) continue;
      const input = inputAt(contract, source.path);
      const taken = input ? allValues(input).sort() : [];
      if (source.values) {
        expect({ name, values: Object.keys(source.values).sort() }).toEqual({ name, values: taken });
      } else if (!source.count && unwrap(schema) instanceof z.ZodEnum) {
        expect({ name, taken }).toEqual({ name, taken: allValues(schema) });
      }
    }
  });

  test("ask in conditions for values that the input takes", () => {
    for (const { facet } of allFacets(contract)) {
      for (const { path, values, otherwise } of facet.only ?? []) {
        const schema = inputAt(contract, path);
        const asked = otherwise === undefined ? values : [...values, otherwise];
        expect(asked.filter((value) => !schema || !z.safeParse(schema, value).success)).toEqual([]);
      }
    }
  });

  test("give values of the right type", () => {
    for (const { name, source, schema } of sourcesIn(contract)) {
      if (typeof source !== "object") continue;
      const whole = "constant" in source ? [source.constant] : [source.otherwise];
      const each = "path" in source ? Object.values(source.values ?? {}) : [];
      const misfits = [
        ...whole.filter((value) => value !== undefined && !z.safeParse(schema, value).success),
        ...each.filter((value) => !z.safeParse(itemOf(schema) ?? schema, value).success),
      ];
      expect({ name, misfits }).toEqual({ name, misfits: [] });
    }
  });
});

test("an input that no facet shows is found, in blocks and in lists", () => {
  const inputs = fields({
    roomId: z.string(),
    region: z.string(),
    output: fields({ videoWidth: z.int(), audioSampleRate: z.int(), maxIdleTime: z.int() }).optional(),
    stores: z.array(fields({ bucketName: z.string(), storageRegion: z.string() })).optional(),
    callbackUrl: z.string(),
  });
  const facets = { video: [{ width: "output.videoWidth" }] };
  expect(unseen({ type: "made/up:Thing", kind: "task", inputs, facets })).toEqual([
    "output.audioSampleRate",
    "output.maxIdleTime",
    "stores[].bucketName",
    "stores[].storageRegion",
    "callbackUrl",
  ]);
});

describe("facets that follow", () => {
  const stream = fields({ room: z.string(), kind: choice({ integer: 1, string: 0 }) });
  noteFacets(stream, { room: [{ id: "room", idType: "kind" }] });
  const bucket = fields({ name: z.string(), days: byDefault(7, z.int()) });
  noteFacets(bucket, {
    store: [{ at: "", bucket: "name", expireSeconds: { path: "days", factor: 86_400 } }],
  });
  const layout = fields({ windows: z.array(z.object({})).max(9).optional(), mode: byDefault(2, z.int()) });
  noteFacets(layout, { list: [{ of: { constant: "windows" }, length: "windows" }] });
  const target = fields({ url: pushAddress(z.string()), own: byDefault(1, yesOrNo()) });
  const inputs = fields({
    region: z.string(),
    app: z.string(),
    streams: z.array(fields({ from: stream.optional() })).optional(),
    main: bucket,
    spare: bucket.optional(),
    layout: layout.optional(),
    targets: z.array(target).optional(),
    icon: address("image", z.string(), 512).optional(),
  });
  const found = facetsOf({
    type: "made/up:Thing",
    kind: "job",
    inputs,
    facets: {
      video: [{ only: [{ path: "layout.mode", values: [2] }], live: true }],
      store: [{ at: "spare", prefix: "app" }],
      address: [{ url: "targets[].url", ownNetwork: "targets[].own" }],
      service: [{ application: "app", requestsPerSecond: 5 }],
      duration: "none",
      usage: [{ meter: { constant: "redraw" } }],
    },
  });

  test("from a block's note, wherever the block is, and with what the contract says of it", () => {
    const days = { factor: 86_400, otherwise: 604_800 };
    expect(found.store).toEqual([
      { at: "main", bucket: { path: "main.name" }, expireSeconds: { path: "main.days", ...days } },
      {
        at: "spare",
        bucket: { path: "spare.name" },
        expireSeconds: { path: "spare.days", ...days },
        prefix: { path: "app" },
      },
    ]);
  });

  test("from the names of choices and from the application, also in a list", () => {
    expect(found.room).toEqual([
      {
        application: { path: "app" },
        id: { path: "streams[].from.room" },
        idType: { path: "streams[].from.kind", values: { 1: "integer", 0: "string" } },
      },
    ]);
  });

  test("from a list's bound, an address's mark and a condition's default", () => {
    expect(found.list).toEqual([
      { of: { constant: "windows" }, length: { path: "layout.windows", count: true }, most: { constant: 9 } },
    ]);
    expect(found.address).toEqual([
      {
        use: { constant: "push" },
        url: { path: "targets[].url" },
        ownNetwork: { path: "targets[].own", values: { 0: false, 1: true }, otherwise: true },
      },
      { use: { constant: "image" }, url: { path: "icon" }, maxBytes: { constant: 512 } },
    ]);
    expect(found.video).toEqual([
      { only: [{ path: "layout.mode", values: [2], otherwise: 2 }], live: { constant: true } },
    ]);
  });

  test("from the type", () => {
    expect(found.service).toEqual([
      {
        name: { constant: "made-up" },
        region: { path: "region" },
        application: { path: "app" },
        requestsPerSecond: { constant: 5 },
      },
    ]);
    expect(found.duration).toEqual([]);
    expect(found.usage).toEqual([
      { meter: { constant: "redraw" }, billed: { constant: true }, per: { constant: "run" } },
    ]);
  });
});

test("each note is of something that a contract uses", () => {
  const used = new Set<z.core.$ZodType>();
  const visit = (schema: z.core.$ZodType) => {
    used.add(schema).add(unwrap(schema));
    const inner = [itemOf(schema), ...keysOf(schema).map((key) => fieldOf(schema, key))];
    for (const part of inner) if (part) visit(part);
  };
  for (const { inputs } of contracts) visit(inputs);
  const unused = notedByContracts.filter((schema) => !used.has(schema));
  expect(unused.map((schema) => z.toJSONSchema(schema))).toEqual([]);
});

test("each value of a facet is read by a rule, the cost or a report", () => {
  const seen = new Set<string>();
  const watched = ({ contract, inputs, options }: Example, position: number): Subject => {
    const name = `example-${position}`;
    const opts = { ...noOptions, ...options };
    const resource = { type: pulumiType(contract), name, urn: name, props: inputs, opts };
    const subject = subjectOf(resource, () => undefined);
    if (!subject) throw new Error("examples are of our types");
    const note = <Found extends object>(facet: string, found: Found): Found =>
      new Proxy(found, {
        get: (target, key) => {
          seen.add(`${facet}.${String(key)}`);
          const value: unknown = Reflect.get(target, key);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    return { ...subject, facets: (facet) => subject.facets(facet).map((found) => note(facet, found)) };
  };
  const ignored = { report: () => undefined, note: () => undefined };
  for (const rule of allRules) {
    const { good, bad } = rule.examples;
    const examples = [...good, ...bad];
    for (const example of examples) {
      const stack = "stack" in example ? example.stack : Array.isArray(example) ? example : [example];
      const settings = rule.settings.parse(stack.find((one) => one.settings)?.settings ?? {});
      const subjects = stack.map(watched);
      if (isStackRule(rule)) rule.checkStack(subjects, settings, ignored);
      else for (const subject of subjects) rule.check(subject, settings, ignored);
    }
  }
  costOf(baseExamples.map(watched), pricesSchema.parse(prices));
  const drawn: readonly string[] = ["canvas", "arrangement", "stream", "watermark"];
  const ofWindows = ["layer", "fill", "user", "stream", "streamIndex"].map((key) => `window.${key}`);
  const told = [...ofWindows, "room.sends"];
  const all = Object.entries(facetSchemas).flatMap(([name, { shape }]) =>
    Object.keys(shape).map((key) => `${name}.${key}`),
  );
  const unused = all.filter((value) => !seen.has(value) && !told.includes(value));
  expect(unused.filter((value) => !drawn.includes(value.split(".", 1)[0] ?? ""))).toEqual([]);
});

test("a path that the inputs do not have does not compile", () => {
  type Paths = FacetPath<{ encode?: { width?: number }; windows?: { x: number }[] }>;
  const right: Facets<Paths> = {
    video: [{ at: "encode", only: [{ path: "encode.width", values: [1] }], width: "encode.width" }],
    window: [{ x: "windows[].x" }],
  };
  // @ts-expect-error a slip in a block
  const slip: Facets<Paths> = { video: [{ width: "encode.widht" }] };
  // @ts-expect-error a list without its items
  const list: Facets<Paths> = { window: [{ x: "windows.x" }] };
  // @ts-expect-error a condition on what there is not
  const condition: Facets<Paths> = { video: [{ only: [{ path: "mode", values: [1] }] }] };
  const inputs = fields({ encode: fields({ width: z.int() }), windows: z.array(fields({ x: z.int() })) });
  expect(
    [right, slip, list, condition].map((facets) =>
      missingIn({ type: "made/up:Thing", kind: "task", inputs, facets }),
    ),
  ).toEqual([[], ["encode.widht"], ["windows.x"], ["mode"]]);
});

/** Facets read from inputs as the policy SDK hands them over, and what turned out not to be known. */
function read<Name extends FacetName>(
  name: Name,
  facets: readonly Facet<string, Name>[],
  inputs: unknown,
): { found: FoundFacet<Name>[]; notKnown: string[] } {
  const notKnown: string[] = [];
  const noteUnknown = (path: string) => notKnown.push(path);
  const access = { inputs: unknownCheckingProxy(inputs), reader: policyReader, noteUnknown };
  return { found: readFacets(name, facets, access), notKnown };
}

/** The values of one kind of all facets of a name. */
function values<Name extends FacetName, Key extends Exclude<keyof FoundFacet<Name>, "at">>(
  name: Name,
  key: Key,
  facets: readonly Facet<string, Name>[],
  inputs: unknown,
) {
  const { found, notKnown } = read(name, facets, inputs);
  return { values: found.map((facet) => facet[key].value), notKnown };
}

describe("units", () => {
  const relayed: readonly Facet<string, "video">[] = [{ kilobitsPerSecond: "encode.bitRate" }];
  const recorded: readonly Facet<string, "video">[] = [
    { kilobitsPerSecond: { path: "encode.bitRate", factor: 0.001 } },
  ];

  test("relays count kbit/s, recordings bit/s", () => {
    expect(values("video", "kilobitsPerSecond", relayed, { encode: { bitRate: 1500 } }).values).toEqual([
      1500,
    ]);
    expect(values("video", "kilobitsPerSecond", recorded, { encode: { bitRate: 1_500_000 } }).values).toEqual(
      [1500],
    );
    expect(values("video", "kilobitsPerSecond", recorded, { encode: { bitRate: 64_000 } }).values).toEqual([
      64,
    ]);
  });

  test.each([
    ["kbit/s where bit/s are wanted", 1500, [["encode.bitRate", "write 1500000"]]],
    ["the least in bit/s", 64_000, []],
    ["the most in bit/s", 8_192_000, []],
    ["the most in kbit/s", 8192, [["encode.bitRate", "write 8192000"]]],
    ["too little in any unit", 63, []],
    ["too much in any unit", 8_192_001, []],
  ])("a recording's bitrate: %s", (_, bitRate, expected) => {
    const contract: Contract = {
      type: "made/up:Recording",
      kind: "task",
      inputs: fields({ encode: fields({ bitRate: z.int().min(64_000).max(8_192_000) }) }),
      outputs: fields({}),
      updates: [],
      stable: [],
      stopsFirst: true,
      waitFor: [],
      rules: [],
      facets: { video: recorded },
    };
    const inputs = { encode: { bitRate } };
    const subject: Subject = {
      name: "recording",
      urn: "urn:recording",
      contract,
      inputs,
      isStopped: false,
      given: () => [],
      isPulumiSecret: () => undefined,
      options: noOptions,
      facets: (name) =>
        readFacets(name, facetsOf(contract)[name] ?? [], {
          inputs,
          reader: policyReader,
          noteUnknown: () => undefined,
        }),
    };
    const found: string[][] = [];
    unitConfusion.check(subject, {}, { report: (path, _problem, advice) => found.push([path, advice]) });
    expect(found).toEqual(expected);
  });

  test("room id types are numbered one way by relays, and the other way by recordings", () => {
    const relay: readonly Facet<string, "room">[] = [
      { idType: { path: "roomIdType", values: { 0: "integer", 1: "string" } } },
    ];
    const recording: readonly Facet<string, "room">[] = [
      { idType: { path: "roomIdType", values: { 0: "string", 1: "integer" } } },
    ];
    expect(values("room", "idType", relay, { roomIdType: 0 }).values).toEqual(["integer"]);
    expect(values("room", "idType", recording, { roomIdType: 0 }).values).toEqual(["string"]);
    expect(values("room", "idType", recording, { roomIdType: 1 }).values).toEqual(["integer"]);
  });

  test("distances of key frames are in seconds, or in frames", () => {
    const inSeconds = read("video", [{ gopSeconds: "gop", framesPerSecond: "fps" }], { gop: 2, fps: 25 });
    const inFrames = read("video", [{ gopFrames: "gop", framesPerSecond: "fps" }], { gop: 50, fps: 25 });
    expect(inSeconds.found.map((video) => gopOf(video)?.seconds)).toEqual([2]);
    expect(inFrames.found.map((video) => gopOf(video)?.seconds)).toEqual([2]);
  });

  test("sample rates are in Hz, also where the vendor numbers them", () => {
    const numbered: readonly Facet<string, "audio">[] = [
      {
        sampleRateHertz: {
          path: "sampleRate",
          values: { 1: 48_000, 2: 44_100, 3: 16_000 },
          otherwise: 48_000,
        },
      },
    ];
    const hertz = (sampleRate?: unknown) =>
      values("audio", "sampleRateHertz", numbered, { sampleRate }).values;
    expect([1, 2, 3].flatMap(hertz)).toEqual([48_000, 44_100, 16_000]);
    expect(hertz()).toEqual([48_000]);
    expect(hertz(4)).toEqual([undefined]);
    expect(hertz(48_000)).toEqual([undefined]);
  });
});

describe("what is not as expected", () => {
  const windows: readonly Facet<string, "window">[] = [
    {
      x: { path: "layout.list[].x", otherwise: 0 },
      width: "layout.list[].width",
      canvasWidth: "canvas.width",
    },
  ];
  const counted: readonly Facet<string, "list">[] = [{ length: { path: "layout.list", count: true } }];
  const block: readonly Facet<string, "video">[] = [
    { at: "encode", framesPerSecond: { path: "encode.fps", otherwise: 15 }, width: "encode.width" },
  ];

  test("what was left out is the vendor's default, or nothing", () => {
    const { found, notKnown } = read("video", block, { encode: {} });
    const [video] = found;
    expect(video?.framesPerSecond).toMatchObject({ value: 15, given: false, absent: false });
    expect(video?.width).toMatchObject({ value: undefined, given: false, absent: true });
    expect(video?.height).toMatchObject({ value: undefined, given: false, absent: false });
    expect(notKnown).toEqual([]);
  });

  test.each([
    ["left out", {}],
    ["null", { encode: null }],
    ["no block", { encode: "720p" }],
    ["no inputs at all", undefined],
    ["inputs that are a list", [1, 2]],
  ])("a block that is missing is no facet: %s", (_, inputs) => {
    expect(read("video", block, inputs)).toEqual({ found: [], notKnown: [] });
  });

  test.each([
    ["text", "30"],
    ["a block", { fps: 30 }],
    ["a list", [30]],
    ["yes", true],
    ["not a number", Number.NaN],
  ])("a value of a wrong type is none: %s", (_, fps) => {
    expect(values("video", "framesPerSecond", block, { encode: { fps } })).toEqual({
      values: [undefined],
      notKnown: [],
    });
  });

  test("null is left out", () => {
    expect(values("video", "framesPerSecond", block, { encode: { fps: null } }).values).toEqual([15]);
  });

  test("an unknown value is none, and is noted when it is read", () => {
    const { found, notKnown } = read("video", block, { encode: { fps: unknownValue, width: unknownValue } });
    expect(notKnown).toEqual([]);
    expect(found.map((video) => video.framesPerSecond.value)).toEqual([undefined]);
    expect(found[0]?.framesPerSecond).toMatchObject({ given: true, absent: false, raw: undefined });
    expect(new Set(notKnown)).toEqual(new Set(["encode.fps"]));
  });

  test("an unknown block is noted at once", () => {
    expect(read("video", block, { encode: unknownValue })).toEqual({ found: [], notKnown: ["encode"] });
  });

  test("an unknown block above a value is noted with the value", () => {
    const flat: readonly Facet<string, "video">[] = [{ width: "encode.width" }];
    expect(values("video", "width", flat, { encode: unknownValue })).toEqual({
      values: [undefined],
      notKnown: ["encode.width"],
    });
  });

  test("a list of unknown length has no items and no length, and is noted", () => {
    expect(read("window", windows, { layout: { list: unknownValue } })).toEqual({
      found: [],
      notKnown: ["layout.list"],
    });
    expect(values("list", "length", counted, { layout: { list: unknownValue } })).toEqual({
      values: [undefined],
      notKnown: ["layout.list"],
    });
  });

  test("unknown items are noted, the others are read, and all of them count", () => {
    const inputs = {
      layout: { list: [{ width: 1 }, unknownValue, { width: 3, x: 2 }] },
      canvas: { width: 9 },
    };
    expect(values("window", "width", windows, inputs)).toEqual({
      values: [1, undefined, 3],
      notKnown: ["layout.list[1].width"],
    });
    expect(read("window", windows, inputs).found.map(({ at, width }) => [at, width.path])).toEqual([
      ["layout.list[0]", "layout.list[0].width"],
      ["layout.list[1]", "layout.list[1].width"],
      ["layout.list[2]", "layout.list[2].width"],
    ]);
    expect(values("window", "canvasWidth", windows, inputs).values).toEqual([9, 9, 9]);
    expect(values("list", "length", counted, inputs)).toEqual({ values: [3], notKnown: [] });
  });

  test.each([
    ["left out", {}],
    ["null", { layout: { list: null } }],
    ["no list", { layout: { list: { length: 3 } } }],
  ])("without a list there are no items: %s", (_, inputs) => {
    expect(read("window", windows, inputs)).toEqual({ found: [], notKnown: [] });
  });

  test("a list with an unknown item is not known as a value", () => {
    const formats: readonly Facet<string, "files">[] = [
      { formats: { path: "formats", values: { HLS: "hls" } } },
    ];
    expect(values("files", "formats", formats, { formats: ["HLS", "OGG"] })).toEqual({
      values: [["hls"]],
      notKnown: [],
    });
    expect(values("files", "formats", formats, { formats: ["HLS", unknownValue] })).toEqual({
      values: [undefined],
      notKnown: ["formats"],
    });
  });

  test("a facet is there only under its conditions", () => {
    const custom: readonly Facet<string, "video">[] = [
      { only: [{ path: "mode", values: [2], otherwise: 0 }], width: "canvas.width" },
    ];
    const usual: readonly Facet<string, "video">[] = [
      { only: [{ path: "mode", values: [0, 1], otherwise: 0 }], width: "encode.width" },
    ];
    const count = (facets: readonly Facet<string, "video">[], mode?: unknown) => {
      const { found, notKnown } = read("video", facets, { mode });
      return [found.length, ...notKnown];
    };
    expect(count(custom, 2)).toEqual([1]);
    expect(count(custom, 1)).toEqual([0]);
    expect(count(custom)).toEqual([0]);
    expect(count(usual)).toEqual([1]);
    expect(count(usual, "0")).toEqual([0]);
    expect(count(usual, unknownValue)).toEqual([0, "mode"]);
  });
});
