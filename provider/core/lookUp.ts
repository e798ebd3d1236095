import { programName } from "../../sdk/core/contract";
import type { Lookup } from "../../sdk/core/lookup";
import { messageOf, UserError } from "../http/errors";
import { checkValues } from "./check";
import type { Settings } from "./config/Settings";
import type { Host } from "./host";
import type { Lifecycle } from "./lifecycle";
import { Session } from "./session";
import type { Properties } from "./state";

/** How a look-up is carried out: with the client and the context of a resource of the same service. */
export interface LookupCall {
  readonly lookup: Lookup;
  readonly lifecycle: Lifecycle;
  /** Asks the vendor; undefined where there is nothing of the kind. */
  find(session: Session, args: Properties): Promise<Properties | undefined>;
}

/** A look-up of one thing, which tells what a refresh of its resource would find. */
export function lookupOf(lookup: Lookup, lifecycle: Lifecycle): LookupCall {
  return {
    lookup,
    lifecycle,
    async find(session, args) {
      const observation = await session.observe({ inputs: args, outputs: {} });
      return observation.phase === "gone" ? undefined : observation.outputs;
    },
  };
}

/** How long a look-up goes on while the vendor takes no more calls, or does not answer. */
const patience = "1m";

/** Carries out a look-up: what is thrown is a text without secrets, for whoever wrote the program. */
export async function lookUp(
  { lookup, lifecycle, find }: LookupCall,
  { host, settings, profile }: { host: Host; settings: Settings; profile: string | undefined },
  args: Properties,
): Promise<Properties> {
  const name = programName(lookup);
  const { failures } = checkValues(lookup.args, args);
  if (failures.length > 0) throw new UserError(failures.map(({ text }) => `${name}: ${text}`).join("\n"));
  const inputs = { ...args, lifecycle: { profile, timeouts: { update: patience } } };
  // Taken for young: what the vendor does not know is not there, rather than too old to be told of.
  const kept = { startedAt: host.runtime.clock.now() };
  const session = new Session({ lifecycle, host, settings }, { urn: name, inputs, kept }, "update");
  try {
    const found = await find(session, args);
    if (found === undefined)
      throw new UserError("the vendor knows no such thing. What to do: check the arguments");
    return told(lookup, found);
  } catch (error) {
    throw new UserError(session.redactor.clean(`${name}: ${messageOf(error)}`));
  }
}

/** Of what was found, what the look-up tells. */
function told({ result }: Lookup, found: Properties): Properties {
  const keys = Object.keys(result.shape).filter((key) => found[key] !== undefined);
  return Object.fromEntries(keys.map((key) => [key, found[key]]));
}
