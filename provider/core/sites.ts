import type { Contract } from "../../sdk/core/contract";
import type { Report } from "../../sdk/core/rules";
import { type Site, siteTitles } from "../../sdk/core/sites";
import { annotatedParts } from "./annotated";

const otherSite = { international: "mainland", mainland: "international" } as const satisfies Record<
  Site,
  Site
>;

/** Refuses the inputs that the vendor's site does not have, and the values that it does not take. */
export function refuseOtherSites(
  contract: Contract,
  inputs: Record<string, unknown>,
  site: Site | undefined,
  report: Report,
): void {
  if (site === undefined) return;
  const here = siteTitles[site];
  const other = siteTitles[otherSite[site]];
  const advice = `set the endpoint of ${other} if the account is of that site`;
  const found = annotatedParts(contract.inputs, inputs, ["site", "valuesAt"]);
  for (const { path, value, annotation } of found) {
    if (annotation.site !== undefined && annotation.site !== site) {
      report.failure(
        path,
        `${other} alone has it, and the endpoint is that of ${here}`,
        `leave it out, or ${advice}`,
      );
    }
    const values = annotation.valuesAt?.[site];
    if (typeof value === "string" && values !== undefined && !values.includes(value)) {
      // What no site has was refused already.
      if (!annotation.valuesAt?.[otherSite[site]].includes(value)) continue;
      report.failure(
        path,
        `it is "${value}", which only ${other} has, and the endpoint is that of ${here}`,
        `use one of ${values.join(", ")}, or ${advice}`,
      );
    }
  }
}
