import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ErrorResourceInitFailed,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { EngineError, Terminated } from "./engineError";
import { Process } from "./processes";
import type { Resource } from "./resource";
import { clientArguments, type Done, fromStruct, isServiceError, sdkCommand, toStruct, unary } from "./rpc";
import type { RunContext } from "./runContext";
import { forProvider, markSecretsLike, type Properties, reveal, sameValue } from "./values";

/** A property that `check` refuses. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** What separates an old resource from its new inputs. */
export interface Difference {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** What a call made of a resource. With errors, the thing exists but is not as it should be. */
export interface Made {
  readonly id: string;
  readonly outputs: Properties;
  readonly initErrors: string[];
}

/** The address that the process gets of the engine; it takes one and never uses it. */
const noEngine = "127.0.0.1:0";

interface Connection {
  readonly child: Process;
  readonly client: ResourceProviderClient;
}

/**
 * The dynamic provider, in a process that all dynamic resources of an operation share. It finds the code to run in
 * the properties of a resource, and looks at nothing else in a request.
 */
export class Provider {
  private started: Promise<Connection> | undefined;
  private configured: Promise<ResourceProviderClient> | undefined;
  private config: Properties | undefined;
  private isStopped = false;

  constructor(
    private readonly context: RunContext,
    /** The config that the state knows, where the program does not say it. */
    private readonly knownConfig: Properties | undefined,
  ) {}

  /** The start takes longer than anything that follows: begin before anybody asks. */
  start(): Promise<Connection> {
    if (this.isStopped) return Promise.reject(new Terminated());
    this.started ??= this.startProcess();
    this.started.catch(() => undefined);
    return this.started;
  }

  /** Hands over the config; another one than before needs a new process. */
  configure(config: Properties): void {
    if (sameValue(this.config, config)) return;
    const isFree = this.config === undefined ? Promise.resolve() : this.disconnect();
    this.config = config;
    this.configured = isFree.then(() => this.connectWith(config));
    this.configured.catch(() => undefined);
  }

  /** Ends the process, for good. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.disconnect();
  }

  private async disconnect(): Promise<void> {
    const connection = await this.started?.catch(() => undefined);
    this.started = undefined;
    connection?.client.close();
    await connection?.child.stop();
  }

  private async startProcess(): Promise<Connection> {
    const { project, environment, launch, display } = this.context;
    const { child, port } = await Process.serve({
      what: "The dynamic provider",
      args: [sdkCommand(project.programDir, "dynamic-provider"), noEngine],
      cwd: project.programDir,
      onLine: display.info,
      environment,
      launch,
      variables: {
        PULUMI_NODEJS_PROJECT: project.name,
        PULUMI_PROJECT: project.name,
        // Provider code sees config only where `configure` hands it over, under the pulumi CLI as well.
        PULUMI_CONFIG: "{}",
      },
    });
    return { child, client: new ResourceProviderClient(...clientArguments(port)) };
  }

  /** Secrets go as secrets: the process hands their plain values to the provider code. */
  private async connectWith(config: Properties): Promise<ResourceProviderClient> {
    const { client } = await this.start();
    const request = new ConfigureRequest().setArgs(toStruct(config));
    await unary((done) => client.configure(request, done));
    return client;
  }

  private async call<Response>(
    send: (client: ResourceProviderClient, done: Done<Response>) => unknown,
  ): Promise<Response> {
    const { knownConfig } = this;
    if (this.configured === undefined && knownConfig !== undefined) this.configure(knownConfig);
    if (this.configured === undefined) throw new EngineError("The state has no provider for its resources.");
    const client = await this.configured;
    return unary((done) => send(client, done));
  }

  async check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: CheckFailure[] }> {
    const request = new CheckRequest().setOlds(struct(olds)).setNews(struct(news));
    const response = await this.call<CheckResponse>((client, done) => client.check(request, done));
    const failures = response
      .getFailuresList()
      .map((f) => ({ property: f.getProperty(), reason: f.getReason() }));
    return { inputs: markSecretsLike(news, fromStruct(response.getInputs())), failures };
  }

  async diff(old: Resource, news: Properties): Promise<Difference> {
    const request = new DiffRequest()
      .setId(old.id ?? "")
      .setOlds(struct(old.outputs))
      .setNews(struct(news));
    const response = await this.call<DiffResponse>((client, done) => client.diff(request, done));
    const { DIFF_SOME, DIFF_UNKNOWN } = DiffResponse.DiffChanges;
    const verdict = response.getChanges();
    return {
      changes:
        verdict === DIFF_SOME || (verdict === DIFF_UNKNOWN && !sameValue(reveal(old.inputs), reveal(news))),
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  create(inputs: Properties): Promise<Made> {
    const request = new CreateRequest().setProperties(struct(inputs));
    const made = this.call<CreateResponse>((client, done) => client.create(request, done)).then(
      (response) => {
        if (response.getId() === "") throw new Error("the provider returned no id for the new resource");
        return { id: response.getId(), outputs: fromStruct(response.getProperties()), initErrors: [] };
      },
    );
    return settle(made, inputs);
  }

  update({ id = "", outputs }: Resource, inputs: Properties): Promise<Made> {
    const request = new UpdateRequest().setId(id).setOlds(struct(outputs)).setNews(struct(inputs));
    const made = this.call<UpdateResponse>((client, done) => client.update(request, done)).then(
      (response) => ({
        id,
        outputs: fromStruct(response.getProperties()),
        initErrors: [],
      }),
    );
    return settle(made, inputs);
  }

  async delete({ id = "", outputs }: Resource): Promise<void> {
    const request = new DeleteRequest().setId(id).setProperties(struct(outputs));
    await this.call((client, done) => client.delete(request, done));
  }

  /** What is there now; undefined if it is gone. Inputs only if the provider tells them. */
  async read(old: Resource): Promise<{ id: string; outputs: Properties; inputs?: Properties } | undefined> {
    const request = new ReadRequest().setId(old.id ?? "").setProperties(struct(old.outputs));
    const response = await this.call<ReadResponse>((client, done) => client.read(request, done));
    if (response.getId() === "") return undefined;
    const inputs = response.getInputs();
    return {
      id: response.getId(),
      outputs: markSecretsLike(old.outputs, fromStruct(response.getProperties())),
      ...(inputs === undefined ? {} : { inputs: markSecretsLike(old.inputs, fromStruct(inputs)) }),
    };
  }
}

function struct(properties: Properties) {
  return toStruct(forProvider(properties));
}

/** A call that failed may have left a half-made resource behind, which its error then describes. */
async function settle(call: Promise<Made>, inputs: Properties): Promise<Made> {
  const made = await call.catch(halfMade);
  return { ...made, outputs: markSecretsLike(inputs, made.outputs) };
}

function halfMade(error: unknown): Made {
  const [bytes] = isServiceError(error) ? error.metadata.get("grpc-status-details-bin") : [];
  if (!Buffer.isBuffer(bytes)) throw error;
  const detail = Status.deserializeBinary(bytes)
    .getDetailsList()
    .find((any) => any.getTypeUrl().endsWith("pulumirpc.ErrorResourceInitFailed"));
  if (detail === undefined) throw error;
  const failure = ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  const outputs = fromStruct(failure.getProperties());
  return { id: failure.getId(), outputs, initErrors: failure.getReasonsList() };
}
