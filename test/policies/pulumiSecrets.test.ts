import { describe, expect, jest, test } from "@jest/globals";
import { relay, rtcRecording } from "../../policies/core/examples";
import { leavesOf } from "../../policies/core/inputs";
import { policyOf } from "../../policies/core/policy";
import { type Example, isStackRule, type Rule } from "../../policies/core/rule";
import { maxFps } from "../../policies/encode/maxFps";
import { allRules } from "../../policies/rules";
import { bucketAllowList } from "../../policies/storage/bucketAllowList";
import { credentialsMustBeSecret } from "../../policies/storage/credentialsMustBeSecret";
import { pulumiType } from "../../sdk/core/contract";
import { type Diagnostic, type HostedResource, PolicyHost, secret } from "./policyHost";
import { newStack, wrapSecrets } from "./support";

/** The resource of an example in which the inputs at some paths, or all, are Pulumi secrets. */
function hosted(example: Example, isSecret: (path: string) => boolean): HostedResource {
  const { contract, inputs } = example;
  const leaves = leavesOf(inputs, contract.inputs).map(({ path }) => [path, isSecret(path)] as const);
  const wrapped = Object.fromEntries(leaves);
  return {
    type: pulumiType(contract),
    name: newStack(),
    inputs: wrapSecrets({ contract, inputs, wrapped }, secret),
  };
}

/** What rules say of resources, in a pack with the rule that is told which inputs are secrets. */
async function said(
  rules: readonly Rule[],
  stack: readonly HostedResource[],
  settings = {},
): Promise<Diagnostic[]> {
  const others = rules.filter((rule) => rule !== credentialsMustBeSecret);
  const host = new PolicyHost([
    policyOf(credentialsMustBeSecret),
    ...others.map((rule) => policyOf(rule, { settings })),
  ]);
  for (const resource of stack) await host.remediate(resource);
  const single = await Promise.all(stack.map((resource) => host.analyze(resource)));
  return [...single.flat(), ...(await host.analyzeStack(stack))];
}

describe("inputs that only the program made secrets", () => {
  test("a text: the rule says where, and not what", async () => {
    const bucket = "storageConfig.tosConfig.bucket";
    const example = rtcRecording("a secret bucket", { [bucket]: "topsecretbucketname" });
    const settings = { allowedBuckets: ["lessons"] };
    const [open] = await said([bucketAllowList], [hosted(example, () => false)], settings);
    expect(open?.message).toContain('"topsecretbucketname" is no allowed bucket');
    expect(await said([bucketAllowList], [hosted(example, (path) => path === bucket)], settings)).toEqual([
      expect.objectContaining({
        policy: "storage-bucket-allow-list",
        message: `${bucket}: it is a secret, so what is wrong with it is not said. What to do: Name an allowed bucket, or add this one to allowedBuckets`,
      }),
    ]);
  });

  test("a number", async () => {
    const fps = "videoParams.videoEncode.fps";
    const example = relay("secret frames", { [fps]: 87 });
    const found = await said([maxFps], [hosted(example, (path) => path === fps)]);
    const spoken = found.filter(({ policy }) => policy === maxFps.name);
    expect(spoken).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/^videoParams.+it is a secret/) }),
    ]);
    expect(JSON.stringify(spoken)).not.toContain("87");
  });
});

describe("no rule prints an input that is a Pulumi secret", () => {
  interface Case {
    readonly rule: Rule;
    readonly stack: readonly Example[];
  }
  const cases = allRules.flatMap((rule): Case[] =>
    isStackRule(rule)
      ? rule.examples.bad.map(({ stack }) => ({ rule, stack }))
      : rule.examples.bad.map((example) => ({ rule, stack: [example] })),
  );
  const named = cases.map((one) => ({ ...one, name: one.rule.name, shows: one.stack[0]?.shows }));

  test.each(named)("$name: $shows", async ({ rule, stack }) => {
    const printed: string[] = [];
    const log = jest.spyOn(console, "log").mockImplementation((line) => void printed.push(String(line)));
    const settings = stack.find((example) => example.settings)?.settings ?? {};
    const found = await said(
      [rule],
      stack.map((example) => hosted(example, () => true)),
      settings,
    );
    log.mockRestore();
    const values = stack
      .flatMap(({ inputs, contract }) => leavesOf(inputs, contract.inputs))
      .flatMap(({ reading }) => (reading.is === "known" ? [String(reading.value)] : []))
      .filter((value) => value.length >= 5 && value !== "secret");
    // A path is no secret, and neither is what the rule says to everybody. Short values, and the word itself, are in
    // other words too.
    const texts = found
      .filter(({ policy }) => policy === rule.name)
      .map(({ message }) => message.replace(/^[\w.[\]]+: /, "").replace(rule.remediation.slice(0, -1), ""));
    for (const value of values) expect([...texts, ...printed].join("\n")).not.toContain(value);
    if (rule !== credentialsMustBeSecret) expect(texts.length + printed.length).toBeGreaterThan(0);
  });
});
