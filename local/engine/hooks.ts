import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { CallbackInvokeRequest, type CallbackInvokeResponse } from "@pulumi/pulumi/proto/callback_pb";
import {
  type RegisterResourceHookRequest,
  ResourceHookRequest,
  ResourceHookResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { EngineError } from "./engineError";
import { nameOf, type Resource } from "./resource";
import { channelOptions, grpc, toStruct, unary } from "./rpc";

/** The hooks that a program registered: functions of its own that run before an update. */
export class Hooks {
  private readonly registered = new Map<string, RegisterResourceHookRequest>();
  private readonly clients = new Map<string, CallbacksClient>();

  register(request: RegisterResourceHookRequest): void {
    this.registered.set(request.getName(), request);
  }

  /** Runs what is to run before a resource is updated; throws what a hook says against it. */
  async beforeUpdate(resource: Resource, old: Resource, dryRun: boolean): Promise<void> {
    for (const name of resource.resourceHooks?.BeforeUpdate ?? []) {
      const hook = this.registered.get(name);
      if (hook === undefined) throw new EngineError(`hook "${name}" was not registered`);
      if (dryRun && !hook.getOnDryRun()) continue;
      const error = await this.call(hook, resource, old);
      if (error !== "" && !hook.getIgnoreErrors())
        throw new EngineError(`before hook "${name}" failed: ${error}`);
    }
  }

  /** Ends the connections to the program. */
  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  private async call(
    hook: RegisterResourceHookRequest,
    { urn, type, inputs }: Resource,
    old: Resource,
  ): Promise<string> {
    const request = new ResourceHookRequest()
      .setUrn(urn)
      .setId(old.id ?? "")
      .setName(nameOf(urn))
      .setType(type)
      .setNewInputs(toStruct(inputs))
      .setOldInputs(toStruct(old.inputs))
      .setOldOutputs(toStruct(old.outputs));
    const invocation = new CallbackInvokeRequest()
      .setToken(hook.getCallback()?.getToken() ?? "")
      .setRequest(request.serializeBinary());
    const client = this.clientOf(hook.getCallback()?.getTarget() ?? "");
    const reply = await unary<CallbackInvokeResponse>((done) => client.invoke(invocation, done));
    return ResourceHookResponse.deserializeBinary(reply.getResponse_asU8()).getError();
  }

  private clientOf(target: string): CallbacksClient {
    const client =
      this.clients.get(target) ??
      new CallbacksClient(target, grpc.credentials.createInsecure(), channelOptions);
    this.clients.set(target, client);
    return client;
  }
}
