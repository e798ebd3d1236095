import { UserError } from "../http/errors";

/** The application that a start made, where names alone tell: others may have made one at the same time. */
export function onlyMade(ids: readonly string[], name: string): string | undefined {
  if (ids.length > 1)
    throw new UserError(
      `several applications were created as "${name}" (${ids.join(", ")}), and only one of them can be this one. What to do: set lifecycle.adopt to its id`,
    );
  return ids[0];
}
