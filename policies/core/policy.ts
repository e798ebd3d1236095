import type {
  EnforcementLevel,
  ReportViolation,
  ResourceRemediation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { today } from "./clock";
import { type Leaf, leavesAt, leavesOf, secretLeavesOf } from "./inputs";
import { isFirst, tell } from "./notices";
import { isStackRule, type ResourceRule, type Rule, type StackRule } from "./rule";
import { inScope } from "./scope";
import { type SecretPaths, secretPathsOf } from "./secretPaths";
import { configSchema, type RunSettings, SettingsReader, settingsOf } from "./settings";
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

/** Which inputs are Pulumi secrets, by URN: one remediation of a pack is told, for all rules. */
const pulumiSecrets = new Map<string, SecretPaths>();

/** The secret inputs of a resource: those of its contract, and those that the program made secrets. */
function secretLeaves({ inputs, contract, urn }: Subject): Leaf[] {
  const { all = [] } = pulumiSecrets.get(urn) ?? {};
  return [...secretLeavesOf(inputs, contract.inputs), ...all.flatMap((path) => leavesAt(inputs, path))];
}

/** Whether the program made an input a secret that is none of its contract. */
function isSecretOfProgram({ inputs, contract, isPulumiSecret }: Subject, path: string): boolean {
  const ofContract = () => secretLeavesOf(inputs, contract.inputs).some((leaf) => leaf.path === path);
  return isPulumiSecret(path) === true && !ofContract();
}

/** Numbers of fewer digits are in every other sentence. */
const leastDigits = 5;

/** Takes the values of secret inputs out of texts, whatever a rule put into them. */
function secretsHider(subjects: readonly Subject[]): (text: string) => string {
  const values = subjects.flatMap(secretLeaves).flatMap(({ reading }) => {
    const value = reading.is === "known" ? reading.value : undefined;
    const isLong = typeof value === "number" && String(value).length >= leastDigits;
    return (typeof value === "string" && value !== "") || isLong ? [String(value)] : [];
  });
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
  /** The inputs that were to be read and are not known, by URN. */
  private readonly unknown = new Map<string, Set<string>>();
  private readonly subjects: Subject[] = [];
  private hider: ((text: string) => string) | undefined;

  constructor(
    private readonly rule: Rule,
    private readonly settings: RunSettings,
    private readonly report: ReportViolation,
  ) {}

  /** The resource as the rule sees it; undefined when it is none of ours. */
  subject(resource: PolicyResource): Subject | undefined {
    const noteUnknown = (path: string) => {
      const paths = this.unknown.get(resource.urn) ?? new Set();
      this.unknown.set(resource.urn, paths.add(path));
    };
    const subject = subjectOf(resource, noteUnknown, pulumiSecrets.get(resource.urn));
    if (subject) this.subjects.push(subject);
    return subject;
  }

  /** Whether the rule looks at a resource. What is left out is printed, so that people see it. */
  looksAt({ name, urn }: Subject): boolean {
    const { checked, note } = inScope({ name, urn }, this.settings.scope, today);
    if (note !== undefined && isFirst(`${this.rule.name} ${urn}`)) {
      tell(`${this.rule.name} ${checked ? "applies" : "does not apply"} to ${name}: ${note}`);
    }
    return checked;
  }

  found(subject: Subject, path: string, problem: string, advice: string): void {
    // What a rule says of a value may tell it in other words; of the secrets of contracts, rules know that.
    const text = isSecretOfProgram(subject, path)
      ? sentence(
          path,
          "it is a secret, so what is wrong with it is not said",
          this.rule.remediation.replace(/\.$/, ""),
        )
      : sentence(path, this.hidden(problem), this.hidden(advice));
    this.report(text, subject.urn);
  }

  foundInStack(problem: string, advice: string): void {
    this.report(sentence("", this.hidden(problem), this.hidden(advice)));
  }

  note(text: string): void {
    const line = `${this.rule.name}: ${this.hidden(text)}`;
    if (isFirst(line)) tell(line);
  }

  private hidden(text: string): string {
    this.hider ??= secretsHider(this.subjects);
    return this.hider(text);
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

  /**
   * Says once for a resource which of its inputs are not known at preview: the first rule that wanted to read one names
   * all of them, so that the rules after it have nothing to add.
   */
  private tellUnknown(): void {
    for (const { name, urn, inputs, contract } of this.subjects) {
      const wanted = [...(this.unknown.get(urn) ?? [])].filter((path) => isFirst(`${urn} wants ${path}`));
      if (wanted.length === 0) continue;
      const unknown = leavesOf(inputs, contract.inputs).filter(({ reading }) => reading.is === "unknown");
      const news = unknown.map(({ path }) => path).filter((path) => isFirst(`${urn} ${path}`));
      if (news.length > 0)
        tell(`${name}: not known before the update, or not decrypted, so not checked: ${news.join(", ")}`);
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
      validateStack: (args, report) => checkStack(rule, reader, args.getConfig(), args.resources, report),
    };
  }
  return {
    ...about,
    ...(rule.asksForSecrets && { remediateResource: noteSecrets }),
    validateResource: (args, report) => checkResource(rule, reader, args.getConfig(), args, report),
  };
}

function checkResource(
  rule: ResourceRule,
  reader: SettingsReader,
  config: Readonly<Record<string, unknown>>,
  resource: PolicyResource,
  report: ReportViolation,
): void {
  if (!isOurs(resource)) return;
  const { settings, isNew } = reader.read(config);
  const run = new Run(rule, settings, report);
  if (isNew) run.wronglyConfigured();
  const subject = run.subject(resource);
  if (!subject || !run.looksAt(subject)) return;
  run.guard(() =>
    rule.check(subject, settings.own, {
      report: (path, problem, advice) => run.found(subject, path, problem, advice),
    }),
  );
}

function checkStack(
  rule: StackRule,
  reader: SettingsReader,
  config: Readonly<Record<string, unknown>>,
  resources: readonly PolicyResource[],
  report: ReportViolation,
): void {
  if (!resources.some(isOurs)) return;
  const { settings, isNew } = reader.read(config);
  const run = new Run(rule, settings, report);
  if (isNew) run.wronglyConfigured();
  const ours = resources.flatMap((resource) => run.subject(resource) ?? []);
  const subjects = ours.filter((subject) => run.looksAt(subject));
  if (subjects.length === 0) return;
  run.guard(() =>
    rule.checkStack(subjects, settings.own, {
      report: (subject, problem, advice) =>
        subject ? run.found(subject, "", problem, advice) : run.foundInStack(problem, advice),
      note: (text) => run.note(text),
    }),
  );
}

/** A resource whose secrets are known, though no remediation saw it. */
export interface ReadResource extends PolicyResource {
  readonly secrets: SecretPaths;
}

/**
 * Runs a rule on resources that were read from a file, without the policy SDK. Values that are not known, or hidden,
 * are "[secret]".
 */
export function checkRead(
  rule: Rule,
  { settings: defaults = {} }: Changes,
  config: Readonly<Record<string, unknown>>,
  resources: readonly ReadResource[],
  report: ReportViolation,
): void {
  for (const { urn, secrets } of resources) pulumiSecrets.set(urn, secrets);
  const reader = new SettingsReader(rule, settingsOf(rule), defaults);
  if (isStackRule(rule)) checkStack(rule, reader, config, resources, report);
  else for (const resource of resources) checkResource(rule, reader, config, resource, report);
}

/** A remediation that mends nothing: of all functions of a policy, it alone sees which inputs are secrets. */
const noteSecrets: ResourceRemediation = (args) => {
  if (isOurs(args)) pulumiSecrets.set(args.urn, secretPathsOf(args.props));
};
