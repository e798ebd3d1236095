import * as pulumi from "@pulumi/pulumi";

/** Options of Pulumi that do not reach a dynamic resource, or break it, and what there is instead. */
const instead = {
  import: "lifecycle.adopt, which takes over what exists, or the command `pulumi-media-tasks adopt`",
  id: "lifecycle.adopt, which takes over what exists",
  urn: "lifecycle.adopt, which takes over what exists",
  customTimeouts: "lifecycle.timeouts",
  replaceOnChanges: "lifecycle.triggers with these values: a change of one replaces",
  replacementTrigger: "lifecycle.triggers",
  replaceWith: "lifecycle.triggers with an output of these resources: a change of one replaces",
  version: "the version of the package in package.json, which is the provider's as well",
  pluginDownloadURL: "the package in package.json, which is the provider as well",
} as const;

const anotherAccount =
  "the settings of the stack, and for another account lifecycle.profile, which picks one of the profiles in them";

type Options = pulumi.CustomResourceOptions & {
  /** What components take; on a resource it counts as its own. */
  readonly providers?: Readonly<Record<string, pulumi.ProviderResource>> | readonly pulumi.ProviderResource[];
};

/** Throws for an option that would be ignored, or end in an error that names something else. */
export function requireOptions(what: string, type: string, options: Options): void {
  const given = Object.entries(instead).find(([name]) => isGiven(Reflect.get(options, name)));
  if (given !== undefined) throw refusal(what, `the option ${given[0]}`, given[1]);
  const own = [options.provider, ...Object.values(options.providers ?? {})];
  if (own.some(isOfDynamicResources)) throw refusal(what, "a provider of its own", anotherAccount);
  if (isOfDynamicResources(options.parent?.getProvider(type)))
    throw refusal(what, "a provider of its own, which its parent hands down", anotherAccount);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** One of another package means nothing here, and does no harm: components pass their options on. */
function isOfDynamicResources(provider: pulumi.ProviderResource | undefined): boolean {
  return provider !== undefined && pulumi.resourceType(provider) === "pulumi:providers:pulumi-nodejs";
}

function refusal(what: string, option: string, alternative: string): pulumi.RunError {
  return new pulumi.RunError(
    `${what}: ${option} has no effect on dynamic resources. What to do: leave it out, and use ${alternative}`,
  );
}
