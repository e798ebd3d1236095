import { facts } from "./facts";
import type { Actions, Call, Service } from "./service";
import type { Violation } from "./violations";

/** What is a service's own. */
export interface TencentWords {
  readonly actions: Actions;
  /** Refuses what no action of the service is carried out for. */
  admit?(call: Call): void;
  /**
   * Its codes for parameters of a wrong type or value where the facts list none with the parameter's name, or another
   * one: by "value Field" (or type), "Field", "value", or "Action", of which the first that there is holds.
   */
  readonly codes?: { readonly [about: string]: string };
  /** The code where none of these fits. */
  readonly otherwise: string;
}

/** A service of Tencent Cloud. */
export function tencentService(name: "trtc" | "gme" | "tiw" | "vod", words: TencentWords): Service {
  const { actions, admit, codes = {}, otherwise } = words;
  return {
    name,
    facts: facts[name],
    actions,
    ...(admit && { admit }),
    versions: () => [facts[name].version ?? ""],
    codeFor: ({ kind, field }: Violation, action) => {
      const listed = (...exact: string[]) =>
        facts[name].actions[action]?.errors?.find((code) => exact.includes(code));
      if (kind === "unknown") return "UnknownParameter";
      if (kind === "missing") return listed(`MissingParameter.${field}`) ?? "MissingParameter";
      return (
        codes[`${kind} ${field}`] ??
        codes[field] ??
        listed(`InvalidParameterValue.${field}`, `InvalidParameterValue.Invalid${field}`) ??
        codes[kind] ??
        codes[action] ??
        otherwise
      );
    },
  };
}
