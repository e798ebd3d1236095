import {
  type Arrangement,
  type Canvas,
  Layout,
  type LayoutStream,
  NamedLayout,
  type NamedWindow,
  type Place,
} from "./Layout";

const mostStreams = 100;

/** Places so many windows on a canvas. */
type PlacesOf<Options extends readonly unknown[]> = (
  count: number,
  canvas: Canvas,
  ...options: Options
) => readonly Place[];

/** A layout that cannot be made. */
export function refuseLayout(layout: string, part: string, problem: string, remedy: string): never {
  throw new Error(`layouts.${layout} cannot be made: ${part} ${problem}. What to do: ${remedy}`);
}

function requireCanvas(layout: string, canvas: Canvas): void {
  for (const side of ["width", "height"] as const) {
    const pixels: unknown = canvas?.[side];
    if (typeof pixels === "number" && Number.isSafeInteger(pixels) && pixels > 0 && pixels % 2 === 0)
      continue;
    refuseLayout(
      layout,
      `canvas.${side}`,
      `is ${String(pixels)}, and an even number of pixels is needed`,
      "pass the size that the mix is encoded with, for example { width: 1280, height: 720 }",
    );
  }
}

function requireCount(layout: string, count: unknown): asserts count is number {
  if (typeof count !== "number")
    refuseLayout(
      layout,
      "streams",
      "is neither a number nor a list",
      'pass 4, or for example ["alice", "bob"]; of an output, make the layout in its apply',
    );
  if (!Number.isInteger(count) || count < 1 || count > mostStreams)
    refuseLayout(layout, "streams", `has ${count} of them`, `pass 1 to ${mostStreams}`);
}

/** Whose stream it is, and which; programs in JavaScript may pass anything in its place. */
function readStream<User extends string>(
  layout: string,
  part: string,
  stream: LayoutStream<User> | undefined,
): Pick<NamedWindow<User>, "user" | "screen"> {
  const screen = typeof stream !== "string";
  const user = screen ? stream?.screenOf : stream;
  if (typeof user === "string" && user !== "") return { user, screen };
  return refuseLayout(layout, part, "names no user", 'pass the id of one, or { screenOf: "alice" }');
}

function refuseRepeats(layout: string, windows: readonly NamedWindow[]): void {
  const seen = new Set<string>();
  windows.forEach(({ user, screen }, index) => {
    const stream = `${screen ? "the screen" : "the camera"} of "${user}"`;
    if (seen.has(stream))
      refuseLayout(layout, `streams[${index}]`, `is ${stream} for a second time`, "name each stream once");
    seen.add(stream);
  });
}

function isList<Item>(value: number | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}

function requireRoom(layout: string, { width, height }: Canvas, places: readonly Place[]): void {
  if (places.every((place) => place.width > 0 && place.height > 0)) return;
  refuseLayout(
    layout,
    "canvas",
    `of ${width} x ${height} px is too small for ${places.length} windows`,
    "make it larger, or name fewer streams",
  );
}

/** An arrangement that refuses what it cannot place. */
export function arrangement<Options extends readonly unknown[]>(
  layout: string,
  placesOf: PlacesOf<Options>,
): Arrangement<Options> {
  function place(count: unknown, canvas: Canvas, options: Options): readonly Place[] {
    requireCount(layout, count);
    requireCanvas(layout, canvas);
    const places = placesOf(count, canvas, ...options);
    requireRoom(layout, canvas, places);
    return places;
  }

  function arrange(streams: number, canvas: Canvas, ...options: Options): Layout;
  function arrange<User extends string>(
    streams: readonly LayoutStream<User>[],
    canvas: Canvas,
    ...options: Options
  ): NamedLayout<User>;
  function arrange(streams: number | readonly LayoutStream[], canvas: Canvas, ...options: Options): Layout {
    if (!isList(streams)) {
      const windows = place(streams, canvas, options).map((one) => ({ screen: false, ...one }));
      return new Layout(canvas, windows);
    }
    const windows = place(streams.length, canvas, options).map((one, index) => ({
      ...readStream(layout, `streams[${index}]`, streams[index]),
      ...one,
    }));
    refuseRepeats(layout, windows);
    return new NamedLayout(canvas, windows);
  }

  return arrange;
}
