import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import type * as Anys from "google-protobuf/google/protobuf/any_pb";
import type * as Empties from "google-protobuf/google/protobuf/empty_pb";
import type * as Structs from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../provider/core/state";
import { isRecord } from "../sdk/core/isRecord";

// What the SDK's stubs are made with comes from the SDK, too. The one place where modules are typed by assertion:
// `require` returns `any`, and their own .d.ts say what it is.
const load = createRequire(require.resolve("@pulumi/pulumi/package.json"));
export const grpc: typeof Grpc = load("@grpc/grpc-js");
export const { Any }: typeof Anys = load("google-protobuf/google/protobuf/any_pb");
export const { Empty }: typeof Empties = load("google-protobuf/google/protobuf/empty_pb");
const { Struct }: typeof Structs = load("google-protobuf/google/protobuf/struct_pb");

/** Messages of the size that the engine sends. */
export const channelOptions = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": -1,
};

/** What the engine is sent as google.protobuf.Struct. */
export function toStruct(properties: Properties): Structs.Struct {
  return Struct.fromJavaScript(transferable(properties));
}

/** What JSON has of a block; what is undefined is left out. */
function transferable(values: Properties): Record<string, Structs.JavaScriptValue> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([key, value]) => [key, transferableValue(value)]));
}

function transferableValue(value: unknown): Structs.JavaScriptValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(transferableValue);
  return isRecord(value) ? transferable(value) : null;
}

/** What it sends; an absent struct is an empty map. */
export function fromStruct(struct: Structs.Struct | undefined): Properties {
  return { ...struct?.toJavaScript() };
}
