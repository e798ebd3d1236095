import { pulumiType } from "../../sdk/core/contract";
import type { Kind } from "../../sdk/core/traits";
import { milliseconds } from "./clock";
import type { Settings } from "./config";
import { identifyingInputs } from "./diff";
import type { Host } from "./host";
import { deriveId, digestOf, type Identity, nameOf } from "./identity";
import type { Context, Lifecycle } from "./lifecycle";
import { inputsOf, numberAt, optionsOf, type Properties, textAt } from "./properties";
import type { Redactor } from "./redact";
import { canonical } from "./values";
import { poll } from "./wait";

/** The verbs that have a time limit of their own. */
export type Verb = "create" | "update" | "delete";

const defaultTimeout: Readonly<Record<Kind, string>> = {
  task: "10m",
  setting: "10m",
  job: "30m",
  entity: "30m",
};

/** The resource's name in the whole stack; its type where a caller gave none. */
export function urnOf(contract: Lifecycle["contract"], properties: Properties): string {
  return textAt(properties, "__urn") ?? pulumiType(contract);
}

/** What makes a task this one and no other. */
export function taskIdentityOf(contract: Lifecycle["contract"], properties: Properties): Identity {
  return {
    urn: urnOf(contract, properties),
    inputs: identifyingInputs(contract, inputsOf(contract, properties)),
    triggers: canonical(optionsOf(properties).triggers ?? []),
    restarts: numberAt(properties, "__restarts") ?? 0,
  };
}

/** What a lifecycle function may use while one verb of one resource is carried out. */
export function createContext(of: {
  readonly lifecycle: Lifecycle;
  readonly host: Host;
  readonly settings: Settings;
  readonly properties: Properties;
  readonly verb: Verb;
  readonly redactor: Redactor;
}): Context {
  const { host, settings, properties, redactor } = of;
  const { contract, vendor } = of.lifecycle;
  const { runtime, output } = host;
  const options = optionsOf(properties);
  const deadline =
    runtime.clock.now() + milliseconds(options.timeouts?.[of.verb] ?? defaultTimeout[contract.kind]);
  const urn = urnOf(contract, properties);
  const name = nameOf(urn);
  const say = (message: string) => output.info(redactor.clean(`${name}: ${message}`));
  // Made where it is asked for: most verbs do not.
  let known: Identity | undefined;
  const identity = () => (known ??= taskIdentityOf(contract, properties));
  return {
    settings,
    options,
    runtime,
    account: settings.account(vendor, options.profile),
    deadline,
    name,
    urn,
    get identity() {
      return digestOf(identity());
    },
    startedAt: numberAt(properties, "__startedAt"),
    deriveId: (maxLength) => deriveId(identity(), maxLength),
    conceal: (secret) => redactor.add(secret),
    say,
    warn: (message) => output.warning(redactor.clean(`${name}: warning: ${message}`)),
    poll: (what, probe) => poll(what, probe, { clock: runtime.clock, deadline, say }),
  };
}
