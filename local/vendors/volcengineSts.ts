import { createDecipheriv, createHash } from "node:crypto";
import { isObject, type JsonObject, type JsonValue, listOf, numberOf, parseJson, textOf } from "./json";
import { hmac, type Key, sameSecret } from "./protocol";
import { Refusal } from "./refusal";

const prefix = "STS2";

/** Whether a session token is one that a client signed itself. */
export function isSignedToken(token: string): boolean {
  return token.startsWith(prefix);
}

/** A key that may sign a request. */
export interface UsableKey {
  /** The id of the long-lived key that vouches for it, or its own. */
  readonly owner: string;
  readonly secret: string;
  /** What it allows; undefined: everything. */
  readonly policy: JsonValue | undefined;
}

/**
 * Opens a session token that a client made from its long-lived key, as the vendor's SDKs do: it holds the temporary
 * secret, an end and a policy, encrypted and signed with the long-lived secret.
 */
export function openToken(token: string, id: string, keys: readonly Key[], now: number): UsableKey {
  const content = contentOf(token.slice(prefix.length));
  const owner = keys.find((key) => key.id === textOf(content, "LTAccessKeyId"));
  if (owner === undefined)
    throw new Refusal("InvalidAccessKey", "The access key of the token does not exist.");
  const key = createHash("md5").update(owner.secret).digest();
  const sealed = textOf(content, "SignedSecretAccessKey");
  const expiredTime = numberOf(content, "ExpiredTime", 0);
  const policyText = textOf(content, "PolicyString");
  const signed = [owner.id, id, expiredTime, sealed, policyText].join("|");
  if (!sameSecret(hmac(key, signed).toString("hex"), textOf(content, "Signature"))) {
    throw new Refusal("InvalidSecretToken", "The security token is not signed for this access key.");
  }
  if (now >= 1000 * expiredTime) throw new Refusal("InvalidSecretToken", "The security token has expired.");
  return {
    owner: owner.id,
    secret: unsealed(sealed, key),
    policy: policyText === "" ? undefined : parsed(policyText),
  };
}

/** Whether a policy allows an action; what it denies is denied whatever it allows. */
export function allows(policy: JsonValue, action: string): boolean {
  const effects = listOf(policy, "Statement")
    .filter((statement) => actionsOf(statement).some((pattern) => covers(pattern, action)))
    .map((statement) => textOf(statement, "Effect"));
  return effects.includes("Allow") && !effects.includes("Deny");
}

/** One action may stand without a list. */
function actionsOf(statement: JsonValue): string[] {
  const one = textOf(statement, "Action");
  return one === "" ? listOf(statement, "Action").map(String) : [one];
}

/** In a pattern, a star stands for anything: "rtc:Get*Task", "rtc:*", "*". */
function covers(pattern: string, action: string): boolean {
  const literal = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replace(/\*+/g, ".*")}$`, "s").test(action);
}

function contentOf(text: string): JsonObject {
  const content = parsed(Buffer.from(text, "base64").toString("utf8"));
  if (!isObject(content)) throw new Refusal("InvalidSecretToken", "The security token has no content.");
  return content;
}

function parsed(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    throw new Refusal("InvalidSecretToken", "The security token is not well formed.");
  }
}

/** AES-CBC whose vector is the key; the SDKs fill the last block with zeros, and one of them adds another block. */
function unsealed(sealed: string, key: Buffer): string {
  const bytes = Buffer.from(sealed, "base64");
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 16));
  const decipher = createDecipheriv("aes-128-cbc", key, key).setAutoPadding(false);
  return Buffer.concat([decipher.update(whole), decipher.final()])
    .toString("utf8")
    .replace(/\0+$/, "");
}
