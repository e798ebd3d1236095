import { z } from "zod";
import type { ConfigReader } from "../provider/core/config/Places";
import { parseObject } from "../provider/core/config/settingValues";
import type { Properties } from "../provider/core/state";
import { isUnknown } from "../provider/core/unknowns";
import { packageName } from "../sdk/core/contract";
import { annotationOf, fieldOf, unwrap } from "../sdk/core/fields";
import { isRecord } from "../sdk/core/isRecord";
import { suggest } from "../sdk/core/suggest";
import { providerSettings, settingOf } from "./providerSettings";

/** A setting that is refused. */
export interface SettingFailure {
  /** Empty where its value must not be shown, as the engine prints it beside the reason. */
  readonly property: string;
  readonly reason: string;
}

/** What Pulumi itself has among a provider's settings. */
const ofPulumi = ["version", "pluginDownloadURL", "__internal"];

/** What is wrong with the settings of a provider. */
export function settingFailures(settings: Properties): SettingFailure[] {
  return Object.entries(settings).flatMap(([name, value]): SettingFailure[] => {
    if (ofPulumi.includes(name) || isUnknown(value)) return [];
    const field = fieldOf(providerSettings, name);
    if (field === undefined) {
      const near = suggest(name, Object.keys(providerSettings.shape));
      const remedy = near === undefined ? "remove it" : `did you mean ${packageName}:${near}?`;
      return [{ property: "", reason: `there is no setting ${packageName}:${name}. What to do: ${remedy}` }];
    }
    const isSecret = annotationOf(field).secret === true;
    if (z.safeParse(field, fromText(field, value)).success) return [];
    const reason = `${packageName}:${name} ${isSecret ? "(a secret, not shown) " : ""}is ${expected(field)}. What to do: set it so, or leave it out`;
    return [{ property: isSecret ? "" : name, reason }];
  });
}

/** A setting that the stack's configuration, where all are texts, has as JSON. */
function fromText(field: z.core.$ZodType, value: unknown): unknown {
  const inner = unwrap(field);
  if (typeof value !== "string") return value;
  if (inner instanceof z.ZodRecord) return parseObject(value) ?? value;
  if (inner instanceof z.ZodBoolean && ["true", "false"].includes(value)) return value === "true";
  return value;
}

function expected(field: z.core.$ZodType): string {
  const inner = unwrap(field);
  if (inner instanceof z.ZodRecord) return "no map of names and values, or the JSON of one";
  return inner instanceof z.ZodBoolean ? "neither true nor false" : "no text";
}

/** Reads settings by the names that the rest of the provider has for them. */
export function readerOfSettings(settings: Properties): ConfigReader {
  return (key) => {
    const value = settings[settingOf(key) ?? ""];
    if (value === undefined || isUnknown(value)) return undefined;
    return typeof value === "string" ? value : JSON.stringify(isRecord(value) ? value : String(value));
  };
}

/** Whether a setting says that everything is read before an update. */
export function readsBeforeUpdate({ refreshBeforeUpdate }: Properties): boolean {
  return String(refreshBeforeUpdate) === "true";
}
