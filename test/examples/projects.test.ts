import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { transformFileSync } from "@swc/core";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import type { PresetName } from "../../policies/presets";
import { root, Stack } from "../engine/stack";

/** An example: what its stack is set up with, what runs then, and what goes with the switch in its configuration. */
interface Example {
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly runs: readonly string[];
  /** The policy packs that it passes. */
  readonly packs: readonly PresetName[];
  readonly off?: Readonly<Record<string, string>>;
}

const examples: Readonly<Record<string, Example>> = {
  "class-recording": {
    settings: {
      sdkAppId: "200188366",
      hooks: "https://hooks.example.com",
      bucket: "lessons-1250000000",
      filesDomain: "files.example.com",
      subAppId: "221073",
    },
    secrets: { callbackKey: "canary-callback-key" },
    runs: ["cloudRecording", "onlineRecording"],
    packs: ["strict", "archive"],
    off: { inClass: "false" },
  },
  "live-event": {
    settings: {
      sdkAppId: "200188366",
      tencentDomain: "push.example.com",
      volcengineDomain: "push.example.net",
      ends: "2030-06-30T22:00:00Z",
      subAppId: "221073",
      onAir: "true",
    },
    secrets: { tencentPushKey: "canary-tencent-key", volcenginePushKey: "canary-volcengine-key" },
    runs: ["cloudRecording", "relay", "relay"],
    packs: ["strict", "live-cdn"],
    off: { onAir: "false" },
  },
  "vod-pipeline": {
    settings: { hook: "https://hooks.example.com/vod", protectLibrary: "false" },
    secrets: { signKey: "canaryOf16Letters" },
    runs: [],
    packs: ["strict", "cost"],
  },
};

/** The example as a stack, its program compiled. */
function stackOf(name: string, { settings, secrets }: Example, { endpoint, accounts }: Vendors): Stack {
  const stack = new Stack("lean");
  const folder = join(root, "examples", name);
  const { code } = transformFileSync(join(folder, "index.ts"), {
    jsc: { parser: { syntax: "typescript" }, target: "es2023" },
    module: { type: "commonjs" },
  });
  stack.write("Pulumi.yaml", readFileSync(join(folder, "Pulumi.yaml"), "utf8"));
  stack.write("package.json", { main: "index.js" });
  stack.write("index.js", code);
  const own = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`${name}:${key}`, value]));
  const keys = {
    "tencentcloud:secretId": accounts.tencent[0]?.secretId,
    "tencentcloud:secretKey": accounts.tencent[0]?.secretKey,
    "tencentcloud:appSecretKeys": '{"200188366":"canary-application-key"}',
    ...own(secrets),
  };
  stack.configure(
    { "tencentcloud:endpoint": endpoint, "tencentcloud:region": "ap-singapore", ...own(settings), ...keys },
    Object.keys(keys),
  );
  return stack;
}

async function ok(stack: Stack, command: string): Promise<string> {
  const { exitCode, text } = await stack.run(command);
  expect([command, exitCode, text]).toEqual([command, 0, text]);
  expect(text).not.toContain("canary");
  return text;
}

test.each(Object.entries(examples))(
  "examples/%s is deployed, switched off, and destroyed",
  async (name, example) => {
    await using vendors = await startVendors({ clock: new VirtualClock({ speed: 600 }) });
    using stack = stackOf(name, example, vendors);
    const running = () =>
      vendors
        .tasks()
        .filter(({ status }) => status === "running")
        .map(({ kind }) => kind)
        .sort();
    const packs = example.packs.map((pack) => ` --policy-pack ${join(root, "policies/packs", pack)}`);
    const checked = await ok(stack, `preview${packs.join("")}`);
    expect(checked).not.toMatch(/\[mandatory\]|warning/);
    await ok(stack, "up --yes --skip-preview");
    expect(running()).toEqual(example.runs);
    expect(stack.stateText()).not.toContain("canary");
    await ok(stack, "refresh --yes --skip-preview");
    await ok(stack, "preview --expect-no-changes");
    if (example.off) {
      using off = stackOf(name, { ...example, settings: { ...example.settings, ...example.off } }, vendors);
      stack.write("Pulumi.dev.yaml", off.read("Pulumi.dev.yaml"));
      await ok(stack, "up --yes --skip-preview");
      expect(running()).toEqual([]);
      await ok(stack, "preview --expect-no-changes");
    }
    await ok(stack, "destroy --yes --skip-preview");
    expect(running()).toEqual([]);
    expect(await stack.names()).toEqual([]);
  },
  60_000,
);
