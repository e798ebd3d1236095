import type { Stack } from "./harness";
import type { ScenarioStep } from "./scenarios";

/** How a step of a scenario went. */
export interface StepOutcome {
  readonly exitCode: number | null;
  readonly text: string;
  /** In their order if the step takes one thing at a time, else sorted. */
  readonly changes: readonly string[];
}

/** Runs one step of a scenario on an engine. */
export async function runStep(stack: Stack, step: ScenarioStep): Promise<StepOutcome> {
  if (step.program !== undefined) stack.program(step.program);
  if (step.world !== undefined) stack.world(step.world);
  stack.takeCalls();
  const { exitCode, text } = await stack.run(step.command);
  const changes = stack.takeChanges();
  const isOrdered = step.command.includes("--parallel 1") || step.command === "destroy --yes";
  return { exitCode, text, changes: isOrdered ? changes : changes.sort() };
}
