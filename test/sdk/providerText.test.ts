// Runs alone: it loads the package anew.
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { startVendors, type Vendors } from "../../local/vendors";
import * as provider from "../../provider";
import { contracts, tencent, volcengine } from "../../sdk";
import { providerText } from "../../sdk/core/contract";
import { keysOf } from "../../sdk/core/fields";
import { typeNamed } from "../contract/typesThat";
import released from "../fixtures/released.json";
import type { Properties } from "../provider/support";

test("the provider texts are those that states carry", () => {
  const texts = contracts.map((contract) => providerText(contract));
  expect(texts).toEqual(expect.arrayContaining(released.map((state) => state.provider)));
  for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(150);
});

test("an unknown type names the way out", () => {
  expect(() => provider.of("tencent/trtc:Nothing")).toThrow(
    /no resource type "tencent\/trtc:Nothing".*What to do/,
  );
});

describe("a thousand resources", () => {
  const classes = Object.values({ ...tencent, ...volcengine }).flatMap((service) =>
    Object.values<unknown>(service).filter(isResourceClass),
  );
  const registered: pulumi.runtime.MockResourceArgs[] = [];

  beforeAll(async () => {
    await pulumi.runtime.setMocks({
      newResource: (args) => {
        registered.push(args);
        return { id: args.name, state: args.inputs };
      },
      call: () => ({}),
    });
    // Each resource notes where it was made, which takes long where sources are mapped.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    const resources = Array.from({ length: 1_000 }, (_, index) => {
      const Resource = classes[index % classes.length];
      if (Resource === undefined) throw new Error("There is no resource class.");
      const { full } = typeNamed(Resource.contract.type);
      // All examples are among them; the long ones a few times only, as they take long.
      const example = index < 100 ? full[index % full.length] : full.at(-1);
      const inputs = { ...example, lifecycle: { triggers: [index] } };
      return new Resource(`resource-${index}`, inputs);
    });
    Error.stackTraceLimit = stackTraceLimit;
    await Promise.all(resources.map(({ urn }) => new Promise((done) => urn.apply(done))));
  }, 30_000);

  test("of all types, with different inputs", () => {
    expect(registered).toHaveLength(1_000);
    expect(new Set(registered.map(({ inputs }) => JSON.stringify(inputs.lifecycle))).size).toBe(1_000);
    expect(new Set(registered.map(({ type }) => type)).size).toBe(contracts.length);
  });

  test("carry one text for each type", () => {
    const carried = new Set(registered.map(({ type, inputs }) => `${type} ${inputs.__provider}`));
    const texts = contracts.map(
      (contract) => `pulumi-nodejs:dynamic/${contract.type} ${providerText(contract)}`,
    );
    expect([...carried].sort()).toEqual(texts.sort());
  });
});

interface ResourceClass {
  new (name: string, args: Properties): pulumi.CustomResource;
  readonly contract: { readonly type: string };
}

function isResourceClass(value: unknown): value is ResourceClass {
  return typeof value === "function" && "contract" in value;
}

describe.each(released)("a $type of version $version", ({ type, provider: text, id, state, deleteCalls }) => {
  let vendors: Vendors;
  beforeAll(async () => {
    for (const method of ["log", "warn"] as const) jest.spyOn(console, method).mockReturnValue();
    // Switching an application takes real minutes otherwise: the entry has the clock of its process.
    vendors = await startVendors({ behaviour: { vod: { statusChangeMs: 0 } } });
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await vendors.close();
  });

  /**
   * What Pulumi makes of the text in a state: it runs it as a module, and calls its handler. Each time with a package
   * that knows of nothing, as in a process of its own.
   */
  async function loaded(): Promise<pulumi.dynamic.ResourceProvider> {
    let fresh = provider;
    jest.isolateModules(() => {
      fresh = require("../../provider");
    });
    const module: { handler?: () => pulumi.dynamic.ResourceProvider } = {};
    const required = (name: string) => {
      expect(name).toBe("pulumi-media-tasks/provider");
      return fresh;
    };
    new Function("exports", "require", text)(module, required);
    const handler = module.handler?.();
    if (handler === undefined) throw new Error("The text exports no handler.");
    await handler.configure?.({ config: configuration(vendors) });
    return handler;
  }

  test("is deleted by this one", async () => {
    const { outs } = await (await loaded()).create(inputsIn(type, state));
    // Where the fixture has "{taskId}", the vendor gave an id that is this run's.
    const given = new Map(Object.entries({ ...outs }).map(([key, value]) => [`{${key}}`, value]));
    const filled = Object.entries(state).map(([key, value]) => [key, given.get(String(value)) ?? value]);
    const before = vendors.journal.length;
    await (await loaded()).delete?.(String(given.get(id) ?? id), Object.fromEntries(filled));

    expect(vendors.journal.slice(before).map(({ action, code }) => `${action} ${code}`)).toEqual(
      deleteCalls.map((action) => `${action} ok`),
    );
  });
});

/** What a program passed, of all that is in a state. */
function inputsIn(type: string, state: Properties): Properties {
  const [contract] = contracts.filter((known) => known.type === type);
  if (contract === undefined) throw new Error(`There is no resource ${type}.`);
  const outputs = new Set(keysOf(contract.outputs));
  return Object.fromEntries(Object.entries(state).filter(([key]) => !outputs.has(key)));
}

/** The configuration of a stack on the emulated vendors. */
function configuration({ endpoint, accounts }: Vendors): pulumi.dynamic.Config {
  const [tencentAccount] = accounts.tencent;
  const [volcengineAccount] = accounts.volcengine;
  const settings = new Map([
    ["tencentcloud:secretId", tencentAccount?.secretId],
    ["tencentcloud:secretKey", tencentAccount?.secretKey],
    ["tencentcloud:endpoint", endpoint],
    ["tencentcloud:region", "ap-singapore"],
    ["volcengine:accessKey", volcengineAccount?.accessKey],
    ["volcengine:secretKey", volcengineAccount?.secretKey],
    ["volcengine:endpoint", endpoint],
  ]);
  return { get: (key) => settings.get(key), require: (key) => settings.get(key) ?? "" };
}
