import { expect } from "@jest/globals";
import type { EngineName } from "../engine/stack";
import { inputsOf } from "../provider/support";
import { tencent } from "../vendors/client";
import { canaries } from "./canaries";
import { MediaStack, type Program, up } from "./mediaStack";

const refresh = "refresh --yes --skip-preview";
const noChanges = "preview --expect-no-changes";

async function started(engine: EngineName, program: Program): Promise<MediaStack> {
  const stack = await MediaStack.start(engine);
  await stack.init();
  stack.program(program);
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  return stack;
}

/** The preview with what changes, on one line each, blanks folded. */
async function previewOf(stack: MediaStack, flags = ""): Promise<string> {
  const diff = stack.engine === "pulumi" ? " --diff" : "";
  const { exitCode, text } = await stack.run(`preview${diff}${flags}`);
  expect([text, exitCode]).toEqual([text, 0]);
  return text.replaceAll(/[ \t]+/g, " ").replaceAll(" : ", ": ");
}

/** What somebody changed at the vendor shows, from what there is to what is wanted; nothing else does. */
export async function expectDriftShown(engine: EngineName): Promise<void> {
  const description = "for the archive";
  const program: Program = {
    application: { ...inputsOf.application, description },
    callback: { ...inputsOf.callback, callbackKey: canaries.callbackKey },
    gme: inputsOf.gme,
  };
  await using stack = await started(engine, program);
  const before = await stack.exported();
  expect(await stack.run(refresh)).toMatchObject({ exitCode: 0 });
  const inputsOfAll = ({ deployment }: typeof before) =>
    (deployment.resources ?? [])
      .filter(({ type }) => type.startsWith("pulumi-nodejs:"))
      .map(({ urn, inputs }) => `${urn} ${JSON.stringify(inputs).replaceAll(/"v1:[^"]+"/g, '"a secret"')}`)
      .sort();
  expect(inputsOfAll(await stack.exported())).toEqual(inputsOfAll(before));

  const subAppId = Number((await stack.resource("application"))?.id);
  const recordId = (await stack.resource("gme"))?.id;
  const { vendors } = stack;
  const { sdkAppId: SdkAppId } = inputsOf.callback;
  const calls = [
    await tencent(vendors, "vod", "ModifySubAppIdInfo", {
      SubAppId: subAppId,
      Name: "drifted",
      Description: description,
    }),
    await tencent(vendors, "tiw", "SetVideoGenerationTaskCallbackKey", {
      SdkAppId,
      CallbackKey: "canary-other-key",
    }),
    await tencent(
      vendors,
      "gme",
      "ModifyRecordInfo",
      `{"BizId":${inputsOf.gme.bizId},"TaskId":${recordId},"RecordMode":2}`,
    ),
  ];
  expect(calls.map(({ code }) => code)).toEqual(["ok", "ok", "ok"]);
  expect(await stack.run(refresh)).toMatchObject({ exitCode: 0 });
  const text = await previewOf(stack);
  expect(text).toContain('~ name: "drifted" => "archive"');
  expect(text).toContain("~ recordMode: 2 => 1");
  expect(text).toContain("callback: callbackKey changes; it is a secret, and so not shown");
  expect(text).not.toMatch(/[-+~] (description|sdkAppId|roomId|bizId|event|region|lifecycle|__\w+):/);
  const state = JSON.stringify(await stack.exported());
  for (const key of ["canary-other-key", canaries.callbackKey.slice(0, 12)]) {
    expect(text).not.toContain(key);
    expect(state).not.toContain(key);
  }
  if (engine === "pulumi") {
    const { steps } = JSON.parse((await stack.run("preview --json")).text);
    const step = steps.find(({ urn }: { urn: string }) => urn.endsWith("::application"));
    expect([step.op, step.oldState.inputs.name, step.newState.inputs.name]).toEqual([
      "update",
      "drifted",
      "archive",
    ]);
  }
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  expect(await stack.run(noChanges)).toMatchObject({ exitCode: 0 });
  expect(await stack.run(refresh)).toMatchObject({ exitCode: 0 });
  expect(inputsOfAll(await stack.exported())).toEqual(inputsOfAll(before));
}

/** The preview of a restart says why; what is started again has another id, and what was derived stays out of it. */
export async function expectRestartShown(engine: EngineName): Promise<void> {
  const restarting = { lifecycle: { onEnded: "restart" } };
  const program: Program = {
    gme: { ...inputsOf.gme, ...restarting },
    recording: { ...inputsOf.recording, ...restarting },
  };
  await using stack = await started(engine, program);
  const tasks = stack.running();
  for (const { id } of tasks) stack.vendors.endTask(id, "idle");
  const line = /(gme|recording): it ended \(.+\); this update starts it again/g;

  // The state does not know of the end yet: only this preview does.
  const early = await previewOf(stack, " --refresh");
  expect([...early.matchAll(line)].length).toBeGreaterThanOrEqual(2);
  expect(early).not.toContain("known: gme.taskId");

  const refreshed = await stack.run(refresh);
  expect(refreshed).toMatchObject({ exitCode: 0 });
  expect(refreshed.text).not.toMatch(line);
  const text = await previewOf(stack);
  expect([...text.matchAll(line)].length).toBeGreaterThanOrEqual(2);
  expect(text).toContain('- status: "ended"');
  expect(text).toContain("- statusReason: ");
  expect(text).not.toMatch(/[-+~] (taskId|region|roomId|appId|storageConfig)/);
  expect(text).not.toContain("known: gme.taskId");
  expect(text).not.toContain("known: recording.taskId");
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  expect(stack.running()).toHaveLength(2);
  expect(await stack.run(noChanges)).toMatchObject({ exitCode: 0 });
  expect(stack.running().map(({ id }) => id)).not.toEqual(tasks.map(({ id }) => id));

  stack.program({ ...program, gme: { ...program.gme, recordMode: 2 } });
  expect(await previewOf(stack)).toContain("known: gme.taskId");
}

/** After an end, with `fail`: previews and updates fail until the program says otherwise, and each way out leads out. */
export async function expectFailUntilDecided(engine: EngineName): Promise<void> {
  const withOption = (onEnded: string): Program => ({ gme: { ...inputsOf.gme, lifecycle: { onEnded } } });
  await using stack = await started(engine, withOption("fail"));
  stack.vendors.endTask(stack.running()[0]?.id ?? "", "idle");
  const refreshed = await stack.run(refresh);
  expect(refreshed).toMatchObject({ exitCode: 0, text: expect.stringContaining("it ended by itself") });
  for (const command of ["preview", up, `${up} --refresh`, "preview"]) {
    const { exitCode, text } = await stack.run(command);
    expect([command, exitCode, text]).toEqual([command, 1, expect.stringContaining("it ended by itself")]);
    expect(text).toContain('set lifecycle.onEnded to "restart" to start it again');
  }
  stack.program(withOption("keep"));
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  expect(await stack.run(noChanges)).toMatchObject({ exitCode: 0 });
  expect(stack.running()).toEqual([]);
  stack.program(withOption("fail"));
  expect(await stack.run(up)).toMatchObject({ exitCode: 1 });
  stack.program(withOption("restart"));
  expect(await stack.run(`${up} --refresh`)).toMatchObject({ exitCode: 0 });
  expect(stack.running()).toHaveLength(1);
  expect(await stack.run(noChanges)).toMatchObject({ exitCode: 0 });
}
