import { readFileSync } from "node:fs";
import { join } from "node:path";
import type * as Grpc from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  type CheckRequest,
  type ConfigureRequest,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  GetMappingResponse,
  GetMappingsResponse,
  GetSchemaResponse,
  type InvokeRequest,
  type ProviderHandshakeRequest,
  ProviderHandshakeResponse,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty, grpc } from "./rpc";
import type { Verbs } from "./Verbs";

/** What the server needs of what its lines go through. */
export interface Connection {
  /** Says where the engine is. */
  connect(address: string): void;
  /** Resolves when the engine has everything that was said so far. */
  flush(): Promise<void>;
}

/**
 * The engine's protocol. What says only what this is answers at once; the verbs are loaded when they are needed, or
 * while the engine is busy with the answer.
 */
export class PluginServer {
  private loaded: Promise<Verbs> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly version: string,
    private readonly load: () => Promise<Verbs>,
  ) {}

  /** The calls that are served; what is not among them is answered as not implemented. */
  get calls(): Record<string, Grpc.UntypedHandleCall> {
    const answer = <Request, Response>(
      work: (request: Request) => Response | Promise<Response>,
      afterwards: () => unknown = () => undefined,
    ): Grpc.handleUnaryCall<Request, Response> => {
      return async ({ request }, callback) => {
        try {
          const response = await work(request);
          await this.connection.flush();
          callback(null, response);
          afterwards();
        } catch (error) {
          await this.connection.flush();
          callback(await this.failure(error));
        }
      };
    };
    const verb = <Request, Response>(
      work: (verbs: Verbs, request: Request) => Response | Promise<Response>,
    ) => answer(async (request: Request) => work(await this.verbs(), request));
    return {
      handshake: answer(
        (request: ProviderHandshakeRequest) => this.handshake(request),
        // Why it fails is said by the call that needs them.
        () => this.verbs().catch(() => undefined),
      ),
      attach: answer((request: PluginAttach) => this.attach(request)),
      getPluginInfo: answer(() => new PluginInfo().setVersion(this.version)),
      getSchema: answer(() => new GetSchemaResponse().setSchema(schemaText())),
      getMapping: answer(() => new GetMappingResponse()),
      getMappings: answer(() => new GetMappingsResponse()),
      checkConfig: verb((verbs, request: CheckRequest) => verbs.checkConfig(request)),
      diffConfig: verb((verbs, request: DiffRequest) => verbs.diffConfig(request)),
      configure: verb((verbs, request: ConfigureRequest) => verbs.configure(request)),
      check: verb((verbs, request: CheckRequest) => verbs.check(request)),
      diff: verb((verbs, request: DiffRequest) => verbs.diff(request)),
      create: verb((verbs, request: CreateRequest) => verbs.create(request)),
      read: verb((verbs, request: ReadRequest) => verbs.read(request)),
      update: verb((verbs, request: UpdateRequest) => verbs.update(request)),
      delete: verb((verbs, request: DeleteRequest) => verbs.delete(request)),
      invoke: verb((verbs, request: InvokeRequest) => verbs.invoke(request)),
      cancel: verb((verbs) => verbs.cancel()),
    };
  }

  private handshake(request: ProviderHandshakeRequest): ProviderHandshakeResponse {
    this.connection.connect(request.getEngineAddress());
    return new ProviderHandshakeResponse().setAcceptSecrets(true);
  }

  private attach(request: PluginAttach) {
    this.connection.connect(request.getAddress());
    return new Empty();
  }

  private verbs(): Promise<Verbs> {
    this.loaded ??= this.load();
    return this.loaded;
  }

  private async failure(error: unknown): Promise<Partial<Grpc.ServiceError>> {
    const verbs = await this.loaded?.catch(() => undefined);
    return verbs?.failure(error) ?? { code: grpc.status.UNKNOWN, details: String(error) };
  }
}

function schemaText(): string {
  return readFileSync(join(__dirname, "schema.json"), "utf8");
}
