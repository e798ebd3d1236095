import { stripVTControlCharacters } from "node:util";
import { clock } from "./clock";
import { Mask } from "./mask";
import { nameOf, type Resource, typeOf } from "./resource";
import {
  changedKeys,
  hasSecret,
  isList,
  isPlainObject,
  isSecret,
  mapValue,
  type Properties,
  sameValue,
  secretTexts,
  unknownValue,
  type Value,
} from "./values";

/** Where the text of a run goes. */
export interface DisplaySink {
  write(text: string): void;
  /** A terminal gets colors. */
  readonly isTerminal: boolean;
}

/** How a message is meant. */
export type Severity = "debug" | "info" | "warning" | "error";

/** Something that a run has to say beyond its steps. */
export interface Diagnostic {
  readonly severity: Exclude<Severity, "debug">;
  readonly message: string;
  readonly urn?: string | undefined;
}

/** What a policy objects to, or has changed by itself. */
export interface Finding {
  readonly level: "remediate" | "mandatory" | "advisory";
  readonly policy: string;
  readonly pack: string;
  readonly urn: string;
  readonly message: string;
  /** The inputs around a remediation. */
  readonly change?: { readonly before: Properties; readonly after: Properties };
}

/** What is done with one resource, in the CLI's words. */
export type Operation =
  | "same"
  | "create"
  | "update"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "delete"
  | "refresh";

/** How many resources of a stack met which end. */
export type Changes = Partial<Record<Operation, number>>;

interface Verb {
  readonly sign: string;
  readonly color: number;
  /** In a preview; while it runs; when it is done. */
  readonly forms: readonly [string, string, string];
}

const verbs: Readonly<Record<Operation, Verb>> = {
  same: { sign: " ", color: 0, forms: ["unchanged", "unchanged", "unchanged"] },
  create: { sign: "+", color: 32, forms: ["create", "creating", "created"] },
  update: { sign: "~", color: 33, forms: ["update", "updating", "updated"] },
  replace: { sign: "+-", color: 35, forms: ["replace", "replacing", "replaced"] },
  "create-replacement": {
    sign: "++",
    color: 32,
    forms: ["create replacement", "creating replacement", "created replacement"],
  },
  "delete-replaced": {
    sign: "--",
    color: 31,
    forms: ["delete original", "deleting original", "deleted original"],
  },
  delete: { sign: "-", color: 31, forms: ["delete", "deleting", "deleted"] },
  refresh: { sign: "~", color: 33, forms: ["refresh", "refreshing", "refresh"] },
};

const summaryOrder: readonly Operation[] = ["create", "update", "delete", "replace"];
const findingOrder: readonly Finding["level"][] = ["remediate", "mandatory", "advisory"];
const longestValue = 120;
const hiddenText = "[secret]";
const unknownText = "[unknown]";

/** A step that is being shown. */
export interface ShownStep {
  done(as?: Operation): void;
  failed(): void;
}

/** Prints the course of one operation the way the CLI does where there is no terminal. */
export class Display {
  readonly diagnostics: Diagnostic[] = [];
  readonly findings: Finding[] = [];
  private readonly started = clock.elapsed();
  private readonly mask = new Mask();

  constructor(
    private readonly sink: DisplaySink,
    private readonly dryRun: boolean,
    title: string,
  ) {
    this.line(`${title}:`);
    this.line("");
  }

  /** A step begins; one that is only planned is shown once, when it is over. */
  start(operation: Operation, resource: Resource): ShownStep {
    const isPlanned = this.dryRun && operation !== "refresh";
    const since = clock.elapsed();
    if (!isPlanned) this.stepLine(operation, resource, 1);
    const end = (result: Operation, form: 0 | 2 | "failed") => {
      const seconds = ((clock.elapsed() - since) / 1000).toFixed(2);
      this.stepLine(result, resource, form, isPlanned ? "" : ` (${seconds}s)`);
    };
    return {
      done: (as = operation) => end(as, this.dryRun ? 0 : 2),
      failed: () => end(operation, isPlanned ? 0 : "failed"),
    };
  }

  /** What changed, below a step: down to the innermost values. */
  properties(before: Properties, after: Properties): void {
    for (const key of changedKeys(before, after)) {
      if (key.startsWith("__")) continue;
      for (const text of this.changeTexts(key, before[key], after[key])) this.line(`      ${text}`);
    }
  }

  /** Keeps the secrets of these properties out of everything that is printed from here on. */
  hide(properties: Properties): void {
    this.mask.add(secretTexts(properties));
  }

  /** A line that the program, its provider or a policy pack printed. */
  readonly info = (text: string): void => {
    if (text.trim() !== "") this.line(`    info: ${text}`);
  };

  /** Kept for the end, where it is printed once. */
  diagnostic(severity: Severity, message: string, urn?: string): void {
    if (severity === "debug") return;
    if (severity === "info") this.info(message);
    this.diagnostics.push({ severity, message: this.mask.apply(message), urn: urn === "" ? undefined : urn });
  }

  finding(finding: Finding): void {
    this.findings.push({ ...finding, message: this.mask.apply(finding.message) });
  }

  /** Everything that is said once the work is done. */
  finish(changes: Changes, outputs: Properties): void {
    this.printDiagnostics();
    this.printPolicies();
    this.printOutputs(outputs);
    this.printChanges(changes);
    if (this.dryRun) return;
    this.line(`Duration: ${Math.max(1, Math.round((clock.elapsed() - this.started) / 1000))}s`);
    this.line("");
  }

  line(text: string): void {
    // Errors of programs arrive in color.
    const plain = this.sink.isTerminal ? text : stripVTControlCharacters(text);
    this.sink.write(`${this.mask.apply(plain)}\n`);
  }

  private stepLine(operation: Operation, resource: Resource, form: 0 | 1 | 2 | "failed", suffix = ""): void {
    const { sign, color, forms } = verbs[operation];
    const verb = form === "failed" ? `${forms[1]} failed` : forms[form];
    const paint = form === "failed" ? 31 : color;
    const text = ` ${sign.padEnd(2)} ${resource.type} ${nameOf(resource.urn)} ${verb}${suffix}`;
    this.line(this.sink.isTerminal ? `\u001b[${paint}m${text}\u001b[0m` : text);
  }

  private printDiagnostics(): void {
    const told = this.diagnostics.filter(({ severity }) => severity !== "info");
    if (told.length === 0) return;
    this.line("Diagnostics:");
    for (const urn of new Set(told.map((diagnostic) => diagnostic.urn))) {
      this.line(`  ${urn === undefined ? "engine" : `${typeOf(urn)} (${nameOf(urn)})`}:`);
      const about = told.filter((diagnostic) => diagnostic.urn === urn);
      for (const { severity, message } of about) this.line(indent(`${severity}: ${message}`, "    "));
    }
    this.line("");
  }

  private printPolicies(): void {
    if (this.findings.length === 0) return;
    this.line("Policies:");
    for (const level of findingOrder) {
      for (const { pack, policy, urn, message, change } of this.findings.filter((f) => f.level === level)) {
        this.line(`    [${level}] ${pack} ${policy} (${typeOf(urn)}: ${nameOf(urn)})`);
        if (change === undefined) this.line(indent(message, "      "));
        else this.properties(change.before, change.after);
      }
    }
    this.line("");
  }

  private printOutputs(outputs: Properties): void {
    const entries = Object.entries(outputs);
    if (entries.length === 0) return;
    this.line("Outputs:");
    const width = Math.max(...entries.map(([key]) => key.length));
    for (const [key, value] of entries) this.line(`    ${key.padEnd(width)}: ${this.shown(value)}`);
    this.line("");
  }

  private printChanges(changes: Changes): void {
    if (Object.keys(changes).length === 0) return;
    this.line("Resources:");
    const kinds = summaryOrder.filter((operation) => changes[operation] !== undefined);
    for (const operation of kinds) {
      const { sign, forms } = verbs[operation];
      this.line(`    ${sign.padEnd(2)}${changes[operation]} ${this.dryRun ? `to ${forms[0]}` : forms[2]}`);
    }
    const total = kinds.reduce((sum, operation) => sum + (changes[operation] ?? 0), 0);
    const more = kinds.length > 1 ? `${total} changes. ` : "";
    const same = changes.same === undefined ? "" : `${changes.same} unchanged`;
    if (more + same !== "") this.line(`    ${more}${same}`);
    this.line("");
  }

  private changeTexts(path: string, before: Value | undefined, after: Value | undefined): string[] {
    if (sameValue(before, after)) return [];
    if (isPlainObject(before) && isPlainObject(after)) {
      const keys = changedKeys(before, after);
      return keys.flatMap((key) => this.changeTexts(`${path}.${key}`, before[key], after[key]));
    }
    if (isList(before) && isList(after) && before.length === after.length) {
      return after.flatMap((item, index) => this.changeTexts(`${path}[${index}]`, before[index], item));
    }
    return [this.changeText(path, before, after)];
  }

  private changeText(path: string, before: Value | undefined, after: Value | undefined): string {
    if (before === undefined) return `+ ${path}: ${this.shown(after ?? null)}`;
    if (after === undefined) return `- ${path}: ${this.shown(before)}`;
    return `~ ${path}: ${this.shown(before)} => ${this.shown(after)}`;
  }

  /** A value for people: secrets hidden before it is cut, as half a secret would not be recognised. */
  private shown(value: Value): string {
    const readable = mapValue(value, (inner) => {
      if (isSecret(inner)) return hiddenText;
      return inner === unknownValue ? unknownText : undefined;
    });
    const isPlaceholder = readable === hiddenText || readable === unknownText;
    const text = this.mask.apply(isPlaceholder ? String(readable) : JSON.stringify(readable));
    return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
  }
}

function indent(text: string, by: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => by + line)
    .join("\n");
}

/** Stack outputs for a reader who may not see secrets. */
export function hideSecrets(outputs: Properties): Properties {
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => [key, hasSecret(value) ? hiddenText : value]),
  );
}
