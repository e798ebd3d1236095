import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { isObject, type JsonValue, listOf, member, parseJson, textOf } from "../../local/vendors/json";
import { type Properties, Stage, types } from "./support";

const folder = join(__dirname, "../fixtures/documents");
const typeOf: Record<string, string> = {
  "tencentTrtcStartPublishCdnStream.json": types.relay,
  "tencentGmeStartRecord.json": types.gme,
  "tencentTiwCreateVideoGenerationTask.json": types.generation,
  "tencentVodCreateAigcVideoRedrawTask.json": types.redraw,
  "volcengineRtcStartRecord.json": types.recording,
};

const examples = readdirSync(folder).flatMap((file) =>
  listOf(parseJson(readFileSync(join(folder, file), "utf8")), "examples").map((example) => ({
    file,
    type: typeOf[file] ?? "",
    name: textOf(example, "name"),
    action: textOf(example, "action"),
    request: inTableForm(member(example, "request") ?? {}),
  })),
);

/** Masked ids made valid; Volcengine's storage as its table has it, where its example differs. */
function inTableForm(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.includes("rtmp") ? value : value.replaceAll("*", "0");
  if (Array.isArray(value)) return value.map(inTableForm);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, JsonValue] => {
    if (name === "UserSig") return [name, inner];
    if (name === "UserAccountId") return ["AccountId", inTableForm(inner)];
    if (name === "Region" && inner === "0") return [name, 0];
    return [name, inTableForm(inner)];
  });
  return Object.fromEntries(entries);
}

function asInputs(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(asInputs);
  return isObject(value) ? inputsIn(value) : value;
}

function inputsIn(value: JsonValue): Properties {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      asInputs(inner),
    ]),
  );
}

describe("the examples in the vendors' documents", () => {
  test("are eleven", () => {
    expect(examples).toHaveLength(11);
  });

  test.each(examples)("$file: $name", async ({ type, action, request }) => {
    await using stage = await Stage.start();
    const resource = stage.resource(type);
    await resource.create({ ...inputsIn(request), lifecycle: { waitFor: "accepted" } });
    const [body = "", ...more] = stage.bodies(action);
    expect(more).toEqual([]);
    // The session id that is derived keeps a repeat from being billed twice.
    const derived = type === types.redraw ? { SessionId: resource.state.sessionId } : {};
    expect(JSON.parse(body)).toEqual({ ...inputsRecord(request), ...derived });
    expect(resource.id).not.toBe("");
  });
});

function inputsRecord(value: JsonValue): object {
  return isObject(value) ? value : {};
}
