import { describe, expect, test } from "@jest/globals";
import { Stack } from "./harness";
import { runStep } from "./runStep";
import { scenarios } from "./scenarios";

// Beside each other: the processes of one scenario wait for each other most of the time.
describe("the local engine", () => {
  test.concurrent.each(scenarios.map((scenario) => [scenario.name, scenario.steps] as const))(
    "%s",
    async (_, steps) => {
      using stack = new Stack();
      for (const step of steps) {
        const { exitCode, text, changes } = await runStep(stack, step);
        const expected = { command: step.command, exitCode: step.exitCode, changes: step.changes };
        expect({ command: step.command, exitCode, changes, text }).toEqual({ ...expected, text });
        for (const pattern of step.says ?? []) expect(text).toMatch(pattern);
        expect(`${text}${stack.stateText()}`).not.toMatch(/canary/);
      }
    },
    120_000,
  );
});
