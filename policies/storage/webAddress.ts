/** The parts of an address that rules speak of: none of them is ever a key. */
export interface WebAddress {
  /** In small letters, for example "rtmp". */
  readonly scheme: string;
  /** In small letters; a name as DNS has it ("xn--…"), an IP address in its usual form, IPv6 without brackets. */
  readonly host: string;
  /** Whether a user name or a password stands before the host. */
  readonly userinfo: boolean;
}

/** Reads `scheme://host…`; undefined for anything else, and where readers would not agree on the host. */
export function readAddress(text: string): WebAddress | undefined {
  const [, scheme, authority] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)/i.exec(text) ?? [];
  if (scheme === undefined || authority === undefined || /[\s\p{Cc}\\]/u.test(text)) return undefined;
  // Only hosts of web addresses are put into one form, so it is read as one whatever its scheme.
  const url = URL.parse(`https://${authority}`);
  if (!url) return undefined;
  return {
    scheme: scheme.toLowerCase(),
    host: url.hostname.replace(/^\[|\]$|\.$/g, ""),
    userinfo: authority.includes("@"),
  };
}
