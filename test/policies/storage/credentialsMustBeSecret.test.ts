import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { policyOf } from "../../../policies/core/policy";
import { callbackKeySet, credentialsMustBeSecret, relayUrlScheme } from "../../../policies/storage";
import { tencent, volcengine } from "../../../sdk";
import { pulumiType } from "../../../sdk/core/contract";
import { type Diagnostic, type HostedResource, PolicyHost, secret } from "../policyHost";
import { unknownValue } from "../support";

const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  jest.spyOn(console, "log").mockImplementation((line) => void printed.push(String(line)));
});
afterEach(() => void jest.restoreAllMocks());

const relayType = pulumiType(tencent.trtc.CdnRelay.contract);

function relay(inputs: HostedResource["inputs"]): HostedResource {
  return { type: relayType, name: "stage", inputs };
}

/** What the rule says of a resource when the engine asks in its order. */
async function found(resource: HostedResource): Promise<Diagnostic[]> {
  const host = new PolicyHost([policyOf(credentialsMustBeSecret)]);
  expect(await host.remediate(resource)).toBe(0);
  return host.analyze(resource);
}

function paths(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ message }) => message.split(": ", 1)[0] ?? "");
}

describe("credentials as the engine sends them", () => {
  test("wrapped each by itself", async () => {
    const resource = relay({
      agentParams: { userId: "robot", userSig: secret("canary-signature") },
      publishCdnParams: [{ publishCdnUrl: secret("rtmp://push.example.com/canary"), isTencentCdn: 1 }],
    });
    expect(await found(resource)).toEqual([]);
  });

  test("in a block that is a secret as a whole", async () => {
    const resource = relay({ agentParams: secret({ userId: "robot", userSig: "canary-signature" }) });
    expect(await found(resource)).toEqual([]);
  });

  test("in a list that is a secret as a whole, as the engine makes it of one secret in it", async () => {
    const resource = relay({
      publishCdnParams: secret([{ publishCdnUrl: "rtmp://push.example.com/canary" }]),
    });
    expect(await found(resource)).toEqual([]);
  });

  test("in plain text: each is named, none is shown, and the update stops", async () => {
    const diagnostics = await found(
      relay({
        agentParams: { userSig: "canary-signature" },
        publishCdnParams: [
          { publishCdnUrl: secret("rtmp://push.example.com/canary-1") },
          { publishCdnUrl: "rtmp://push.example.com/canary-2" },
        ],
      }),
    );
    expect(paths(diagnostics)).toEqual(["agentParams.userSig", "publishCdnParams[1].publishCdnUrl"]);
    expect(diagnostics.map(({ level }) => level)).toEqual(["mandatory", "mandatory"]);
    expect(JSON.stringify(diagnostics)).not.toContain("canary");
  });

  test("a part of a name does not make another input a secret", async () => {
    const resource = {
      type: pulumiType(volcengine.rtc.Recording.contract),
      name: "lesson",
      inputs: {
        storageConfig: {
          customConfig: { accessKey: secret("canary"), secretKey: "canary", secretKeyOf: secret("nobody") },
        },
      },
    };
    expect(paths(await found(resource))).toEqual(["storageConfig.customConfig.secretKey"]);
  });

  test("not known yet: not found, and said to be so", async () => {
    const resource = relay({
      agentParams: { userSig: unknownValue },
      publishCdnParams: [{ publishCdnUrl: "rtmp://push.example.com/canary" }],
    });
    expect(paths(await found(resource))).toEqual(["publishCdnParams[0].publishCdnUrl"]);
    expect(printed).toEqual([
      expect.stringMatching(/^stage: not known before the update.*: agentParams.userSig$/),
    ]);
  });
});

describe("at another level", () => {
  const plain = { ...relay({ agentParams: { userSig: "canary-signature" } }), name: "plain" };

  test.each(["mandatory", "advisory"] as const)("%s: it says that it cannot tell", async (level) => {
    const host = new PolicyHost([policyOf(credentialsMustBeSecret, { level })]);
    expect(await host.remediate(plain)).toBe(0);
    expect(await host.analyze(plain)).toEqual([
      {
        policy: "credentials-must-be-secret",
        level,
        message: expect.stringContaining('set the level of this rule to "remediate"'),
      },
    ]);
  });

  test("where there are no credentials, there is nothing to tell", async () => {
    const host = new PolicyHost([policyOf(credentialsMustBeSecret, { level: "mandatory" })]);
    expect(await host.analyze({ ...plain, inputs: { roomId: "295066" } })).toEqual([]);
  });
});

test("one resource's secrets do not vouch for another's", async () => {
  const host = new PolicyHost([policyOf(credentialsMustBeSecret)]);
  await host.remediate(relay({ agentParams: { userSig: secret("canary") } }));
  const other = { ...relay({ agentParams: { userSig: "canary" } }), name: "other" };
  expect(paths(await host.analyze(other))).toEqual([
    expect.stringContaining("it cannot be told which inputs are secrets"),
  ]);
});

test("resources of other packages are left alone", async () => {
  const host = new PolicyHost([policyOf(credentialsMustBeSecret)]);
  const other = { type: "aws:s3/bucket:Bucket", name: "bucket", inputs: { accessKey: "canary" } };
  expect(await host.remediate(other)).toBe(0);
  expect(await host.analyze(other)).toEqual([]);
});

describe("a state whose secrets are not decrypted", () => {
  const redacted = secret("[secret]");

  test("a secret stays one, whatever stands for it", async () => {
    const resource = relay({ agentParams: { userSig: redacted }, publishCdnParams: redacted });
    expect(await found(resource)).toEqual([]);
  });

  test("what stands for it is not taken for the value, and it is said that it was not checked", async () => {
    const callback = {
      type: pulumiType(tencent.tiw.Callback.contract),
      name: "videos",
      inputs: { callback: "https://hooks.example.com/x", callbackKey: redacted },
    };
    const rules = [callbackKeySet, relayUrlScheme].map((rule) => policyOf(rule));
    const pushed = relay({ publishCdnParams: [{ publishCdnUrl: redacted }] });
    expect(await new PolicyHost(rules).analyze(callback)).toEqual([]);
    expect(await new PolicyHost(rules).analyze(pushed)).toEqual([]);
    expect(printed).toEqual([
      expect.stringMatching(/^videos: .*not decrypted.*: callbackKey$/),
      expect.stringMatching(/^stage: .*not decrypted.*: publishCdnParams\[0\].publishCdnUrl$/),
    ]);
  });
});
