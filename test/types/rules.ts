import { heeded, required, requiredIf } from "../../sdk/core/requirements";
import type { Rules } from "../../sdk/core/rules";

// Compiled by `npm run check` and never run: each expected error that is none any more fails the check.

interface Inputs {
  readonly mode: 0 | 1;
  readonly windows?: readonly { readonly width: number; readonly names?: readonly string[] }[] | undefined;
}

const words = { problem: "it is missing", advice: "add it" } as const;

/** Paths of rules are those of inputs. */
export const rules: Rules<Inputs> = [
  required("windows", words),
  required("windows[].width", words),
  required("windows[].names[]", words),
  (inputs, report) => report.warning("mode", `it is ${inputs.mode}`, "change it"),
  // @ts-expect-error There is no such input.
  required("windows[].height", words),
  // @ts-expect-error The items of a list have `[]` after its name.
  required("windows.width", words),
  // @ts-expect-error There is no input of the condition's path.
  requiredIf("windows", { path: "modes", values: [1] }),
  // @ts-expect-error There is no such input.
  ...heeded(["mode", "width"], [{ path: "windows", given: true }]),
  // @ts-expect-error There are no words that follow from it.
  required("mode"),
];
