import { type Exchange, header, hmac, hostForms, sameSecret, sha256 } from "./protocol";

/** The algorithm's name, in the header and in the query. */
export const algorithm = "HMAC-SHA256";

/** The parameters of a signature in the query. */
export const signatureParameters = [
  "X-Algorithm",
  "X-Credential",
  "X-Date",
  "X-Expires",
  "X-NotSignBody",
  "X-Security-Token",
  "X-SignedHeaders",
  "X-SignedQueries",
  "X-Signature",
];

/** Whether the query carries a signature, or means to. */
export function isSignedInQuery({ query }: Exchange): boolean {
  const parameters = new URLSearchParams(query);
  return ["X-Algorithm", "X-Credential", "X-Signature"].some((name) => parameters.has(name));
}

/** What a request says of its signature, be it in the headers or in the query; what it lacks is empty. */
export interface Signature {
  readonly inQuery: boolean;
  readonly algorithm: string;
  /** Access key, date, region, service and "request". */
  readonly credential: readonly string[];
  readonly date: string;
  /** For how many seconds it holds; undefined where it does not say so, NaN where it says nonsense. */
  readonly expires: number | undefined;
  readonly names: readonly string[];
  readonly signature: string;
  readonly token: string;
}

/** Reads a request's signature. */
export function signatureOf(exchange: Exchange): Signature {
  if (isSignedInQuery(exchange)) {
    const query = new URLSearchParams(exchange.query);
    const read = (name: string) => query.get(name) ?? "";
    return {
      inQuery: true,
      algorithm: read("X-Algorithm"),
      credential: read("X-Credential").split("/"),
      date: read("X-Date"),
      expires: query.has("X-Expires") ? secondsOf(read("X-Expires")) : undefined,
      names: read("X-SignedHeaders").split(";").filter(Boolean),
      signature: read("X-Signature"),
      token: read("X-Security-Token"),
    };
  }
  const authorization = header(exchange, "authorization");
  return {
    inQuery: false,
    algorithm: authorization.split(" ")[0] ?? "",
    credential: part(authorization, "Credential").split("/"),
    date: header(exchange, "x-date"),
    expires: undefined,
    names: part(authorization, "SignedHeaders").split(";"),
    signature: part(authorization, "Signature"),
    token: header(exchange, "x-security-token"),
  };
}

/** Access key, date, region, service and "request", as far as they are there. */
export function credentialOf(exchange: Exchange): readonly string[] {
  return signatureOf(exchange).credential;
}

function secondsOf(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

function part(authorization: string, name: string): string {
  return new RegExp(`(?:^|[ ,])${name}=([^,\\s]*)`).exec(authorization)?.[1] ?? "";
}

/** Recomputed from the headers that the client says it signed: the vendor's Go and npm SDKs sign different ones. */
export function isSignedBy(exchange: Exchange, secret: string, signed: Signature): boolean {
  const { credential, date, names, signature, inQuery } = signed;
  const [, ...scope] = credential;
  const bodyHash = sha256(
    inQuery && new URLSearchParams(exchange.query).has("X-NotSignBody") ? "" : exchange.body,
  );
  const sentHash = header(exchange, "x-content-sha256");
  if (!inQuery && (!names.includes("x-date") || (sentHash !== "" && sentHash !== bodyHash))) return false;
  const signingKey = scope.reduce((key: string | Buffer, step) => hmac(key, step), secret);
  return hostForms(header(exchange, "host")).some((host) => {
    const lines = names.map((name) => {
      const value = name === "host" ? host : header(exchange, name);
      return `${name}:${value.trim().replace(/\s+/g, " ")}\n`;
    });
    // Without any header the vendor's signers still write the line break that ends the last one.
    const head = lines.length === 0 ? "\n" : lines.join("");
    return signedQueries(exchange.query, inQuery).some((query) => {
      const canonical = [exchange.method, exchange.path, query, head, names.join(";"), bodyHash];
      const toSign = [algorithm, date, scope.join("/"), sha256(canonical.join("\n"))];
      return sameSecret(hmac(signingKey, toSign.join("\n")).toString("hex"), signature);
    });
  });
}

/** Of a signature in the query, the vendor's Go SDK signs the list of what is signed too; its npm SDK does not. */
function signedQueries(query: string, inQuery: boolean): string[] {
  if (!inQuery) return [canonicalQuery(query)];
  return [canonicalQuery(query, ["X-Signature"]), canonicalQuery(query, ["X-Signature", "X-SignedQueries"])];
}

/** Sorted by name; the values of one name stay in their order. Bytes that are no text are signed as they are. */
function canonicalQuery(query: string, without: readonly string[] = []): string {
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      return { name: bytesOf(name), value: bytesOf(value) };
    })
    .filter(({ name }) => !without.includes(name.toString()))
    .sort((a, b) => Buffer.compare(a.name, b.name))
    .map(({ name, value }) => `${encode(name)}=${encode(value)}`)
    .join("&");
}

/** The bytes that a part of a query stands for. */
function bytesOf(text: string): Buffer {
  const latin = text
    .replaceAll("+", " ")
    .replace(/%([\dA-F]{2})/gi, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(latin, "latin1");
}

/** Percent-encoding of RFC 3986. */
function encode(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/[^\w.~-]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}
