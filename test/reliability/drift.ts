import { expect } from "@jest/globals";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import tiwCallback from "../contract/descriptors/tencent/tiw/Callback";
import subApplication from "../contract/descriptors/tencent/vod/SubApplication";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import type { EngineName } from "../engine/stack";
import { tencent } from "../vendors/client";
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
  const callbackKey = "canary-callback-key";
  const program: Program = {
    [subApplication.name]: { ...subApplication.inputs, description },
    [tiwCallback.name]: { ...tiwCallback.inputs, callbackKey },
    [gmeRecording.name]: gmeRecording.inputs,
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

  const subAppId = Number((await stack.resource(subApplication.name))?.id);
  const recordId = (await stack.resource(gmeRecording.name))?.id;
  const { vendors } = stack;
  const { sdkAppId: SdkAppId } = tiwCallback.inputs;
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
      `{"BizId":${gmeRecording.inputs.bizId},"TaskId":${recordId},"RecordMode":2}`,
    ),
  ];
  expect(calls.map(({ code }) => code)).toEqual(["ok", "ok", "ok"]);
  expect(await stack.run(refresh)).toMatchObject({ exitCode: 0 });
  const text = await previewOf(stack);
  expect(text).toContain('~ name: "drifted" => "archive"');
  expect(text).toContain("~ recordMode: 2 => 1");
  expect(text).toContain("tiwCallback: callbackKey changes; it is a secret, and so not shown");
  expect(text).not.toMatch(/[-+~] (description|sdkAppId|roomId|bizId|event|region|lifecycle|__\w+):/);
  const state = JSON.stringify(await stack.exported());
  for (const key of ["canary-other-key", callbackKey]) {
    expect(text).not.toContain(key);
    expect(state).not.toContain(key);
  }
  if (engine === "pulumi") {
    const { steps } = JSON.parse((await stack.run("preview --json")).text);
    const step = steps.find(({ urn }: { urn: string }) => urn.endsWith(`::${subApplication.name}`));
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
    [gmeRecording.name]: { ...gmeRecording.inputs, ...restarting },
    [volcengineRecording.name]: { ...volcengineRecording.inputs, ...restarting },
  };
  await using stack = await started(engine, program);
  const tasks = stack.running();
  for (const { id } of tasks) stack.vendors.endTask(id, "idle");
  const line = /(gmeRecording|rtcRecording): it ended \(.+\); this update starts it again/g;

  // The state does not know of the end yet: only this preview does.
  const early = await previewOf(stack, " --refresh");
  expect([...early.matchAll(line)].length).toBeGreaterThanOrEqual(2);
  expect(early).not.toContain("known: gmeRecording.taskId");

  const refreshed = await stack.run(refresh);
  expect(refreshed).toMatchObject({ exitCode: 0 });
  expect(refreshed.text).not.toMatch(line);
  const text = await previewOf(stack);
  expect([...text.matchAll(line)].length).toBeGreaterThanOrEqual(2);
  expect(text).toContain('- status: "ended"');
  expect(text).toContain("- statusReason: ");
  expect(text).not.toMatch(/[-+~] (taskId|region|roomId|appId|storageConfig)/);
  expect(text).not.toContain("known: gmeRecording.taskId");
  expect(text).not.toContain("known: rtcRecording.taskId");
  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  expect(stack.running()).toHaveLength(2);
  expect(await stack.run(noChanges)).toMatchObject({ exitCode: 0 });
  expect(stack.running().map(({ id }) => id)).not.toEqual(tasks.map(({ id }) => id));

  stack.program({ ...program, [gmeRecording.name]: { ...program[gmeRecording.name], recordMode: 2 } });
  expect(await previewOf(stack)).toContain("known: gmeRecording.taskId");
}

/** After an end, with `fail`: previews and updates fail until the program says otherwise, and each way out leads out. */
export async function expectFailUntilDecided(engine: EngineName): Promise<void> {
  const withOption = (onEnded: string): Program => ({
    [gmeRecording.name]: { ...gmeRecording.inputs, lifecycle: { onEnded } },
  });
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
