import { expect } from "@jest/globals";
import { startVendors } from "../../local/vendors";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import { type EngineName, Stack } from "./stack";

const skip = "--yes --skip-preview";

function keyOf(name: string) {
  return { secretId: "id-of-the-account", secretKey: `${name}-key-00000000000000` };
}

function settingsOf(name: string) {
  const { secretId, secretKey } = keyOf(name);
  return { "tencentcloud:secretId": secretId, "tencentcloud:secretKey": secretKey };
}

function environmentOf(name: string) {
  const { secretId, secretKey } = keyOf(name);
  return { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
}

/** Keys are rotated: what fails with the copy in the state, what it says, and that each way out that it names works. */
export async function rotateKeys(engine: EngineName): Promise<void> {
  using stack = new Stack(engine);
  stack.write("Pulumi.yaml", "name: school\nruntime: {name: nodejs, options: {typescript: false}}\n");
  stack.write("package.json", { main: "index.js" });
  const inputs = JSON.stringify(gmeRecording.inputs);
  stack.write(
    "index.js",
    `const { tencent } = require("pulumi-media-tasks");\nnew tencent.gme.Recording("voice", ${inputs});\n`,
  );
  await using vendors = await startVendors({ accounts: { tencent: [keyOf("first")] } });
  const settings = { "tencentcloud:endpoint": vendors.endpoint, "tencentcloud:region": "ap-singapore" };
  const use = (keys: Record<string, string>) => stack.configure({ ...settings, ...keys }, Object.keys(keys));
  const rotate = (name: string) => vendors.accounts.tencent.splice(0, 1, keyOf(name));
  const succeeds = async (command: string, environment: Record<string, string> = {}) => {
    const result = await stack.run(`${command} ${skip}`, environment);
    expect({ command, ...result }).toEqual({ command, exitCode: 0, text: expect.any(String) });
    return result.text;
  };
  const fails = async (command: string, name: string) => {
    const { exitCode, text } = await stack.run(`${command} ${skip}`);
    expect(exitCode).toBe(1);
    expect(text).toContain("AuthFailure.SignatureFailure");
    expect(text).toMatch(
      /Refresh and destroy use the configuration of the last `pulumi up`.*if tencentcloud:secretId or tencentcloud:secretKey was changed since then, run `pulumi up` first, or pass --run-program\..*TENCENTCLOUD_SECRET_ID/,
    );
    expect(text).not.toContain(`${name}-key-0000`);
  };

  use(settingsOf("first"));
  await stack.init();
  use(settingsOf("first"));
  await succeeds("up");

  rotate("second");
  use(settingsOf("second"));
  await fails("refresh", "first");
  await fails("destroy", "first");
  await succeeds("refresh --run-program");

  rotate("third");
  use(settingsOf("third"));
  await fails("up --refresh", "second");
  await succeeds("up");
  await succeeds("refresh");

  use({});
  rotate("fourth");
  await succeeds("up", environmentOf("fourth"));
  rotate("fifth");
  await succeeds("refresh", environmentOf("fifth"));

  use(settingsOf("fifth"));
  await succeeds("up");
  rotate("sixth");
  use(settingsOf("sixth"));
  await fails("destroy", "fifth");
  await succeeds("destroy --run-program");
  expect(vendors.tasks()).toMatchObject([{ status: "ended", reason: "stopped" }]);
}
