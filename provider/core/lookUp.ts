import { programName } from "../../sdk/core/contract";
import type { Lookup } from "../../sdk/core/lookup";
import { messageOf, UserError } from "../http/errors";
import { checkValues } from "./check";
import type { Settings } from "./config/Settings";
import type { Host } from "./host";
import type { Lifecycle } from "./lifecycle";
import { secretsIn, textsIn } from "./redact";
import { Session } from "./session";
import type { Properties } from "./state";

/** How a look-up is carried out: with the client and the context of a resource of the same service. */
export interface LookupCall {
  readonly lookup: Lookup;
  readonly lifecycle: Lifecycle;
  /** Asks the vendor; throws where what one thing was asked for is not there. */
  find(session: Session, args: Properties): Promise<Properties>;
}

/** A look-up of one thing, which tells what a refresh of its resource would find. */
export function lookupOf(lookup: Lookup, lifecycle: Lifecycle): LookupCall {
  return {
    lookup,
    lifecycle,
    async find(session, args) {
      const observation = await session.observe({ inputs: args, outputs: {} });
      if (observation.phase !== "gone") return observation.outputs;
      throw new UserError(
        `the vendor knows no such thing: ${observation.refusal ?? observation.reason}. What to do: check the arguments, and that it is one of this account and region`,
      );
    },
  };
}

/** How long a look-up goes on while the vendor takes no more calls, or does not answer. */
const patience = "1m";

/** Where and for whom something is looked up. */
interface LookupScene {
  readonly host: Host;
  readonly settings: Settings;
  readonly profile?: string | undefined;
  /** Whether the program passed a secret among the arguments. */
  readonly areSecret?: boolean | undefined;
}

/** Carries out a look-up: what is thrown is a text without secrets, for whoever wrote the program. */
export async function lookUp(
  { lookup, lifecycle, find }: LookupCall,
  { host, settings, profile, areSecret = false }: LookupScene,
  given: Properties,
): Promise<Properties> {
  const name = programName(lookup);
  // As of resources: what is null counts as left out.
  const args = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const inputs = { ...args, lifecycle: { profile, timeouts: { update: patience } } };
  // Taken for young: what the vendor does not know is not there, rather than too old to be told of.
  const kept = { startedAt: host.runtime.clock.now() };
  const session = new Session({ lifecycle, host, settings }, { urn: name, inputs, kept }, "update");
  session.redactor.add(...(areSecret ? textsIn(args) : secretsIn(lookup.args, args)));
  try {
    const { failures } = checkValues(lookup.args, args);
    if (failures.length > 0) throw new UserError(failures.map(({ text }) => text).join(`\n${name}: `));
    return told(lookup, await find(session, args));
  } catch (error) {
    throw new UserError(session.redactor.clean(`${name}: ${messageOf(error)}`));
  }
}

/** Of what was found, what the look-up tells. */
function told({ result }: Lookup, found: Properties): Properties {
  const keys = Object.keys(result.shape).filter((key) => found[key] !== undefined);
  return Object.fromEntries(keys.map((key) => [key, found[key]]));
}
