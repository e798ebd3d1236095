import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { type Contract, providerText, pulumiType } from "./contract";
import { annotationOf, type Fields, fieldOf, holdsSecret, itemOf, keysOf } from "./fields";
import { isRecord } from "./isRecord";
import { keepStable, watchingOptions } from "./keepStable";
import { requireArguments } from "./requireArguments";
import { requireOptions } from "./requireOptions";
import { requirePackage } from "./requirePackage";
import { warnOfPlainKeys } from "./warnOfPlainKeys";

/** The class of a contract. Programs see the declarations that the build makes of the contract. */
export interface ResourceClass {
  new (
    name: string,
    args: Readonly<Record<string, unknown>>,
    options?: pulumi.CustomResourceOptions,
  ): pulumi.CustomResource;
  /** What the resource is, as data. */
  readonly contract: Contract;
  /** The full Pulumi type, by which policies recognise the resource. */
  readonly __pulumiType: string;
}

/**
 * What the engine has to encrypt although no input of the same name may be a secret: secret outputs, and secret
 * inputs that the program left out and a refresh found.
 */
function secretOutputs({ inputs, outputs }: { inputs: Fields; outputs: Fields }): string[] {
  const secretKeys = (block: Fields, isSecret: (field: z.core.$ZodType) => boolean) =>
    keysOf(block).filter((key) => {
      const field = fieldOf(block, key);
      return field !== undefined && isSecret(field);
    });
  return [
    ...secretKeys(outputs, holdsSecret),
    ...secretKeys(inputs, (field) => annotationOf(field).secret === true),
  ];
}

/** Wraps the secret parts of a value, so that the engine encrypts them, whatever the program passed. */
function seal(value: unknown, schema: z.core.$ZodType): unknown {
  if (value === undefined || !holdsSecret(schema)) return value;
  if (annotationOf(schema).secret || pulumi.Output.isInstance(value) || value instanceof Promise) {
    return pulumi.secret(value);
  }
  const item = itemOf(schema);
  if (item && Array.isArray(value)) return value.map((entry) => seal(entry, item));
  return isRecord(value) ? sealFields(value, schema) : value;
}

function sealFields(values: Record<string, unknown>, schema: z.core.$ZodType): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const field = fieldOf(schema, key);
      return [key, field ? seal(value, field) : value];
    }),
  );
}

/**
 * The resource's name in the whole stack, which create needs for identities that survive a crash and which
 * Pulumi does not hand to dynamic providers. The parent's URN goes in as a bare promise: as an output it would
 * make a child wait for its own component.
 */
function logicalName(type: string, name: string, parent: pulumi.Resource | undefined): pulumi.Output<string> {
  if (!parent) return pulumi.createUrn(name, type);
  const parentUrn = new Promise<string>((resolve) => {
    parent.urn.apply(resolve);
  });
  return pulumi.createUrn(name, type, parentUrn);
}

/**
 * Which of both goes first where Pulumi replaces without asking the provider, as for `--replace`. What is to be taken
 * over runs already: there the provider decides.
 */
function replacement(
  { stopsFirst }: Pick<Contract, "stopsFirst">,
  { lifecycle = {} }: Record<string, unknown>,
): pulumi.CustomResourceOptions {
  const adopts = !isRecord(lifecycle) || pulumi.Output.isInstance(lifecycle) || lifecycle.adopt !== undefined;
  return stopsFirst && !adopts ? { deleteBeforeReplace: true } : {};
}

/** Makes the Pulumi class of a contract. */
export function defineResource(contract: Contract): ResourceClass {
  const type = pulumiType(contract);

  return class extends pulumi.CustomResource {
    static readonly contract = contract;
    static readonly __pulumiType = type;

    constructor(name: string, args: Record<string, unknown>, options: pulumi.CustomResourceOptions = {}) {
      const what = `${contract.type} "${name}"`;
      requireArguments(what, contract.inputs, args);
      requireOptions(what, type, options);
      requirePackage();
      warnOfPlainKeys();
      const undetermined = Object.fromEntries(keysOf(contract.outputs).map((key) => [key, undefined]));
      super(
        type,
        name,
        {
          ...undetermined,
          ...sealFields(args, contract.inputs),
          __provider: providerText(contract),
          __urn: logicalName(type, name, options.parent),
        },
        pulumi.mergeOptions(watchingOptions({ ...replacement(contract, args), ...options }), {
          additionalSecretOutputs: secretOutputs(contract),
        }),
      );
      keepStable(this, contract.stable);
    }
  };
}
