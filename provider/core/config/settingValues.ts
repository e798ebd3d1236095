import { isRecord } from "../../../sdk/core/isRecord";
import { isPlain } from "../blanks";
import { SettingError } from "./SettingError";

/** A setting's value without the blanks and line breaks around it, which files of CI systems have; empty is not set. */
export function settingValue(value: unknown): string | undefined {
  return (typeof value === "string" && value.trim()) || undefined;
}

/** The value of a setting in which no blank can be meant; it is never shown. */
export function unbroken<Value extends string | undefined>(name: string, value: Value): Value {
  if (value === undefined || isPlain(value)) return value;
  throw new SettingError(
    `${name} has a blank, a line break or another character in it that cannot be there (its value is not shown). What to do: set it again, without`,
  );
}

/** The JSON object in a text, if it is one. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return isRecord(content) ? content : undefined;
  } catch {
    return undefined;
  }
}
