import { type Clock, systemClock } from "../core/clock";
import { milliseconds } from "../core/milliseconds";

/** What the address of a live stream is made of. */
export interface LiveAddress {
  /** The host of the domain as the vendor's console lists it, for example "push.example.com". */
  readonly domain: string;
  /**
   * The application, for example "live": letters, digits, "_", "-" and ".". Volcengine takes at most 30 characters.
   * Vendor name: AppName.
   * @default "live"
   */
  readonly app?: string | undefined;
  /**
   * The stream: letters, digits, "_", "-" and "."; at most 255 characters, 100 for Volcengine. Vendor name: StreamName.
   */
  readonly stream: string;
  /** The key of the domain, primary or backup. Domains for pushing and for playing have keys of their own. Secret. */
  readonly key: string;
  /**
   * For how long the address is good at least, for example "24h": a number with s, m or h, from one minute to 366
   * days. So that the address does not change with every run, time is divided into windows of this length, counted
   * from 1970 in UTC, and an address lasts to the end of the next window: at least this long and at most twice as
   * long. It changes when a window ends, for "24h" at midnight UTC. This or `validUntil`.
   */
  readonly validFor?: string | undefined;
  /**
   * When the address ends, in ISO 8601 with its offset from UTC, for example "2030-06-30T22:00:00Z"; fractions of a
   * second are cut off. The address stays the same until this is changed. This or `validFor`.
   */
  readonly validUntil?: string | undefined;
}

/** The address of a live stream for players. */
export interface PlaybackAddress<Format extends string> extends LiveAddress {
  /** What the player takes. */
  readonly format: Format;
  /**
   * Whether it begins with `https://` and not with `http://`, where the format is one of HTTP's: the domain needs a
   * certificate then.
   * @default true
   */
  readonly https?: boolean | undefined;
}

/** What one vendor takes, and how it signs. */
export interface Signing {
  /** Longest application and stream, in characters. */
  readonly longest: { readonly app: number; readonly stream: number };
  /**
   * The parameters that sign a stream.
   *
   * @param end in seconds since 1970
   */
  query(address: Required<Pick<LiveAddress, "app" | "stream" | "key">>, end: number): string;
}

/** An address that cannot be made. It names the part and never its value: addresses and keys are secret. */
function refuse(part: keyof PlaybackAddress<string>, problem: string, remedy: string): never {
  throw new Error(`the live address cannot be made: ${part} ${problem}. What to do: ${remedy}`);
}

function requireText(part: "domain" | "app" | "stream" | "key", value: unknown): asserts value is string {
  if (typeof value !== "string") refuse(part, "is no text", "pass a text");
  if (value === "")
    refuse(part, "is empty", "pass the one that the vendor's console shows, or that you chose");
}

function requireDomain(domain: string): void {
  const label = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
  if (!new RegExp(`^${label}(\\.${label})+$`).test(domain))
    refuse("domain", "is no name of a host", 'pass the host alone, for example "push.example.com"');
}

/** What an address would have to encode is refused: the CDN signs one form of it and clients send the other. */
function requireName(part: "app" | "stream", name: string, longest: number): void {
  if (name.length > longest) refuse(part, `has more than ${longest} characters`, "choose a shorter one");
  if (!/^[A-Za-z0-9._-]+$/.test(name) || /^\.+$/.test(name))
    refuse(part, "has characters that break the address", 'choose one of letters, digits, "_", "-" and "."');
}

function requireKey(key: string): void {
  if (!/^[!-~]+$/.test(key))
    refuse("key", "has blanks or characters that no key has", "copy it again from the vendor's console");
}

const shortest = 60_000;
const longest = 366 * 24 * 3_600_000;

function endOfWindow(validFor: string, now: number): number {
  const length = /^\d+(s|m|h)$/.test(validFor) ? milliseconds(validFor) : undefined;
  if (length === undefined)
    refuse("validFor", "is no duration", 'pass a number with a unit, for example "90m" or "24h"');
  if (length < shortest || length > longest)
    refuse("validFor", "is not between one minute and 366 days", "pass one within, or use validUntil");
  return (Math.floor(now / length) + 2) * length;
}

/** The last second that the vendors' parameters can say: eight hexadecimal digits. */
const lastSecond = 0xffff_ffff;

/** Whether there is such a day: the parser takes February 30th for March 2nd. */
function isDay(day: string): boolean {
  const start = Date.parse(day);
  return !Number.isNaN(start) && new Date(start).toISOString().startsWith(day);
}

function endOf(validUntil: string): number {
  const [, day] =
    /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(validUntil) ?? [];
  const end = day !== undefined && isDay(day) ? Date.parse(validUntil) : Number.NaN;
  if (Number.isNaN(end))
    refuse(
      "validUntil",
      "is no time in ISO 8601 with its offset from UTC",
      'pass one such as "2030-06-30T22:00:00Z" or "2030-07-01T00:00:00+02:00"',
    );
  // Earlier ones have fewer digits, which nobody takes for a time.
  if (end < 1_000_000_000_000 || end > lastSecond * 1_000)
    refuse("validUntil", "is before September 2001 or after February 2106", "pass one between");
  return end;
}

/** When an address ends, in seconds since 1970. */
function endOfAddress({ validFor, validUntil }: LiveAddress, clock: Clock): number {
  if (validFor !== undefined && validUntil !== undefined)
    refuse("validFor", "and validUntil are both set", "leave one of them out");
  if (validUntil !== undefined) return Math.floor(endOf(validUntil) / 1_000);
  if (validFor === undefined)
    refuse("validFor", "and validUntil are both missing", 'set one of them, for example validFor: "24h"');
  return Math.floor(endOfWindow(validFor, clock.now()) / 1_000);
}

/** Makes a signed address of its parts: `<scheme>://<domain>/<app>/<stream><ending>?<signature>`. */
function signedAddress(
  address: LiveAddress,
  { longest, query }: Signing,
  { scheme, ending }: { scheme: string; ending: string },
  clock: Clock = systemClock,
): string {
  const { domain, app = "live", stream, key } = address;
  requireText("domain", domain);
  requireText("app", app);
  requireText("stream", stream);
  requireText("key", key);
  requireDomain(domain);
  requireName("app", app, longest.app);
  requireName("stream", stream, longest.stream);
  requireKey(key);
  const end = endOfAddress(address, clock);
  return `${scheme}://${domain}/${app}/${stream}${ending}?${query({ app, stream, key }, end)}`;
}

/** How the formats of players are addressed; those of HTTP have no scheme of their own. */
const formats = {
  rtmp: { scheme: "rtmp", ending: "" },
  webrtc: { scheme: "webrtc", ending: "" },
  flv: { scheme: undefined, ending: ".flv" },
  hls: { scheme: undefined, ending: ".m3u8" },
} as const;

/** Makes a signed address that a stream is pushed to. */
export function signedPushAddress(address: LiveAddress, signing: Signing, clock?: Clock): string {
  return signedAddress(address, signing, formats.rtmp, clock);
}

/** Makes a signed address for players. */
export function signedPlaybackAddress<Format extends keyof typeof formats>(
  address: PlaybackAddress<Format>,
  signing: Signing,
  allowed: readonly Format[],
  clock?: Clock,
): string {
  const { format, https = true } = address;
  if (!allowed.includes(format)) refuse("format", "is not known", `pass one of ${allowed.join(", ")}`);
  const { scheme = https ? "https" : "http", ending } = formats[format];
  return signedAddress(address, signing, { scheme, ending }, clock);
}
