import type { Changes } from "./core/policy";
import type { SettingsInput } from "./core/rule";
import type { rules } from "./rules";

type Groups = typeof rules;

/** What a preset takes of each folder of rules: a rule that is not named is not in it, `{}` takes it as it is. */
export type Selection = {
  readonly [Group in keyof Groups]?: {
    readonly [Name in keyof Groups[Group]]?: Changes<Partial<SettingsInput<Groups[Group][Name]>>>;
  };
};

/** A ready-made choice of rules. */
export interface Preset {
  /** Whom it is for, in a few words. */
  readonly purpose: string;
  readonly selection: Selection;
}

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
    // What is too long for a live stream is worth a word in a recording.
    gopRecommended: { settings: { warnSeconds: 4 } },
    h264Level: {},
    layoutMaxInputs: {},
    layoutWithinCanvas: {},
    maxFps: {},
    maxResolution: {},
    transcodeNeeded: {},
    unitConfusion: {},
    vendorRange: {},
  },
  storage: {
    assetUrlLength: {},
    callbackHttps: {},
    callbackKeySet: {},
    credentialsMustBeSecret: {},
    noCredentialLookingValues: {},
    relayTencentCdnExplicit: {},
    relayUrlExpiry: {},
    relayUrlScheme: {},
    retentionExpiry: {},
    roomIdTypeConsistent: {},
    storeRequired: {},
    uniqueFilePattern: {},
    vodSubAppIdRequired: {},
  },
  operations: { listSizes: {}, maxIdleTime: {}, uniqueRobotUser: {}, vodSessionId: {} },
} satisfies Selection;

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
  storage: {
    ...baseline.storage,
    bucketAllowList: {},
    namingPrefix: {},
    noStaticKeys: { level: "mandatory" },
    regionResidency: {},
    relayUrlAllowList: {},
    relayUrlEncrypted: {},
    storageClass: {},
    vendorAllowList: {},
  },
  operations: {
    ...baseline.operations,
    apiRate: {},
    concurrencyQuota: {},
    controlWindow: {},
    hourlyCeiling: { level: "mandatory" },
    maxFileMinutes: {},
    maxRecordTime: {},
    protectLongRunning: {},
  },
} satisfies Selection;

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
  storage: { ...baseline.storage, relayUrlAllowList: {}, relayUrlEncrypted: {} },
  operations: { ...baseline.operations, concurrencyQuota: {}, protectLongRunning: {} },
} satisfies Selection;

const archive = {
  encode: {
    ...baseline.encode,
    audioBitrateRange: {},
    codecAllowList: { level: "mandatory" },
    explicitBitrate: { settings: { allowAuto: false } },
    gopDividesSegment: {},
  },
  storage: {
    ...baseline.storage,
    bucketAllowList: {},
    namingPrefix: {},
    noStaticKeys: {},
    regionResidency: {},
    // Ten years: what has to be kept longer is worth a reason.
    retentionExpiry: { settings: { maxDays: 3650 } },
    storageClass: { settings: { allowed: ["infrequent", "archive"] } },
    vendorAllowList: {},
  },
  operations: {
    ...baseline.operations,
    controlWindow: {},
    maxFileMinutes: {},
    maxRecordTime: {},
    protectLongRunning: {},
  },
} satisfies Selection;

// Vendors bill by size: up to 1280 × 720 is HD.
const cost = {
  encode: {
    explicitBitrate: { settings: { allowAuto: false } },
    fpsRecommended: {},
    layoutMaxInputs: {},
    maxResolution: { level: "advisory", settings: { maxPixels: 1280 * 720, maxSide: 1280 } },
    maxVideoBitrate: { level: "advisory", settings: { maxKbps: 4000 } },
    transcodeNeeded: {},
  },
  storage: { relayTencentCdnExplicit: {}, retentionExpiry: {} },
  operations: {
    concurrencyQuota: {},
    hourlyCeiling: {},
    maxIdleTime: { settings: { maxSeconds: 120 } },
    maxRecordTime: {},
  },
} satisfies Selection;

/** The presets; each is also a policy pack of its own in `packs/`. */
export const presetsByName = {
  baseline: { purpose: "what nobody should be without", selection: baseline },
  strict: { purpose: "everything that can be checked", selection: strict },
  "live-cdn": { purpose: "streams that CDNs and platforms hand on to viewers", selection: liveCdn },
  archive: {
    purpose: "recordings that are kept and played years later",
    selection: archive,
  },
  cost: { purpose: "what drives the bill", selection: cost },
} as const satisfies Readonly<Record<string, Preset>>;

/** Name of a preset. */
export type PresetName = keyof typeof presetsByName;

/** The names of all presets, in the order in which they are listed. */
export const presetNames = Object.keys(presetsByName) as readonly PresetName[];
