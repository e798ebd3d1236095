import { describe, expect, test } from "@jest/globals";
import { isObject, type JsonValue } from "../../local/vendors/json";
import aigcVideoRedraw from "../contract/descriptors/tencent/vod/AigcVideoRedraw";
import { documentedExamples, inputsIn } from "../documents";
import { Stage } from "./support";

describe("the examples in the vendors' documents", () => {
  test.each(documentedExamples)("$file: $name", async ({ type, action, request }) => {
    await using stage = await Stage.start();
    const resource = stage.resource(type.type);
    await resource.create({ ...inputsIn(request), lifecycle: { waitFor: "accepted" } });
    const [body = "", ...more] = stage.bodies(action);
    expect(more).toEqual([]);
    // The session id that is derived keeps a repeat from being billed twice.
    const derived = type === aigcVideoRedraw ? { SessionId: resource.state.sessionId } : {};
    expect(JSON.parse(body)).toEqual({ ...inputsRecord(request), ...derived });
    expect(resource.id).not.toBe("");
  });
});

function inputsRecord(value: JsonValue): object {
  return isObject(value) ? value : {};
}
