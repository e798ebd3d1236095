import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../engine/stack";
import type { MediaStack } from "../reliability/mediaStack";

/** Runs a command of the package, with the stack's configuration. */
export async function tool(
  stack: MediaStack,
  ...args: string[]
): Promise<{ exitCode: number | null; text: string }> {
  const { endpoint, accounts } = stack.vendors;
  const settings = [
    `tencentcloud:endpoint=${endpoint}`,
    "tencentcloud:region=ap-guangzhou",
    `volcengine:endpoint=${endpoint}`,
  ].flatMap((setting) => ["--config", setting]);
  const child = spawn(process.execPath, [join(root, "dist/cli/main.js"), ...args, ...settings], {
    cwd: stack.dir,
    env: {
      ...process.env,
      PULUMI_HOME: join(stack.dir, ".pulumi-home"),
      TENCENTCLOUD_SECRET_ID: accounts.tencent[0]?.secretId,
      TENCENTCLOUD_SECRET_KEY: accounts.tencent[0]?.secretKey,
      VOLCENGINE_ACCESS_KEY: accounts.volcengine[0]?.accessKey,
      VOLCENGINE_SECRET_KEY: accounts.volcengine[0]?.secretKey,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      text += String(data);
    });
  }
  const exitCode = await new Promise<number | null>((done) => child.once("close", done));
  return { exitCode, text };
}
