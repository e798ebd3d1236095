import type { Changes } from "./core/policy";
import type { rules } from "./rules";

type Groups = typeof rules;

/** What a preset takes of each folder of rules: a rule that is not named is not in it. */
export type Selection = {
  readonly [Group in keyof Groups]?: { readonly [Name in keyof Groups[Group]]?: Changes };
};

/** What nobody should be without. */
const baseline = {
  encode: {
    audioHeAacV2Stereo: {},
    audioMaxBitrate: {},
    bitsPerPixel: {},
    bitsPerPixelLimit: {},
    codecAllowList: {},
    evenDimensions: {},
    explicitBitrate: {},
    gopMax: {},
    h264Level: {},
    layoutMaxInputs: {},
    layoutWithinCanvas: {},
    maxFps: {},
    maxResolution: {},
    transcodeNeeded: {},
    unitConfusion: {},
    vendorRange: {},
  },
  storage: { storeRequired: {} },
  operations: { maxIdleTime: {} },
} satisfies Selection;

/** For those who want everything looked at. */
const strict = {
  encode: {
    ...baseline.encode,
    aspectRatio: {},
    audioBitrateRange: {},
    audioSampleRate: {},
    bitrateLadder: {},
    codecAllowList: { level: "mandatory" },
    // The largest multiple that 360, 480, 720 and 1080 share.
    evenDimensions: { settings: { modulus: 8 } },
    explicitBitrate: { level: "mandatory", settings: { allowAuto: false } },
    fpsRecommended: {},
    gopDividesSegment: {},
    gopRecommended: {},
    maxVideoBitrate: {},
  },
  storage: { ...baseline.storage },
  operations: { ...baseline.operations },
} satisfies Selection;

/** For streams that platforms and CDNs hand on to viewers. */
const liveCdn = {
  encode: {
    ...baseline.encode,
    aspectRatio: {},
    audioBitrateRange: {},
    audioSampleRate: {},
    bitrateLadder: {},
    codecAllowList: { level: "mandatory" },
    explicitBitrate: { level: "mandatory" },
    fpsRecommended: { settings: { maxFps: 60 } },
    gopDividesSegment: {},
    gopRecommended: {},
    maxVideoBitrate: {},
  },
  storage: { ...baseline.storage },
  operations: { ...baseline.operations },
} satisfies Selection;

/** For recordings that are kept: they are to be played years later, and how large they get is known. */
const archive = {
  encode: {
    ...baseline.encode,
    audioBitrateRange: {},
    codecAllowList: { level: "mandatory" },
    explicitBitrate: { settings: { allowAuto: false } },
    gopDividesSegment: {},
    gopRecommended: { settings: { warnSeconds: 4 } },
  },
  storage: { ...baseline.storage },
  operations: { ...baseline.operations },
} satisfies Selection;

/** What drives the bill. Vendors bill by size: up to 1280 × 720 is HD. */
const cost = {
  encode: {
    explicitBitrate: { settings: { allowAuto: false } },
    fpsRecommended: {},
    layoutMaxInputs: {},
    maxResolution: { level: "advisory", settings: { maxPixels: 1280 * 720, maxSide: 1280 } },
    maxVideoBitrate: { level: "advisory", settings: { maxKbps: 4000 } },
    transcodeNeeded: {},
  },
  operations: { ...baseline.operations },
} satisfies Selection;

/** The rules of each preset, and what it changes of them. `{}` takes a rule as it is. */
export const selections = {
  baseline,
  strict,
  "live-cdn": liveCdn,
  archive,
  cost,
} as const satisfies Readonly<Record<string, Selection>>;

/** Name of a preset. */
export type PresetName = keyof typeof selections;
