import { isTypeOf } from "../sdk/core/contract";
import { deploymentOf } from "../sdk/core/deploymentOf";
import { isRecord } from "../sdk/core/isRecord";
import { partOf } from "../sdk/core/path";
import type { Lifecycle } from "./core/lifecycle";
import type { Properties, State } from "./core/state";
import { UserError } from "./http/errors";
import { lifecycles } from "./lifecycles";
import { isPulumiSecret } from "./pulumi/pulumiSecret";
import { plainRecord, stateIn, wantedIn } from "./pulumi/stored";

/** A resource of this package in an exported stack. */
export interface ExportedResource {
  readonly lifecycle: Lifecycle;
  /** Secrets are as they are where the export shows them, else left out. */
  readonly state: State;
  /** Whether secrets were left out. */
  readonly isIncomplete: boolean;
}

/** A create that was under way when the state was written, and its place among the pending operations. */
export interface PendingCreate extends ExportedResource {
  readonly index: number;
}

/** What `pulumi stack export` gives, as far as it is about this package. */
export interface ExportedStack {
  readonly resources: readonly ExportedResource[];
  readonly pendingCreates: readonly PendingCreate[];
  /** The URNs of resources of any kind whose update was under way when the state was written. */
  readonly pendingUpdates: readonly string[];
}

/** Reads an exported stack, or a state file of the local engine. */
export function readExportedStack(content: unknown): ExportedStack {
  const deployment = deploymentOf(content);
  if (deployment === undefined)
    throw new UserError("it is no exported stack. What to do: pass a file that `pulumi stack export` wrote");
  return {
    resources: deployment.resources.flatMap(readResource),
    pendingCreates: deployment.pending_operations.flatMap((operation, index) =>
      isRecord(operation) && operation.type === "creating"
        ? readResource(operation.resource).map((resource) => ({ ...resource, index }))
        : [],
    ),
    pendingUpdates: deployment.pending_operations.flatMap((operation) => {
      const urn = isRecord(operation) && operation.type === "updating" && partOf(operation.resource, "urn");
      return typeof urn === "string" ? [urn] : [];
    }),
  };
}

function readResource(value: unknown): ExportedResource[] {
  if (!isRecord(value) || typeof value.urn !== "string") return [];
  const { type, urn } = value;
  const lifecycle = lifecycles.find(({ contract }) => isTypeOf(contract, type));
  if (!lifecycle) return [];
  const secrets = { leftOut: 0 };
  const outputs = propertiesIn(value.outputs, secrets);
  const properties = plainRecord({ ...propertiesIn(value.inputs, secrets), ...outputs });
  // What was being created has inputs alone.
  const isMade = Object.keys(outputs).length > 0;
  const state = isMade
    ? stateIn(lifecycle.contract, properties, urn)
    : { ...wantedIn(lifecycle.contract, properties, urn), outputs: {}, kept: {} };
  return [{ lifecycle, state, isIncomplete: secrets.leftOut > 0 }];
}

function propertiesIn(value: unknown, secrets: { leftOut: number }): Properties {
  if (!isRecord(value)) return {};
  const entries = Object.entries(value).map(([key, part]) => [key, plain(part, secrets)] as const);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}

/** A value without Pulumi's marks of secrets. */
function plain(value: unknown, secrets: { leftOut: number }): unknown {
  if (Array.isArray(value)) return value.map((part) => plain(part, secrets));
  if (!isRecord(value)) return value;
  if (!isPulumiSecret(value)) return propertiesIn(value, secrets);
  if (typeof value.plaintext === "string") return JSON.parse(value.plaintext);
  secrets.leftOut += 1;
  return undefined;
}
