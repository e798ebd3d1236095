import type { z } from "zod";
import type { Fields } from "../../sdk/core/fields";
import type { Lenient } from "../http/codec";
import { type CallContext, call, type Operation, type Protocol } from "../http/pipeline";
import type { Context } from "./lifecycle";

/** The operations of a vendor's service as functions. */
export type Client<Operations> = {
  readonly [Key in keyof Operations]: Operations[Key] extends Operation<infer Input, infer Output>
    ? (input: z.input<Input>, options?: CallOptions) => Promise<Lenient<z.output<Output>>>
    : never;
};

/** How one call differs from the others of its service. */
type CallOptions = Pick<CallContext, "region" | "onRepeat">;

/** After so many refusals the user is told what is being waited for: some ten seconds. */
const patience = 4;

/** Keeps the exact types of one operation. */
export function operation<Input extends Fields, Output extends Fields>(
  definition: Operation<Input, Output>,
): Operation<Input, Output> {
  return definition;
}

/** A vendor's service: its operations are data, its client is made of them. */
export function defineService<Operations extends Readonly<Record<string, Operation>>>(definition: {
  readonly protocol: Protocol;
  readonly service: string;
  readonly version: string;
  readonly operations: Operations;
}): (context: Context) => Client<Operations> {
  const { protocol, service, version, operations } = definition;
  return (context) => {
    const entries = Object.entries(operations).map(([name, one]) => [
      name,
      (input: Record<string, unknown>, options: CallOptions = {}) =>
        call(one, input, {
          region: options.region,
          onRepeat(error, failures) {
            options.onRepeat?.(error, failures);
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
