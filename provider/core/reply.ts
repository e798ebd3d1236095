import { MediaError } from "./errors";

/** A part that a vendor's reply must have; without it nobody knows what the vendor did. */
export function required<Value>(value: Value | undefined, name: string, call: string): Value {
  if (value !== undefined && value !== "") return value;
  throw new MediaError({
    kind: "malformed",
    outcome: "unknown",
    call,
    code: "incomplete reply",
    detail: `the reply has no ${name}`,
    advice: "look at the vendor's console whether it was carried out before running it again",
  });
}
