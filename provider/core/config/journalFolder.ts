import { join, resolve } from "node:path";
import { hasControlCharacter } from "../blanks";
import type { Places } from "./Places";
import { SettingError } from "./SettingError";

const setting = "pulumi-media-tasks:journal";

/** The folder of the journal of starts; undefined where the configuration switches it off. */
export function journalFolderOf(places: Places): string | undefined {
  const configured = places.config(setting);
  if (configured === "off") return undefined;
  if (configured === undefined)
    return join(places.variable("PULUMI_HOME") ?? join(places.home, ".pulumi"), "media-tasks", "journal");
  if (!hasControlCharacter(configured)) return resolve(configured);
  throw new SettingError(
    `${setting} has a line break or another control character in it. What to do: set it again, without`,
  );
}
