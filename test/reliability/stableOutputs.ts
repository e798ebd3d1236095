import { expect } from "@jest/globals";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import aigcVideoRedraw from "../contract/descriptors/tencent/vod/AigcVideoRedraw";
import subApplication from "../contract/descriptors/tencent/vod/SubApplication";
import { allTypes } from "../contract/typesThat";
import type { EngineName } from "../engine/stack";
import { canariesIn } from "./canaries";
import { everything } from "./everything";
import { destroy, MediaStack, type Program, up } from "./mediaStack";

/** Every resource with a change of its options, which each of them takes in place. */
const updated: Program = Object.fromEntries(
  Object.entries(everything).map(([name, inputs]) => [
    name,
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
  expect(preview).toMatchObject({
    exitCode: 0,
    text: expect.stringContaining(`${allTypes.length} to update`),
  });
  const stable = allTypes.flatMap(({ name, contract }) => contract.stable.map((key) => `${name}.${key}`));
  expect(knownIn(preview.text)).toEqual(stable.sort());
  expect(canariesIn(preview.text)).toEqual([]);
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  expect(await stack.run("preview --expect-no-changes")).toMatchObject({ exitCode: 0 });

  // What is replaced gets another id.
  stack.program({ ...updated, [gmeRecording.name]: { ...updated[gmeRecording.name], roomId: "1988" } });
  const replaced = knownIn((await stack.run("preview")).text);
  expect(replaced).not.toContain("gmeRecording.taskId");
  expect(replaced).toContain("trtcCdnRelay.taskId");
  expect(await stack.run(destroy)).toMatchObject({ exitCode: 0 });
}

/** What depends on something that is changed in place is not touched, and may be protected. */
export async function expectUntouchedDependents(engine: EngineName): Promise<void> {
  await using stack = await MediaStack.start(engine);
  await stack.init();
  const program = (name: string, lifecycle = {}): Program => ({
    [subApplication.name]: { ...subApplication.inputs, name },
    [aigcVideoRedraw.name]: {
      ...aigcVideoRedraw.inputs,
      subAppId: "$output:vodSubApplication.subAppId",
      lifecycle,
    },
    [gmeRecording.name]: { ...gmeRecording.inputs, roomId: "room-$output:vodSubApplication.subAppId" },
  });
  const options: Program = {
    [gmeRecording.name]: { protect: true },
    [aigcVideoRedraw.name]: { protect: true },
  };
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
