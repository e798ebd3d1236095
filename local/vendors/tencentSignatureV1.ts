import { createHmac } from "node:crypto";
import { type Exchange, header, hostForms, type Key, sameSecret } from "./protocol";

/** The parameters that every call with signature v1 carries beside its own. */
export const v1Parameters = [
  "Action",
  "Version",
  "Region",
  "Timestamp",
  "Nonce",
  "SecretId",
  "Signature",
  "SignatureMethod",
  "Token",
  "Language",
  "RequestClient",
];

/** The media type of a body that is written as a query. */
export const formType = "application/x-www-form-urlencoded";

/** Whether a content type is of a media type, whatever its parameters. */
export function isOfType(contentType: string, mediaType: string): boolean {
  return contentType.split(";")[0]?.trim().toLowerCase() === mediaType;
}

/** Whether a request is signed with Tencent Cloud's first signature (HmacSHA1 or HmacSHA256), or means to be. */
export function isSignedV1(exchange: Exchange): boolean {
  if (header(exchange, "authorization") !== "") return false;
  const parameters = parametersV1(exchange);
  return ["Signature", "SignatureMethod", "SecretId"].some((name) => parameters.has(name));
}

/** Where signature v1 and all parameters travel: in the query of a GET, in the body of a POST. */
export function parametersV1({ method, query, body, headers }: Exchange): URLSearchParams {
  if (method !== "POST") return new URLSearchParams(query);
  const isForm = isOfType(headers["content-type"] ?? "", formType);
  return new URLSearchParams(isForm ? body.toString("utf8") : "");
}

/** Recomputes a signature; every method but HmacSHA256 means HmacSHA1. */
export function isV1SignedBy(exchange: Exchange, key: Key): boolean {
  const parameters = parametersV1(exchange);
  const hash = parameters.get("SignatureMethod") === "HmacSHA256" ? "sha256" : "sha1";
  const text = [...parameters]
    .filter(([name]) => name !== "Signature")
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  return hostForms(header(exchange, "host")).some((host) =>
    [exchange.path, "/"].some((path) => {
      const signed = createHmac(hash, key.secret).update(`${exchange.method}${host}${path}?${text}`);
      return sameSecret(signed.digest("base64"), parameters.get("Signature") ?? "");
    }),
  );
}
