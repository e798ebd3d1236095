import type { dynamic } from "@pulumi/pulumi";
import { Handler } from "./core/handler";
import type { Host } from "./core/host";
import { DynamicProvider } from "./dynamic/DynamicProvider";
import { lifecycles } from "./lifecycles";

/** The provider of one resource type on a host of the caller's: tests bring their own clock. */
export function createProvider(type: string, host: Host): dynamic.ResourceProvider {
  const lifecycle = lifecycles.find(({ contract }) => contract.type === type);
  if (lifecycle) return new DynamicProvider(new Handler(lifecycle, host));
  throw new Error(
    `pulumi-media-tasks has no resource type "${type}". What to do: install the version of the package that the state was written by, or a newer one`,
  );
}
