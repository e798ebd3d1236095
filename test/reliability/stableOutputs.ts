import { expect } from "@jest/globals";
import type { EngineName } from "../engine/stack";
import { inputsOf } from "../provider/support";
import { canaries } from "./canaries";
import { everything } from "./everything";
import { destroy, MediaStack, type Program, up } from "./mediaStack";

/** Which outputs stay known at the preview of an update in place: those that no update changes. */
const stable = {
  relay: ["region", "robotUserId", "taskId"],
  gme: ["taskId"],
  generation: ["taskId"],
  callback: ["region"],
  redraw: ["createTime", "sessionId", "taskId"],
  application: ["createTime", "subAppId"],
  recording: ["region", "taskId"],
} as const satisfies Record<keyof typeof everything, readonly string[]>;

/** Every resource with a change of its options, which each of them takes in place. */
const updated: Program = Object.fromEntries(
  Object.entries(everything).map(([kind, inputs]) => [
    kind,
    { ...inputs, lifecycle: { timeouts: { delete: "3m" } } },
  ]),
);

/** The outputs that a preview knew, sorted. */
function knownIn(text: string): string[] {
  return [...new Set([...text.matchAll(/known: (\w+\.\w+)/g)].map(([, path = ""]) => path))].sort();
}

/** An update in place of every resource leaves known what it does not change; so does one of nothing. */
export async function expectStableOutputs(engine: EngineName): Promise<void> {
  await using stack = await MediaStack.start(engine);
  await stack.init();
  stack.program(everything);
  const created = await stack.run("preview");
  expect(created).toMatchObject({ exitCode: 0 });
  expect(knownIn(created.text)).toEqual([]);
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });

  stack.program(updated);
  const preview = await stack.run("preview");
  expect(preview).toMatchObject({ exitCode: 0, text: expect.stringContaining("7 to update") });
  const all = Object.entries(stable).flatMap(([kind, keys]) => keys.map((key) => `${kind}.${key}`));
  expect(knownIn(preview.text)).toEqual(all.sort());
  for (const secret of Object.values(canaries)) expect(preview.text).not.toContain(secret);
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  expect(await stack.run("preview --expect-no-changes")).toMatchObject({ exitCode: 0 });

  // What is replaced gets another id.
  stack.program({ ...updated, gme: { ...updated.gme, roomId: "1988" } });
  const replaced = knownIn((await stack.run("preview")).text);
  expect(replaced).not.toContain("gme.taskId");
  expect(replaced).toContain("relay.taskId");
  expect(await stack.run(destroy)).toMatchObject({ exitCode: 0 });
}

/** What depends on something that is changed in place is not touched, and may be protected. */
export async function expectUntouchedDependents(engine: EngineName): Promise<void> {
  await using stack = await MediaStack.start(engine);
  await stack.init();
  const program = (name: string, lifecycle = {}): Program => ({
    application: { ...inputsOf.application, name },
    redraw: { ...inputsOf.redraw, subAppId: "$output:application.subAppId", lifecycle },
    gme: { ...inputsOf.gme, roomId: "room-$output:application.subAppId" },
  });
  const options: Program = { gme: { protect: true }, redraw: { protect: true } };
  stack.program(program("one"), options);
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  stack.program(program("two"), options);
  const preview = await stack.run("preview");
  expect(preview.text).not.toMatch(/replace/);
  expect(preview).toMatchObject({ exitCode: 0, text: expect.stringContaining("1 to update") });
  if (engine === "pulumi") {
    expect(await stack.run("preview --save-plan plan.json")).toMatchObject({ exitCode: 0 });
    const planned = await stack.run(`${up} --plan plan.json`);
    expect(planned.text).not.toContain("error");
    expect(planned).toMatchObject({ exitCode: 0 });
  } else {
    expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  }
  expect(await stack.run("preview --expect-no-changes")).toMatchObject({ exitCode: 0 });
}
