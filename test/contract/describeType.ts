import type { ServiceName } from "../../local/vendors";
import { facts } from "../../local/vendors/facts";
import type { Lifecycle } from "../../provider/core/lifecycle";
import { lifecycles } from "../../provider/lifecycles";
import type { Contract } from "../../sdk/core/resource";
import type { Descriptor, RuleExample } from "./descriptor";

/** A resource type as tests see it: what its descriptor says, and what follows from its contract and its lifecycle. */
export interface TypeUnderTest<Inputs extends object = object> extends Descriptor<Inputs> {
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
  /** The least inputs with the changes of a number; from one to another, the vendor changes it in place. */
  placed(number: number): Inputs & Readonly<Record<string, unknown>>;
}

/** Makes of a descriptor what tests use. */
export function describeType<const Inputs extends object>(
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
  return {
    rules: [],
    ...descriptor,
    type,
    name: `${service}${noun}`,
    contract,
    lifecycle,
    service,
    documents,
    quick: contract.waitFor[0] === "completed" ? { ...inputs, lifecycle: { waitFor: "accepted" } } : inputs,
    placed(number) {
      if (descriptor.inPlace) return { ...inputs, ...descriptor.inPlace(number) };
      throw new Error(`${type} is updated, and its descriptor has no inPlace`);
    },
  };
}

function isDocumented(name: string): name is keyof typeof facts {
  return Object.hasOwn(facts, name);
}

function isEmulated(service: string): service is ServiceName {
  return Object.values(facts).some((documents) => documents.service === service);
}
