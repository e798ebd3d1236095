import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { transformSync } from "@swc/core";
import { run } from "../../cli/run";
import { root, Stack } from "../engine/stack";

const example = join(root, "examples/policy-gate");
const read = (file: string) => readFileSync(join(example, file), "utf8");
const command = "preview --policy-pack policies --policy-pack-config policy-config.json";

/** The example as a stack, its program compiled and with a change to it; the exemption lasts for ever. */
function stackOf(change: (program: string) => string): Stack {
  const stack = new Stack("lean");
  const { code } = transformSync(change(read("index.ts")), {
    jsc: { parser: { syntax: "typescript" }, target: "es2023" },
    module: { type: "commonjs" },
  });
  stack.write("Pulumi.yaml", read("Pulumi.yaml"));
  stack.write("package.json", { main: "index.js" });
  stack.write("index.js", code);
  stack.write(
    "policy-config.json",
    read("policy-config.json").replace(/"until": "[^"]+"/, '"until": "9999-12-31"'),
  );
  for (const file of ["PulumiPolicy.yaml", "package.json", "index.js"]) {
    stack.write(`policies/${file}`, read(`policies/${file}`));
  }
  const secrets = {
    "policy-gate:stagePushUrl": "rtmp://push.example.com/live/stage?txSecret=canary",
    "policy-gate:trainingPushUrl": "rtmp://push.example.com/live/training?txSecret=canary",
    "tencentcloud:secretKey": "canary",
    "tencentcloud:appSecretKeys": '{"1400188366":"canary"}',
    "volcengine:secretKey": "canary",
  };
  stack.configure(
    {
      "tencentcloud:region": "ap-guangzhou",
      "tencentcloud:secretId": "id",
      "volcengine:accessKey": "id",
      ...secrets,
    },
    Object.keys(secrets),
  );
  return stack;
}

test("passes as it stands, and says what is exempted", async () => {
  using stack = stackOf((program) => program);
  const { exitCode, text } = await stack.run(command);
  expect(text).not.toContain("[mandatory]");
  expect(exitCode).toBe(0);
  expect(text).toContain("encode-gop-max does not apply to training: exempted until 9999-12-31");
  expect(text).not.toContain("canary");
}, 60_000);

test("fails after the change that its README names", async () => {
  const [, before = "", after = ""] = /change `([^`]+)` to `([^`]+)`/.exec(read("README.md")) ?? [];
  expect(read("index.ts").split(before)).toHaveLength(2);
  using stack = stackOf((program) => program.replace(before, after));
  const { exitCode, text } = await stack.run(command);
  expect(exitCode).toBe(1);
  expect(text).toMatch(/\[mandatory\].*encode-gop-max.*: stage\)/);
}, 60_000);

test("has a configuration that the lint of its workflow accepts", async () => {
  const workflow = read(".github/workflows/policies.yml");
  const [, flags = ""] = /npx pulumi-media-tasks (policies lint .+)/.exec(workflow) ?? [];
  const args = flags.replace("policy-config.json", join(example, "policy-config.json")).split(" ");
  const lines: string[] = [];
  const exitCode = await run(args, {
    out: (text) => void lines.push(text),
    err: (text) => void lines.push(text),
  });
  expect({ exitCode, lines }).toEqual({ exitCode: 0, lines: [expect.stringContaining("no problems")] });
});
