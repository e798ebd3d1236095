import type { Kind } from "../../sdk/core/traits";
import { milliseconds } from "./clock";
import type { Settings } from "./config";
import type { Host } from "./host";
import { deriveId, digestOf, type Identity, nameOf, taskIdentityOf } from "./identity";
import type { Context, Lifecycle } from "./lifecycle";
import type { Redactor } from "./redact";
import { optionsOf, type Resource } from "./state";
import { poll } from "./wait";

/** The verbs that have a time limit of their own. */
export type Verb = "create" | "update" | "delete";

const defaultTimeout: Readonly<Record<Kind, string>> = {
  task: "10m",
  setting: "10m",
  job: "30m",
  entity: "30m",
};

/** What a lifecycle function may use while one verb of one resource is carried out. */
export function createContext(of: {
  readonly lifecycle: Lifecycle;
  readonly host: Host;
  readonly settings: Settings;
  readonly resource: Resource;
  readonly verb: Verb;
  readonly redactor: Redactor;
}): Context {
  const { host, settings, resource, redactor } = of;
  const { contract, vendor } = of.lifecycle;
  const { runtime, output } = host;
  const options = optionsOf(resource.inputs);
  const deadline =
    runtime.clock.now() + milliseconds(options.timeouts?.[of.verb] ?? defaultTimeout[contract.kind]);
  const name = nameOf(resource.urn);
  const say = (message: string) => output.info(redactor.clean(`${name}: ${message}`));
  // Made where it is asked for: most verbs do not.
  let known: Identity | undefined;
  const identity = () => (known ??= taskIdentityOf(contract, resource));
  return {
    settings,
    options,
    runtime,
    account: settings.account(vendor, options.profile),
    deadline,
    name,
    urn: resource.urn,
    get identity() {
      return digestOf(identity());
    },
    startedAt: resource.kept.startedAt,
    deriveId: (maxLength) => deriveId(identity(), maxLength),
    conceal: (secret) => redactor.add(secret),
    say,
    warn: (message) => output.warning(redactor.clean(`${name}: warning: ${message}`)),
    poll: (what, probe) => poll(what, probe, { clock: runtime.clock, deadline, say }),
  };
}
