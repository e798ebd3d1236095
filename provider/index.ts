import "../sdk/core/requireNode";
import type { dynamic } from "@pulumi/pulumi";
import { createProvider } from "./createProvider";
import { systemHost } from "./systemHost";

/**
 * The frozen entry: the provider of a resource type. Every state names it, so its name, its argument and what it
 * returns stay as they are.
 */
export function of(type: string): dynamic.ResourceProvider {
  return createProvider(type, systemHost());
}
