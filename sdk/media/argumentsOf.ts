import type * as pulumi from "@pulumi/pulumi";

/** The inputs of a resource as arguments: each part may be an output. */
export type ArgumentsOf<Inputs> = { [Key in keyof Inputs]: PartOf<Inputs[Key]> };

type PartOf<Value> = pulumi.Input<
  Value extends readonly (infer Item)[] ? PartOf<Item>[] : Value extends object ? ArgumentsOf<Value> : Value
>;
