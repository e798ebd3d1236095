import { type FieldFacts, facts } from "../../local/vendors/facts";
import type { JsonObject, JsonValue } from "../../local/vendors/json";
import type { Contract } from "../../sdk/core/contract";
import { keysOf, unwrap } from "../../sdk/core/fields";
import type { TypeUnderTest } from "./describeType";
import type { Calls } from "./descriptor";
import { type Parameter, parametersOf } from "./parameters";
import { allTypes, typeNamed } from "./typesThat";
import { inputAt, wireNameOf } from "./wire";

/** An action of a vendor, and the resource type that calls it. */
export interface Operation {
  /** The service's name among the facts. */
  readonly service: keyof typeof facts;
  readonly action: string;
  readonly type: string;
  readonly contract: Contract;
  /** The action that makes what this one needs; its answer's members go into the body. */
  readonly start?: string;
  /** Actions that have to come between that one and this one. */
  readonly between: readonly string[];
  /** Parameters that no program sets: the lifecycle has them from the state, or asks by them. */
  readonly own: readonly string[];
  /** What the lifecycle puts where inputs have nothing and the vendor needs something, by path. */
  readonly filled: JsonObject;
  /** The same for parameters of blocks that need not be there: where the block is. */
  readonly filledInside: JsonObject;
  /** The list in whose one item the inputs stand, where the action has it. */
  readonly list?: string;
  /** What the inputs have to be for this action to be called. */
  readonly inputs?: JsonObject;
}

/** Every action behind the resources. */
export const operations: readonly Operation[] = allTypes.flatMap((type) => [
  ...operationsOf(type, type.calls),
  ...(type.alternatives ?? []).flatMap(({ calls, inputs }) =>
    operationsOf(type, calls).map((operation) => ({ ...operation, inputs })),
  ),
]);

function operationsOf(type: TypeUnderTest, { start, update = [], stop = [], read = [] }: Calls): Operation[] {
  const orders = [...start, ...update];
  return [...new Set([...orders, ...stop, ...read])].map((action) =>
    operationOf(type, action, action === start[0] ? undefined : start[0], orders.includes(action)),
  );
}

function operationOf(
  { type, contract, documents: service, own: declared = {}, between = {}, derived = {}, list }: TypeUnderTest,
  action: string,
  start: string | undefined,
  isOrder: boolean,
): Operation {
  const parameters = parametersOf(facts[service], action);
  const inputFor = (parameter: Parameter) => inputOf({ contract, ...(list && { list }) }, parameter.name);
  const fromState = new Set(keysOf(contract.outputs).map((key) => wireNameOf(contract.outputs, key)));
  // An order is told all inputs: what it has beside them is said in the descriptor, or comes from the state.
  const isOwn = (parameter: Parameter) =>
    declared[action]?.includes(parameter.name) ||
    (inputFor(parameter) === undefined && (fromState.has(parameter.name) || !isOrder));
  const own = parameters.filter((parameter) => !parameter.name.includes(".") && isOwn(parameter));
  const isDerived = (parameter: Parameter) => {
    const input = inputFor(parameter);
    return input !== undefined && unwrap(input.schema) !== input.schema;
  };
  const filled = [
    ...parameters.filter(
      ({ name, facts, isStructure }) => isStructure && facts.required && derived[name] !== undefined,
    ),
    ...neededIn(own, true),
    ...neededIn(parameters).filter(isDerived),
    ...(start === undefined ? [] : neededIn(parametersOf(facts[service], start)).filter(isDerived)),
  ];
  return {
    ...{ service, action, type, contract, between: between[action] ?? [] },
    ...(start !== undefined && { start }),
    ...(list !== undefined && { list }),
    own: own.map((parameter) => parameter.name),
    filledInside: Object.fromEntries(Object.entries(derived).filter(([name]) => name.includes("."))),
    filled: Object.fromEntries(
      filled.map((parameter) => [parameter.name, derived[parameter.name] ?? anyValue(parameter.facts)]),
    ),
  };
}

/** The parameters of an action that inputs give. */
export function parametersFor({ service, action, type, own }: Operation): Parameter[] {
  const { noInputs = [] } = typeNamed(type);
  return parametersOf(facts[service], action).filter(
    ({ name }) =>
      !own.includes(name.split(".", 1)[0] ?? "") &&
      !noInputs.some(({ where }) => where.test(`${action} ${name}`)),
  );
}

/** The input that gives a parameter of an action; undefined where none does. */
export function inputOf({ contract, list }: Pick<Operation, "contract" | "list">, path: string) {
  return inputAt(contract, list === undefined ? path : path.replace(new RegExp(`^${list}(\\[0\\])?\\.`), ""));
}

/** Those of the parameters, structures left out, that the vendor needs in every body. */
function neededIn(parameters: readonly Parameter[], withLists = false): Parameter[] {
  const isNeeded = (name: string): boolean => {
    const found = parameters.find((parameter) => parameter.name === name);
    const parent = name.slice(0, Math.max(0, name.lastIndexOf(".")));
    return (
      found?.facts.required === true &&
      (withLists || !found.facts.list) &&
      (parent === "" || isNeeded(parent))
    );
  };
  return parameters.filter(({ name, isStructure }) => !isStructure && isNeeded(name));
}

function anyValue({ enum: [choice] = [], type, list }: FieldFacts): JsonValue {
  const value = choice ?? (type === "string" ? "derived" : 1);
  return list ? [value] : value;
}
