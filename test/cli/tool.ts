import { join } from "node:path";
import { root } from "../engine/stack";
import { reuseProcess } from "../processes/reuseProcess";
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
  const { stdout, stderr, exited } = reuseProcess({
    args: [join(root, "dist/cli/main.js"), ...args, ...settings],
    cwd: stack.dir,
    environment: {
      ...process.env,
      PULUMI_HOME: join(stack.dir, ".pulumi-home"),
      TENCENTCLOUD_SECRET_ID: accounts.tencent[0]?.secretId,
      TENCENTCLOUD_SECRET_KEY: accounts.tencent[0]?.secretKey,
      VOLCENGINE_ACCESS_KEY: accounts.volcengine[0]?.accessKey,
      VOLCENGINE_SECRET_KEY: accounts.volcengine[0]?.secretKey,
    },
  });
  let text = "";
  for (const stream of [stdout, stderr]) {
    stream.on("data", (data: unknown) => {
      text += String(data);
    });
  }
  const exitCode = await exited;
  return { exitCode, text };
}
