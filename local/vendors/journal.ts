import { sensitiveFields } from "./facts";
import { isObject, type JsonValue } from "./json";
import type { ServiceName, Vendor } from "./serviceName";

/** One call that arrived, as far as it could be read. */
export interface JournalEntry {
  /** 1 for the first call; grows by one. */
  sequence: number;
  /** Virtual time in Unix milliseconds. */
  at: number;
  vendor: Vendor;
  service: ServiceName;
  action: string;
  version: string;
  region: string;
  /** The parameters as sent, secrets redacted; null where they could not be read. */
  body: JsonValue;
  /** "ok", the code of the refusal, or "-" for a call that was not carried out. */
  code: string;
  requestId: string;
  /** The fault that hit the call. */
  fault?: string;
}

/** The calls that arrived, oldest first. */
export class Journal extends Array<JournalEntry> {
  /** filter and map give plain arrays. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  #sequence = 0;
  readonly #listeners = new Set<(entry: JournalEntry) => void>();

  /** Adds a call and tells who listens. */
  record(entry: Omit<JournalEntry, "sequence">): JournalEntry {
    this.#sequence += 1;
    const numbered = { sequence: this.#sequence, ...entry, body: redacted(entry.body) };
    this.push(numbered);
    for (const listener of this.#listeners) listener(numbered);
    return numbered;
  }

  /** Calls the listener for every call from now on; the result stops that. */
  onRecord(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The first call that fits, now or when it arrives. */
  waitFor(fits: (entry: JournalEntry) => boolean): Promise<JournalEntry> {
    const known = this.find(fits);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => {
      const stop = this.onRecord((entry) => {
        if (!fits(entry)) return;
        stop();
        resolve(entry);
      });
    });
  }

  /** Forgets the calls. */
  clear(): void {
    this.length = 0;
  }
}

/** Urls are kept without what may authorise: user info and query. */
const urlAuthorisation = /^([a-z][a-z\d+.-]*:\/\/)(?:[^/?#]*@)?([^?#]*)(?:[?#].*)?$/is;

const streamKey = /^([^:]+:\/\/[^/]*\/[^/]*\/).+$/s;

/** Members that have the address of a push. */
const pushUrls = new Set(["PublishCdnUrl", "PushURL"]);

/** Secrets by the facts, of any type, and the authorising parts of URLs are taken out. */
export function redacted(value: JsonValue, name = ""): JsonValue {
  if (Array.isArray(value)) return value.map((item) => redacted(item, name));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, redacted(inner, isSecret(name) ? name : key)]),
    );
  }
  const isUrl = typeof value === "string" && urlAuthorisation.test(value);
  // Host and first segment of a push URL say where a relay goes; the rest may be the key of a stream.
  const isPushUrl = isUrl && pushUrls.has(name);
  if (isSecret(name) && value !== "" && !isPushUrl) return "[redacted]";
  if (!isUrl) return value;
  const address = value.replace(urlAuthorisation, "$1$2");
  return isPushUrl ? address.replace(streamKey, "$1[redacted]") : address;
}

/** Whatever its case: a client that misspells a field must not get its secret logged for it. */
function isSecret(name: string): boolean {
  return secretNames.has(name.toLowerCase());
}

const secretNames = new Set([...sensitiveFields].map((field) => field.toLowerCase()));
