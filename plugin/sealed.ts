import type { Properties } from "../provider/core/state";
import { isUnknown } from "../provider/core/unknowns";
import { isPulumiSecret, pulumiSecret } from "../provider/pulumi/pulumiSecret";
import { unknownText } from "../provider/pulumi/stored";
import { isRecord } from "../sdk/core/isRecord";

/** Values without Pulumi's marks of secrets. */
export function opened(values: Properties): Properties {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, openedValue(value)]));
}

function openedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openedValue);
  if (!isRecord(value)) return value;
  return isPulumiSecret(value) ? openedValue(value.value) : opened(value);
}

/** The texts and numbers in what is marked as a secret, as messages would show them. */
export function secretTextsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (isRecord(value) && isPulumiSecret(value)) return textsIn(openedValue(value));
  return Object.values(value).flatMap(secretTextsIn);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Whether a value, or a part of it, is marked as a secret. */
export function holdsPulumiSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (isRecord(value) && isPulumiSecret(value)) || Object.values(value).some(holdsPulumiSecret);
}

/** Values in which what is a secret in others of the same names is marked as one, too. */
export function sealedLike(values: Properties, others: Properties): Properties {
  const sealed = (value: unknown, other: unknown): unknown => {
    if (!holdsPulumiSecret(other) || value === undefined) return value;
    if (!isRecord(value) || !isRecord(other) || isPulumiSecret(other))
      return isRecord(value) && isPulumiSecret(value) ? value : pulumiSecret(value);
    return isPulumiSecret(value) ? value : sealedLike(value, other);
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, sealed(value, others[key])]));
}

/** Values as the engine takes them at preview: with its text for what is not known yet. */
export function withUnknownTexts(values: Properties): Properties {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, withUnknownText(value)]));
}

function withUnknownText(value: unknown): unknown {
  if (isUnknown(value)) return unknownText;
  if (Array.isArray(value)) return value.map(withUnknownText);
  return isRecord(value) ? withUnknownTexts(value) : value;
}
