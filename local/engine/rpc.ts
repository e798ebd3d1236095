import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Grpc from "@grpc/grpc-js";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { EngineError } from "./engineError";
import { asProperties, type Properties } from "./values";

const maxMessageBytes = 400 * 1024 * 1024;
const channelOptions = {
  "grpc.max_receive_message_length": maxMessageBytes,
  "grpc.max_send_message_length": -1,
};

/** The program's own Pulumi SDK: the generated stubs, and the packages below them. */
export interface Sdk {
  readonly version: string;
  readonly grpc: typeof Grpc;
  readonly resource: typeof import("@pulumi/pulumi/proto/resource_pb");
  readonly resourceRpc: typeof import("@pulumi/pulumi/proto/resource_grpc_pb");
  readonly engine: typeof import("@pulumi/pulumi/proto/engine_pb");
  readonly engineRpc: typeof import("@pulumi/pulumi/proto/engine_grpc_pb");
  readonly provider: typeof import("@pulumi/pulumi/proto/provider_pb");
  readonly providerRpc: typeof import("@pulumi/pulumi/proto/provider_grpc_pb");
  readonly analyzer: typeof import("@pulumi/pulumi/proto/analyzer_pb");
  readonly analyzerRpc: typeof import("@pulumi/pulumi/proto/analyzer_grpc_pb");
  readonly status: typeof import("@pulumi/pulumi/proto/status_pb");
  readonly Struct: typeof Struct;
  readonly Empty: typeof Empty;
  /** The script behind one of the SDK's commands: "run", "dynamic-provider", "run-policy-pack". */
  readonly command: (name: string) => string;
}

/**
 * Loads the SDK that the program in this folder uses. Everything comes from there, never from this package:
 * the stubs tell messages by their class, which a second copy of google-protobuf would not share.
 */
export function loadSdk(programDir: string): Sdk {
  const manifest = resolveSdk(programDir);
  // The one place where modules are typed by assertion: `require` returns `any`, the SDK's own .d.ts say what it is.
  const load = createRequire(manifest);
  return {
    version: load("./package.json").version,
    grpc: load("@grpc/grpc-js"),
    resource: load("./proto/resource_pb"),
    resourceRpc: load("./proto/resource_grpc_pb"),
    engine: load("./proto/engine_pb"),
    engineRpc: load("./proto/engine_grpc_pb"),
    provider: load("./proto/provider_pb"),
    providerRpc: load("./proto/provider_grpc_pb"),
    analyzer: load("./proto/analyzer_pb"),
    analyzerRpc: load("./proto/analyzer_grpc_pb"),
    status: load("./proto/status_pb"),
    Struct: load("google-protobuf/google/protobuf/struct_pb").Struct,
    Empty: load("google-protobuf/google/protobuf/empty_pb").Empty,
    command: (name) => load.resolve(`./cmd/${name}`),
  };
}

/** The YAML parser that the SDK of a folder brings. */
export function loadYamlParser(dir: string): (text: string) => unknown {
  return createRequire(resolveSdk(dir))("js-yaml").load;
}

/** The script of an SDK command as another folder resolves it: a policy pack may bring its own SDK. */
export function resolveCommand(dir: string, name: string): string {
  return createRequire(resolveSdk(dir)).resolve(`./cmd/${name}`);
}

function resolveSdk(dir: string): string {
  try {
    return createRequire(join(dir, "package.json")).resolve("@pulumi/pulumi/package.json");
  } catch {
    throw new EngineError(`@pulumi/pulumi is not installed for ${dir}; run npm install there.`);
  }
}

/** What the engine sends as google.protobuf.Struct. */
export function toStruct(sdk: Sdk, properties: Properties): Struct {
  return sdk.Struct.fromJavaScript({ ...properties });
}

/** What it receives; an absent struct is an empty map. */
export function fromStruct(struct: Struct | undefined): Properties {
  return asProperties(struct?.toJavaScript());
}

/** What a client's call ends with. */
export type Done<Response> = (error: Grpc.ServiceError | null, response: Response) => void;

/** Turns a call with a callback into a promise. */
export function unary<Response>(call: (done: Done<Response>) => unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => (error ? reject(error) : resolve(response)));
  });
}

/** Whether an error came over gRPC, and so has a code, details and metadata. */
export function isServiceError(error: unknown): error is Grpc.ServiceError {
  return error instanceof Error && "code" in error && "details" in error && "metadata" in error;
}

/** Answers a call with the outcome of a promise. */
export function handler<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
  toError: (error: unknown) => Partial<Grpc.StatusObject>,
): Grpc.handleUnaryCall<Request, Response> {
  return async ({ request }, callback) => {
    try {
      callback(null, await answer(request));
    } catch (error) {
      callback(toError(error));
    }
  };
}

/** Makes a server on a free local port that takes messages of the size that the SDK sends. */
export async function serve(
  sdk: Sdk,
  addServices: (server: Grpc.Server) => void,
): Promise<{ server: Grpc.Server; address: string }> {
  const server = new sdk.grpc.Server(channelOptions);
  addServices(server);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", sdk.grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { server, address: `127.0.0.1:${port}` };
}

/** The arguments of a client for a child process that printed its port. */
export function clientArguments(
  sdk: Sdk,
  port: number,
): [string, Grpc.ChannelCredentials, Partial<Grpc.ChannelOptions>] {
  return [`127.0.0.1:${port}`, sdk.grpc.credentials.createInsecure(), channelOptions];
}
