import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Terminated } from "../../local/engine/engineError";
import { Monitor, type MonitorEvents } from "../../local/engine/monitor";
import { Empty, grpc, toStruct, unary } from "../../local/engine/rpc";

const context = {
  project: { name: "p", root: "/", programDir: "/", entry: ".", typescript: false, config: {} },
  stack: "s",
  config: { plain: {}, secretKeys: [] },
  dryRun: true,
  parallel: 4,
};

let refused: string[] = [];
const events: MonitorEvents = {
  register: () => Promise.reject(new Terminated()),
  registerOutputs: () => Promise.resolve(),
  finish: () => Promise.resolve(),
  registerHook: () => undefined,
  log: () => undefined,
  refuse: (error) => refused.push(error.message),
};

describe("the monitor", () => {
  let monitor: Monitor;
  let client: ResourceMonitorClient;

  beforeAll(async () => {
    monitor = await Monitor.start(context, events);
    client = new ResourceMonitorClient(monitor.address, grpc.credentials.createInsecure());
  });

  beforeEach(() => {
    refused = [];
  });

  afterAll(() => {
    client.close();
    monitor.stop();
  });

  const asset = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text: "x" };
  const refusals: [string, (request: resource.RegisterResourceRequest) => unknown][] = [
    ["remote components", (r) => r.setCustom(false).setRemote(true)],
    ["explicit providers", (r) => r.setType("pulumi:providers:pulumi-nodejs")],
    ["explicit providers", (r) => r.setProvider("urn::id")],
    ["resources of other providers (aws)", (r) => r.setType("aws:s3:Bucket")],
    ["import", (r) => r.setImportid("x")],
    ["aliases", (r) => r.setAliasurnsList(["urn"])],
    ["transforms", (r) => r.addTransforms(new Callback())],
    [
      "resource hooks other than beforeUpdate",
      (r) =>
        r.setHooks(
          new resource.RegisterResourceRequest.ResourceHooksBinding().setBeforeDeleteList(["farewell"]),
        ),
    ],
    ["deletedWith", (r) => r.setDeletedwith("urn")],
    ["replaceWith", (r) => r.setReplaceWithList(["urn"])],
    ["replaceOnChanges", (r) => r.setReplaceonchangesList(["a"])],
    ["hideDiffs", (r) => r.setHidediffsList(["a"])],
    ["provider versions", (r) => r.setVersion("1.0.0")],
    ["parameterized packages", (r) => r.setPackageref("x")],
    [
      "customTimeouts",
      (r) => r.setCustomtimeouts(new resource.RegisterResourceRequest.CustomTimeouts().setCreate("5m")),
    ],
    ["assets and archives", (r) => r.setObject(toStruct({ nested: [asset] }))],
    ["wildcards in ignoreChanges", (r) => r.setIgnorechangesList(["a[*]"])],
  ];

  test.each(refusals)("refuses %s by name, and ends the program without a word", async (feature, use) => {
    const request = new resource.RegisterResourceRequest()
      .setType("pulumi-nodejs:dynamic:Thing")
      .setName("a")
      .setCustom(true);
    use(request);
    const call = unary((done) => client.registerResource(request, done));
    await expect(call).rejects.toMatchObject({ code: grpc.status.UNAVAILABLE });
    expect(refused).toEqual([
      expect.stringMatching(/^The local engine does not support .*"a"\); use the pulumi CLI for that\.$/),
    ]);
    expect(refused[0]).toContain(feature);
  });

  test.each([
    [
      "the function aws:getRegion",
      () =>
        unary((done) => client.invoke(new resource.ResourceInvokeRequest().setTok("aws:getRegion"), done)),
    ],
    [
      "references to resources",
      () =>
        unary((done) =>
          client.invoke(new resource.ResourceInvokeRequest().setTok("pulumi:pulumi:getResource"), done),
        ),
    ],
    ["call", () => unary((done) => client.call(new resource.ResourceCallRequest(), done))],
    ["get", () => unary((done) => client.readResource(new resource.ReadResourceRequest(), done))],
    [
      "stack references",
      () =>
        unary((done) =>
          client.readResource(
            new resource.ReadResourceRequest().setType("pulumi:pulumi:StackReference"),
            done,
          ),
        ),
    ],
    [
      "error hooks",
      () => unary((done) => client.registerErrorHook(new resource.RegisterErrorHookRequest(), done)),
    ],
    [
      "parameterized",
      () => unary((done) => client.registerPackage(new resource.RegisterPackageRequest(), done)),
    ],
  ])("refuses calls: %s", async (feature, call) => {
    await expect(call()).rejects.toMatchObject({ code: grpc.status.UNAVAILABLE });
    expect(refused).toEqual([expect.stringContaining(feature)]);
  });

  test("announces what it refuses, so that the SDK does not ask for a newer CLI, but no form of values it cannot read", async () => {
    const info = await unary<resource.DeploymentInfo>((done) => client.getDeploymentInfo(new Empty(), done));
    const features = info.getSupportedfeaturesList();
    const known = resource.ResourceMonitorFeature;
    expect(features).toContain(known.RESOURCE_MONITOR_FEATURE_SECRETS);
    expect(features).toContain(known.RESOURCE_MONITOR_FEATURE_TRANSFORMS);
    expect(features).not.toContain(known.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES);
    expect(features).not.toContain(known.RESOURCE_MONITOR_FEATURE_BYTE_STRING);
  });
});
