import { beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { tencent } from "../../sdk";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";

// What the constructor of a resource refuses, or warns of, in the program.

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call: () => ({}),
  }),
);

class Provider extends pulumi.ProviderResource {
  constructor(type: string) {
    super(type, `${type}-provider`);
  }
}

class Component extends pulumi.ComponentResource {
  constructor(name: string, options: pulumi.ComponentResourceOptions) {
    super("school:index:Component", name, {}, options);
  }
}

/** Without types, as JavaScript calls it. */
function construct(...values: unknown[]): unknown {
  return Reflect.construct(tencent.gme.Recording, values);
}

const refusing = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    return error instanceof Error ? error.message : "";
  }
  throw new Error("It was to fail, and did not.");
};

describe("arguments", () => {
  test.each([
    ["left out", [], "are missing"],
    ["null", [null], "are no object of inputs"],
    ["a list", [[]], "are no object of inputs"],
    ["a text", ["x"], "are no object of inputs"],
    ["an output", [pulumi.output(gmeRecording.inputs)], "are no object of inputs"],
    ["a promise", [Promise.resolve(gmeRecording.inputs)], "are no object of inputs"],
  ])("%s", (_, args, problem) => {
    expect(refusing(() => construct("voice", ...args))).toBe(
      `tencent/gme:Recording "voice": its arguments ${problem}. What to do: pass an object with bizId, roomId, recordMode, and what else it should have`,
    );
  });
});

describe("options that do not reach a dynamic resource", () => {
  test.each([
    ["import", "446192236330927912", "lifecycle.adopt"],
    ["id", "446192236330927912", "lifecycle.adopt"],
    ["urn", "urn:pulumi:dev::school::x::y", "lifecycle.adopt"],
    ["customTimeouts", { create: "1h" }, "lifecycle.timeouts"],
    ["replaceOnChanges", ["recordMode"], "lifecycle.triggers"],
    ["replacementTrigger", 1, "lifecycle.triggers"],
    ["version", "1.2.3", "package.json"],
    ["pluginDownloadURL", "https://example.com", "package.json"],
  ])("%s", (option, value, alternative) => {
    const message = refusing(() => construct("voice", gmeRecording.inputs, { [option]: value }));
    expect(message).toContain(`tencent/gme:Recording "voice": the option ${option} has no effect`);
    expect(message).toContain("What to do: leave it out, and use ");
    expect(message).toContain(alternative);
  });

  test("replaceWith", () => {
    const other = new tencent.gme.Recording("other", gmeRecording.inputs);
    expect(refusing(() => construct("voice", gmeRecording.inputs, { replaceWith: [other] }))).toContain(
      "the option replaceWith has no effect",
    );
  });

  test("a provider of one's own, also where the parent hands it down", () => {
    const provider = new Provider("pulumi-nodejs");
    const ways = [
      { provider },
      { providers: { "pulumi-nodejs": provider } },
      { providers: [provider] },
      { parent: new Component("one", { providers: { "pulumi-nodejs": provider } }) },
      { parent: new Component("two", { provider }) },
      { parent: new Component("three", { parent: new Component("four", { providers: [provider] }) }) },
    ];
    for (const options of ways) {
      const message = refusing(() => construct("voice", gmeRecording.inputs, options));
      expect(message).toContain("a provider of its own");
      expect(message).toContain("lifecycle.profile");
    }
  });

  test("others, empty ones, and providers of other packages, pass", () => {
    const random = new Provider("random");
    const passing = [
      { import: undefined, customTimeouts: undefined, replaceOnChanges: [] },
      { provider: random },
      { parent: new Component("five", { providers: [random] }) },
      {
        aliases: [{ name: "before" }],
        ignoreChanges: ["recordMode"],
        protect: true,
        retainOnDelete: true,
        deleteBeforeReplace: true,
        additionalSecretOutputs: ["taskId"],
        dependsOn: [random],
      },
    ];
    for (const [index, options] of passing.entries())
      construct(`passing-${index}`, gmeRecording.inputs, options);
  });
});

describe("keys in the stack's configuration", () => {
  let lines: string[];
  beforeEach(() => {
    lines = [];
    jest.spyOn(pulumi.log, "warn").mockImplementation(async (text) => void lines.push(text));
  });

  /** A stack of its own, as each is warned once. */
  const inStack = (stack: string, config: Record<string, string>, secret: string[]) => {
    pulumi.runtime.setMocks(
      { newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) },
      "school",
      stack,
    );
    pulumi.runtime.setAllConfig(config, secret);
    for (const name of ["one", "other"]) new tencent.gme.Recording(`${stack}-${name}`, gmeRecording.inputs);
  };
  const config = {
    "tencentcloud:secretId": "canary",
    "tencentcloud:secretKey": "canary",
    "tencentcloud:securityToken": "canary",
    "tencentcloud:appSecretKeys": '{"1":"canary"}',
    "tencentcloud:profiles": "{}",
    "tencentcloud:region": "ap-singapore",
    "tencentcloud:endpoint": "https://example.com",
    "volcengine:accessKey": "canary",
    "volcengine:secretKey": "canary",
    "volcengine:sessionToken": "",
    "school:secretKey": "canary",
  };

  test("are warned of once where they are plain text, by name", () => {
    inStack("plain", config, ["volcengine:secretKey"]);
    expect(lines).toEqual([
      expect.stringMatching(
        /^tencentcloud:secretId, tencentcloud:secretKey, tencentcloud:securityToken, tencentcloud:appSecretKeys, tencentcloud:profiles, volcengine:accessKey: plain text .* What to do: .*--secret/,
      ),
    ]);
    expect(lines.join()).not.toContain("canary");
  });

  test("are nothing to warn of where they are secret, or elsewhere", () => {
    inStack("secret", config, Object.keys(config));
    inStack("elsewhere", { "tencentcloud:region": "ap-singapore" }, []);
    expect(lines).toEqual([]);
  });
});
