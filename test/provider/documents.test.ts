import { describe, expect, test } from "@jest/globals";
import { isObject, type JsonValue } from "../../local/vendors/json";
import { documentedExamples, inputsIn } from "../documents";
import { Stage, types } from "./support";

const typeOf: Record<string, string> = {
  "tencentTrtcStartPublishCdnStream.json": types.relay,
  "tencentGmeStartRecord.json": types.gme,
  "tencentTiwCreateVideoGenerationTask.json": types.generation,
  "tencentVodCreateAigcVideoRedrawTask.json": types.redraw,
  "volcengineRtcStartRecord.json": types.recording,
};

const examples = documentedExamples.map((example) => ({ ...example, type: typeOf[example.file] ?? "" }));

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
