import { pulumiType } from "../../sdk/core/contract";
import type { TypeUnderTest } from "../contract/describeType";
import type { Properties, Resource, Stage } from "../provider/support";

/** Starts a task on a stage; gives it, and what an exported state has of it. */
export async function startedTask(
  stage: Stage,
  type: TypeUnderTest,
  name: string,
  inputs: Properties = type.inputs,
): Promise<{ readonly resource: Resource; readonly exported: Properties }> {
  const resource = stage.resource(type.type, name);
  await resource.create(inputs);
  const urn = `urn:pulumi:dev::school::${pulumiType(type)}::${name}`;
  const { id, state } = resource;
  const exported = {
    urn,
    type: pulumiType(type),
    custom: true,
    id,
    inputs: { ...inputs, __urn: urn },
    outputs: state,
  };
  return { resource, exported };
}
