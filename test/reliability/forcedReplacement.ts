import { expect } from "@jest/globals";
import { pulumiType } from "../../sdk/core/contract";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import { allTypes, typesThat } from "../contract/typesThat";
import type { EngineName } from "../engine/stack";
import { everything } from "./everything";
import { destroy, MediaStack, type Program, up } from "./mediaStack";

const triggered = ({ name }: TypeUnderTest, program: Program): Program => ({
  ...program,
  [name]: { ...program[name], lifecycle: { triggers: ["again"] } },
});

/** How often each changing call arrived. */
function callsOf(stack: MediaStack): string[] {
  return stack.vendors.journal
    .filter(({ action, code }) => code === "ok" && !/^(Describe|Get)/.test(action))
    .map(({ action }) => action);
}

/** Asks for another one in the place of a resource. */
async function replaceIn(stack: MediaStack, type: TypeUnderTest) {
  const before = callsOf(stack).length;
  const urn = `urn:pulumi:dev::school::${pulumiType(type)}::${type.name}`;
  const { exitCode, text } = await stack.run(`${up} --replace ${urn}`);
  return { exitCode, text, calls: callsOf(stack).slice(before) };
}

/** Where the state was not looked at since the start, the vendor cannot tell two of one name apart. */
async function expectTakenOver(engine: EngineName, type: TypeUnderTest): Promise<void> {
  await using stack = await MediaStack.start(engine);
  await stack.init();
  stack.program({ [type.name]: type.inputs });
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  const { calls, ...result } = await replaceIn(stack, type);
  expect(result).toMatchObject({ exitCode: 1, text: expect.stringContaining("nothing was replaced") });
  // What is taken over may be changed in place.
  expect(calls.filter((call) => !type.calls.update?.includes(call))).toEqual([]);
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  expect(await stack.run(destroy)).toMatchObject({ exitCode: 0 });
}

/** `--replace` makes another one, or is refused with the way that does; it never succeeds without doing anything. */
export async function expectForcedReplacements(engine: EngineName): Promise<void> {
  const beside = allTypes.filter(({ contract }) => !contract.stopsFirst);
  for (const type of beside) await expectTakenOver(engine, type);

  await using stack = await MediaStack.start(engine);
  await stack.init();
  stack.program(everything);
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  const replace = (type: TypeUnderTest) => replaceIn(stack, type);
  /** Those whose new start the vendor would take for the first one; a task that was stopped is no more. */
  const recognised = typesThat("be looked for", "be recognised").filter(
    ({ contract }) => contract.kind !== "task",
  );
  /** What the vendor neither deletes nor makes twice. */
  const lasting = beside.filter(({ calls }) => calls.stop === undefined);
  for (const type of allTypes.filter((one) => ![...recognised, ...lasting].includes(one))) {
    const { exitCode, text, calls } = await replace(type);
    expect([type.type, exitCode, text]).toEqual([type.type, 0, expect.stringMatching(/1 replaced/)]);
    const { start, stop = [] } = type.calls;
    const expected = type.contract.stopsFirst ? [...stop, ...start] : [...start, ...stop];
    // What has two parts may be stopped, and a setting cleared, in more than one call; nothing is started twice.
    const isOnce = (call: string) => type.contract.kind !== "setting" && start.includes(call);
    const told = (list: readonly string[]) =>
      list.filter((call, index) => isOnce(call) || call !== list[index - 1]);
    expect([type.type, told(calls)]).toEqual([type.type, told(expected)]);
  }

  for (const type of recognised) {
    expect(await replace(type)).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining("change lifecycle.triggers"),
      calls: [],
    });
    stack.program(triggered(type, everything));
    expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
    stack.program(everything);
    expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  }
  expect(await stack.run("preview --expect-no-changes")).toMatchObject({ exitCode: 0 });
  expect(await stack.run(destroy)).toMatchObject({ exitCode: 0 });
  expect(stack.openStarts()).toEqual([]);
}

/** A wrong id to take over leaves running what runs; so does a preview of it. */
export async function expectWrongAdoptionHarmless(engine: EngineName): Promise<void> {
  await using stack = await MediaStack.start(engine);
  await stack.init();
  const program: Program = {
    [cdnRelay.name]: cdnRelay.inputs,
    [gmeRecording.name]: gmeRecording.inputs,
  };
  stack.program(program);
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  const running = stack.running();
  for (const { name } of [cdnRelay, gmeRecording]) {
    stack.program({ ...program, [name]: { ...program[name], lifecycle: { adopt: "123" } } });
    const { exitCode, text } = await stack.run(up);
    expect([name, exitCode, text]).toEqual([
      name,
      1,
      expect.stringContaining('lifecycle.adopt names "123", which cannot be taken over'),
    ]);
    expect(stack.running()).toEqual(running);
    stack.program(program);
    expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
    expect(stack.running()).toEqual(running);
  }
  expect(await stack.run("preview --expect-no-changes")).toMatchObject({ exitCode: 0 });
}
