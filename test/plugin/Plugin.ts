import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Server } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  type DiffResponse,
  ErrorResourceInitFailed,
  InvokeRequest,
  type InvokeResponse,
  PropertyDiff,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import {
  clientArguments,
  type Done,
  Empty,
  fromStruct,
  isServiceError,
  serve,
  toStruct,
  unary,
} from "../../local/engine/rpc";
import { asProperties, forProvider, type Properties } from "../../local/engine/values";
import type { Vendors } from "../../local/vendors";
import { nativeType } from "../../sdk/core/contract";
import { compileCache, root } from "../engine/stack";
import { configFor, type Properties as Inputs } from "../provider/support";

/** A line that the engine was told. */
export interface Line {
  readonly isWarning: boolean;
  readonly text: string;
  readonly urn: string;
}

/** The settings of a provider that fit emulated vendors. */
export function settingsFor(vendors: Vendors): Record<string, string> {
  const found = Object.entries(configFor(vendors)).flatMap(([key, value]) => {
    const [vendor = "", name = ""] = key.split(":");
    return value === undefined ? [] : [[`${vendor}${name.charAt(0).toUpperCase()}${name.slice(1)}`, value]];
  });
  return Object.fromEntries(found);
}

/** The plugin as a process of its own, with an engine to talk to. */
export class Plugin implements AsyncDisposable {
  readonly exited: Promise<number | null>;

  private constructor(
    readonly client: ResourceProviderClient,
    /** What the engine was told, oldest first. */
    readonly lines: readonly Line[],
    private readonly child: ChildProcess,
    private readonly engine: Server,
    private readonly home: string,
  ) {
    this.exited = new Promise((resolve) => child.once("exit", resolve));
  }

  /** Starts it, as the engine does: with its own address, the port being the first line. */
  static async start(settings?: Properties, environment: NodeJS.ProcessEnv = {}): Promise<Plugin> {
    const home = mkdtempSync(join(tmpdir(), "plugin-home-"));
    const lines: Line[] = [];
    const { server, address } = await serve((own) =>
      own.addService(EngineService, {
        log: ({ request }: { request: LogRequest }, answer: Done<unknown>) => {
          lines.push({
            isWarning: request.getSeverity() === LogSeverity.WARNING,
            text: request.getMessage(),
            urn: request.getUrn(),
          });
          answer(null, new Empty());
        },
      }),
    );
    const child = spawn(process.execPath, [join(root, "dist/plugin/main.js"), address], {
      env: {
        HOME: home,
        NODE_COMPILE_CACHE: compileCache,
        PULUMI_HOME: home,
        PATH: process.env.PATH,
        ...environment,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const port = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once("line", resolve);
      child.once("exit", (code) => reject(new Error(`the plugin ended with ${code}`)));
    });
    const plugin = new Plugin(
      new ResourceProviderClient(...clientArguments(Number(port))),
      lines,
      child,
      server,
      home,
    );
    if (settings !== undefined) await plugin.configure(settings);
    return plugin;
  }

  configure(settings: Properties): Promise<unknown> {
    const request = new ConfigureRequest().setArgs(toStruct(settings)).setAcceptsecrets(true);
    return unary((done) => this.client.configure(request, done));
  }

  checkConfig(news: Properties): Promise<Checked> {
    const urn = "urn:pulumi:dev::school::pulumi:providers:media-tasks::own";
    const request = new CheckRequest().setUrn(urn).setNews(toStruct(news));
    return unary<CheckResponse>((done) => this.client.checkConfig(request, done)).then(checkedOf);
  }

  /** Calls a function of the package. */
  async invoke(type: string, args: Properties): Promise<Properties> {
    const request = new InvokeRequest().setTok(nativeType({ type })).setArgs(toStruct(args));
    const response = await unary<InvokeResponse>((done) => this.client.invoke(request, done));
    return forProvider(fromStruct(response.getReturn()));
  }

  /** A resource of the program under test; `before`: as an earlier run has left it. */
  resource(type: string, name = "lesson", before?: NativeThing): NativeThing {
    const thing = new NativeThing(this.client, `urn:pulumi:dev::school::${nativeType({ type })}::${name}`);
    if (before) [thing.id, thing.inputs, thing.sealed] = [before.id, before.inputs, before.sealed];
    return thing;
  }

  /** The texts of what was said about a resource. */
  said(about: NativeThing): string[] {
    return this.lines.filter(({ urn }) => urn === about.urn).map(({ text }) => text);
  }

  /** Kills it as the kernel does, and waits until it is gone. What it was told fails. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.exited;
  }

  /** Ends the engine without a word, as a kill does. */
  loseEngine(): void {
    this.engine.forceShutdown();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.close();
    // It ends with its engine, and keeps what compiling gave: one that is killed does not.
    this.loseEngine();
    await this.exited;
    rmSync(this.home, { recursive: true });
  }
}

/** What a check gives. */
export interface Checked {
  readonly inputs: Properties;
  readonly failures: { property: string; reason: string }[];
}

function checkedOf(response: CheckResponse): Checked {
  return {
    inputs: fromStruct(response.getInputs()),
    failures: response
      .getFailuresList()
      .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
  };
}

function kindName(change: PropertyDiff): string {
  const names = Object.entries(PropertyDiff.Kind).filter(([, kind]) => kind === change.getKind());
  return names.map(([name]) => name.toLowerCase()).join();
}

/** What a verb failed with although something exists. */
export class Partly extends Error {
  constructor(
    readonly id: string,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join("\n"));
  }
}

/** A resource as the engine handles it: it keeps id, inputs and outputs, and hands them to the plugin. */
export class NativeThing {
  id = "";
  inputs: Properties = {};
  /** As the engine keeps them, with its marks of secrets. */
  sealed: Properties = {};
  isReadFirst = false;

  constructor(
    private readonly client: ResourceProviderClient,
    readonly urn: string,
  ) {}

  /** Its outputs without marks of secrets. */
  get outputs(): Properties {
    return forProvider(this.sealed);
  }

  /** The same, as helpers name it that know the dynamic way too. */
  get state(): Properties {
    return this.outputs;
  }

  async check(news: Inputs): Promise<Checked> {
    const request = new CheckRequest()
      .setUrn(this.urn)
      .setOlds(toStruct(this.inputs))
      .setNews(toStruct(asProperties(news)));
    return checkedOf(await unary<CheckResponse>((done) => this.client.check(request, done)));
  }

  /** The inputs that a check gives; throws where it refuses some. */
  async checked(news: Inputs): Promise<Properties> {
    const { inputs, failures } = await this.check(news);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    return inputs;
  }

  async diff(news: Inputs) {
    const request = new DiffRequest()
      .setId(this.id)
      .setUrn(this.urn)
      .setOlds(toStruct(this.sealed))
      .setOldInputs(toStruct(this.inputs))
      .setNews(toStruct(await this.checked(news)));
    const response = await unary<DiffResponse>((done) => this.client.diff(request, done));
    const detailed: Record<string, string> = {};
    response.getDetaileddiffMap().forEach((change, path) => {
      detailed[path] = kindName(change);
    });
    return {
      changes: response.getChanges() === 2,
      replaces: response.getReplacesList(),
      stopsFirst: response.getDeletebeforereplace(),
      stable: response.getStablesList(),
      detailed,
    };
  }

  /** What a preview of its create, or of its update, shows. */
  async preview(news: Inputs): Promise<Properties> {
    const inputs = toStruct(await this.checked(news));
    if (this.id === "") {
      const request = new CreateRequest().setUrn(this.urn).setProperties(inputs).setPreview(true);
      const made = await unary<CreateResponse>((done) => this.client.create(request, done));
      return fromStruct(made.getProperties());
    }
    const request = this.updateRequest().setNews(inputs).setPreview(true);
    const made = await unary<UpdateResponse>((done) => this.client.update(request, done));
    return fromStruct(made.getProperties());
  }

  async create(news: Inputs, timeout = 0): Promise<Properties> {
    const inputs = await this.checked(news);
    const request = new CreateRequest().setUrn(this.urn).setProperties(toStruct(inputs)).setTimeout(timeout);
    const response = await this.keeping(() =>
      unary<CreateResponse>((done) => this.client.create(request, done)),
    );
    this.id = response.getId();
    this.keep(inputs, response);
    return this.outputs;
  }

  async update(news: Inputs, timeout = 0): Promise<Properties> {
    const inputs = await this.checked(news);
    const request = this.updateRequest().setNews(toStruct(inputs)).setTimeout(timeout);
    this.keep(
      inputs,
      await this.keeping(() => unary<UpdateResponse>((done) => this.client.update(request, done))),
    );
    return this.outputs;
  }

  /** Brings it up to date; whether it is there still. */
  async refresh(): Promise<boolean> {
    const response = await this.read(this.id);
    if (response.getId() === "") return false;
    this.keep(fromStruct(response.getInputs()), response);
    return true;
  }

  async import(id: string): Promise<Properties> {
    const response = await this.read(id);
    this.id = response.getId();
    this.keep(fromStruct(response.getInputs()), response);
    return this.outputs;
  }

  async delete(): Promise<void> {
    const request = new DeleteRequest()
      .setId(this.id)
      .setUrn(this.urn)
      .setProperties(toStruct(this.sealed))
      .setOldInputs(toStruct(this.inputs));
    await unary((done) => this.client.delete(request, done));
  }

  private read(id: string): Promise<ReadResponse> {
    const request = new ReadRequest()
      .setId(id)
      .setUrn(this.urn)
      .setProperties(toStruct(this.sealed))
      .setInputs(toStruct(this.inputs));
    return unary<ReadResponse>((done) => this.client.read(request, done));
  }

  private updateRequest(): UpdateRequest {
    return new UpdateRequest()
      .setId(this.id)
      .setUrn(this.urn)
      .setOlds(toStruct(this.sealed))
      .setOldInputs(toStruct(this.inputs));
  }

  private keep(inputs: Properties, made: CreateResponse | UpdateResponse | ReadResponse): void {
    this.inputs = inputs;
    this.sealed = fromStruct(made.getProperties());
    this.isReadFirst = made.getRefreshBeforeUpdate();
  }

  /** Keeps what exists although the verb failed. */
  private async keeping<Made>(work: () => Promise<Made>): Promise<Made> {
    try {
      return await work();
    } catch (error) {
      const failed = initFailureIn(error);
      if (failed === undefined) throw error;
      this.id = failed.getId();
      this.sealed = fromStruct(failed.getProperties());
      throw new Partly(this.id, failed.getReasonsList());
    }
  }
}

function initFailureIn(error: unknown): ErrorResourceInitFailed | undefined {
  if (!isServiceError(error)) return undefined;
  const [encoded] = error.metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(encoded)) return undefined;
  const [detail] = Status.deserializeBinary(encoded).getDetailsList();
  return detail && ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
}
