import type * as Grpc from "@grpc/grpc-js";
import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  DiffResponse,
  ErrorResourceInitFailed,
  type InvokeRequest,
  InvokeResponse,
  PropertyDiff,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Settings } from "../provider/core/config/Settings";
import { Handler } from "../provider/core/handler";
import type { Host, Output } from "../provider/core/host";
import { lookUp } from "../provider/core/lookUp";
import type { Properties } from "../provider/core/state";
import { canonical, storableRecord } from "../provider/core/values";
import { messageOf, UserError } from "../provider/http/errors";
import { lifecycles } from "../provider/lifecycles";
import { lookups } from "../provider/lookups";
import { marked } from "../provider/pulumi/pulumiSecret";
import { plainRecord } from "../provider/pulumi/stored";
import { hostWith } from "../provider/systemHost";
import { nativeType, packageName } from "../sdk/core/contract";
import type { Change, DetailedChange } from "./detailedDiff";
import { KeptAllTheSame, NativeResource, type Old } from "./NativeResource";
import { providerSettings, withSettingNames } from "./providerSettings";
import { Any, Empty, fromStruct, grpc, toStruct } from "./rpc";
import { holdsPulumiSecret, opened } from "./sealed";
import { readerOfSettings, readsBeforeUpdate, settingFailures } from "./settings";

const { Kind } = PropertyDiff;

const kinds: Readonly<Record<Change, { readonly inPlace: number; readonly replacing: number }>> = {
  add: { inPlace: Kind.ADD, replacing: Kind.ADD_REPLACE },
  delete: { inPlace: Kind.DELETE, replacing: Kind.DELETE_REPLACE },
  update: { inPlace: Kind.UPDATE, replacing: Kind.UPDATE_REPLACE },
};

/** The engine's verbs: its messages on one side, {@link NativeResource} and plain properties on the other. */
export class Verbs {
  private readonly host: Host;
  private readonly handlers: ReadonlyMap<string, Handler>;
  private settings: Properties = {};

  /** @param output where lines for the user go */
  constructor(output: Output) {
    const named: Output = {
      info: (message, urn) => output.info(withSettingNames(message), urn),
      warning: (message, urn) => output.warning(withSettingNames(message), urn),
    };
    const host = hostWith(named, { hasProviders: true });
    this.host = host;
    this.handlers = new Map(
      lifecycles.map((lifecycle) => [nativeType(lifecycle.contract), new Handler(lifecycle, host)]),
    );
  }

  /** An error as the engine reads it; what exists all the same goes with it into the state. */
  failure(error: unknown): Partial<Grpc.ServiceError> {
    return serviceError(error);
  }

  checkConfig(request: CheckRequest): CheckResponse {
    const news = fromStruct(request.getNews());
    const failures = settingFailures(plainRecord(opened(news)));
    return checked(marked(providerSettings, news), failures);
  }

  /** Another key, region or address makes nothing else of what there is: no change of a provider replaces. */
  diffConfig(request: DiffRequest): DiffResponse {
    const before = opened(fromStruct(request.getOldInputs()));
    const after = opened(fromStruct(request.getNews()));
    const changed = Object.keys({ ...before, ...after }).filter(
      (name) => canonical(before[name] ?? null) !== canonical(after[name] ?? null),
    );
    const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
    return new DiffResponse().setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME).setDiffsList(changed);
  }

  configure(request: ConfigureRequest): ConfigureResponse {
    this.settings = plainRecord(opened(fromStruct(request.getArgs())));
    for (const handler of this.handlers.values()) handler.configure(readerOfSettings(this.settings));
    return new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
  }

  check(request: CheckRequest): CheckResponse {
    const { inputs, failures } = this.resource(request).check(fromStruct(request.getNews()));
    return checked(inputs, failures);
  }

  async diff(request: DiffRequest): Promise<DiffResponse> {
    const news = fromStruct(request.getNews());
    const found = await this.resource(request).diff(oldOf(request), news);
    const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
    const response = new DiffResponse()
      .setChanges(found.changes || found.replaces.length > 0 ? DIFF_SOME : DIFF_NONE)
      .setReplacesList([...found.replaces])
      .setDeletebeforereplace(found.stops)
      .setDiffsList([...found.changed])
      .setStablesList([...found.stable])
      .setHasdetaileddiff(true);
    for (const [path, change] of found.detailed)
      response.getDetaileddiffMap().set(path, propertyDiff(change));
    return response;
  }

  async create(request: CreateRequest): Promise<CreateResponse> {
    const resource = this.resource(request);
    const news = fromStruct(request.getProperties());
    if (request.getPreview())
      return new CreateResponse().setProperties(toStruct(resource.preview(news).properties));
    const { id, isReadFirst, properties } = await resource.create(news, limitOf(request));
    return new CreateResponse()
      .setId(id)
      .setProperties(toStruct(properties))
      .setRefreshBeforeUpdate(isReadFirst);
  }

  async read(request: ReadRequest): Promise<ReadResponse> {
    const resource = this.resource(request);
    const properties = fromStruct(request.getProperties());
    // For an import, and where a program gets what is not its own.
    const isImport = resource.isSought(properties);
    const kept = isImport
      ? await resource.import(request.getId(), properties, limitOf(request))
      : await resource.read({ properties, inputs: fromStruct(request.getInputs()) }, limitOf(request));
    if (kept === undefined) return new ReadResponse();
    return new ReadResponse()
      .setId(isImport ? kept.id : request.getId())
      .setProperties(toStruct(kept.properties))
      .setInputs(toStruct(kept.inputs))
      .setRefreshBeforeUpdate(kept.isReadFirst);
  }

  async update(request: UpdateRequest): Promise<UpdateResponse> {
    const resource = this.resource(request);
    const news = fromStruct(request.getNews());
    if (request.getPreview())
      return new UpdateResponse().setProperties(toStruct(resource.preview(news, oldOf(request)).properties));
    const { isReadFirst, properties } = await resource.update(oldOf(request), news, limitOf(request));
    return new UpdateResponse().setProperties(toStruct(properties)).setRefreshBeforeUpdate(isReadFirst);
  }

  async delete(request: DeleteRequest) {
    const old = {
      properties: fromStruct(request.getProperties()),
      inputs: fromStruct(request.getOldInputs()),
    };
    await this.resource(request).delete(old, limitOf(request));
    return new Empty();
  }

  async invoke(request: InvokeRequest): Promise<InvokeResponse> {
    const name = request.getTok();
    const call = lookups.find(({ lookup }) => nativeType(lookup) === name);
    if (call === undefined)
      throw new UserError(
        `${packageName} has no function "${name}". What to do: correct its name, or install the version of the plugin that has it`,
      );
    const settings = new Settings(readerOfSettings(this.settings), this.host.surroundings);
    const args = fromStruct(request.getArgs());
    const scene = { host: this.host, settings, areSecret: holdsPulumiSecret(args) };
    const found = await lookUp(call, scene, plainRecord(opened(args)));
    return new InvokeResponse().setReturn(toStruct(marked(call.lookup.result, storableRecord(found))));
  }

  cancel() {
    this.host.run.cancellation.cancel();
    return new Empty();
  }

  private resource(request: { getUrn(): string }): NativeResource {
    const urn = request.getUrn();
    const type = typeIn(urn);
    const handler = this.handlers.get(type);
    if (handler) return new NativeResource(handler, urn, readsBeforeUpdate(this.settings));
    throw new UserError(
      `${packageName} has no resource type "${type}". What to do: install the version of the plugin that the state was written by, or a newer one`,
    );
  }
}

/** The resource's own type in its URN, where those of its parents stand before it. */
function typeIn(urn: string): string {
  const types = urn.split("::")[2] ?? "";
  return types.slice(types.lastIndexOf("$") + 1);
}

/** What the engine has of a resource that it wants to have compared or changed. */
function oldOf(request: DiffRequest | UpdateRequest): Old {
  return { properties: fromStruct(request.getOlds()), inputs: fromStruct(request.getOldInputs()) };
}

/** How long a verb may take, in milliseconds, where the program says so. */
function limitOf(request: { getTimeout(): number }): number | undefined {
  return request.getTimeout() > 0 ? request.getTimeout() * 1_000 : undefined;
}

function checked(
  inputs: Properties,
  failures: readonly { readonly property: string; readonly reason: string }[],
): CheckResponse {
  const refused = failures.map(({ property, reason }) =>
    new CheckFailure().setProperty(property).setReason(withSettingNames(reason)),
  );
  return new CheckResponse().setInputs(toStruct(inputs)).setFailuresList(refused);
}

function propertyDiff({ change, ofInputs, replaces }: DetailedChange): PropertyDiff {
  const { inPlace, replacing } = kinds[change];
  return new PropertyDiff().setKind(replaces ? replacing : inPlace).setInputdiff(ofInputs);
}

/** An error as the engine reads it; what exists all the same goes with it into the state. */
function serviceError(error: unknown): Partial<Grpc.ServiceError> {
  const details = withSettingNames(messageOf(error));
  const code = grpc.status.UNKNOWN;
  if (!(error instanceof KeptAllTheSame)) return { code, details };
  const { id, inputs, isReadFirst, properties } = error.kept;
  const failed = new ErrorResourceInitFailed()
    .setId(id)
    .setProperties(toStruct(properties))
    .setInputs(toStruct(inputs))
    .setReasonsList([details])
    .setRefreshBeforeUpdate(isReadFirst);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status().setCode(code).setMessage(details).setDetailsList([detail]);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { code, details, metadata };
}
