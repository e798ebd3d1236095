import { expect } from "@jest/globals";
import { pulumiType } from "../../sdk/core/resource";
import type { EngineName } from "../engine/stack";
import { inputsOf, types } from "../provider/support";
import { everything } from "./everything";
import { destroy, MediaStack, type Program, up } from "./mediaStack";

type Kind = keyof typeof types;

const triggered = (kind: Kind, program: Program): Program => ({
  ...program,
  [kind]: { ...program[kind], lifecycle: { triggers: ["again"] } },
});

/** How often each changing call arrived. */
function callsOf(stack: MediaStack): string[] {
  return stack.vendors.journal
    .filter(({ action, code }) => code === "ok" && !/^(Describe|Get)/.test(action))
    .map(({ action }) => action);
}

/** `--replace` makes another one, or is refused with the way that does; it never succeeds without doing anything. */
export async function expectForcedReplacements(engine: EngineName): Promise<void> {
  await using stack = await MediaStack.start(engine);
  await stack.init();
  stack.program(everything);
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  const replace = async (kind: Kind) => {
    const before = callsOf(stack).length;
    const urn = `urn:pulumi:dev::school::${pulumiType({ type: types[kind] })}::${kind}`;
    const { exitCode, text } = await stack.run(`${up} --replace ${urn}`);
    return { kind, exitCode, text, calls: callsOf(stack).slice(before) };
  };

  // The state was not looked at since the start: the vendor cannot tell two applications of one name apart.
  const application = await replace("application");
  expect(application).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining("nothing was replaced"),
    calls: [],
  });
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });

  const others = {
    relay: ["StopPublishCdnStream", "StartPublishCdnStream"],
    gme: ["StopRecord", "StartRecord"],
    generation: ["CreateVideoGenerationTask"],
    callback: [
      "SetVideoGenerationTaskCallback",
      "SetVideoGenerationTaskCallbackKey",
      "SetVideoGenerationTaskCallbackKey",
      "SetVideoGenerationTaskCallback",
    ],
    recording: ["StopRecord", "StartRecord"],
    application: ["CreateSubAppId", "ModifySubAppIdStatus", "ModifySubAppIdStatus"],
  } as const;
  for (const kind of ["relay", "gme", "generation", "callback", "recording", "application"] as const) {
    const { exitCode, text, calls } = await replace(kind);
    expect([kind, exitCode, text]).toEqual([kind, 0, expect.stringMatching(/1 replaced/)]);
    expect([kind, calls]).toEqual([kind, others[kind]]);
  }

  const redraw = await replace("redraw");
  expect(redraw).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining("change lifecycle.triggers"),
    calls: [],
  });
  stack.program(triggered("redraw", everything));
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  expect(await stack.run("preview --expect-no-changes")).toMatchObject({ exitCode: 0 });
  expect(await stack.run(destroy)).toMatchObject({ exitCode: 0 });
  expect(stack.openStarts()).toEqual([]);
}

/** A wrong id to take over leaves running what runs; so does a preview of it. */
export async function expectWrongAdoptionHarmless(engine: EngineName): Promise<void> {
  await using stack = await MediaStack.start(engine);
  await stack.init();
  const program = { relay: inputsOf.relay, gme: inputsOf.gme } satisfies Program;
  stack.program(program);
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  const running = stack.running();
  for (const kind of ["relay", "gme"] as const) {
    stack.program({ ...program, [kind]: { ...program[kind], lifecycle: { adopt: "123" } } });
    const { exitCode, text } = await stack.run(up);
    expect([kind, exitCode, text]).toEqual([
      kind,
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
