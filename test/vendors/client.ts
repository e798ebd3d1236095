import { createHash, createHmac, createSecretKey } from "node:crypto";
import { Agent, request as httpRequest } from "node:http";
import { text as textFrom } from "node:stream/consumers";
import type { Vendors } from "../../local/vendors";
import { facts } from "../../local/vendors/facts";
import {
  formatJson,
  isObject,
  type JsonObject,
  type JsonValue,
  member,
  parseJson,
  textOf,
} from "../../local/vendors/json";

/** What a test may change about a call. */
export interface CallOptions {
  region?: string;
  version?: string;
  secretId?: string;
  secretKey?: string;
  token?: string;
  /** Seconds that the client's clock is ahead. */
  skewSeconds?: number;
  /** Replaces the body after it was signed. */
  sentBody?: string;
  path?: string;
  headers?: { [name: string]: string };
  method?: "GET" | "POST";
  /** The host that the client believes to call. */
  host?: string;
}

/** The parts of an answer that tests look at. */
export interface Answer {
  status: number;
  /** Code of the error, "ok" without one. */
  code: string;
  message: string;
  /** The result itself: Response without RequestId, or Result. */
  result: JsonValue;
  text: string;
  body: JsonObject;
}

export const versions = {
  trtc: "2019-07-22",
  gme: "2018-07-11",
  tiw: "2019-09-19",
  vod: "2018-07-17",
} as const;

const sha256 = (data: string) => createHash("sha256").update(data).digest("hex");
// Bytes that are no key object take many times longer, which counts for thousands of calls.
const hmac = (key: string | Buffer, data: string) =>
  createHmac("sha256", createSecretKey(Buffer.from(key)))
    .update(data)
    .digest();

const connections = new Agent({ keepAlive: true });

/** Sends a request and reads the whole answer: a fraction of what fetch takes, which counts for thousands of calls. */
async function roundTrip(request: Request): Promise<{ status: number; text: string }> {
  const body = request.method === "GET" ? "" : await request.text();
  return new Promise((resolve, reject) => {
    const headers = Object.fromEntries(request.headers);
    httpRequest(request.url, { agent: connections, method: request.method, headers }, (response) => {
      textFrom(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
    })
      .once("error", reject)
      .end(body);
  });
}

/** Whether it is a service of Tencent Cloud that is emulated. */
export function isTencentService(service: string): service is keyof typeof versions {
  return Object.hasOwn(versions, service);
}

/** Calls a Tencent Cloud service. */
export async function tencent(
  vendors: Vendors,
  service: keyof typeof versions,
  action: string,
  parameters: JsonObject | string,
  options: CallOptions = {},
): Promise<Answer> {
  const { status, text } = await roundTrip(tencentRequest(vendors, service, action, parameters, options));
  const answer = objectOf(text);
  const { RequestId: _requestId, ...result } = objectIn(answer, "Response");
  return { ...errorOf(result.Error), status, result, text, body: answer };
}

/** A request to a Tencent Cloud service, signed as the documents say. */
export function tencentRequest(
  vendors: Vendors,
  service: keyof typeof versions,
  action: string,
  parameters: JsonObject | string,
  options: CallOptions = {},
): Request {
  const account = vendors.accounts.tencent[0];
  const {
    region = "ap-singapore",
    secretId = account?.secretId ?? "",
    secretKey = account?.secretKey ?? "",
  } = options;
  const { method = "POST", path = "/" } = options;
  const query = method === "GET" && typeof parameters === "string" ? parameters : "";
  const body = method === "GET" ? "" : typeof parameters === "string" ? parameters : formatJson(parameters);
  const timestamp = Math.floor(Date.now() / 1000) + (options.skewSeconds ?? 0);
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const contentType = method === "GET" ? "application/x-www-form-urlencoded" : "application/json";
  const { host = new URL(vendors.endpoint).host } = options;
  const names = "content-type;host";
  const canonical = [method, path, query, `content-type:${contentType}\nhost:${host}\n`, names, sha256(body)];
  const scope = `${date}/${service}/tc3_request`;
  const toSign = ["TC3-HMAC-SHA256", timestamp, scope, sha256(canonical.join("\n"))].join("\n");
  const signingKey = hmac(hmac(hmac(`TC3${secretKey}`, date), service), "tc3_request");
  const signature = hmac(signingKey, toSign).toString("hex");
  return new Request(`${vendors.endpoint}${path}${query && `?${query}`}`, {
    method,
    headers: {
      "content-type": contentType,
      ...(options.host !== undefined && { host }),
      "x-tc-action": action,
      "x-tc-version": options.version ?? versions[service],
      "x-tc-timestamp": String(timestamp),
      ...(region !== "" && { "x-tc-region": region }),
      ...(options.token !== undefined && { "x-tc-token": options.token }),
      authorization: `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
      ...options.headers,
    },
    ...(method === "POST" && { body: options.sentBody ?? body }),
  });
}

/** Calls Volcengine RTC, signed as the documents say; by the method and in the version that they give an action. */
export async function volcengine(
  vendors: Vendors,
  action: string,
  parameters: JsonObject | string,
  options: CallOptions = {},
): Promise<Answer> {
  const account = vendors.accounts.volcengine[0];
  const {
    region = "cn-north-1",
    secretId = account?.accessKey ?? "",
    secretKey = account?.secretKey ?? "",
  } = options;
  const documented = facts.volcengineRtc.actions[action];
  const { method = documented?.method === "GET" ? "GET" : "POST", path = "/" } = options;
  const { version = documented?.version ?? "2023-11-01" } = options;
  const query = new URLSearchParams({ Action: action, Version: version });
  const isInQuery = method === "GET" || documented?.parametersIn === "query";
  if (isInQuery && isObject(parameters)) {
    for (const [name, value] of Object.entries(parameters)) query.set(name, String(value));
  }
  query.sort();
  const body = isInQuery ? "" : typeof parameters === "string" ? parameters : formatJson(parameters);
  const time = new Date(Date.now() + 1000 * (options.skewSeconds ?? 0))
    .toISOString()
    .replace(/[:-]|\.\d{3}/g, "");
  const signed: { [name: string]: string } = {
    "content-type": "application/json",
    host: new URL(vendors.endpoint).host,
    "x-content-sha256": sha256(body),
    "x-date": time,
    ...(options.token !== undefined && { "x-security-token": options.token }),
  };
  const names = Object.keys(signed).sort().join(";");
  const headerLines = Object.keys(signed)
    .sort()
    .map((name) => `${name}:${signed[name]}\n`)
    .join("");
  const queryText = query.toString().replaceAll("+", "%20").replaceAll("*", "%2A").replaceAll("%7E", "~");
  const canonical = [method, path, queryText, headerLines, names, sha256(body)];
  const scope = `${time.slice(0, 8)}/${region}/rtc/request`;
  const toSign = ["HMAC-SHA256", time, scope, sha256(canonical.join("\n"))].join("\n");
  const signingKey = hmac(hmac(hmac(hmac(secretKey, time.slice(0, 8)), region), "rtc"), "request");
  const signature = hmac(signingKey, toSign).toString("hex");
  const { host: _host, ...headers } = signed;
  const { status, text } = await roundTrip(
    new Request(`${vendors.endpoint}${path}?${queryText}`, {
      method,
      headers: {
        ...headers,
        authorization: `HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
        ...options.headers,
      },
      ...(method === "POST" && { body: options.sentBody ?? body }),
    }),
  );
  const answer = objectOf(text);
  const error = errorOf(member(answer.ResponseMetadata, "Error"));
  return { ...error, status, result: answer.Result ?? null, text, body: answer };
}

function errorOf(error: JsonValue | undefined): { code: string; message: string } {
  return error === undefined
    ? { code: "ok", message: "" }
    : { code: textOf(error, "Code"), message: textOf(error, "Message") };
}

function objectOf(text: string): JsonObject {
  const parsed = parseJson(text);
  return isObject(parsed) ? parsed : {};
}

function objectIn(value: JsonObject, name: string): JsonObject {
  const found = value[name];
  return isObject(found) ? found : {};
}
