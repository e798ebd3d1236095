import { existsSync } from "node:fs";
import { join } from "node:path";
import { canFind, isJournaled, repeatedStartOf, whyUnreadable } from "../../provider/core/lifecycle";
import { contracts } from "../../sdk/contracts";
import type { TypeUnderTest } from "./describeType";

/** Where the descriptor of a type is: beside each other as contracts are in `sdk`. */
function fileOf(type: string): string {
  return `descriptors/${type.replace(":", "/")}`;
}

function load(type: string): TypeUnderTest {
  const file = fileOf(type);
  if (!existsSync(join(__dirname, `${file}.ts`)))
    throw new Error(`${type} has no descriptor: add test/contract/${file}.ts`);
  const described: unknown = require(`./${file}`).default;
  if (isOfType(described, type)) return described;
  throw new Error(`test/contract/${file}.ts has to export describeType("${type}", …) as its default`);
}

function isOfType(value: unknown, type: string): value is TypeUnderTest {
  return typeof value === "object" && value !== null && "type" in value && value.type === type;
}

/** Every resource type. */
export const allTypes: readonly TypeUnderTest[] = contracts.map(({ type }) => load(type));

/** The resource type of a name. */
export function typeNamed(type: string): TypeUnderTest {
  const found = allTypes.find((one) => one.type === type);
  if (found === undefined) throw new Error(`There is no resource type ${type}.`);
  return found;
}

/** The resource type that programs call so: `gmeRecording`. */
export function typeCalled(name: string): TypeUnderTest {
  const found = allTypes.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no resource type ${name}.`);
  return found;
}

/** What a resource type can do, or what can become of it. */
const abilities = {
  /** Makes something at the vendor that can be lost. */
  start: ({ contract }) => contract.kind !== "setting",
  /** Runs until it is stopped or ends. */
  run: ({ contract }) => contract.kind === "task",
  /** Is there until it is stopped or deleted. */
  stay: ({ contract }) => ["task", "entity"].includes(contract.kind),
  /** Ends when it is done. */
  finish: ({ contract }) => contract.kind === "job",
  read: ({ lifecycle }) => whyUnreadable(lifecycle) === undefined,
  /** Is changed in place. */
  update: ({ lifecycle }) => lifecycle.update !== undefined,
  /** Is stopped or deleted at the vendor. */
  stop: ({ calls }) => calls.stop !== undefined,
  /** Its create waits for more than the vendor's answer, with the inputs that take the least time. */
  wait: ({ contract }) => contract.waitFor[0] === "running",
  /** A start whose answer was lost is found again, or met by its repeat. */
  "be found": ({ lifecycle, inputs }) => repeatedStartOf(lifecycle, { ...inputs }) !== "none",
  /** Nobody can tell what a start made whose answer was lost. */
  "be lost": ({ lifecycle, inputs }) => repeatedStartOf(lifecycle, { ...inputs }) === "none",
  /** The vendor shows what a start made whose answer was lost, and is asked for it. */
  "be looked for": ({ lifecycle, inputs }) =>
    canFind(lifecycle, { ...inputs }) && repeatedStartOf(lifecycle, { ...inputs }) !== "recognised",
  /** The vendor tells its start from any other one, by an id that is derived. */
  "be recognised": ({ lifecycle, inputs }) =>
    ["found", "recognised"].includes(repeatedStartOf(lifecycle, { ...inputs })),
  /** The vendor recognises a repeated start. */
  "be repeated": ({ lifecycle, inputs }) => repeatedStartOf(lifecycle, { ...inputs }) === "recognised",
  /** The vendor recognises a repeated start, and shows nothing of what it made. */
  "be met": ({ lifecycle, inputs }) =>
    repeatedStartOf(lifecycle, { ...inputs }) === "recognised" && !canFind(lifecycle, { ...inputs }),
  /** Tools see what a start made whose state was lost: the vendor shows it, or the journal has it. */
  "be traced": ({ lifecycle, inputs }) =>
    canFind(lifecycle, { ...inputs }) || isJournaled(lifecycle, { ...inputs }),
  /** Its starts are written into the journal. */
  "be journaled": ({ lifecycle, inputs }) => isJournaled(lifecycle, { ...inputs }),
  /** Another stack can want the same thing, and is refused. */
  "be shared": ({ shared }) => shared !== undefined,
  /** The vendor takes calls for it for some time after its start only. */
  expire: ({ lifecycle }) => lifecycle.controlledFor !== undefined,
} satisfies Record<string, (type: TypeUnderTest) => boolean>;

/** Something that a resource type can do. */
export type Ability = keyof typeof abilities;

/** The resource types that can do all of it. */
export function typesThat(...able: readonly Ability[]): readonly TypeUnderTest[] {
  return allTypes.filter((type) => able.every((ability) => abilities[ability](type)));
}

/** Of the types that can do all of it, the first of each kind in which a repeated start meets the first one. */
export function oneOfEachStart(...able: readonly Ability[]): readonly TypeUnderTest[] {
  const meetings = ["be lost", "be looked for", "be recognised", "be met", "be journaled", "wait"] as const;
  const kindOf = (type: TypeUnderTest) => meetings.filter((one) => abilities[one](type)).join();
  const all = typesThat(...able);
  return all.filter((type) => all.find((other) => kindOf(other) === kindOf(type)) === type);
}
