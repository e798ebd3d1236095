import "../sdk/core/requireNode";
import type { dynamic } from "@pulumi/pulumi";
import { Settings } from "./core/config/Settings";
import { lookUp as carryOut } from "./core/lookUp";
import { createProvider } from "./createProvider";
import type * as Lookups from "./lookups";
import { systemHost } from "./systemHost";

/**
 * The frozen entry: the provider of a resource type. Every state names it, so its name, its argument and what it
 * returns stay as they are.
 */
export function of(type: string): dynamic.ResourceProvider {
  return createProvider(type, systemHost());
}

/**
 * What the vendor tells of something, for a program: `type` names the look-up, `config` is the stack's configuration,
 * `areSecret` says that a secret is among the arguments. The functions of the package find it by this name.
 */
export async function lookUp(
  type: string,
  args: Readonly<Record<string, unknown>>,
  {
    config,
    ...asked
  }: {
    readonly config: Readonly<Record<string, string>>;
    readonly profile?: string | undefined;
    readonly areSecret?: boolean | undefined;
  },
): Promise<Readonly<Record<string, unknown>>> {
  // Loaded here: most programs look nothing up, and providers never do.
  const { lookups }: typeof Lookups = require("./lookups");
  const call = lookups.find(({ lookup }) => lookup.type === type);
  if (!call)
    throw new Error(
      `pulumi-media-tasks has no look-up "${type}". What to do: install one version of the package`,
    );
  const host = systemHost();
  const settings = new Settings((key) => config[key], host.surroundings);
  return carryOut(call, { ...asked, host, settings }, args);
}
