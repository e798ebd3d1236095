import type {
  EnforcementLevel,
  PolicyConfigSchema,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { z } from "zod";
import { type Fields, fields, keysOf } from "../../sdk/core/fields";
import { suggest } from "../../sdk/core/suggest";
import { today } from "./clock";
import { leavesOf } from "./inputs";
import { isStackRule, type ResourceRule, type Rule, type StackRule } from "./rule";
import { inScope, type Scope, scopeSettings } from "./scope";
import { type PolicyResource, type Subject, subjectOf } from "./subject";

/** What a preset or a pack changes of a rule. */
export interface Changes {
  /** What a violation does. */
  readonly level?: EnforcementLevel;
  /** Other defaults for the rule's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A rule as the policy SDK takes it. */
export type MediaPolicy = ResourceValidationPolicy | StackValidationPolicy;

/** All settings of a rule: its own, and which resources it looks at. */
export function settingsOf(rule: Rule): Fields {
  return fields({ ...rule.settings.shape, ...scopeSettings.shape });
}

/** The settings as the engine checks and documents them, with the defaults that hold. */
function configSchema(schema: Fields, defaults: Readonly<Record<string, unknown>>): PolicyConfigSchema {
  const { properties } = z.toJSONSchema(schema, { io: "input", target: "draft-7" });
  const entries = Object.entries(properties ?? {}).map(([key, property]) => [
    key,
    key in defaults && typeof property === "object" ? { ...property, default: defaults[key] } : property,
  ]);
  // Both are JSON schema; zod's type also knows the keywords of later drafts.
  return { properties: Object.fromEntries(entries) as PolicyConfigSchema["properties"] };
}

/** The settings of a run, and what is wrong with them. A wrong one keeps its default. */
function readSettings(
  schema: Fields,
  defaults: Readonly<Record<string, unknown>>,
  configured: Readonly<Record<string, unknown>>,
): { settings: Record<string, unknown>; problems: string[] } {
  const { enforcementLevel: _, ...given } = { ...defaults, ...configured };
  const parsed = schema.safeParse(given);
  if (parsed.success) return { settings: parsed.data, problems: [] };
  const wrong = new Set<string>();
  const problems = parsed.error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") {
      wrong.add(String(issue.path[0]));
      return [`${issue.path.join(".")}: ${issue.message}`];
    }
    return issue.keys.map((key) => {
      wrong.add(key);
      const meant = suggest(key, keysOf(schema));
      return `there is no setting "${key}"${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
    });
  });
  const right = Object.entries({ ...defaults, ...configured }).filter(([key]) => !wrong.has(key));
  return {
    settings: schema.parse(Object.fromEntries(right.filter(([key]) => key !== "enforcementLevel"))),
    problems,
  };
}

function sentence(path: string, problem: string, advice: string): string {
  return `${path === "" ? "" : `${path}: `}${problem}. What to do: ${advice}`;
}

/** Takes the values of secret inputs out of a text, whatever a rule put into it. */
function withoutSecrets(text: string, subject: Subject): string {
  return leavesOf(subject.inputs, subject.contract.inputs).reduce((shown, { secret, reading }) => {
    const hidden =
      secret && reading.is === "known" && typeof reading.value === "string" && reading.value !== "";
    return hidden ? shown.replaceAll(String(reading.value), "[secret]") : shown;
  }, text);
}

/** One run of a rule: its settings, and what it could not read. */
class Run {
  readonly settings: Record<string, unknown>;
  private readonly scope: Scope;
  private readonly unknown = new Map<string, Error>();

  constructor(
    private readonly rule: Rule,
    private readonly report: (message: string, urn?: string) => void,
    { settings, problems }: { settings: Record<string, unknown>; problems: readonly string[] },
  ) {
    this.settings = settings;
    this.scope = scopeSettings.parse(
      Object.fromEntries(keysOf(scopeSettings).map((key) => [key, settings[key]])),
    );
    for (const problem of problems) {
      this.report(
        sentence(`configuration of ${rule.name}`, problem, "correct the file of --policy-pack-config"),
      );
    }
  }

  /** The resource as the rule sees it; undefined when it is none of ours or left out. */
  subject(resource: PolicyResource): Subject | undefined {
    const subject = subjectOf(resource, (path, signal) => this.unknown.set(path, signal));
    if (!subject) return undefined;
    const { checked, note } = inScope(subject, this.scope, today());
    if (note !== undefined) {
      console.log(`${this.rule.name} ${checked ? "applies" : "does not apply"} to ${subject.name}: ${note}`);
    }
    return checked ? subject : undefined;
  }

  found(subject: Subject, path: string, problem: string, advice: string): void {
    this.report(withoutSecrets(sentence(path, problem, advice), subject), subject.urn);
  }

  /** Carries out the check: whatever happens in it, the run goes on. */
  guard(check: () => void): void {
    try {
      check();
    } catch (error) {
      const cause = error instanceof Error ? error.name : typeof error;
      this.report(
        sentence(
          "",
          `${this.rule.name} could not be checked (${cause} in the rule itself)`,
          "report it as a bug",
        ),
      );
    }
    const [signal] = this.unknown.values();
    if (!signal) return;
    // The SDK's own signal: it prints this as one advisory line, whatever the level of the rule.
    signal.message = `not known yet: ${[...this.unknown.keys()].join(", ")}; everything else was checked`;
    throw signal;
  }
}

/** Makes the policy of a rule. */
export function policyOf(
  rule: Rule,
  { level = rule.level, settings: defaults = {} }: Changes = {},
): MediaPolicy {
  const schema = settingsOf(rule);
  const about = {
    name: rule.name,
    displayName: rule.title,
    description: rule.description,
    enforcementLevel: level,
    severity: rule.severity,
    remediationSteps: rule.remediation,
    tags: ["media", rule.name.split("-", 1)[0] ?? ""],
    configSchema: configSchema(schema, defaults),
  };
  return isStackRule(rule)
    ? { ...about, validateStack: validateStack(rule, schema, defaults) }
    : { ...about, validateResource: validateResource(rule, schema, defaults) };
}

function validateResource(
  rule: ResourceRule,
  schema: Fields,
  defaults: Readonly<Record<string, unknown>>,
): NonNullable<Exclude<ResourceValidationPolicy["validateResource"], unknown[]>> {
  return (args, report) => {
    if (!subjectOf(args, () => undefined)) return;
    const run = new Run(rule, report, readSettings(schema, defaults, args.getConfig()));
    const subject = run.subject(args);
    if (!subject) return;
    run.guard(() =>
      rule.check(subject, run.settings, {
        report: (path, problem, advice) => run.found(subject, path, problem, advice),
      }),
    );
  };
}

function validateStack(
  rule: StackRule,
  schema: Fields,
  defaults: Readonly<Record<string, unknown>>,
): StackValidationPolicy["validateStack"] {
  return (args, report) => {
    const run = new Run(rule, report, readSettings(schema, defaults, args.getConfig()));
    const subjects = args.resources.flatMap((resource) => run.subject(resource) ?? []);
    if (subjects.length === 0) return;
    run.guard(() =>
      rule.checkStack(subjects, run.settings, {
        report: (subject, problem, advice) =>
          subject ? run.found(subject, "", problem, advice) : report(sentence("", problem, advice)),
      }),
    );
  };
}
