import type { Changes, Diagnostic, Finding, Operation } from "./display";
import { type Resource, rootStackType } from "./resource";
import { isSecret, mapProperties, type Properties } from "./values";

/** Why a step is done, in the names of inputs. */
export interface Reasons {
  /** Inputs that changed. */
  readonly diffs: readonly string[];
  /** Those that the provider cannot change in place. */
  readonly replaces: readonly string[];
}

interface DigestStep extends Partial<Reasons> {
  readonly operation: Operation;
  readonly resource: Resource;
  readonly old?: object | undefined;
}

/** What a preview came to. */
interface Course {
  readonly diagnostics: readonly Diagnostic[];
  readonly findings: readonly Finding[];
  readonly changes: Changes;
}

/** A preview for programs: what `pulumi preview --json` prints, at once or, as its events, line by line. */
export class PreviewDigest {
  private readonly steps: (DigestStep & { readonly state?: object | undefined })[] = [];

  /** Notes a step that is planned. Unchanged resources are no news, except for the stack itself. */
  add(step: DigestStep): void {
    const { operation, resource } = step;
    if (operation === "same" && resource.type !== rootStackType) return;
    const isGone = operation === "delete" || operation === "delete-replaced";
    this.steps.push({ ...step, state: isGone ? undefined : stateOf(resource) });
  }

  /** One document. */
  document({ diagnostics, changes }: Course): string {
    const steps = this.steps.map(({ operation, resource, old, state, diffs, replaces }) => ({
      op: operation,
      urn: resource.urn,
      ...(resource.provider !== undefined && { provider: resource.provider }),
      ...(old !== undefined && { oldState: old }),
      ...(state !== undefined && { newState: state }),
      ...(diffs !== undefined && { diffReasons: diffs }),
      ...(replaces !== undefined && { replaceReasons: replaces }),
      detailedDiff: null,
    }));
    return `${JSON.stringify({ config: {}, steps, diagnostics, changeSummary: changes }, null, 4)}\n`;
  }

  /** The same as events, one a line. */
  events({ diagnostics, findings, changes }: Course): string {
    const events: readonly object[] = [
      { preludeEvent: { config: {} } },
      ...this.steps.map(({ operation, resource, old, state, diffs, replaces }) => ({
        resourcePreEvent: {
          metadata: {
            op: operation,
            urn: resource.urn,
            type: resource.type,
            old: old ?? null,
            new: state ?? null,
            ...(replaces !== undefined && { keys: replaces }),
            ...(diffs !== undefined && { diffs }),
            detailedDiff: null,
            provider: resource.provider ?? "",
          },
          planning: true,
        },
      })),
      ...diagnostics.map((diagnostic) => ({ diagnosticEvent: { ...diagnostic, color: "never" } })),
      ...findings.map(({ urn, message, policy, pack, level }) => ({
        policyEvent: {
          resourceUrn: urn,
          message,
          color: "never",
          policyName: policy,
          policyPackName: pack,
          policyPackVersion: "",
          policyPackVersionTag: "",
          enforcementLevel: level,
        },
      })),
      {
        summaryEvent: { maybeCorrupt: false, durationSeconds: 0, resourceChanges: changes, isPreview: true },
      },
      { cancelEvent: {} },
    ];
    return events.map((event, sequence) => `${JSON.stringify({ sequence, ...event })}\n`).join("");
  }
}

/** A resource as it is before a step changes it, for {@link PreviewDigest.add}. */
export function stateOf(resource: Resource): object {
  return { ...resource, inputs: withoutSecrets(resource.inputs), outputs: withoutSecrets(resource.outputs) };
}

function withoutSecrets(properties: Properties): Properties {
  return mapProperties(properties, (value) => (isSecret(value) ? "[secret]" : undefined));
}
