import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type {
  CheckResponse,
  CreateResponse,
  DiffResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Process, type ProcessOptions } from "./processes";
import { clientArguments, fromStruct, isServiceError, type Sdk, toStruct, unary } from "./rpc";
import type { Resource } from "./state";
import { nameOf, typeOf } from "./urn";
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

/** The dynamic provider's process: all dynamic resources of a run share it. */
export class ProviderClient {
  private constructor(
    private readonly sdk: Sdk,
    private readonly client: ResourceProviderClient,
    private readonly child: Process,
  ) {}

  static async start(
    sdk: Sdk,
    options: Omit<ProcessOptions, "what" | "args">,
    engine: string,
  ): Promise<ProviderClient> {
    const args = [sdk.command("dynamic-provider"), engine];
    const { child, port } = await Process.serve({ ...options, what: "The dynamic provider", args });
    return new ProviderClient(
      sdk,
      new sdk.providerRpc.ResourceProviderClient(...clientArguments(sdk, port)),
      child,
    );
  }

  /** Hands over the stack's config, with secrets as secrets: this process tells the provider code their plain values. */
  async configure(provider: Pick<Resource, "urn" | "id">, config: Properties): Promise<void> {
    const request = new this.sdk.provider.ConfigureRequest();
    request.setUrn(provider.urn).setName(nameOf(provider.urn)).setType(typeOf(provider.urn));
    if (provider.id !== undefined) request.setId(provider.id);
    // Without arguments, even empty ones, the provider never answers.
    request.setArgs(toStruct(this.sdk, config));
    request.setAcceptsecrets(true).setAcceptresources(true);
    request.setSendsOldInputs(true).setSendsOldInputsToDelete(true);
    await unary((done) => this.client.configure(request, done));
  }

  async check(
    urn: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: CheckFailure[] }> {
    const request = this.about(new this.sdk.provider.CheckRequest(), urn);
    request.setOlds(this.struct(olds)).setNews(this.struct(news));
    const response = await unary<CheckResponse>((done) => this.client.check(request, done));
    const failures = response
      .getFailuresList()
      .map((f) => ({ property: f.getProperty(), reason: f.getReason() }));
    return { inputs: markSecretsLike(news, fromStruct(response.getInputs())), failures };
  }

  async diff(old: Resource, news: Properties, ignoreChanges: readonly string[]): Promise<Difference> {
    const request = this.about(new this.sdk.provider.DiffRequest(), old.urn).setId(old.id ?? "");
    request
      .setOlds(this.struct(old.outputs))
      .setOldInputs(this.struct(old.inputs))
      .setNews(this.struct(news));
    request.setIgnorechangesList([...ignoreChanges]);
    const response = await unary<DiffResponse>((done) => this.client.diff(request, done));
    const { DIFF_SOME, DIFF_UNKNOWN } = this.sdk.provider.DiffResponse.DiffChanges;
    const verdict = response.getChanges();
    return {
      changes:
        verdict === DIFF_SOME || (verdict === DIFF_UNKNOWN && !sameValue(reveal(old.inputs), reveal(news))),
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create(urn: string, inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    const request = this.about(new this.sdk.provider.CreateRequest(), urn).setProperties(this.struct(inputs));
    const response = await this.change(inputs, () =>
      unary<CreateResponse>((done) => this.client.create(request, done)),
    );
    if (response.getId() === "") throw new Error("the provider returned no id for the new resource");
    return { id: response.getId(), outputs: markSecretsLike(inputs, fromStruct(response.getProperties())) };
  }

  async update(old: Resource, inputs: Properties, ignoreChanges: readonly string[]): Promise<Properties> {
    const request = this.about(new this.sdk.provider.UpdateRequest(), old.urn).setId(old.id ?? "");
    request
      .setOlds(this.struct(old.outputs))
      .setOldInputs(this.struct(old.inputs))
      .setNews(this.struct(inputs));
    request.setIgnorechangesList([...ignoreChanges]);
    const response = await this.change(inputs, () =>
      unary<UpdateResponse>((done) => this.client.update(request, done)),
    );
    return markSecretsLike(inputs, fromStruct(response.getProperties()));
  }

  async delete(old: Resource): Promise<void> {
    const request = this.about(new this.sdk.provider.DeleteRequest(), old.urn).setId(old.id ?? "");
    request.setProperties(this.struct(old.outputs)).setOldInputs(this.struct(old.inputs));
    await unary((done) => this.client.delete(request, done));
  }

  /** What is there now; undefined if it is gone. Inputs only if the provider tells them. */
  async read(old: Resource): Promise<{ id: string; outputs: Properties; inputs?: Properties } | undefined> {
    const request = this.about(new this.sdk.provider.ReadRequest(), old.urn).setId(old.id ?? "");
    request.setProperties(this.struct(old.outputs)).setInputs(this.struct(old.inputs));
    const response = await unary<ReadResponse>((done) => this.client.read(request, done));
    if (response.getId() === "") return undefined;
    const inputs = response.getInputs();
    return {
      id: response.getId(),
      outputs: markSecretsLike(old.outputs, fromStruct(response.getProperties())),
      ...(inputs === undefined ? {} : { inputs: markSecretsLike(old.inputs, fromStruct(inputs)) }),
    };
  }

  /** Passes on that the user wants the run to end. */
  async cancel(): Promise<void> {
    await unary((done) => this.client.cancel(new this.sdk.Empty(), done)).catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.child.stop();
  }

  private struct(properties: Properties) {
    return toStruct(this.sdk, forProvider(properties));
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

  /** Runs a call that may leave a half-made resource behind. */
  private async change<Response>(inputs: Properties, call: () => Promise<Response>): Promise<Response> {
    try {
      return await call();
    } catch (error) {
      throw this.initError(inputs, error) ?? error;
    }
  }

  private initError(inputs: Properties, error: unknown): InitError | undefined {
    if (!isServiceError(error)) return undefined;
    const [bytes] = error.metadata.get("grpc-status-details-bin");
    if (!Buffer.isBuffer(bytes)) return undefined;
    const detail = this.sdk.status.Status.deserializeBinary(bytes)
      .getDetailsList()
      .find((any) => any.getTypeUrl().endsWith("pulumirpc.ErrorResourceInitFailed"));
    if (detail === undefined) return undefined;
    const failure = this.sdk.provider.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
    const outputs = markSecretsLike(inputs, fromStruct(failure.getProperties()));
    return new InitError(failure.getId(), outputs, failure.getReasonsList());
  }
}
