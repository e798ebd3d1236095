import type { JsonObject, JsonValue } from "../../local/vendors/json";
import type { Contract } from "../../sdk/core/contract";
import { type Fields, fields } from "../../sdk/core/fields";
import { lifecycleOptionsFor, lifecycleOptionsOf } from "../../sdk/core/lifecycle";
import { typeNamed } from "./typesThat";

/** Settings of the stack under which the examples' profile exists. */
export const profiles = {
  "tencentcloud:profiles": JSON.stringify({
    archive: { secretId: "id", secretKey: "canary-account-key", region: "ap-guangzhou" },
  }),
  "volcengine:profiles": JSON.stringify({ archive: { accessKey: "id", secretKey: "canary-account-key" } }),
};

/** The schema of everything that a program passes to a resource. */
export function argumentsSchema({ kind, inputs, waitFor }: Contract): Fields {
  const options = new Set<string>(lifecycleOptionsOf[kind]);
  const shape = Object.entries(lifecycleOptionsFor(waitFor).shape).filter(([name]) => options.has(name));
  return fields({ ...inputs.shape, lifecycle: fields(Object.fromEntries(shape)).optional() });
}

/** The examples of a resource that set every input, with every lifecycle option of its kind. */
export function argumentsOf({ type, kind, waitFor }: Contract): JsonObject[] {
  const values: Readonly<Record<string, JsonValue>> = {
    desired: "running",
    onEnded: "restart",
    timeouts: { create: "90s", update: "10m", delete: "1h" },
    onDelete: waitFor.join() === "accepted" ? "leave" : "stopAndWait",
    adopt: "1",
    triggers: ["first", 1],
    profile: "archive",
    ...(waitFor[0] !== undefined && { waitFor: waitFor[0] }),
  };
  const own = lifecycleOptionsOf[kind].flatMap((option): [string, JsonValue][] => {
    const value = values[option];
    return value === undefined ? [] : [[option, value]];
  });
  const { full, idle = [], elsewhere = [] } = typeNamed(type);
  return [...full, ...idle, ...elsewhere].map((inputs) => ({
    ...inputs,
    lifecycle: Object.fromEntries(own),
  }));
}
