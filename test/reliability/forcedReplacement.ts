import { expect } from "@jest/globals";
import { pulumiType } from "../../sdk/core/contract";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import { allTypes, typesThat } from "../contract/typesThat";
import type { EngineName } from "../engine/stack";
import { everything } from "./everything";
import { destroy, MediaStack, type Program, up } from "./mediaStack";

/** A program in which some resources are to run again. */
const triggered = (types: readonly TypeUnderTest[], program: Program): Program => ({
  ...program,
  ...Object.fromEntries(
    types.map(({ name }) => [name, { ...program[name], lifecycle: { triggers: ["again"] } }]),
  ),
});

/** How often each changing call arrived. */
function callsOf(stack: MediaStack): string[] {
  return stack.vendors.journal
    .filter(({ action, code }) => code === "ok" && !/^(Describe|Get|List)/.test(action))
    .map(({ action }) => action);
}

/** Asks for others in the place of resources. */
async function replaceIn(stack: MediaStack, ...types: readonly TypeUnderTest[]) {
  const before = callsOf(stack).length;
  const flags = types.map((type) => ` --replace urn:pulumi:dev::school::${pulumiType(type)}::${type.name}`);
  const { exitCode, text } = await stack.run(`${up}${flags.join("")}`);
  return { exitCode, text, calls: callsOf(stack).slice(before) };
}

/** Rounds of types of which no two have a call in common, so that each call tells whose it is. */
function roundsOf(types: readonly TypeUnderTest[]): TypeUnderTest[][] {
  const rounds: TypeUnderTest[][] = [];
  const callsOfAll = (round: readonly TypeUnderTest[]) => round.flatMap(startsAndStops);
  for (const type of types) {
    const round = rounds.find((one) => !startsAndStops(type).some((call) => callsOfAll(one).includes(call)));
    if (round) round.push(type);
    else rounds.push([type]);
  }
  return rounds;
}

function startsAndStops({ calls: { start, stop = [] } }: TypeUnderTest): readonly string[] {
  return [...start, ...stop];
}

/** Where the state was not looked at since the start, the vendor cannot tell two of one name apart. */
async function expectTakenOver(engine: EngineName, types: readonly TypeUnderTest[]): Promise<void> {
  await using stack = await MediaStack.start(engine);
  await stack.init();
  for (const [index, type] of types.entries()) {
    // One after the other joins the program, since each further run looks at those before.
    const joined = types.slice(0, index + 1);
    stack.program(Object.fromEntries(joined.map(({ name, inputs }) => [name, inputs])));
    expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
    const { calls, ...result } = await replaceIn(stack, type);
    expect([type.type, result]).toMatchObject([
      type.type,
      { exitCode: 1, text: expect.stringContaining("nothing was replaced") },
    ]);
    // What is taken over may be changed in place.
    expect(calls.filter((call) => !type.calls.update?.includes(call))).toEqual([]);
  }
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  expect(await stack.run(destroy)).toMatchObject({ exitCode: 0 });
}

/** `--replace` makes another one, or is refused with the way that does; it never succeeds without doing anything. */
export async function expectForcedReplacements(engine: EngineName): Promise<void> {
  const beside = allTypes.filter(({ contract }) => !contract.stopsFirst);
  await expectTakenOver(engine, beside);

  await using stack = await MediaStack.start(engine);
  await stack.init();
  stack.program(everything);
  // The second time it looks at what the first one started.
  for (const _ of [1, 2]) expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  /** Those whose new start the vendor would take for the first one; what was stopped or deleted first is no more. */
  const recognised = typesThat("be looked for", "be recognised").filter(
    ({ contract: { kind, stopsFirst } }) => kind !== "task" && !(kind === "entity" && stopsFirst),
  );
  /** What the vendor neither deletes nor makes twice. */
  const lasting = beside.filter(({ calls }) => calls.stop === undefined);
  const replaced = allTypes.filter((one) => ![...recognised, ...lasting].includes(one));
  for (const round of roundsOf(replaced)) {
    const { exitCode, text, calls } = await replaceIn(stack, ...round);
    const wanted = expect.stringMatching(new RegExp(`\\b${round.length} replaced`));
    expect([exitCode, text]).toEqual([0, wanted]);
    for (const type of round) {
      const { start, stop = [] } = type.calls;
      const expected = type.contract.stopsFirst ? [...stop, ...start] : [...start, ...stop];
      // What has two parts may be stopped, and a setting cleared, in more than one call; nothing is started twice.
      const isOnce = (call: string) => type.contract.kind !== "setting" && start.includes(call);
      const told = (list: readonly string[]) =>
        list.filter((call, index) => isOnce(call) || call !== list[index - 1]);
      const own = calls.filter((call) => startsAndStops(type).includes(call));
      expect([type.type, told(own)]).toEqual([type.type, told(expected)]);
    }
    const known = round.flatMap(startsAndStops);
    expect(calls.filter((call) => !known.includes(call))).toEqual([]);
  }

  for (const type of recognised) {
    expect(await replaceIn(stack, type)).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining("change lifecycle.triggers"),
      calls: [],
    });
  }
  stack.program(triggered(recognised, everything));
  const before = callsOf(stack).length;
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  const again = callsOf(stack).slice(before);
  for (const { type, calls } of recognised)
    expect([type, again]).toEqual([type, expect.arrayContaining([...calls.start])]);
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
