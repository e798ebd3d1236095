import type { z } from "zod";
import { type Fields, fields } from "../../sdk/core/fields";
import { type CallContext, call, type Operation, type Protocol, type Reply } from "../http/pipeline";
import type { Safety } from "../http/retry";
import type { Context } from "./lifecycle";

/** An operation as a service lists it: called by its action's name, as often as most of the service. */
type Listed<Input extends Fields = Fields, Output extends Fields = Fields, S extends Safety = Safety> = Omit<
  Operation<Input, Output, S>,
  "action" | "ratePerSecond"
> &
  Particulars<Output>;

/** In what an operation differs from most of its service. */
type Particulars<Output extends Fields> = Partial<
  Pick<
    Operation<Fields, Output>,
    "action" | "version" | "ratePerSecond" | "method" | "inQuery" | "atHome" | "isSuccess"
  >
>;

/** The operations of a vendor's service as functions. */
export type Client<Operations> = {
  readonly [Key in keyof Operations]: Operations[Key] extends Listed<infer Input, infer Output, infer S>
    ? (input: z.input<Input>, options?: CallOptions) => Promise<Reply<Output, S>>
    : never;
};

/** How one call differs from the others of its service. */
type CallOptions = Pick<CallContext, "onRepeat">;

/** After so many refusals the user is told what is being waited for: some ten seconds. */
const patience = 4;

/** What is sent and what is read of the reply, for operations of which a repeat does the same. */
function listed<S extends Safety>(safety: S) {
  return <Input extends z.ZodRawShape, Output extends z.ZodRawShape>(
    input: Input,
    output: Output,
    particulars?: Particulars<Fields<Output>>,
  ): Listed<Fields<Input>, Fields<Output>, S> => ({
    ...particulars,
    safety,
    input: fields(input),
    output: fields(output),
  });
}

/** An operation that changes nothing. */
export const read = listed("read");

/** An operation whose repeat the vendor recognises, or that finds the work done. */
export const deduplicated = listed("deduplicated");

/** An operation whose repeat starts or creates another one. Its reply has all parts that are not optional. */
export const unsafe = listed("unsafe");

/** A vendor's service: its operations are data, its client is made of them. */
export function defineService<Operations extends Readonly<Record<string, Listed>>>(definition: {
  readonly protocol: Protocol;
  readonly service: string;
  /** The version of the operations that name none. */
  readonly version: string;
  /** Documented calls a second of each operation that says nothing else. */
  readonly ratePerSecond: number;
  /** The region of calls whose input names none; left out, the account's. */
  readonly region?: (context: Context) => string;
  /** By the vendor's name of the action, with a small first letter, where the operation does not name it. */
  readonly operations: Operations;
}): (context: Context) => Client<Operations> {
  const { protocol, service, version, ratePerSecond, region, operations } = definition;
  return (context) => {
    const entries = Object.entries(operations).map(([name, one]) => [
      name,
      (input: Record<string, unknown>, { onRepeat }: CallOptions = {}) =>
        call({ action: name.charAt(0).toUpperCase() + name.slice(1), ratePerSecond, ...one }, input, {
          region: region?.(context),
          onRepeat(error, failures) {
            onRepeat?.(error, failures);
            if (error.kind === "throttled" && failures === patience) {
              context.say(`waiting, as the vendor takes no more such calls at the moment: ${error.summary}`);
            }
          },
          runtime: context.runtime,
          protocol,
          service,
          version,
          account: context.account,
          deadline: context.deadline,
        }),
    ]);
    // Each name got the function of its operation, which is what Client says.
    return Object.fromEntries(entries) as Client<Operations>;
  };
}
