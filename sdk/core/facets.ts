import { z } from "zod";
import { fields } from "./fields";
import type { Condition } from "./holds";

/** How a picture is encoded. */
const video = fields({
  /** Width in pixels. */
  width: z.number(),
  /** Height in pixels. */
  height: z.number(),
  /** Frames a second. */
  framesPerSecond: z.number(),
  /** Bitrate in kbit/s. */
  kilobitsPerSecond: z.number(),
  /** Whether a bitrate of 0 lets the vendor choose one. */
  automaticBitrate: z.boolean(),
  /** Distance of key frames in seconds. */
  gopSeconds: z.number(),
  /** Distance of key frames in frames, for vendors that count it so. */
  gopFrames: z.number(),
  /** Codec. */
  codec: z.enum(["h264", "h265", "bytevc1", "vp8"]),
  /** Whether it is watched while it runs, and not only afterwards. */
  live: z.boolean(),
});

/** How sound is encoded. */
const audio = fields({
  /** Sample rate in Hz. */
  sampleRateHertz: z.number(),
  /** Bitrate in kbit/s. */
  kilobitsPerSecond: z.number(),
  /** 1 mono, 2 stereo. */
  channels: z.number(),
  /** Codec with its profile. */
  codec: z.enum(["aac-lc", "he-aac", "he-aac-v2"]),
});

/** How a stream fills a window of another shape; a smart crop cuts off a fifth at most, and fits the rest. */
const fill = z.enum(["crop", "fit", "stretch", "smartCrop"]);

/** Which of a user's streams is meant. */
const streamKind = z.enum(["camera", "screen"]);

/** One window on a canvas, in pixels. */
const window = fields({
  /** Left edge. */
  x: z.number(),
  /** Top edge. */
  y: z.number(),
  /** Width. */
  width: z.number(),
  /** Height. */
  height: z.number(),
  /** Width of the canvas. */
  canvasWidth: z.number(),
  /** Height of the canvas. */
  canvasHeight: z.number(),
  /** Layer; a higher one covers a lower one. */
  layer: z.number(),
  /** How the stream fills it. */
  fill,
  /** The user whose stream it shows; left out, windows are filled in the order of entry. */
  user: z.string(),
  /** Which of the user's streams. */
  stream: streamKind,
  /** Number of the stream that it shows, for vendors that number the streams. */
  streamIndex: z.number(),
});

/** What a mix is drawn on, in pixels. */
const canvas = fields({
  /** Width. */
  width: z.number(),
  /** Height. */
  height: z.number(),
  /** Colour behind the windows: "#" or "0x", and six hexadecimal digits. */
  color: z.string(),
  /** Address of the picture behind the windows. */
  image: z.string(),
});

/** How several streams are arranged: as `window` says, or by an arrangement of the vendor's. */
const arrangement = fields({
  /** Name of the arrangement. */
  mode: z.enum([
    "custom",
    "float",
    "screenShare",
    "grid",
    "adaptive",
    "vertical",
    "sideBySide",
    "first",
    "second",
  ]),
  /** The user in the large window. */
  main: z.string(),
  /** How the streams fill their windows. */
  fill,
});

/** One of the streams that a task is told to take. */
const stream = fields({
  /** Its number. */
  index: z.number(),
  /** The user who sends it. */
  user: z.string(),
  /** Which of the user's streams. */
  kind: streamKind,
});

/** What lies on top of the windows, in pixels. */
const watermark = fields({
  /** What it is. */
  kind: z.enum(["picture", "text", "time"]),
  /** Left edge. */
  x: z.number(),
  /** Top edge. */
  y: z.number(),
  /** Width. */
  width: z.number(),
  /** Height. */
  height: z.number(),
  /** Layer among the watermarks. */
  layer: z.number(),
  /** What is written there. */
  text: z.string(),
  /** Where it stands, instead of the edges. */
  place: z.enum(["topLeft", "topRight", "bottomLeft", "bottomRight", "top", "bottom", "middle"]),
});

/** A list whose length the vendor bounds. */
const list = fields({
  /** What it lists. */
  of: z.enum(["windows", "streams", "excludedStreams", "users"]),
  /** How many entries it has. */
  length: z.number(),
  /** How many entries the vendor takes. */
  most: z.number(),
  /** Whether lists of this kind exclude each other: only one of them may have entries. */
  exclusive: z.boolean(),
});

/** Whether streams are mixed, which is billed. */
const mixing = fields({
  /** Whether they are. */
  enabled: z.boolean(),
  /** The block that arranges several streams. */
  layout: z.unknown(),
  /** How many streams are named to be mixed. */
  streams: z.number(),
});

/** Whether files are written at all, and how they are named; what stands before the name depends on the store. */
const files = fields({
  /** Whether this resource itself says that files are written. */
  written: z.boolean(),
  /** Formats in small letters, for example "hls". */
  formats: z.array(z.string()),
  /** Pattern of the file's name. */
  pattern: z.string(),
  /** Longest file in minutes. */
  maxMinutes: z.number(),
  /** Length of HLS segments in seconds. */
  segmentSeconds: z.number(),
});

/** One place that files go to; it counts when the block at `at` is given. */
const store = fields({
  /** Whose storage it is. */
  vendor: z.enum([
    "tencent-cos",
    "tencent-vod",
    "volcengine-tos",
    "volcengine-vod",
    "volcengine-veimagex",
    "aws-s3",
    "alibaba-oss",
    "huawei-obs",
    "qiniu-kodo",
  ]),
  /** Region of the storage, as its vendor writes it. */
  region: z.string(),
  /** Bucket or space. */
  bucket: z.string(),
  /** Folders or a text before the names of the files there. */
  prefix: z.union([z.string(), z.array(z.string())]),
  /** Key that was pasted in. */
  accessKey: z.string(),
  /** Token that makes the key a temporary one. */
  securityToken: z.string(),
  /** Seconds that a file is kept; 0 for ever. */
  expireSeconds: z.number(),
  /** When a file expires, as ISO 8601. */
  expiresAt: z.string(),
  /** "permanent", or "temporary" where the vendor removes the files by itself. */
  retention: z.enum(["permanent", "temporary"]),
  /** Storage class. */
  storageClass: z.enum(["standard", "infrequent", "archive"]),
  /** Id of the media application that owns the files; 0 is the main one. */
  applicationId: z.number(),
});

/** An address that the vendor pushes to, reports to or loads from. */
const address = fields({
  /** What it is for; a source is one of a stream, or of a file that is played as one. */
  use: z.enum(["push", "callback", "image", "media", "source"]),
  /** The address; a push address is a secret. */
  url: z.string(),
  /** Longest address in bytes that the vendor takes. */
  maxBytes: z.number(),
  /** Whether the vendor's own network is behind a push address; another one is billed. */
  ownNetwork: z.boolean(),
  /** Key that reports are signed with. */
  signingKey: z.string(),
});

/** The vendor's service that a resource is made with. */
const service = fields({
  /** Which one, by the names that settings of rules use. */
  name: z.enum(["trtc", "gme", "tiw", "vod", "volcengine-rtc"]),
  /** Region that it works in, as its vendor writes it. */
  region: z.string(),
  /** The application that it works for. */
  application: z.union([z.string(), z.number()]),
  /** Calls a second that the vendor takes of an account to make such resources. */
  requestsPerSecond: z.number(),
});

/** A room that a task works in or takes streams from. */
const room = fields({
  /** The application that the room belongs to. */
  application: z.union([z.string(), z.number()]),
  /** The room; a number as its digits. */
  id: z.union([z.string(), z.int().transform(String)]),
  /** What the vendor is told that `id` is. */
  idType: z.enum(["integer", "string"]),
  /** The robot that joins the room; left out, one is derived. */
  robot: z.string(),
  /** Whether the task sends into the room, instead of taking from it. */
  sends: z.boolean(),
});

/** How long a task runs. */
const duration = fields({
  /** Seconds after which it ends in any case; 0 never. */
  maxSeconds: z.number(),
  /** Seconds without streams after which it ends by itself. */
  idleSeconds: z.number(),
  /** Least of these seconds that the vendor takes; what the schema of the input says. */
  leastIdleSeconds: z.number(),
  /** Seconds that its recording outlives it. */
  lingerSeconds: z.number(),
  /** Hours after its start for which the vendor takes calls for it. */
  controlHours: z.number(),
});

/** Identity and rank of a one-shot order. */
const order = fields({
  /** The id by which the vendor recognises a repeat; left out, one is derived. */
  sessionId: z.string(),
  /** Text handed through to the result. */
  context: z.string(),
  /** Priority; a higher one goes first. */
  priority: z.number(),
});

/** What is billed, by the names that a price table uses. */
const usage = fields({
  /** Name of the meter, for example "trtc-transcode". */
  meter: z.string(),
  /** Whether it is billed as the inputs stand. */
  billed: z.boolean(),
  /** What a unit of it is: a minute while it runs, or a run. */
  per: z.enum(["minute", "run"]),
  /** How many streams that go in, or files that come out, the inputs name; left out, as many as there are. */
  parts: z.number(),
  /** Width of the picture in pixels; 0 for sound alone. */
  width: z.number(),
  /** Height of the picture in pixels. */
  height: z.number(),
});

/** The facets: what policies read of any resource, each in one system of units whatever the vendor's. */
export const facetSchemas = {
  video,
  audio,
  window,
  canvas,
  arrangement,
  stream,
  watermark,
  list,
  mixing,
  files,
  store,
  address,
  service,
  room,
  duration,
  order,
  usage,
} as const;

/** Name of a facet. */
export type FacetName = keyof typeof facetSchemas;

/** The values of one facet, all there. */
export type FacetValues<Name extends FacetName> = z.output<(typeof facetSchemas)[Name]>;

/** Dotted paths of all inputs; `[]` after a list stands for each of its items. */
export type FacetPath<T> = {
  [Key in keyof T & string]: NonNullable<T[Key]> extends readonly (infer Item)[]
    ? Key | (Item extends object ? `${Key}[].${FacetPath<Item>}` : `${Key}[]`)
    : NonNullable<T[Key]> extends object
      ? Key | `${Key}.${FacetPath<NonNullable<T[Key]>>}`
      : Key;
}[keyof T & string];

type Each<Value> = Value extends readonly (infer Item)[] ? Item : Value;

/** An input that gives a value of a facet. What its schema says (see {@link facetsOf}) is not repeated here. */
export interface FromInput<P extends string, Value> {
  readonly path: P;
  /** What the vendor takes when the input is left out; by itself, the default that the contract notes. */
  readonly otherwise?: Value;
  /**
   * The facet's value for each of the vendor's, or for each item of a list; one that is not listed counts as none. By
   * itself, what is meant where the input's choices have the names that the facet's have.
   */
  readonly values?: Readonly<Record<string | number, Each<Value>>>;
  /** Number of the facet's units in one of the vendor's: 0.001 from bit/s to kbit/s. */
  readonly factor?: number;
  /** Takes the length of the list instead of the list; by itself, where the facet wants a number. */
  readonly count?: true;
}

/** A value that is the same for every resource of the type. */
interface Constant<Value> {
  readonly constant: Value;
}

/** Where a value of a facet comes from: an input, by its path, or a value that is always the same. */
export type Source<P extends string, Value> =
  | P
  | FromInput<P, Value>
  | Extract<Value, number | boolean>
  | Constant<Value>;

/** Where a value comes from, whatever it is. */
export type AnySource = Source<string, unknown> | number | boolean;

/** A source without its short forms. */
export function spelledOut(source: AnySource): FromInput<string, unknown> | Constant<unknown> {
  if (typeof source === "string") return { path: source };
  return typeof source === "object" ? source : { constant: source };
}

/** One facet of a resource type. */
export type Facet<P extends string, Name extends FacetName> = {
  /** The block that the facet describes; where it is left out, the resource has no such facet. */
  readonly at?: P;
  /** What has to hold besides; where one of these does not, the resource has no such facet. */
  readonly only?: readonly Condition<P>[];
} & { readonly [Key in keyof FacetValues<Name>]?: Source<P, FacetValues<Name>[Key]> };

/**
 * How policies read a resource type. A facet whose paths go through a list (`windows[].x`) is there once for each
 * of its items. What the type does not have is left out.
 */
export type Facets<P extends string> = {
  readonly [Name in FacetName]?: readonly Facet<P, Name>[];
};

/** The facets that every task and every job says something of. */
type Needed = "duration" | "usage";

/**
 * What a contract says by hand: the facets that its blocks do not note, and more of those that they do, by the same
 * `at` or `url`. "none" is for a task or a job of which a facet means nothing.
 */
export type OwnFacets<P extends string> = Omit<Facets<P>, Needed> & {
  readonly [Name in Needed]?: readonly Facet<P, Name>[] | "none";
};

/** Where the values of a facet come from, by their names. */
export function sourcesOf(facet: Facet<string, FacetName>): Readonly<Record<string, AnySource>> {
  const { at: _at, only: _only, ...sources } = facet;
  return sources;
}

/** The input that a source reads; none for a constant. */
export function pathOf(source: AnySource): string | undefined {
  const from = spelledOut(source);
  return "path" in from ? from.path : undefined;
}
