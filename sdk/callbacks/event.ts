import type { JsonObject } from "./parseBody";

/** An event that the vendor's pages describe. */
export interface KnownEvent<Service extends string, Type extends string | number, Body> {
  /** The service that reports it. */
  readonly service: Service;
  /** What happened, as the vendor names it: EventType. */
  readonly type: Type;
  /**
   * The body, under the vendor's names and as the vendor's page describes it. The signature is verified and the fields
   * are not: each can be absent. Integers past 2^53 are texts of digits.
   */
  readonly body: Body;
}

/** An event that no page describes, or that was added since; it is signed as the others are. */
export interface UnknownEvent<Service extends string> {
  /** The service that reports it. */
  readonly service: Service;
  /** What happened is in the body. */
  readonly type: "unknown";
  /** The body as it is, under the vendor's names. Integers past 2^53 are texts of digits. */
  readonly body: JsonObject;
}

type Name = string | number;

/** The events of a service: the bodies that its pages describe by their type, and all others. */
export type EventOf<Service extends string, Bodies> =
  | { [Type in keyof Bodies & Name]: KnownEvent<Service, Type, Bodies[Type]> }[keyof Bodies & Name]
  | UnknownEvent<Service>;

/** The events of a service that the vendor's pages describe. */
export type DescribedEvent<Event> = Exclude<Event, { readonly type: "unknown" }>;

/**
 * What a verified body tells.
 *
 * @param types those that the vendor's pages describe
 */
export function eventOf<Described extends KnownEvent<string, Name, unknown>>(
  service: Described["service"],
  types: readonly Described["type"][],
  type: unknown,
  body: JsonObject,
): Described | UnknownEvent<Described["service"]> {
  const event: unknown = { service, type, body };
  const names: readonly unknown[] = types;
  // That the body of a type is as the vendor's page describes it is the vendor's word: its signature is verified.
  const isDescribed = (_event: unknown): _event is Described => names.includes(type);
  return isDescribed(event) ? event : { service, type: "unknown", body };
}
