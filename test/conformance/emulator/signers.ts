import { createCipheriv, createHash, createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { text as textFrom } from "node:stream/consumers";
import { type JsonValue, member, parseJson, textOf } from "../../../local/vendors/json";

// Signers written from the vendors' documents alone, each as a client would write it, so that nothing here shares a
// mistake with the emulator or with its other tests.

/** A request as it goes on the wire. */
export interface Wire {
  method: string;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
  body: string;
}

/** What came back; the code is "ok" where there is no error. */
export interface Answer {
  status: number;
  /** Whose envelope it is: "none" for text that is neither's. */
  vendor: "tencent" | "volcengine" | "none";
  code: string;
  result: JsonValue;
  text: string;
}

/** Sends a request to a port of this machine, whatever its Host header says. */
export async function send(endpoint: string, { method, target, headers, body }: Wire): Promise<Answer> {
  const [status, text] = await new Promise<[number, string]>((resolve, reject) => {
    const { hostname, port } = new URL(endpoint);
    const sent = { ...headers, "content-length": Buffer.byteLength(body) };
    httpRequest({ hostname, port, method, path: target, headers: sent }, (response) => {
      textFrom(response).then((text) => resolve([response.statusCode ?? 0, text]), reject);
    })
      .once("error", reject)
      .end(body);
  });
  return { status, text, ...read(text) };
}

function read(text: string): Pick<Answer, "vendor" | "code" | "result"> {
  if (!text.startsWith("{")) return { vendor: "none", code: "", result: null };
  const answer = parseJson(text);
  const response = member(answer, "Response");
  if (response !== undefined) {
    const code = textOf(member(response, "Error"), "Code") || "ok";
    return { vendor: "tencent", code, result: response };
  }
  const code = textOf(member(member(answer, "ResponseMetadata"), "Error"), "Code") || "ok";
  return { vendor: "volcengine", code, result: member(answer, "Result") ?? null };
}

/** A key pair, with the session token of a temporary one. */
export interface Keys {
  id: string;
  secret: string;
  token?: string;
}

const hex = (data: string) => createHash("sha256").update(data).digest("hex");
const mac = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest();
const escaped = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** A Tencent Cloud call, before it is signed. */
export interface TencentCall {
  service: string;
  action: string;
  version: string;
  region?: string;
  method?: string;
  host?: string;
  /** The body of a POST, the query of a GET. */
  content: string;
  contentType?: string;
  unsignedPayload?: boolean;
}

/** Tencent Cloud, TC3-HMAC-SHA256. */
export function tc3(call: TencentCall, { id, secret, token }: Keys): Wire {
  const { service, action, version, region = "ap-guangzhou", method = "POST", content } = call;
  const { host = `${service}.tencentcloudapi.com`, unsignedPayload = false } = call;
  const isGet = method === "GET";
  const { contentType = isGet ? "application/x-www-form-urlencoded" : "application/json" } = call;
  const seconds = Math.floor(Date.now() / 1000);
  const day = new Date(seconds * 1000).toISOString().slice(0, 10);
  const payload = unsignedPayload ? "UNSIGNED-PAYLOAD" : isGet ? "" : content;
  const canonical = `${method}\n/\n${isGet ? content : ""}\ncontent-type:${contentType}\nhost:${host}\n\ncontent-type;host\n${hex(payload)}`;
  const scope = `${day}/${service}/tc3_request`;
  const text = `TC3-HMAC-SHA256\n${seconds}\n${scope}\n${hex(canonical)}`;
  const signature = mac(mac(mac(mac(`TC3${secret}`, day), service), "tc3_request"), text).toString("hex");
  return {
    method,
    target: isGet ? `/?${content}` : "/",
    headers: {
      host,
      "content-type": contentType,
      "x-tc-action": action,
      "x-tc-version": version,
      "x-tc-timestamp": String(seconds),
      "x-tc-region": region,
      ...(token !== undefined && { "x-tc-token": token }),
      ...(unsignedPayload && { "x-tc-content-sha256": "UNSIGNED-PAYLOAD" }),
      authorization: `TC3-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
    },
    body: isGet ? "" : content,
  };
}

/** Tencent Cloud, signature v1: base64 of an HMAC over method, host, path and the sorted parameters as they are. */
export function signatureV1(text: string, secret: string, method: "HmacSHA1" | "HmacSHA256"): string {
  const hash = method === "HmacSHA1" ? "sha1" : "sha256";
  return createHmac(hash, secret).update(text).digest("base64");
}

/** A Tencent Cloud call with signature v1; `parameters` are the action's own, `changes` replace what was signed. */
export function v1(
  call: Omit<TencentCall, "content" | "service">,
  parameters: Record<string, string>,
  { id, secret, token }: Keys,
  signing: { with: "HmacSHA1" | "HmacSHA256"; changes?: Record<string, string> },
): Wire {
  const { action, version, region = "ap-guangzhou", method = "GET", host = "127.0.0.1" } = call;
  const all: Record<string, string> = {
    ...parameters,
    Action: action,
    Version: version,
    ...(region !== "" && { Region: region }),
    Timestamp: String(Math.floor(Date.now() / 1000)),
    Nonce: "11886",
    SecretId: id,
    ...(signing.with === "HmacSHA256" && { SignatureMethod: "HmacSHA256" }),
    ...(token !== undefined && { Token: token }),
  };
  const pairs = Object.keys(all)
    .sort()
    .map((name) => `${name}=${all[name]}`);
  const signature = signatureV1(`${method}${host}/?${pairs.join("&")}`, secret, signing.with);
  const sent = { ...all, Signature: signature, ...signing.changes };
  const form = Object.entries(sent)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .join("&");
  const isGet = method === "GET";
  return {
    method,
    target: isGet ? `/?${form}` : "/",
    headers: { host, ...(!isGet && { "content-type": "application/x-www-form-urlencoded" }) },
    body: isGet ? "" : form,
  };
}

/** A Volcengine call, before it is signed. */
export interface VolcengineCall {
  /** In the order in which they are sent. */
  query: [name: string, value: string][];
  method?: "GET" | "POST";
  body?: string;
  service?: string;
  host?: string;
}

const timeOf = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/[:-]|\.\d{3}/g, "");

/** Names in their order, the values of one name as they came. */
function sorted(query: [string, string][]): string {
  const names = [...new Set(query.map(([name]) => name))].sort();
  return names
    .flatMap((name) => query.filter(([other]) => other === name))
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .join("&");
}

function volcengineSignature(canonical: string, time: string, scope: string, secret: string): string {
  const text = `HMAC-SHA256\n${time}\n${scope}\n${hex(canonical)}`;
  const [day = "", region = "", service = ""] = scope.split("/");
  return mac(mac(mac(mac(mac(secret, day), region), service), "request"), text).toString("hex");
}

/** Volcengine, signed in the headers; the query goes out in the order that it was given. */
export function volcengineHeaders(call: VolcengineCall, { id, secret, token }: Keys): Wire {
  const { query, method = "GET", body = "", service = "rtc", host = "rtc.volcengineapi.com" } = call;
  const time = timeOf(Date.now());
  const headers: Record<string, string> = {
    host,
    "x-content-sha256": hex(body),
    "x-date": time,
    ...(token !== undefined && { "x-security-token": token }),
  };
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const canonical = `${method}\n/\n${sorted(query)}\n${lines}\n${names.join(";")}\n${hex(body)}`;
  const scope = `${time.slice(0, 8)}/cn-north-1/${service}/request`;
  const signature = volcengineSignature(canonical, time, scope, secret);
  const sent = query.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join("&");
  return {
    method,
    target: `/?${sent}`,
    headers: {
      ...headers,
      "content-type": "application/json",
      authorization: `HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
    },
    body,
  };
}

/** What may differ in a signature in the query. */
export interface QuerySigning {
  /** Whether the list of what is signed is signed itself, as the vendor's Go SDK does. */
  signsList: boolean;
  at?: number;
  expires?: number | string;
  /** Replaces parameters after they were signed. */
  changes?: Record<string, string>;
}

/** Volcengine, signed in the query; no header and no body is signed. */
export function volcengineQuery(call: VolcengineCall, keys: Keys, signing: QuerySigning): Wire {
  const { query, method = "GET", body = "", service = "rtc", host = "rtc.volcengineapi.com" } = call;
  const time = timeOf(signing.at ?? Date.now());
  const scope = `${time.slice(0, 8)}/cn-north-1/${service}/request`;
  const all: [string, string][] = [
    ...query,
    ["X-Date", time],
    ["X-NotSignBody", ""],
    ["X-Credential", `${keys.id}/${scope}`],
    ["X-Algorithm", "HMAC-SHA256"],
    ["X-SignedHeaders", ""],
    ...(keys.token === undefined ? [] : [["X-Security-Token", keys.token] as [string, string]]),
    ...(signing.expires === undefined ? [] : [["X-Expires", String(signing.expires)] as [string, string]]),
  ];
  const names = all.map(([name]) => name).sort();
  const list: [string, string] = ["X-SignedQueries", names.join(";")];
  const canonical = `${method}\n/\n${sorted(signing.signsList ? [...all, list] : all)}\n\n\n\n${hex("")}`;
  const signature = volcengineSignature(canonical, time, scope, keys.secret);
  const sent = [...all, list, ["X-Signature", signature] as [string, string]].map(
    ([name, value]): [string, string] => [name, signing.changes?.[name] ?? value],
  );
  const headers = { host, ...(method === "POST" && { "content-type": "application/json" }) };
  return { method, target: `/?${sorted(sent)}`, headers, body };
}

/** A temporary key of Volcengine that a client makes from its own, with a policy and an end in Unix seconds. */
export function sts2(owner: Keys, policy: string, expires: number): Required<Keys> {
  const id = "emulated-temporary-key";
  const secret = "emulated-temporary-secret";
  const key = createHash("md5").update(owner.secret).digest();
  const block = 16;
  const plain = Buffer.alloc(block * Math.ceil((secret.length + 1) / block));
  plain.write(secret);
  const cipher = createCipheriv("aes-128-cbc", key, key).setAutoPadding(false);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]).toString("base64");
  const content = {
    LTAccessKeyId: owner.id,
    AccessKeyId: id,
    SignedSecretAccessKey: sealed,
    ExpiredTime: expires,
    PolicyString: policy,
    Signature: mac(key, [owner.id, id, expires, sealed, policy].join("|")).toString("hex"),
  };
  return { id, secret, token: `STS2${Buffer.from(JSON.stringify(content)).toString("base64")}` };
}
