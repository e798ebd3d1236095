import { isRecord } from "../../sdk/core/isRecord";

/** JSON with sorted keys and without undefined and null parts: equal for equal values. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? "null";
  const parts = Object.keys(value)
    .filter((key) => value[key] !== undefined && value[key] !== null)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${parts.join(",")}}`;
}

/**
 * A copy that Pulumi can store: what JSON has, and nothing undefined. Pulumi's own conversion fails on undefined,
 * BigInt and functions, after the task was started.
 */
export function storable(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((part) => storable(part) ?? null);
  return isRecord(value) ? storableRecord(value) : undefined;
}

/** {@link storable} for an object's parts. */
export function storableRecord(value: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    const kept = storable(part);
    if (kept !== undefined) copy[key] = kept;
  }
  return copy;
}
