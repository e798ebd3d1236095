import { isUtf8 } from "node:buffer";
import { isRecord } from "../core/isRecord";
import { parseJson } from "../core/parseJson";
import { CallbackRefused } from "./CallbackRefused";
import { bytesOf, type CallbackRequest } from "./request";

/** A JSON object, of which nothing else is known. Integers past 2^53 are texts of digits. */
export type JsonObject = Readonly<Record<string, unknown>>;

function malformed(): CallbackRefused {
  return new CallbackRefused("malformed", "it is no JSON object", "pass the body as it arrived");
}

/** Parses a JSON object in a text. */
export function parseObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    throw malformed();
  }
  if (isRecord(value)) return value;
  throw malformed();
}

/** Parses the body of a callback. */
export function parseBody(request: CallbackRequest): JsonObject {
  const bytes = bytesOf(request);
  if (!isUtf8(bytes)) throw malformed();
  return parseObject(Buffer.from(bytes).toString());
}
