// What the plugin costs: its start, beside that of one that does nothing, and making many resources, beside the same
// ones as dynamic resources.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type * as Grpc from "@grpc/grpc-js";
import type * as Clients from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type * as Messages from "@pulumi/pulumi/proto/provider_pb.js";
import type * as Empties from "google-protobuf/google/protobuf/empty_pb.js";
import type * as Structs from "google-protobuf/google/protobuf/struct_pb.js";
import { startVendors } from "pulumi-media-tasks/local";
import { compare } from "./compare.ts";

const resources = 200;
const starts = 9;
const rounds = 3;
const most = { start: 1.1, create: 1, state: 1 };

const root = resolve(import.meta.dirname, "..");
const require = createRequire(import.meta.url);
const sdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const grpc: typeof Grpc = sdk("@grpc/grpc-js");
const { Empty }: typeof Empties = sdk("google-protobuf/google/protobuf/empty_pb");
const { Struct }: typeof Structs = sdk("google-protobuf/google/protobuf/struct_pb");
const { ResourceProviderClient }: typeof Clients = require("@pulumi/pulumi/proto/provider_grpc_pb");
const {
  CheckRequest,
  ConfigureRequest,
  CreateRequest,
}: typeof Messages = require("@pulumi/pulumi/proto/provider_pb");

type Values = Readonly<Record<string, Structs.JavaScriptValue>>;

/** A plugin that can say what it is, and nothing else. */
const emptyPlugin = `
const load = require("node:module").createRequire(require.resolve("@pulumi/pulumi/package.json"));
const grpc = load("@grpc/grpc-js");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const server = new grpc.Server();
server.addService(ResourceProviderService, {
  getPluginInfo: (_, done) => done(null, new PluginInfo().setVersion("1.0.0")),
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (_, port) => console.log(port));
`;

/** A provider in a process of its own, as an engine has one. */
class ProviderProcess implements AsyncDisposable {
  readonly child: ChildProcess;
  readonly client: Clients.ResourceProviderClient;

  constructor(child: ChildProcess, client: Clients.ResourceProviderClient) {
    this.child = child;
    this.client = client;
  }

  static async start(...args: string[]): Promise<ProviderProcess> {
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: { PATH: process.env["PATH"], HOME: folder, PULUMI_HOME: folder, PULUMI_CONFIG: "{}" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [port] = await once(createInterface({ input: child.stdout }), "line");
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return new ProviderProcess(child, client);
  }

  async sayWhatItIs(): Promise<void> {
    await answer((done) => this.client.getPluginInfo(new Empty(), done));
  }

  async configure(settings: Values): Promise<void> {
    const request = new ConfigureRequest().setArgs(Struct.fromJavaScript(settings)).setAcceptsecrets(true);
    await answer((done) => this.client.configure(request, done));
  }

  /** Checks and creates; gives the JSON of what a state has of it. */
  async create(urn: string, inputs: Values): Promise<string> {
    const check = new CheckRequest().setUrn(urn).setOlds(new Struct()).setNews(Struct.fromJavaScript(inputs));
    const checked = await answer<Messages.CheckResponse>((done) => this.client.check(check, done));
    if (checked.getFailuresList().length > 0) throw new Error(String(checked.getFailuresList()));
    const create = new CreateRequest().setUrn(urn).setProperties(checked.getInputs());
    const made = await answer<Messages.CreateResponse>((done) => this.client.create(create, done));
    return JSON.stringify([checked.getInputs(), made.getProperties()].map((part) => part?.toJavaScript()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.close();
    const ended = once(this.child, "close");
    this.child.kill("SIGKILL");
    await ended;
  }
}

function answer<Response>(
  call: (done: (error: Error | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((done, fail) => {
    call((error, response) => (error ? fail(error) : done(response)));
  });
}

const folder = mkdtempSync(join(tmpdir(), "bench-plugin-"));
try {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "empty.js"), emptyPlugin);
  const plugin = [join(root, "dist/plugin/main.js")];
  const dynamic = [require.resolve("@pulumi/pulumi/cmd/dynamic-provider"), "127.0.0.1:0"];

  const firstAnswer = async (...args: string[]) => {
    await using provider = await ProviderProcess.start(...args);
    await provider.sayWhatItIs();
  };
  await compare(
    "start of the plugin to its first answer",
    "a plugin that does nothing",
    starts,
    most.start,
    () => firstAnswer(join(folder, "empty.js")),
    () => firstAnswer(...plugin),
  );

  await using vendors = await startVendors({ rateLimits: false });
  const [account] = vendors.accounts.volcengine;
  const { accessKey = "", secretKey = "" } = account ?? {};
  const bytes = { dynamic: 0, plugin: 0 };
  let run = 0;
  /** An up of many resources: the provider starts, and makes them side by side. */
  const up = async (
    way: keyof typeof bytes,
    args: readonly string[],
    { config, type, more }: { config: Values; type: string; more: (urn: string) => Values },
  ) => {
    vendors.reset();
    run += 1;
    await using provider = await ProviderProcess.start(...args);
    await provider.configure(config);
    const made = Array.from({ length: resources }, (_, index) => {
      const urn = `urn:pulumi:run-${run}::bench::${type}::recording-${index}`;
      return provider.create(urn, {
        appId: "661e0000543cf",
        roomId: `Room${index}`,
        storageConfig: { tosConfig: { accountId: "2100000089", region: 0, bucket: "lessons" } },
        ...more(urn),
      });
    });
    bytes[way] = (await Promise.all(made)).join("").length;
    if (vendors.tasks().length !== resources) throw new Error(`${vendors.tasks().length} recordings run.`);
  };
  await compare(
    `making ${resources} recordings through the plugin`,
    "dynamic resources",
    rounds,
    most.create,
    () =>
      up("dynamic", dynamic, {
        config: {
          "volcengine:accessKey": accessKey,
          "volcengine:secretKey": secretKey,
          "volcengine:endpoint": vendors.endpoint,
        },
        type: "pulumi-nodejs:dynamic/volcengine/rtc:Recording",
        more: (urn) => ({
          __urn: urn,
          __provider:
            'exports.handler=()=>require("pulumi-media-tasks/provider").of("volcengine/rtc:Recording")',
        }),
      }),
    () =>
      up("plugin", plugin, {
        config: {
          volcengineAccessKey: accessKey,
          volcengineSecretKey: secretKey,
          volcengineEndpoint: vendors.endpoint,
        },
        type: "media-tasks:volcengine/rtc:Recording",
        more: () => ({}),
      }),
  );
  const ratio = (bytes.plugin / bytes.dynamic).toFixed(2);
  console.log(
    `their state: ${bytes.plugin} bytes, with dynamic resources ${bytes.dynamic}: ${ratio} × (target ${most.state})`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
