import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startVendors, type Vendors } from "../../local/vendors";
import {
  isObject,
  type JsonObject,
  type JsonValue,
  listOf,
  member,
  parseJson,
  textOf,
} from "../../local/vendors/json";
import { type Answer, isTencentService, tencent, volcengine } from "./client";

const folder = join(__dirname, "../fixtures/documents");
const examples = readdirSync(folder).flatMap((file) =>
  listOf(parseJson(readFileSync(join(folder, file), "utf8")), "examples").map((example) => ({
    file,
    name: textOf(example, "name"),
    action: textOf(example, "action"),
    request: objectOf(example, "request"),
    response: objectOf(example, "response"),
  })),
);

function objectOf(value: JsonValue, name: string): JsonObject {
  const found = member(value, name);
  return isObject(found) ? found : {};
}

describe("the examples in the vendors' documents", () => {
  let vendors: Vendors;
  beforeAll(async () => {
    vendors = await startVendors();
  });
  afterAll(() => vendors.close());

  /** A file is named after vendor, service and action. */
  function call(file: string, action: string, request: JsonObject | string): Promise<Answer> {
    const [, vendor, name = ""] = /^([a-z]+)([A-Z][a-z]+)/.exec(file) ?? [];
    const service = name.toLowerCase();
    if (vendor === "volcengine") return volcengine(vendors, action, request);
    if (isTencentService(service)) return tencent(vendors, service, action, request);
    throw new Error(`${file} is of no service that is emulated`);
  }

  test.each(examples)("$file: $name", async ({ file, action, request, response }) => {
    const answer = await call(file, action, request);
    expect(answer.code).toBe("ok");
    expect(shape(answer.body)).toEqual(shape(response));
  });

  /** Names and types of all members. */
  function shape(value: unknown): unknown {
    if (typeof value !== "object" || value === null)
      return typeof value === "bigint" ? "number" : typeof value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shape(inner)]));
  }

  test("the TIW example as it is printed, a query string", async () => {
    const answer = await tencent(
      vendors,
      "tiw",
      "CreateVideoGenerationTask",
      "SdkAppId=1400000001&OnlineRecordTaskId=xxxxx",
      { method: "GET" },
    );
    expect(answer.code).toBe("ok");
  });

  test("the Volcengine example in the form of the document's table", async () => {
    const [example] = examples.filter(({ file }) => file.startsWith("volcengine"));
    const storage = { Type: 0, TosConfig: { AccountId: "2100000089", Region: 0, Bucket: "tos-vod-cn" } };
    const request = { ...example?.request, TaskId: "TableForm", StorageConfig: storage };
    const answer = await volcengine(vendors, "StartRecord", request);
    expect(answer).toMatchObject({ code: "ok", result: "ok", status: 200 });
  });
});
