import { UserError } from "./errors";

/** The proxies as the environment names them: variable and value. */
export interface ProxySettings {
  readonly http?: ProxyVariable | undefined;
  readonly https?: ProxyVariable | undefined;
  /** Hosts that are called without a proxy, separated by commas or spaces. */
  readonly noProxy?: string | undefined;
}

/** An environment variable that names a proxy. */
export interface ProxyVariable {
  readonly name: string;
  readonly value: string;
}

/** A proxy that a request goes through. */
export interface ProxyServer {
  /** The environment variable that names it. */
  readonly variable: string;
  /** Where it is, with the credentials it wants. */
  readonly address: URL;
}

/** The proxy that stands between here and an address; undefined where none does. */
export function proxyFor(settings: ProxySettings, address: URL): ProxyServer | undefined {
  const variable = (address.protocol === "https:" ? settings.https : undefined) ?? settings.http;
  if (variable === undefined) return undefined;
  const exceptions = (settings.noProxy ?? "").split(/[,\s]+/).filter((entry) => entry !== "");
  return exceptions.some((entry) => excepts(entry, address)) ? undefined : parse(variable);
}

/** Whether an entry of NO_PROXY means an address: `*`, a host with all below it, or `*.` and a domain. */
function excepts(entry: string, address: URL): boolean {
  const parts = /^(?:\[(?<ipv6>.+)\]|(?<name>[^:]+))(?::(?<port>\d+))?$/.exec(entry)?.groups;
  const port = address.port || (address.protocol === "https:" ? "443" : "80");
  if (parts?.port !== undefined && parts.port !== port) return false;
  const host = address.hostname.replace(/^\[|\]$/g, "");
  const name = (parts?.ipv6 ?? parts?.name ?? entry).toLowerCase();
  if (name === "*") return true;
  if (name.startsWith("*.")) return host.endsWith(name.slice(1));
  const domain = name.replace(/^\./, "");
  return host === domain || host.endsWith(`.${domain}`);
}

function parse({ name, value }: ProxyVariable): ProxyServer {
  try {
    const address = new URL(value);
    if (address.protocol === "http:" || address.protocol === "https:") {
      // They are sent decoded.
      decodeURIComponent(`${address.username}${address.password}`);
      return { variable: name, address };
    }
  } catch {
    // What is wrong is said below, without the value: it may hold a password.
  }
  throw new UserError(
    `the environment variable ${name} is not the address of a proxy. What to do: write it as "http://proxy.example.com:3128", or unset it`,
  );
}
