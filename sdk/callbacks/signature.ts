import { timingSafeEqual } from "node:crypto";
import type { Clock } from "../core/clock";
import { CallbackRefused } from "./CallbackRefused";
import type { JsonObject } from "./parseBody";

/** Refuses a signature that is none of these; how long that takes says nothing of them. */
export function requireSignature(given: string, ...allowed: readonly string[]): void {
  const bytes = Buffer.from(given);
  const fitting = allowed.map((signature) => {
    const wanted = Buffer.from(signature);
    return wanted.length === bytes.length && timingSafeEqual(wanted, bytes);
  });
  if (fitting.includes(true)) return;
  throw new CallbackRefused(
    "forged",
    "its signature is not that of the key",
    "compare the key here with that at the vendor, and pass the body as it arrived; else somebody else sent it",
  );
}

/** The text or the number in a field of a body, as text. */
export function signedField(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value === "string" && value !== "") return value;
  if (typeof value === "number") return String(value);
  throw new CallbackRefused(
    "unsigned",
    `its body has no ${name}`,
    "set a key for the callback at the vendor, and pass the body as it arrived",
  );
}

/**
 * Refuses a signature that is over.
 *
 * @param seconds since 1970, in digits
 */
export function requireNotExpired(seconds: string, clock: Clock): void {
  if (/^\d{1,12}$/.test(seconds) && Number(seconds) * 1_000 > clock.now()) return;
  throw new CallbackRefused(
    "expired",
    "its signature is over",
    "compare the clock of this machine; else somebody sent again what had been sent before",
  );
}
