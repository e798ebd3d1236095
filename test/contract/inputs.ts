import { fieldOf, itemOf, keysOf } from "../../sdk/core/fields";

/** A schema of the inputs. */
export type Schema = Parameters<typeof fieldOf>[0];

/** An input, or a block or list of them. */
export interface Input {
  /** Dotted, without indexes of lists: `videoParams.waterMarkList.waterMarkText.font`. */
  readonly name: string;
  readonly schema: Schema;
}

/** Every input in a schema, nested ones too; those in the items of a list stand below the list. */
export function inputsOf(schema: Schema, prefix = ""): Input[] {
  const item = itemOf(schema);
  if (item) return inputsOf(item, prefix);
  return keysOf(schema).flatMap((key) => {
    const field = fieldOf(schema, key);
    const name = `${prefix}${key}`;
    return field ? [{ name, schema: field }, ...inputsOf(field, `${name}.`)] : [];
  });
}
