import type {
  EnforcementLevel,
  ReportViolation,
  ResourceRemediation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { today } from "./clock";
import { leavesOf } from "./inputs";
import { isFirst } from "./notices";
import { isStackRule, type Rule } from "./rule";
import { inScope } from "./scope";
import { type SecretPaths, secretPathsOf } from "./secretPaths";
import { configSchema, type Settings, SettingsReader, settingsOf } from "./settings";
import { isOurs, type PolicyResource, type Subject, subjectOf } from "./subject";

/** What a preset or a pack changes of a rule. */
export interface Changes<Settings extends object = Readonly<Record<string, unknown>>> {
  /** What a violation does. */
  readonly level?: EnforcementLevel;
  /** Other defaults for the rule's settings. */
  readonly settings?: Settings;
}

/** A rule as the policy SDK takes it. */
export type MediaPolicy = ResourceValidationPolicy | StackValidationPolicy;

function sentence(path: string, problem: string, advice: string): string {
  return `${path === "" ? "" : `${path}: `}${problem}. What to do: ${advice}`;
}

/** Takes the values of secret inputs out of texts, whatever a rule put into them. */
function secretsHider(subject: Subject): (text: string) => string {
  const values = leavesOf(subject.inputs, subject.contract.inputs).flatMap(({ secret, reading }) =>
    secret && reading.is === "known" && typeof reading.value === "string" && reading.value !== ""
      ? [reading.value]
      : [],
  );
  if (values.length === 0) return (text) => text;
  // All at once, the longest first: one may be a part of another, or of what stands for another.
  const escaped = values
    .toSorted((one, other) => other.length - one.length)
    .map((value) => value.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  const secrets = new RegExp(escaped.join("|"), "g");
  return (text) => text.replace(secrets, "[secret]");
}

/** One run of a rule, on a resource or on a stack. */
class Run {
  private readonly unknown = new Map<PolicyResource, Set<string>>();

  constructor(
    private readonly rule: Rule,
    private readonly settings: Settings,
    private readonly report: ReportViolation,
  ) {}

  /** The resource as the rule sees it; undefined when it is none of ours. */
  subject(resource: PolicyResource, secrets?: SecretPaths): Subject | undefined {
    const noteUnknown = (path: string) => {
      const paths = this.unknown.get(resource) ?? new Set();
      this.unknown.set(resource, paths.add(path));
    };
    return subjectOf(resource, noteUnknown, secrets);
  }

  /** Whether the rule looks at a resource. What is left out is printed, so that people see it. */
  looksAt({ name, urn }: Subject): boolean {
    const { checked, note } = inScope({ name, urn }, this.settings.scope, today);
    if (note !== undefined && isFirst(`${this.rule.name} ${urn}`)) {
      console.log(`${this.rule.name} ${checked ? "applies" : "does not apply"} to ${name}: ${note}`);
    }
    return checked;
  }

  found(subject: Subject, path: string, problem: string, advice: string): void {
    const hidden = secretsHider(subject);
    this.report(sentence(path, hidden(problem), hidden(advice)), subject.urn);
  }

  foundInStack(problem: string, advice: string): void {
    this.report(sentence("", problem, advice));
  }

  note(text: string): void {
    const line = `${this.rule.name}: ${text}`;
    if (isFirst(line)) console.log(line);
  }

  wronglyConfigured(): void {
    for (const problem of this.settings.problems) {
      this.report(
        sentence(`configuration of ${this.rule.name}`, problem, "correct the pack's configuration"),
      );
    }
  }

  /** Carries out the check: whatever happens in it, the run goes on. */
  guard(check: () => void): void {
    try {
      check();
    } catch (error) {
      const cause = error instanceof Error ? error.name : typeof error;
      const problem = `${this.rule.name} could not be checked (${cause} in the rule itself)`;
      this.foundInStack(problem, "report it as a bug");
    }
    this.tellUnknown();
  }

  /** Says once for each value that it is not known at preview, however many rules read it. */
  private tellUnknown(): void {
    for (const [{ name, urn }, paths] of this.unknown) {
      const news = [...paths].filter((path) => isFirst(`${urn} ${path}`));
      if (news.length > 0)
        console.log(
          `${name}: not known before the update, or not decrypted, so not checked: ${news.join(", ")}`,
        );
    }
  }
}

/** Makes the policy of a rule. */
export function policyOf(
  rule: Rule,
  { level = rule.level, settings: defaults = {} }: Changes = {},
): MediaPolicy {
  const schema = settingsOf(rule);
  const reader = new SettingsReader(rule, schema, defaults);
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
  if (isStackRule(rule)) {
    return {
      ...about,
      validateStack: (args, report) => {
        if (!args.resources.some(isOurs)) return;
        const { settings, isNew } = reader.read(args.getConfig());
        const run = new Run(rule, settings, report);
        if (isNew) run.wronglyConfigured();
        const ours = args.resources.flatMap((resource) => run.subject(resource) ?? []);
        const subjects = ours.filter((subject) => run.looksAt(subject));
        if (subjects.length === 0) return;
        run.guard(() =>
          rule.checkStack(subjects, settings.own, {
            report: (subject, problem, advice) =>
              subject ? run.found(subject, "", problem, advice) : run.foundInStack(problem, advice),
            note: (text) => run.note(text),
          }),
        );
      },
    };
  }
  const secrets = new Map<string, SecretPaths>();
  return {
    ...about,
    ...(rule.asksForSecrets && { remediateResource: noteSecrets(secrets) }),
    validateResource: (args, report) => {
      if (!isOurs(args)) return;
      const { settings, isNew } = reader.read(args.getConfig());
      const run = new Run(rule, settings, report);
      if (isNew) run.wronglyConfigured();
      const subject = run.subject(args, secrets.get(args.urn));
      if (!subject || !run.looksAt(subject)) return;
      run.guard(() =>
        rule.check(subject, settings.own, {
          report: (path, problem, advice) => run.found(subject, path, problem, advice),
        }),
      );
    },
  };
}

/** A remediation that mends nothing: of all functions of a policy, it alone sees which inputs are secrets. */
function noteSecrets(secrets: Map<string, SecretPaths>): ResourceRemediation {
  return (args) => {
    if (isOurs(args)) secrets.set(args.urn, secretPathsOf(args.props));
  };
}
