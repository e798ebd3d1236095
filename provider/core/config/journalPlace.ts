import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { hasControlCharacter } from "../blanks";
import type { Places } from "./Places";
import { SettingError } from "./SettingError";

/** A bucket of an object store with S3's calls, where the journal of starts is kept. */
export interface JournalBucket {
  readonly bucket: string;
  /** What stands before the names of the records: empty, or a folder with a slash at its end. */
  readonly prefix: string;
  /** Left out, that of the surroundings. */
  readonly region: string | undefined;
  /** Left out, that of AWS. */
  readonly endpoint: string | undefined;
  /** Whether the bucket stands in the path, and not in the host, of a request. */
  readonly isInPath: boolean;
}

/** Where the journal of starts is kept: a folder, or a bucket. */
export type JournalPlace = { readonly folder: string } | JournalBucket;

const setting = "pulumi-media-tasks:journal";
const form = "s3://bucket/prefix?region=…&endpoint=…";

/** Where the journal of starts is kept; undefined where the configuration switches it off. */
export function journalPlaceOf(places: Places): JournalPlace | undefined {
  const configured = places.config(setting);
  if (configured === "off") return undefined;
  if (configured === undefined) {
    const home = places.variable("PULUMI_HOME") ?? join(places.home, ".pulumi");
    return { folder: join(home, "media-tasks", "journal") };
  }
  if (hasControlCharacter(configured))
    throw new SettingError(
      `${setting} has a line break or another control character in it. What to do: set it again, without`,
    );
  return /^[a-z][a-z\d+.-]+:\/\//i.test(configured) ? bucketIn(configured) : { folder: resolve(configured) };
}

/** Understands the address of a bucket, as self-managed backends of Pulumi have it. */
function bucketIn(text: string): JournalBucket {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.protocol !== "s3:" || url.hostname === "")
    throw refused("it is no address of a bucket", `write ${form}, or the path of a folder`);
  if (url.username !== "" || url.password !== "" || url.hash !== "" || url.port !== "")
    throw refused(
      "it has a user, a password, a port or a # in it",
      `write ${form}; credentials come from where the AWS SDK looks for them`,
    );
  const { region, endpoint, s3ForcePathStyle, ...others } = Object.fromEntries(url.searchParams);
  const [stray] = Object.keys(others);
  if (stray !== undefined)
    throw refused(`"${stray}" is no parameter of it`, "there are region, endpoint and s3ForcePathStyle");
  if (s3ForcePathStyle !== undefined && !["true", "false"].includes(s3ForcePathStyle))
    throw refused(
      "its s3ForcePathStyle is neither true nor false",
      "set it to true or false, or leave it out",
    );
  const address = endpoint === undefined ? undefined : endpointOf(endpoint);
  const folders = url.pathname.split("/").filter((part) => part !== "");
  return {
    bucket: url.hostname,
    prefix: folders.map((folder) => `${decodeURIComponent(folder)}/`).join(""),
    region: region || undefined,
    endpoint: address?.origin,
    isInPath: s3ForcePathStyle === undefined ? isWithoutNames(address) : s3ForcePathStyle === "true",
  };
}

function endpointOf(text: string): URL {
  const full = /^https?:\/\//.test(text) ? text : `https://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url !== undefined && url.username === "" && url.search === "" && url.pathname === "/") return url;
  throw refused("its endpoint is no host", "write endpoint=cos.ap-singapore.myqcloud.com, for example");
}

/** Whether no name of a bucket can stand before the host. */
function isWithoutNames(endpoint: URL | undefined): boolean {
  return endpoint !== undefined && (endpoint.hostname === "localhost" || isIP(endpoint.hostname) !== 0);
}

/** The address is not shown: somebody may have written a key into it. */
function refused(what: string, remedy: string): SettingError {
  return new SettingError(`${setting}: ${what} (not shown). What to do: ${remedy}`);
}
