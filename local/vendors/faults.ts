import type { ServiceName } from "./serviceName";

/**
 * Something that goes wrong with one call. Unless said otherwise the vendor has carried the call out and only the answer
 * is lost or spoiled: the case that a client must not answer with a second start.
 */
export type Fault =
  /** Connection reset before the vendor acts. */
  | { kind: "dropBefore" }
  /** Connection reset after the vendor acted. */
  | { kind: "dropAfter" }
  /** This HTTP answer instead; the vendor acts only if `acted`. */
  | { kind: "status"; status: number; headers?: { [name: string]: string }; body?: string; acted?: boolean }
  /** The vendor's error envelope with this code; the vendor acts only if `acted`. */
  | { kind: "error"; code: string; message?: string; acted?: boolean }
  /** These bytes on the connection instead of an HTTP answer; the vendor acts only if `acted`. */
  | { kind: "raw"; bytes: string | Uint8Array; acted?: boolean }
  /** A redirect, not acted upon. */
  | { kind: "redirect"; location: string }
  /** The answer comes after so many real milliseconds. */
  | { kind: "delay"; ms: number }
  /** A body that is not JSON. */
  | { kind: "malformedJson" }
  /** The connection breaks in the middle of the body. */
  | { kind: "truncated" }
  /** A success without the task id (for Volcengine, whose ids are the caller's: without Result). */
  | { kind: "missingTaskId" }
  /** The vendor's clock, and its Date header, are ahead by so many milliseconds (behind if negative). */
  | { kind: "clockSkew"; ms: number }
  /** One byte of the body per so many real milliseconds. */
  | { kind: "dripBody"; ms: number }
  /** A body of valid JSON, filled up to so many bytes. */
  | { kind: "hugeBody"; bytes: number }
  /** The call waits, before or after the vendor acts, until {@link Faults.release} of this name. */
  | { kind: "hold"; at: "before" | "after"; name: string };

/** Which calls a fault hits. */
export interface FaultMatch {
  service?: ServiceName;
  action?: string;
  /** Starts with the nth matching call from now on; 1 by default. */
  nth?: number;
  /** Hits so many calls in a row; 1 by default. */
  times?: number;
}

/** A fault and the calls that it hits. */
export interface FaultRule {
  match?: FaultMatch;
  fault: Fault;
}

/** What becomes of a call that was held: it goes on, or its connection breaks right there. */
type Verdict = "goOn" | "drop";

/** The faults that are waiting for their calls. */
export class Faults {
  #rules: { match: FaultMatch; fault: Fault; seen: number }[] = [];
  readonly #held = new Set<{ name: string; end: (verdict: Verdict) => void }>();
  readonly #watchers = new Set<() => void>();

  /** Plans a fault. Of several that fit a call, the one planned first hits it. */
  add({ match = {}, fault }: FaultRule): void {
    this.#rules.push({ match, fault, seen: 0 });
  }

  /** Forgets the plans, and drops what is held. */
  clear(): void {
    this.#rules = [];
    for (const { end } of this.#held) end("drop");
  }

  /** How many calls are held under a name. */
  held(name: string): number {
    return [...this.#held].filter((call) => call.name === name).length;
  }

  /** Resolves when so many calls are held under a name. */
  whenHeld(name: string, calls = 1): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.held(name) < calls) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** Lets the calls that are held under a name go on, or breaks their connections; tells how many they were. */
  release(name: string, { drop = false }: { drop?: boolean } = {}): number {
    const calls = [...this.#held].filter((call) => call.name === name);
    for (const { end } of calls) end(drop ? "drop" : "goOn");
    return calls.length;
  }

  /** Holds a call until it is released; a server that closes drops it. */
  hold(name: string, signal: AbortSignal): Promise<Verdict> {
    return new Promise((resolve) => {
      const end = (verdict: Verdict) => {
        signal.removeEventListener("abort", drop);
        this.#held.delete(call);
        resolve(verdict);
      };
      const drop = () => end("drop");
      const call = { name, end };
      signal.addEventListener("abort", drop);
      this.#held.add(call);
      for (const look of this.#watchers) look();
    });
  }

  /** The fault that hits a call, if any. */
  take(service: ServiceName, action: string): Fault | undefined {
    let hit: Fault | undefined;
    for (const rule of this.#rules) {
      const { nth = 1, times = 1 } = rule.match;
      const fits = (rule.match.service ?? service) === service && (rule.match.action ?? action) === action;
      if (!fits || hit !== undefined) continue;
      rule.seen += 1;
      if (rule.seen >= nth && rule.seen < nth + times) hit = rule.fault;
    }
    return hit;
  }
}

/** Whether the vendor carries a call out that a fault hits, and that is not dropped before. */
export function actsDespite(fault: Fault | undefined): boolean {
  switch (fault?.kind) {
    case "dropBefore":
    case "redirect":
      return false;
    case "status":
    case "error":
    case "raw":
      return fault.acted ?? false;
    default:
      return true;
  }
}
