import type { CommandResult, ExportedStack, Stack } from "./stack";

/** What a command came to, in the terms in which two engines can be compared. */
export interface Outcome {
  readonly exitCode: number | null;
  /** What was shown of each resource, such as "+ my:Thing a created"; sorted, as they may happen at the same time. */
  readonly steps: readonly string[];
  /** The lines below "Resources:". */
  readonly summary: readonly string[];
  readonly state: unknown;
}

const stepLine =
  /^ {1,2}(\+\+|--|\+-|-\+|[-+~])\s+(\S+:\S+) (\S+) ((?:create|creating|created|update|updating|updated|replace|replacing|replaced|delete|deleting|deleted|refresh|refreshing|refreshed)( replacement| original)?)(?= *(?:$|[([]))/gm;

/** Tells what a command came to. */
export async function outcomeOf(stack: Stack, { exitCode, text }: CommandResult): Promise<Outcome> {
  return {
    exitCode,
    steps: stepsOf(text),
    summary: summaryOf(text),
    state: normalized(await stack.exported()),
  };
}

/** Of dynamic resources only, and without messages: the CLI shows a resource anew with each of its messages. */
function stepsOf(text: string): string[] {
  const steps = [...text.matchAll(stepLine)]
    .filter(([, , type]) => type?.startsWith("pulumi-nodejs:"))
    .map(([, sign, type, name, verb]) => `${sign} ${type} ${name} ${verb}`);
  return [...new Set(steps)].sort();
}

/** Without the number of errors, which only the CLI tells; it counts nothing where a policy objects. */
function summaryOf(text: string): string[] {
  if (text.includes("[mandatory]")) return [];
  const lines = [...text.matchAll(/^Resources:\n((?: {4}.*\n)*)/gm)].flatMap(([, block = ""]) =>
    block.trimEnd().split("\n"),
  );
  return lines.filter((line) => !line.endsWith("errored"));
}

/** What two states of the same stack have in common: all but moments, positions, ids of providers and ciphertexts. */
function normalized({ deployment }: ExportedStack): unknown {
  const resources = (deployment.resources ?? []).map(
    ({ created, modified, sourcePosition, stackTrace, ...rest }) => JSON.stringify(comparable(rest)),
  );
  const pending = (deployment.pending_operations ?? []).map(
    ({ type, resource }) => `${type} ${resource.urn}`,
  );
  return { resources: resources.sort().map((text) => JSON.parse(text)), pending: pending.sort() };
}

function comparable(value: unknown): unknown {
  if (typeof value === "string") {
    return value
      .replace(/(?<=::default::).+/, "id")
      .replace(/(?<=http:\/\/127\.0\.0\.1:)\d+/, "port")
      .replace(/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/, "moment");
  }
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  if ("ciphertext" in value) return "[secret]";
  const isProvider = "type" in value && value.type === "pulumi:providers:pulumi-nodejs";
  const entries = Object.entries(value).filter(([key]) => !(isProvider && key === "id"));
  return Object.fromEntries(
    entries
      .map(([key, item]) => [key, isMoment(key, item) ? "moment" : comparable(item)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function isMoment(key: string, value: unknown): boolean {
  return /(Time|At)$/.test(key) && typeof value === "number" && value > 1_000_000_000;
}
