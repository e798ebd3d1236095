import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { expression } from "./expression";

const exemption = fields({
  /** The resource's name in the program, or its URN. */
  resource: z.string().min(1),
  /** Why the rule need not hold for it. */
  reason: z.string().min(1),
  /** Last day of the exemption, for example "2027-01-31". */
  until: z.iso.date(),
});

/** The settings that every rule has: which resources it looks at. */
export const scopeSettings = fields({
  /** Regular expressions; when there are any, only resources whose name matches one are checked. */
  includeFor: z
    .array(expression)
    .default([])
    .describe("only resources whose name matches one of these expressions"),
  /** Regular expressions; resources whose name matches one are not checked. */
  excludeFor: z
    .array(expression)
    .default([])
    .describe("not the resources whose name matches one of these expressions"),
  /** Single resources that need not keep the rule for a while. */
  exemptions: z
    .array(exemption)
    .default([])
    .describe("single resources that need not keep the rule until a date, each with its reason"),
});

/** Which resources a rule looks at. */
export type Scope = z.output<typeof scopeSettings>;

/** Whether a rule looks at a resource, and what to say about it. */
export interface Verdict {
  readonly checked: boolean;
  /** Why it is not checked, or why an exemption does not count any more. */
  readonly note?: string;
}

/** Decides whether a rule looks at a resource. Days are written like "2027-01-31". */
export function inScope(resource: { name: string; urn: string }, scope: Scope, today: () => string): Verdict {
  const matches = (expression: string) => new RegExp(expression).test(resource.name);
  const excludedBy = scope.excludeFor.find(matches);
  if (excludedBy !== undefined) return { checked: false, note: `excludeFor "${excludedBy}"` };
  if (scope.includeFor.length > 0 && !scope.includeFor.some(matches)) {
    return { checked: false, note: "no expression of includeFor matches its name" };
  }
  const exempted = scope.exemptions.filter(({ resource: id }) => id === resource.name || id === resource.urn);
  if (exempted.length === 0) return { checked: true };
  const day = today();
  const valid = exempted.find(({ until }) => day <= until);
  if (valid) return { checked: false, note: `exempted until ${valid.until}: ${valid.reason}` };
  const [over] = exempted;
  return over
    ? { checked: true, note: `its exemption ended on ${over.until} (${over.reason})` }
    : { checked: true };
}
