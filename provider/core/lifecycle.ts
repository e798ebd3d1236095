import type { z } from "zod";
import type { Contract } from "../../sdk/core/contract";
import type { Fields } from "../../sdk/core/fields";
import type { LifecycleOptions } from "../../sdk/core/lifecycle";
import type { Report } from "../../sdk/core/rules";
import type { Account, Runtime } from "../http/pipeline";
import type { Settings } from "./config/Settings";
import type { VendorName } from "./config/vendors";
import type { Window } from "./window";

/** Some of these values, as they are now. */
export type Changed<Values> = { readonly [Key in keyof Values]?: Values[Key] | undefined };

/** What a read of the vendor found. `outputs` are what it brought up to date, inputs that drifted included. */
export type Observation<Outputs> =
  /** It exists; `running` is false while it is only queued or being prepared. */
  | { readonly phase: "active"; readonly running: boolean; readonly outputs: Changed<Outputs> }
  /** A job is done. */
  | { readonly phase: "completed"; readonly outputs: Changed<Outputs> }
  /** It is over without our having stopped it: by itself, or failed. */
  | { readonly phase: "ended"; readonly reason: string; readonly outputs: Changed<Outputs> }
  /** The vendor does not know it; `silent` where it just shows nothing, as of what it has stopped telling of. */
  | {
      readonly phase: "gone";
      readonly reason: string;
      readonly outputs?: Changed<Outputs>;
      readonly silent?: true;
      /** The vendor's error, without what to do about it, where that said so. */
      readonly refusal?: string;
    }
  /** The vendor cannot tell. */
  | { readonly phase: "unverified"; readonly reason: string; readonly outputs: Changed<Outputs> };

/**
 * What `start` gives when the vendor says that an earlier start of the same resource made it: it is then read, and
 * made what the inputs say.
 */
export class Existing<Outputs> {
  constructor(readonly outputs: Outputs) {}
}

/** How a repeated start meets the first one; see {@link Verbs.repeatedStart}. */
export type RepeatedStart = "found" | "recognised" | "noted" | "none";

/** What is known of a start when the vendor is asked for what it made. */
export interface Sought {
  /** When it was sent, in milliseconds since 1970: what is older is not its. */
  readonly since?: number | undefined;
  /** What was in the same place before it was sent, and is not its either. */
  readonly others?: readonly string[] | undefined;
}

/** What a lifecycle function may use besides its client. */
export interface Context {
  readonly settings: Settings;
  /** The resource's lifecycle options. */
  readonly options: Options;
  readonly runtime: Runtime;
  readonly account: Account;
  /** No call begins after this time (milliseconds since 1970). */
  readonly deadline: number;
  /** The resource's name in the program. */
  readonly name: string;
  /** The resource's name in the whole stack. */
  readonly urn: string;
  /** Equal for the same resource with the same identifying inputs. */
  readonly identity: string;
  /** When it was started, in milliseconds since 1970; undefined when that is not known, as of what was adopted. */
  readonly startedAt: number | undefined;
  /**
   * An id that is the same for the same resource with the same identifying inputs, so that a repeated start meets
   * the first one, and another one after a replacement or a restart.
   */
  deriveId(maxLength: number): string;
  /** Notes a secret that was made on the way, so that no message shows it. */
  conceal(secret: string): void;
  /** Tells the user something in one line. */
  say(message: string): void;
  /** Warns the user in one line. */
  warn(message: string): void;
  /** Polls until the probe gives something; fails when the time is up, saying what was waited for. */
  poll<Result>(what: string | (() => string), probe: () => Promise<Result | undefined>): Promise<Result>;
}

/**
 * How a contract is carried out. Methods throw the vendor's errors as they are; the handler decides what an ended
 * task, an unknown one or an unknown outcome means for a stack.
 */
export interface Verbs<Inputs extends Fields, Outputs extends Fields, Client> {
  readonly vendor: VendorName;
  /** Makes the client of the vendor's service. */
  connect(context: Context): Client;
  /** Checks what depends on the configuration. */
  check?(inputs: z.output<Inputs>, context: Pick<Context, "settings" | "options">, report: Report): void;
  /**
   * Starts or creates it. Nothing may fail after the vendor's success: outputs are saved from here on. What has
   * neither `find` nor a start that recognises its repeat is journaled without a word here. Its "already-exists" is
   * nobody's: what may be taken over is given as {@link Existing}.
   */
  start(
    client: NoInfer<Client>,
    inputs: z.output<Inputs>,
    context: Context,
  ): Promise<z.output<Outputs> | Existing<z.output<Outputs>>>;
  /**
   * The id of what a start with these inputs made, when its answer was lost; undefined when the vendor has nothing of
   * the kind. To be in the same place is not enough.
   */
  find?(
    client: NoInfer<Client>,
    inputs: z.output<Inputs>,
    context: Context,
    sought: Sought,
  ): Promise<string | undefined>;
  /**
   * How a repeated start meets the first one: `found` by {@link Verbs.find}, or `recognised` by the vendor. Else starts
   * are journaled: `noted`, where `find` tells what a start made only with a record of when it was sent and what was
   * there before, and `none`, where nothing can tell. A function where the inputs decide.
   * @default "found" where there is `find`, else "none"
   */
  readonly repeatedStart?: RepeatedStart | ((inputs: z.output<Inputs>) => RepeatedStart);
  /** Ids of what is in the same place, whoever started it. */
  list?(client: NoInfer<Client>, inputs: z.output<Inputs>, context: Context): Promise<readonly string[]>;
  /**
   * What only one resource of a program may have, where two would end or take over each other. Push addresses are not
   * named here: the contract marks them.
   */
  exclusive?(inputs: z.output<Inputs>): readonly string[];
  /** The type whose resources are meant by that, too, where several types may have the same thing; left out, its own. */
  readonly exclusiveAmong?: Contract["type"];
  /**
   * For how long after the start the vendor takes calls for it, in milliseconds; afterwards its "not found" says
   * nothing.
   */
  readonly controlledFor?: Window<z.output<Inputs>>;
  /** The same for calls that read it, where that differs. */
  readonly readableFor?: Window<z.output<Inputs>>;
  /** How a person recognises it at the vendor, where type and name do not tell. */
  label?(inputs: z.output<Inputs>, context: Context): string;
  /** What is to be done after a successful start; a failure here leaves a resource that the next up repairs. */
  finish?(
    client: NoInfer<Client>,
    state: z.output<Inputs> & z.output<Outputs>,
    inputs: z.output<Inputs>,
    context: Context,
  ): Promise<Partial<z.output<Outputs>>>;
  /**
   * The outputs of something that exists already, known by its id in its place; and of a task that was never started,
   * whose id is empty.
   */
  adopt(id: string, inputs: z.output<Inputs>, context: Context): z.output<Outputs>;
  /**
   * Reads it; {@link unsupported} where the vendor has no such call. What a call throws stays as it is, also where it
   * says that a task is over, failed or not known.
   */
  observe(
    client: NoInfer<Client>,
    state: z.output<Inputs> & z.output<Outputs>,
    context: Context,
  ): Promise<Observation<z.output<Inputs> & z.output<Outputs>>>;
  /** Changes what the contract lists as updatable. */
  update?(
    client: NoInfer<Client>,
    state: z.output<Inputs> & z.output<Outputs>,
    inputs: z.output<Inputs>,
    context: Context,
  ): Promise<Partial<z.output<Outputs>>>;
  /** Stops or deletes it; {@link forget} where the vendor has no such call. */
  stop(client: NoInfer<Client>, state: z.output<Inputs> & z.output<Outputs>, context: Context): Promise<void>;
  /** Whether the vendor goes on showing it after {@link Verbs.stop}, which then waits itself where that is asked for. */
  readonly outlivesStop?: true;
  /**
   * The inputs and outputs that tell it from all others of an account, in the order in which an id has them: its place
   * first, and in the end what it is called there, which `find`, `list` and `adopt` mean by an id.
   */
  readonly importId: readonly Extract<keyof z.output<Inputs> | keyof z.output<Outputs>, string>[];
}

/** A contract and how it is carried out. */
export interface Lifecycle<Inputs extends Fields = Fields, Outputs extends Fields = Fields, Client = unknown>
  extends Verbs<Inputs, Outputs, Client> {
  readonly contract: Contract<Inputs, Outputs>;
}

/** Gives a contract its lifecycle: first the contract, so that the verbs are typed by it. */
export function defineLifecycle<Inputs extends Fields, Outputs extends Fields>(
  contract: Contract<Inputs, Outputs>,
): <Client>(verbs: Verbs<Inputs, Outputs, Client>) => Lifecycle<Inputs, Outputs, Client> {
  return (verbs) => ({ ...verbs, contract });
}

/** Why the vendor cannot be asked, by the `observe` that says so. */
const unreadable = new WeakMap<object, string>();

/** An `observe` for what the vendor cannot read: the status says so. */
export function unsupported<Outputs>(
  reason: string,
): () => Promise<{ phase: "unverified"; reason: string; outputs: Changed<Outputs> }> {
  const observe = async () => ({ phase: "unverified" as const, reason, outputs: {} });
  unreadable.set(observe, reason);
  return observe;
}

/** Why nothing of this kind can be read; undefined where the vendor can be asked. */
export function whyUnreadable({ observe }: Lifecycle): string | undefined {
  return unreadable.get(observe);
}

/** Each `stop` that stops nothing. */
const forgetting = new WeakSet<object>();

/** A `stop` for what the vendor cannot stop: delete says so and forgets it. */
export function forget(reason: string): (client: unknown, state: unknown, context: Context) => Promise<void> {
  const stop = async (_client: unknown, _state: unknown, context: Context) => context.say(reason);
  forgetting.add(stop);
  return stop;
}

/** Whether delete leaves it at the vendor as it is. */
export function isForgotten({ stop }: Lifecycle): boolean {
  return forgetting.has(stop);
}

/** How a repeated start with these inputs meets the first one. */
export function repeatedStartOf(lifecycle: Lifecycle, inputs: Record<string, unknown>): RepeatedStart {
  const { find, repeatedStart } = lifecycle;
  if (typeof repeatedStart === "function") return repeatedStart(inputs);
  return repeatedStart ?? (find ? "found" : "none");
}

/** Whether the vendor can be asked for what a start with these inputs made. */
export function canFind(lifecycle: Lifecycle, inputs: Record<string, unknown>): boolean {
  return lifecycle.find !== undefined && repeatedStartOf(lifecycle, inputs) !== "none";
}

/** Whether a repeated start might make a second one, so that each is written into the journal before it is sent. */
export function isJournaled(lifecycle: Lifecycle, inputs: Record<string, unknown>): boolean {
  if (lifecycle.contract.kind === "setting") return false;
  return ["noted", "none"].includes(repeatedStartOf(lifecycle, inputs));
}

/** The lifecycle options as they stand in inputs and state. */
export type Options = LifecycleOptions;
