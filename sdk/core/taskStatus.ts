import { z } from "zod";

/** The status of a task: what its lifecycle finds at the vendor, and "stopped" where `lifecycle.desired` has it so. */
export function taskStatus<const Found extends string>(
  ...found: readonly Found[]
): z.ZodEnum<{ readonly [Key in Found | "stopped"]: Key }> {
  return z.enum<(Found | "stopped")[]>([...found, "stopped"]);
}
