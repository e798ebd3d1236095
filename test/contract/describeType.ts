import type { ServiceName } from "../../local/vendors";
import { facts } from "../../local/vendors/facts";
import type { Lifecycle } from "../../provider/core/lifecycle";
import { lifecycles } from "../../provider/lifecycles";
import type { Contract } from "../../sdk/core/contract";
import type { Descriptor, Properties, RuleExample } from "./descriptor";

/** A resource type as tests see it: what its descriptor says, and what follows from its contract and its lifecycle. */
export interface TypeUnderTest<Inputs extends Properties = Properties> extends Descriptor<Inputs> {
  /** For example `tencent/gme:Recording`. */
  readonly type: string;
  /** What a resource of it is called in programs: `gmeRecording`. */
  readonly name: string;
  readonly contract: Contract;
  readonly lifecycle: Lifecycle;
  readonly rules: readonly RuleExample[];
  /** The vendor's service, by the name that the vendor gives it. */
  readonly service: ServiceName;
  /** The same, by its name among the facts. */
  readonly documents: keyof typeof facts;
  /** The least inputs, with which create takes no longer than its calls: a job is not waited for. */
  readonly quick: Inputs & { readonly lifecycle?: { readonly waitFor: "accepted" } };
  /** The least inputs, with which create waits for nothing but the vendor's answer. */
  readonly accepted: Inputs & { readonly lifecycle?: { readonly waitFor: "accepted" } };
  /** The least inputs with the changes of a number; from one to another, the vendor changes it in place. */
  placed(number: number): Inputs & Properties;
  /** Its type, for the names of tests. */
  toString(): string;
}

/** Makes of a descriptor what tests use. */
export function describeType<const Inputs extends Properties>(
  type: string,
  descriptor: Descriptor<Inputs>,
): TypeUnderTest<Inputs> {
  const lifecycle = lifecycles.find(({ contract }) => contract.type === type);
  if (lifecycle === undefined) throw new Error(`provider/lifecycles.ts has no ${type}`);
  const { contract } = lifecycle;
  const [vendor = "", service = "", noun = ""] = type.split(/[/:]/);
  const documents = Object.keys(facts)
    .filter(isDocumented)
    .find((name) => facts[name].vendor === vendor && facts[name].service === service);
  if (documents === undefined || !isEmulated(service))
    throw new Error(`local/vendors/facts.ts has no service ${service} of ${vendor}, which ${type} is of`);
  const { inputs } = descriptor;
  const accepted = contract.waitFor.includes("accepted")
    ? ({ ...inputs, lifecycle: { waitFor: "accepted" } } as const)
    : inputs;
  return {
    rules: [],
    ...descriptor,
    type,
    name: `${service}${noun}`,
    contract,
    lifecycle,
    service,
    documents,
    quick: contract.waitFor[0] === "completed" ? accepted : inputs,
    accepted,
    placed(number) {
      if (descriptor.inPlace) return { ...inputs, ...descriptor.inPlace(number) };
      throw new Error(`${type} is updated, and its descriptor has no inPlace`);
    },
    toString: () => type,
  };
}

function isDocumented(name: string): name is keyof typeof facts {
  return Object.hasOwn(facts, name);
}

function isEmulated(service: string): service is ServiceName {
  return Object.values(facts).some((documents) => documents.service === service);
}
