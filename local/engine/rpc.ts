import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Grpc from "@grpc/grpc-js";
import type * as Empties from "google-protobuf/google/protobuf/empty_pb";
import type * as Structs from "google-protobuf/google/protobuf/struct_pb";
import { EngineError, messageOf, Terminated } from "./engineError";
import { asProperties, type Properties } from "./values";

// What the SDK's stubs are made with comes from the SDK, too. The one place where modules are typed by assertion:
// `require` returns `any`, and their own .d.ts say what it is.
const load = createRequire(require.resolve("@pulumi/pulumi/package.json"));
export const grpc: typeof Grpc = load("@grpc/grpc-js");
export const { Empty }: typeof Empties = load("google-protobuf/google/protobuf/empty_pb");
const { Struct }: typeof Structs = load("google-protobuf/google/protobuf/struct_pb");

/** Understands a YAML text. */
export const parseYaml: (text: string) => unknown = load("js-yaml").load;

/** The version that state files name. */
export const sdkVersion: string = load("./package.json").version;

/** Messages of the size that the SDK sends. */
export const channelOptions = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": -1,
};

/** The script of an SDK command, such as "run": of the SDK that a folder's program or policy pack uses. */
export function sdkCommand(dir: string, name: "run" | "dynamic-provider" | "run-policy-pack"): string {
  try {
    return createRequire(join(dir, "package.json")).resolve(`@pulumi/pulumi/cmd/${name}`);
  } catch {
    throw new EngineError(`@pulumi/pulumi is not installed for ${dir}; run npm install there.`);
  }
}

/** What the engine sends as google.protobuf.Struct. */
export function toStruct(properties: Properties): Structs.Struct {
  return Struct.fromJavaScript({ ...properties });
}

/** What it receives; an absent struct is an empty map. */
export function fromStruct(struct: Structs.Struct | undefined): Properties {
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

/** Answers a call with the outcome of a promise; the SDK asks no further where it gets UNAVAILABLE. */
export function answer<Request, Response>(
  call: (request: Request) => Response | Promise<Response>,
): Grpc.handleUnaryCall<Request, Response> {
  return async ({ request }, callback) => {
    try {
      callback(null, await call(request));
    } catch (error) {
      const { UNAVAILABLE, UNKNOWN } = grpc.status;
      const code = error instanceof Terminated ? UNAVAILABLE : UNKNOWN;
      callback({ code, details: messageOf(error) });
    }
  };
}

/** Makes a server on a free local port that takes messages of the size that the SDK sends. */
export async function serve(
  addServices: (server: Grpc.Server) => void,
): Promise<{ server: Grpc.Server; address: string }> {
  const server = new grpc.Server(channelOptions);
  addServices(server);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { server, address: `127.0.0.1:${port}` };
}

/** The arguments of a client for a child process that printed its port. */
export function clientArguments(
  port: number,
): [string, Grpc.ChannelCredentials, Partial<Grpc.ChannelOptions>] {
  return [`127.0.0.1:${port}`, grpc.credentials.createInsecure(), channelOptions];
}
