import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { FacetPath, Facets } from "./facets";
import { annotationOf, type Fields, fieldOf, holdsSecret, itemOf, keysOf } from "./fields";
import type { Effect } from "./holds";
import { keepStable, watchingOptions } from "./keepStable";
import type { LifecycleOptions } from "./lifecycle";
import { requireArguments } from "./requireArguments";
import { requireOptions } from "./requireOptions";
import { requirePackage } from "./requirePackage";
import type { Rule } from "./rules";
import type { Kind, Traits, WaitFor } from "./traits";
import { warnOfPlainKeys } from "./warnOfPlainKeys";

type Primitive = string | number | boolean | null | undefined;

/** A value in which every part may be an output of another resource. */
export type DeepInput<T> = [T] extends [Primitive]
  ? pulumi.Input<T>
  : T extends Primitive
    ? T
    : T extends readonly (infer Item)[]
      ? pulumi.Input<DeepInput<Item>[]>
      : pulumi.Input<{ [Key in keyof T]: DeepInput<T[Key]> }>;

/** The dotted names of a block's parameters; lists count as one. */
export type Path<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? {
        [Key in keyof T & string]: Key | `${Key}.${Path<NonNullable<T[Key]>>}`;
      }[keyof T & string]
    : never;

/** What a resource is: all that a program, a policy or the provider has to know about it. */
export interface Contract<
  Inputs extends Fields = Fields,
  Outputs extends Fields = Fields,
  K extends Kind = Kind,
  W extends WaitFor = WaitFor,
> extends Traits {
  readonly type: `${string}/${string}:${string}`;
  readonly kind: K;
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  /** Forgetting one here is safe. */
  readonly updates: readonly Path<z.input<Inputs>>[];
  /** What has to hold for the vendor to carry out the change of an input in `updates`; otherwise it replaces. */
  readonly updatesWhen?: readonly Effect<Path<z.input<Inputs>>>[];
  /** Inputs that replace although they are listed in `updates`, given what was and what is wanted. */
  replacesAnyway?(before: z.input<Inputs>, after: z.input<Inputs>): readonly Path<z.input<Inputs>>[];
  /**
   * Outputs that no update changes, so that a preview knows them. Every other one is unknown at the preview of an
   * update: forgetting one here is safe.
   */
  readonly stable: readonly (keyof z.output<Outputs> & string)[];
  readonly waitFor: readonly W[];
  /** What must hold across parameters. */
  readonly rules: readonly Rule<z.input<Inputs>>[];
  /** What policies read of it, in units that are the same for all vendors. */
  readonly facets: Facets<string>;
}

/** What create waits for, where there is something to wait for. */
type WaitOption<W extends WaitFor> = [W] extends [never]
  ? unknown
  : {
      /**
       * How long create waits: "accepted", until the vendor took the order; "running", until it runs; "completed",
       * until the job is done.
       */
      waitFor?: W | undefined;
    };

/** The arguments of a resource: its inputs, plus the lifecycle options of its kind. */
export type Args<Inputs extends Fields, K extends Kind, W extends WaitFor> = {
  [Key in keyof z.input<Inputs>]: DeepInput<z.input<Inputs>[Key]>;
} & {
  /** How the task is started, kept and ended; the same few options on every resource. */
  lifecycle?: DeepInput<Omit<LifecycleOptions<K>, "waitFor"> & WaitOption<W>> | undefined;
};

type OutputsOf<Block extends Fields> = {
  readonly [Key in keyof z.output<Block>]-?: pulumi.Output<z.output<Block>[Key]>;
};

/** A resource in a program: its inputs and what the vendor said of it, as outputs. */
export type Instance<Inputs extends Fields, Outputs extends Fields> = pulumi.CustomResource &
  Pick<OutputsOf<Inputs>, Exclude<keyof OutputsOf<Inputs>, keyof OutputsOf<Outputs>>> &
  OutputsOf<Outputs>;

/** The class that {@link defineResource} makes of a contract. */
export interface ResourceClass<
  Inputs extends Fields,
  Outputs extends Fields,
  K extends Kind,
  W extends WaitFor,
> {
  new (
    name: string,
    args: Args<Inputs, K, W>,
    options?: pulumi.CustomResourceOptions,
  ): Instance<Inputs, Outputs>;
  /** What the resource is, as data. */
  readonly contract: Contract<Inputs, Outputs, K, W>;
  /** The full Pulumi type, by which policies recognise the resource. */
  readonly __pulumiType: string;
}

/** The full Pulumi type of a contract. */
export function pulumiType(contract: { readonly type: string }): string {
  return `pulumi-nodejs:dynamic/${contract.type}`;
}

/**
 * The provider text kept in every state: it only names the frozen entry and the type. Never change it for a type
 * that was released: states carry it, and deletes run what the state carries.
 */
export function providerText(contract: { readonly type: string }): string {
  return `exports.handler=()=>require("pulumi-media-tasks/provider").of("${contract.type}")`;
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
export function defineResource<
  Inputs extends Fields,
  Outputs extends Fields,
  K extends Kind,
  W extends WaitFor,
>(
  contract: Contract<Inputs, Outputs, K, W> & { readonly facets: Facets<FacetPath<z.input<Inputs>>> },
): ResourceClass<Inputs, Outputs, K, W> {
  const type = pulumiType(contract);

  class Task extends pulumi.CustomResource {
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
  }

  // The properties of the instance are set by Pulumi at run time, from the names above.
  return Task as unknown as ResourceClass<Inputs, Outputs, K, W>;
}
