import type { EnforcementLevel, PolicyResourceOptions, Severity } from "@pulumi/policy";
import type { z } from "zod";
import type { Contract } from "../../sdk/core/contract";
import type { Fields } from "../../sdk/core/fields";
import type { scopeSettings } from "./scope";
import type { Subject } from "./subject";

/** What a rule looks at; also the first word of its name. */
export type Area =
  | "encode"
  | "audio"
  | "layout"
  | "transcode"
  | "storage"
  | "relay"
  | "callback"
  | "asset"
  | "credentials"
  | "secret"
  | "vod"
  | "room"
  | "ops"
  | "cost";

/** `area-check` in kebab case: what users see and write in their configuration. */
export type RuleName = `${Area}-${string}`;

/** A resource in an example of a rule. */
export interface Example {
  /** What the example shows, for the reader of the documentation. */
  readonly shows: string;
  /** The resource type. */
  readonly contract: Contract;
  /** All inputs. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The inputs, by dotted path, in which it differs from the type's base example; undefined where one is left out. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** Options of the resource in the program. */
  readonly options?: Partial<PolicyResourceOptions>;
  /** Settings of the rule, where the example needs others than the defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * Whether the input at a path is a Pulumi secret, where it is not as the classes of this package make it: they wrap
   * the secret inputs, and nothing else.
   */
  readonly wrapped?: Readonly<Record<string, boolean>>;
}

/** An example that a rule refuses. */
export interface BadExample extends Example {
  /** The inputs that it points at; the empty path is the resource as a whole. */
  readonly finds: readonly string[];
}

/** Where a rule says what it found. */
export interface Findings {
  /**
   * @param path the input, for example `videoParams.videoEncode.fps`; empty for the resource as a whole
   * @param problem what is wrong, and what is allowed
   * @param advice what to do about it
   */
  report(path: string, problem: string, advice: string): void;
}

/** Where a rule on stacks says what it found. */
export interface StackFindings {
  /**
   * @param subject the resource that it is about; undefined for the stack as a whole
   * @param problem what is wrong, and what is allowed
   * @param advice what to do about it
   */
  report(subject: Subject | undefined, problem: string, advice: string): void;
  /** Says once what people should know and is no violation: that something could not be checked. */
  note(text: string): void;
}

interface About<Settings extends Fields> {
  /** The name. */
  readonly name: RuleName;
  /** The name as a heading. */
  readonly title: string;
  /** What holds when the rule is kept, in one sentence. */
  readonly description: string;
  /** What a violation does unless a preset or the user says otherwise. */
  readonly level: Exclude<EnforcementLevel, "disabled">;
  /** How bad a violation is. */
  readonly severity: Severity;
  /** How a violation is mended. */
  readonly remediation: string;
  /** What users can set, each with a default and a description. */
  readonly settings: Settings;
}

/** A rule that looks at one resource at a time. */
export interface ResourceRule<Settings extends Fields = Fields> extends About<Settings> {
  /** Good and bad resources: they are the rule's tests and its documentation. */
  readonly examples: { readonly good: readonly Example[]; readonly bad: readonly BadExample[] };
  /**
   * Whether the check asks `isPulumiSecret`. Only a remediation is told which inputs are: the rule's level is
   * "remediate" then, although it changes nothing. What it is told keeps secrets out of all rules' messages.
   */
  readonly asksForSecrets?: true;
  /** Reports what is wrong. It skips what is undefined: missing, of a wrong type, or not known yet. */
  check(subject: Subject, settings: z.output<Settings>, findings: Findings): void;
}

/** A rule that looks at all resources of a stack. */
export interface StackRule<Settings extends Fields = Fields> extends About<Settings> {
  /** Good and bad stacks. */
  readonly examples: {
    readonly good: readonly (readonly Example[])[];
    readonly bad: readonly {
      readonly stack: readonly Example[];
      /** Positions in the stack of the resources that it points at; -1 is the stack as a whole. */
      readonly finds: readonly number[];
    }[];
  };
  /** Reports what is wrong; where it belongs to one resource, with that one. */
  checkStack(subjects: readonly Subject[], settings: z.output<Settings>, findings: StackFindings): void;
}

/** Any rule. */
export type Rule<Settings extends Fields = Fields> = ResourceRule<Settings> | StackRule<Settings>;

/** What can be written as settings of a rule: its own, and which resources it looks at. */
export type SettingsInput<R> =
  R extends Rule<infer Settings> ? z.input<Settings> & z.input<typeof scopeSettings> : never;

/** Whether a rule looks at whole stacks. */
export function isStackRule(rule: Rule): rule is StackRule {
  return "checkStack" in rule;
}

/** Declares a rule on single resources: infers the name and the settings' types. */
export function resourceRule<Name extends RuleName, Settings extends Fields>(
  rule: ResourceRule<Settings> & { readonly name: Name },
): ResourceRule<Settings> & { readonly name: Name } {
  return rule;
}

/** Declares a rule on whole stacks: infers the name and the settings' types. */
export function stackRule<Name extends RuleName, Settings extends Fields>(
  rule: StackRule<Settings> & { readonly name: Name },
): StackRule<Settings> & { readonly name: Name } {
  return rule;
}
