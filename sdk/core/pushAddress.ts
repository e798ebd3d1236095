/** When a push address ends, and which of its parameters says so. */
export interface Expiry {
  /** The name of the parameter. */
  readonly parameter: string;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** What a push address says. Nothing of it but the host and the expiry may be shown: it holds keys. */
export interface PushAddress {
  /**
   * Equal for the addresses that a CDN takes for one: host and path count, the scheme, its usual port and what signs
   * the address do not.
   */
  readonly target: string;
  /** The host that it leads to. */
  readonly host: string;
  /** When it ends; undefined where it does not say. */
  readonly expiry: Expiry | undefined;
}

const usualPorts: Readonly<Record<string, number>> = { rtmp: 1935, rtmps: 443, rtmpt: 80 };

/** How one CDN signs addresses for a time. */
interface Signing {
  /** The parameter that says until when. */
  readonly parameter: string;
  /** Parameters of which one stands beside it, where its name alone could be anybody's. */
  readonly beside?: readonly string[];
  /** Reads it, in seconds since 1970. */
  readonly read: (text: string) => number | undefined;
}

function seconds(text: string): number | undefined {
  return /^\d{9,11}$/.test(text) ? Number(text) : undefined;
}

/** What a domain of Alibaba Cloud's grants after the time in the address is set there; a day is taken. */
const assumedValidity = 86_400;

const signings: readonly Signing[] = [
  // Tencent Cloud, in hexadecimal digits or as ten decimal ones: https://www.tencentcloud.com/document/product/267/31560
  {
    parameter: "txTime",
    read: (text) => (/^[\da-f]{1,8}$/i.test(text) ? Number.parseInt(text, 16) : seconds(text)),
  },
  // Volcengine: https://www.volcengine.com/docs/6469/107759
  { parameter: "volcTime", read: seconds },
  // Alibaba Cloud: https://www.alibabacloud.com/help/en/live/user-guide/url-signing
  {
    parameter: "auth_key",
    read: (text) => {
      const from = seconds(text.split("-", 1)[0] ?? "");
      return from === undefined ? undefined : from + assumedValidity;
    },
  },
  // The object storages of Alibaba Cloud (OSS) and Kingsoft Cloud (KS3), which take streams too.
  { parameter: "Expires", beside: ["OSSAccessKeyId", "KSSAccessKeyId"], read: seconds },
  // Tencent Cloud's object storage: begin and end. https://cloud.tencent.com/document/product/436/50892
  { parameter: "q-sign-time", read: (text) => seconds(text.split(";")[1] ?? "") },
  // Kingsoft Cloud: https://docs.ksyun.com/documents/1062
  { parameter: "t", beside: ["k"], read: seconds },
  // Qiniu: https://developer.qiniu.com/pili/6678/push-the-current-authentication
  { parameter: "expire", beside: ["token"], read: seconds },
  { parameter: "e", beside: ["token"], read: seconds },
];

function expiryIn(query: URLSearchParams): Expiry | undefined {
  for (const { parameter, beside, read } of signings) {
    const end = read(query.get(parameter) ?? "");
    if (end !== undefined && (beside === undefined || beside.some((name) => query.has(name))))
      return { parameter, at: end * 1_000 };
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads `scheme://host/application/stream?…`; undefined for anything else. */
export function readPushAddress(text: string): PushAddress | undefined {
  const [, scheme, authority, path = "", query = ""] =
    /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)([^?#]*)\??([^#]*)/i.exec(text.trim()) ?? [];
  if (scheme === undefined || authority === undefined) return undefined;
  const [, host = authority, port = ""] = /^(.*?):(\d*)$/.exec(authority) ?? [];
  const { hostname } = URL.parse(`https://${host}`) ?? {};
  if (hostname === undefined) return undefined;
  const parameters = new URLSearchParams(query);
  const isUsual = port === "" || Number(port) === usualPorts[scheme.toLowerCase()];
  const name = hostname.replace(/\.$/, "");
  return {
    host: name,
    target: JSON.stringify([
      name,
      isUsual ? "" : Number(port),
      decoded(path),
      // Some CDNs have many domains behind one host, and some name the stream in the query.
      parameters.get("vhost"),
      path === "" || path.endsWith("/") ? query : "",
    ]),
    expiry: expiryIn(parameters),
  };
}

/**
 * What is wrong with the end of a push address, in words; undefined where nothing is.
 *
 * @param now in milliseconds since 1970
 * @param seconds how long it is needed at least
 */
export function expiryProblem({ parameter, at }: Expiry, now: number, seconds: number): string | undefined {
  const end = new Date(at).toISOString();
  if (at <= now)
    return `its ${parameter} says that it ended at ${end}: the CDN refuses a push that begins now`;
  if (at >= now + seconds * 1_000) return undefined;
  return `its ${parameter} says that it ends at ${end}, and it is needed for ${seconds} seconds at least: the CDN refuses a push that begins, or connects again, after that`;
}
