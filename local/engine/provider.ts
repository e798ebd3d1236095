import type { ServiceError } from "@grpc/grpc-js";
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
import { childEnvironment, type Environment, Process } from "./processes";
import type { Project } from "./project";
import { nameOf, type Resource, typeOf } from "./resource";
import {
  clientArguments,
  type Done,
  Empty,
  fromStruct,
  isServiceError,
  sdkCommand,
  toStruct,
  unary,
} from "./rpc";
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

/** The thing exists, but is not as it should be: the state must keep it. */
export class InitError extends Error {
  override readonly name = "InitError";

  constructor(
    readonly id: string,
    readonly properties: Properties,
    readonly reasons: string[],
  ) {
    const count = reasons.length === 1 ? "1 error" : `${reasons.length} errors`;
    super(`${count} occurred:${reasons.map((reason) => `\n    * ${reason}`).join("")}`);
  }
}

/** The address that the process gets of the engine; it takes one and never uses it. */
const noEngine = "127.0.0.1:0";

interface Connection {
  readonly child: Process;
  readonly client: ResourceProviderClient;
}

/** What a provider runs with. */
export interface ProviderOptions {
  readonly project: Project;
  readonly environment: Environment;
  /** The provider resource of the state: how to configure the process where the program does not say it. */
  readonly known: Resource | undefined;
  /** Called for each line that provider code prints. */
  readonly onLine: (line: string) => void;
}

/** The dynamic provider, in a process that all dynamic resources of an operation share. */
export class Provider {
  private started: Promise<Connection> | undefined;
  private configured: Promise<ResourceProviderClient> | undefined;
  private config: Properties | undefined;
  private isStopped = false;

  constructor(private readonly options: ProviderOptions) {}

  /** The start takes longer than anything that follows: begin before anybody asks. */
  async start(): Promise<void> {
    await this.connect();
  }

  /** Hands over the inputs of the provider resource; other ones than before need a new process. */
  configure(resource: Resource): void {
    if (sameValue(this.config, resource.inputs)) return;
    const isFree = this.config === undefined ? Promise.resolve() : this.disconnect();
    this.config = resource.inputs;
    this.configured = isFree.then(() => this.connectWith(resource));
    this.configured.catch(() => undefined);
  }

  /** Passes on that the user wants the run to end. */
  async cancel(): Promise<void> {
    const connection = await this.started?.catch(() => undefined);
    if (connection === undefined) return;
    const call = unary((done) => connection.client.cancel(new Empty(), done));
    await call.catch(() => undefined);
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

  private connect(): Promise<Connection> {
    if (this.isStopped) return Promise.reject(new Terminated());
    this.started ??= this.startProcess();
    this.started.catch(() => undefined);
    return this.started;
  }

  private async startProcess(): Promise<Connection> {
    const { project, environment, onLine } = this.options;
    const { child, port } = await Process.serve({
      what: "The dynamic provider",
      args: [sdkCommand(project.programDir, "dynamic-provider"), noEngine],
      cwd: project.programDir,
      onLine,
      environment: childEnvironment(environment, {
        PULUMI_NODEJS_PROJECT: project.name,
        PULUMI_PROJECT: project.name,
        // Provider code sees config only where `configure` hands it over, under the pulumi CLI as well.
        PULUMI_CONFIG: "{}",
      }),
    });
    return { child, client: new ResourceProviderClient(...clientArguments(port)) };
  }

  /** Secrets go as secrets: the process hands their plain values to the provider code. */
  private async connectWith({ urn, id, inputs }: Resource): Promise<ResourceProviderClient> {
    const { client } = await this.connect();
    const request = new ConfigureRequest();
    request.setUrn(urn).setName(nameOf(urn)).setType(typeOf(urn));
    if (id !== undefined) request.setId(id);
    // Without arguments, even empty ones, the provider never answers.
    request.setArgs(toStruct(inputs));
    request.setAcceptsecrets(true).setAcceptresources(true);
    request.setSendsOldInputs(true).setSendsOldInputsToDelete(true);
    await unary((done) => client.configure(request, done));
    return client;
  }

  private async call<Response>(
    send: (client: ResourceProviderClient, done: Done<Response>) => unknown,
  ): Promise<Response> {
    const { known } = this.options;
    if (this.configured === undefined && known !== undefined) this.configure(known);
    if (this.configured === undefined) throw new EngineError("The state has no provider for its resources.");
    const client = await this.configured;
    return unary((done) => send(client, done));
  }

  async check(
    urn: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: CheckFailure[] }> {
    const request = this.about(new CheckRequest(), urn);
    request.setOlds(this.struct(olds)).setNews(this.struct(news));
    const response = await this.call<CheckResponse>((client, done) => client.check(request, done));
    const failures = response
      .getFailuresList()
      .map((f) => ({ property: f.getProperty(), reason: f.getReason() }));
    return { inputs: markSecretsLike(news, fromStruct(response.getInputs())), failures };
  }

  async diff(old: Resource, news: Properties, ignoreChanges: readonly string[]): Promise<Difference> {
    const request = this.about(new DiffRequest(), old.urn).setId(old.id ?? "");
    request
      .setOlds(this.struct(old.outputs))
      .setOldInputs(this.struct(old.inputs))
      .setNews(this.struct(news));
    request.setIgnorechangesList([...ignoreChanges]);
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

  async create({ urn, inputs }: Resource): Promise<{ id: string; outputs: Properties }> {
    const request = this.about(new CreateRequest(), urn).setProperties(this.struct(inputs));
    const response = await this.call<CreateResponse>((client, done) => client.create(request, done)).catch(
      (error: unknown) => this.rethrow(error, inputs),
    );
    if (response.getId() === "") throw new Error("the provider returned no id for the new resource");
    return { id: response.getId(), outputs: markSecretsLike(inputs, fromStruct(response.getProperties())) };
  }

  /** The outputs after the change of an old resource to a new one. */
  async update(old: Resource, { inputs, ignoreChanges }: Resource): Promise<Properties> {
    const request = this.about(new UpdateRequest(), old.urn).setId(old.id ?? "");
    request
      .setOlds(this.struct(old.outputs))
      .setOldInputs(this.struct(old.inputs))
      .setNews(this.struct(inputs));
    request.setIgnorechangesList(ignoreChanges);
    const response = await this.call<UpdateResponse>((client, done) => client.update(request, done)).catch(
      (error: unknown) => this.rethrow(error, inputs),
    );
    return markSecretsLike(inputs, fromStruct(response.getProperties()));
  }

  async delete(old: Resource): Promise<void> {
    const request = this.about(new DeleteRequest(), old.urn).setId(old.id ?? "");
    request.setProperties(this.struct(old.outputs)).setOldInputs(this.struct(old.inputs));
    await this.call((client, done) => client.delete(request, done));
  }

  /** What is there now; undefined if it is gone. Inputs only if the provider tells them. */
  async read(old: Resource): Promise<{ id: string; outputs: Properties; inputs?: Properties } | undefined> {
    const request = this.about(new ReadRequest(), old.urn).setId(old.id ?? "");
    request.setProperties(this.struct(old.outputs)).setInputs(this.struct(old.inputs));
    const response = await this.call<ReadResponse>((client, done) => client.read(request, done));
    if (response.getId() === "") return undefined;
    const inputs = response.getInputs();
    return {
      id: response.getId(),
      outputs: markSecretsLike(old.outputs, fromStruct(response.getProperties())),
      ...(inputs === undefined ? {} : { inputs: markSecretsLike(old.inputs, fromStruct(inputs)) }),
    };
  }

  private struct(properties: Properties) {
    return toStruct(forProvider(properties));
  }

  private about<
    Request extends {
      setUrn(urn: string): unknown;
      setName(name: string): unknown;
      setType(type: string): unknown;
    },
  >(request: Request, urn: string): Request {
    request.setUrn(urn);
    request.setName(nameOf(urn));
    request.setType(typeOf(urn));
    return request;
  }

  /** A call that failed may have left a half-made resource behind, which its error then describes. */
  private rethrow(error: unknown, inputs: Properties): never {
    throw (isServiceError(error) ? this.initError(error, inputs) : undefined) ?? error;
  }

  private initError(error: ServiceError, inputs: Properties): InitError | undefined {
    const [bytes] = error.metadata.get("grpc-status-details-bin");
    if (!Buffer.isBuffer(bytes)) return undefined;
    const detail = Status.deserializeBinary(bytes)
      .getDetailsList()
      .find((any) => any.getTypeUrl().endsWith("pulumirpc.ErrorResourceInitFailed"));
    if (detail === undefined) return undefined;
    const failure = ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
    const outputs = markSecretsLike(inputs, fromStruct(failure.getProperties()));
    return new InitError(failure.getId(), outputs, failure.getReasonsList());
  }
}
