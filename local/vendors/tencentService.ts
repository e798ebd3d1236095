import { facts } from "./facts";
import type { Actions, Call, Service } from "./service";
import type { Violation } from "./violations";

/** What is a service's own. */
export interface TencentWords {
  readonly actions: Actions;
  /** Refuses what no action of the service is carried out for. */
  admit?(call: Call): void;
  /**
   * Its codes for parameters that break the rules, by what they are about, the most exact first: "Action value Field"
   * (or type), "Action Field", "value Field", "Field", "value", "Action". Unknown parameters have a code in
   * common, and so have missing ones where the action's page lists none that is more exact.
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
      const missing = `MissingParameter.${field}`;
      const isListed = facts[name].actions[action]?.errors?.includes(missing);
      if (kind === "missing") return isListed ? missing : "MissingParameter";
      if (kind === "unknown") return "UnknownParameter";
      const about = [
        `${action} ${kind} ${field}`,
        `${action} ${field}`,
        `${kind} ${field}`,
        field,
        kind,
        action,
      ];
      return about.map((words) => codes[words]).find((code) => code !== undefined) ?? otherwise;
    },
  };
}
