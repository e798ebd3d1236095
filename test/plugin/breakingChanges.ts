/** A type as programs in typed languages see it, in one text; choices and blocks are named. */
type TypeText = string;

/** Properties by name. */
type Properties = Readonly<Record<string, TypeText>>;

/** What programs depend on: of the schema of a package, all that is no description. */
export interface SchemaShape {
  readonly settings: Properties;
  readonly blocks: Readonly<
    Record<string, { readonly properties: Properties; readonly required: readonly string[] }>
  >;
  /** The values of choices by what they are called. */
  readonly choices: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly inputs: Properties;
        readonly requiredInputs: readonly string[];
        readonly outputs: Properties;
        readonly requiredOutputs: readonly string[];
        readonly aliases: readonly string[];
      }
    >
  >;
}

function gone(what: string, before: object, after: object): string[] {
  return Object.keys(before)
    .filter((name) => !Object.hasOwn(after, name))
    .map((name) => `breaking: ${what} ${name} is removed or renamed`);
}

function changedTypes(what: string, before: Properties, after: Properties): string[] {
  return Object.entries(before).flatMap(([name, type]) => {
    const now = after[name];
    return now === undefined || now === type ? [] : [`breaking: ${what} ${name} was ${type}, and is ${now}`];
  });
}

function added(what: string, before: readonly string[], after: readonly string[]): string[] {
  return after
    .filter((name) => !before.includes(name))
    .map((name) => `breaking: ${what} ${name} has to be given now`);
}

/** What of a change would end in programs that do not compile, or do not run. */
export function breakingChanges(before: SchemaShape, after: SchemaShape): string[] {
  const properties = (what: string, one: Properties, other: Properties) => [
    ...gone(what, one, other),
    ...changedTypes(what, one, other),
  ];
  return [
    ...properties("the setting", before.settings, after.settings),
    ...gone("the resource", before.resources, after.resources),
    ...gone("the block", before.blocks, after.blocks),
    ...gone("the choice", before.choices, after.choices),
    ...Object.entries(before.resources).flatMap(([token, one]) => {
      const other = after.resources[token];
      if (other === undefined) return [];
      return [
        ...properties(`the input of ${token}`, one.inputs, other.inputs),
        ...properties(`the output of ${token}`, one.outputs, other.outputs),
        ...added(`the input of ${token}`, one.requiredInputs, other.requiredInputs),
        ...one.requiredOutputs
          .filter((name) => Object.hasOwn(other.outputs, name) && !other.requiredOutputs.includes(name))
          .map((name) => `breaking: the output of ${token} ${name} may be missing now`),
        ...one.aliases
          .filter((alias) => !other.aliases.includes(alias))
          .map((alias) => `breaking: ${token} is no alias of ${alias} any more`),
      ];
    }),
    ...Object.entries(before.blocks).flatMap(([token, one]) => {
      const other = after.blocks[token];
      if (other === undefined) return [];
      return [
        ...properties(`the property of ${token}`, one.properties, other.properties),
        ...added(`the property of ${token}`, one.required, other.required),
      ];
    }),
    ...Object.entries(before.choices).flatMap(([token, one]) => {
      const other = after.choices[token];
      if (other === undefined) return [];
      return [
        ...gone(`the choice of ${token}`, one, other),
        ...Object.entries(one)
          .filter(([name, value]) => Object.hasOwn(other, name) && other[name] !== value)
          .map(([name]) => `breaking: the choice of ${token} ${name} stands for another value`),
      ];
    }),
  ];
}
