import { expect } from "@jest/globals";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import { MediaStack, up } from "../reliability/mediaStack";
import type { EngineName } from "./stack";

const { bizId, roomId } = gmeRecording.inputs;

/** A recording, what runs in its room by the vendor's word, and the account's applications. */
const program = `const pulumi = require("@pulumi/pulumi");
const { tencent } = require("pulumi-media-tasks");
const room = { bizId: ${bizId}, roomId: ${JSON.stringify(roomId)} };
const { subApplications } = await tencent.vod.getSubApplications({});
const recording = new tencent.gme.Recording("lobby", { ...room, recordMode: tencent.gme.RecordMode.mixed });
const running = tencent.gme.getRunningRecordingOutput(room, { dependsOn: recording });
const told = tencent.gme.getRunningRecordingOutput({ ...room, roomId: recording.taskId.apply(() => room.roomId) });
const hidden = tencent.gme.getRunningRecordingOutput({ ...room, roomId: pulumi.secret(room.roomId) });
return { applications: subApplications.length, taskId: recording.taskId, running: running.taskId, told: told.taskId, hidden: hidden.recordMode };
`;

/** Look-ups in a program: values at once, outputs when they are known, secrets in encrypted ones. */
export async function expectLookups(engine: EngineName): Promise<void> {
  await using stack = await MediaStack.start(engine);
  await stack.init();
  stack.write("index.js", `module.exports = (async () => {\n${program}})();\n`);
  const actions = () => stack.vendors.journal.map(({ action }) => action);

  const preview = await stack.run("preview");
  expect(preview).toMatchObject({ exitCode: 0 });
  // Neither the room that is not known yet is asked for, nor the one whose recording is still to be made.
  expect(actions()).toEqual(expect.arrayContaining(["DescribeSubAppIds"]));
  expect(actions().filter((action) => action === "DescribeTaskInfo")).toHaveLength(1);

  expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  const [task] = stack.running();
  const [first] = (await stack.exported()).deployment.resources ?? [];
  expect(first?.outputs).toMatchObject({
    applications: 0,
    taskId: task?.id,
    running: task?.id,
    told: task?.id,
  });
  expect(JSON.stringify(first?.outputs)).toContain('"ciphertext"');

  stack.configure({ "tencentcloud:endpoint": stack.vendors.endpoint, "tencentcloud:region": "ap-guangzhou" });
  const { exitCode, text } = await stack.run("preview");
  expect(exitCode).toBeGreaterThan(0);
  expect(text).toMatch(/tencent\.vod\.getSubApplications: .*tencentcloud:secretId/);
}
