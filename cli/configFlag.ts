import type { ConfigReader } from "../provider/core/config/Places";
import { Misuse } from "./command";

/** The flag by which a command is told what the stack's configuration would tell. */
export const configFlag = {
  type: "string",
  multiple: true,
  value: "KEY=VALUE",
  description: "a setting as in `pulumi config set`, e.g. tencentcloud:region=ap-singapore",
} as const;

/** The settings that were given. */
export function configOf(given: readonly string[] = []): ConfigReader {
  const settings = new Map(given.map(keyAndValue));
  return (key) => settings.get(key);
}

/** The two sides of the first equals sign. */
export function keyAndValue(text: string): [key: string, value: string] {
  const at = text.indexOf("=");
  if (at < 1) throw new Misuse(`"${text}" is not of the form KEY=VALUE.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
