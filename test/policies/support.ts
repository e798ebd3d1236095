import { jest } from "@jest/globals";
import type { PolicyResourceOptions, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { Secret, unknownCheckingProxy } from "@pulumi/policy";
import { secretsPreservingProxy } from "@pulumi/policy/secret";
import { leavesOf } from "../../policies/core/inputs";
import { type Changes, type MediaPolicy, policyOf } from "../../policies/core/policy";
import type { Example, Rule } from "../../policies/core/rule";
import { pulumiType } from "../../sdk/core/contract";
import { isBlock } from "../../sdk/core/reading";

/** What the policy SDK hands over for a value that is not known at preview. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What came out of a rule. */
export interface Outcome {
  /** What it reported, and about which resource. */
  readonly findings: readonly { readonly message: string; readonly urn: string | undefined }[];
  /** The line about what is not known yet, if there is one. */
  readonly notKnown: string | undefined;
  /** All lines that it printed. */
  readonly printed: readonly string[];
}

/** The options of a resource for which the program gives none. */
export const noOptions: PolicyResourceOptions = {
  protect: false,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  additionalSecretOutputs: [],
};

/** An example of which the program wants that nothing runs. */
export function stopped(example: Example): Example {
  return { ...example, inputs: { ...example.inputs, lifecycle: { desired: "stopped" } } };
}

let stacks = 0;

/** The name of a stack that no run had: a policy says some things only once for a resource. */
export function newStack(): string {
  stacks += 1;
  return `stack-${stacks}`;
}

/** The URN that the resource of an example has in a run. */
export function urnOf(example: Example, position: number, stack: string, typeOf = pulumiType): string {
  return `urn:pulumi:${stack}::project::${typeOf(example.contract)}::example-${position}`;
}

function resourceOf(example: Example, position: number, stack: string, typeOf: typeof pulumiType) {
  return {
    type: typeOf(example.contract),
    name: `example-${position}`,
    urn: urnOf(example, position, stack, typeOf),
    props: unknownCheckingProxy(example.inputs),
    opts: { ...noOptions, ...example.options },
    stackTags: new Map<string, string>(),
    isType: () => false,
    asType: () => undefined,
    notApplicable: (): never => {
      throw new Error("not expected");
    },
  };
}

/** The inputs of an example with its Pulumi secrets in a wrapping: those that the contract knows, or as it says. */
export function wrapSecrets(
  { contract, inputs, wrapped = {} }: Pick<Example, "contract" | "inputs" | "wrapped">,
  wrapping: (value: unknown) => unknown,
): unknown {
  const secrets = new Set(
    leavesOf(inputs, contract.inputs).flatMap(({ path, secret }) =>
      (wrapped[path] ?? secret) ? [path] : [],
    ),
  );
  const wrap = (value: unknown, path: string): unknown => {
    if (secrets.has(path)) return wrapping(value);
    if (Array.isArray(value)) return value.map((item, index) => wrap(item, `${path}[${index}]`));
    if (!isBlock(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, wrap(part, path === "" ? key : `${path}.${key}`)]),
    );
  };
  return wrap(inputs, "");
}

/** The inputs as the policy SDK hands them to a remediation: there secrets can be told apart. */
function withSecrets(example: Example) {
  return unknownCheckingProxy(secretsPreservingProxy(wrapSecrets(example, (value) => new Secret(value))));
}

/** Runs one rule on examples, in the way of the policy SDK. */
export async function run(rule: Rule, examples: readonly Example[], changes: Changes = {}): Promise<Outcome> {
  return runPolicy(policyOf(rule, changes), examples);
}

/** Runs a policy that was made before; see {@link validate}. Types are those of `typeOf`. */
export async function runPolicy(
  policy: MediaPolicy,
  examples: readonly Example[],
  stack = newStack(),
  typeOf = pulumiType,
): Promise<Outcome> {
  const printed: string[] = [];
  const print = jest.spyOn(console, "log").mockImplementation((line) => void printed.push(String(line)));
  try {
    const findings = await validate(policy, examples, stack, typeOf);
    return {
      findings,
      notKnown: printed.find((line) => line.includes("not known before the update")),
      printed,
    };
  } finally {
    print.mockRestore();
  }
}

/** What a policy reports of a stack; the first example with settings gives those of the run. */
export async function validate(
  policy: MediaPolicy,
  examples: readonly Example[],
  stack: string,
  typeOf = pulumiType,
): Promise<Outcome["findings"]> {
  const findings: { message: string; urn: string | undefined }[] = [];
  const report = (message: string, urn?: string) => void findings.push({ message, urn });
  const settings = examples.find((example) => example.settings)?.settings ?? {};
  // The policy SDK types the configuration by the caller.
  const getConfig = <T extends object>() => settings as T;
  const resources = examples.map((example, position) => resourceOf(example, position, stack, typeOf));
  if ("validateStack" in policy) {
    const args: StackValidationArgs = {
      resources: resources.map((resource) => ({ ...resource, dependencies: [], propertyDependencies: {} })),
      stackTags: new Map(),
      getConfig,
      notApplicable: () => {
        throw new Error("not expected");
      },
    };
    await policy.validateStack(args, report);
  } else if (typeof policy.validateResource === "function") {
    for (const [position, resource] of resources.entries()) {
      const args: ResourceValidationArgs = { ...resource, getConfig };
      const example = examples[position];
      if (policy.enforcementLevel === "remediate" && example) {
        await policy.remediateResource?.({ ...args, props: withSecrets(example) });
      }
      await policy.validateResource(args, report);
    }
  }
  return findings;
}
