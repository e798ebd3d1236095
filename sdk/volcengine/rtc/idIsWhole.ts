import type { Rule } from "../../core/rules";

/** The ids that the vendor's examples show with stars. */
interface Ids {
  readonly appId?: string | undefined;
  readonly businessId?: string | undefined;
}

/** An id was not copied from the vendor's examples, where stars stand in the place of letters. */
export function idIsWhole(name: keyof Ids): Rule<Ids> {
  return ({ [name]: id }, report) => {
    if (!id?.includes("*")) return;
    report.warning(
      name,
      `"${id}" has stars, as the vendor's examples have in the place of letters`,
      "give the whole id",
    );
  };
}
