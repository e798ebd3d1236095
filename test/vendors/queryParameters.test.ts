import { describe, expect, test } from "@jest/globals";
import { startVendors } from "../../local/vendors";
import { facts } from "../../local/vendors/facts";
import { isObject, type JsonValue } from "../../local/vendors/json";
import { queryParameters } from "../../local/vendors/queryParameters";
import document from "../fixtures/documents/tencentTrtcStartPublishCdnStream.json";
import { tencent } from "./client";

const read = (query: string, service: keyof typeof facts, action: string) =>
  queryParameters(new URLSearchParams(query), facts[service], action, ["Version"]);

describe("the parameters of a query string", () => {
  test.each([
    ["numbers", "BizId=1&RoomId=2", { BizId: 1, RoomId: "2" }],
    ["numbers past 2^53", "TaskId=446192236330927912", { TaskId: 446192236330927912n }],
    ["numbers that are none", "BizId=1x&RecordMode=", { BizId: "1x", RecordMode: "" }],
    ["unknown fields as texts", "Odd=1", { Odd: "1" }],
    ["no common parameters", "Version=2018-07-11", {}],
  ])("read as %s", (_name, query, expected) => {
    expect(read(query, "gme", query.startsWith("TaskId") ? "StopRecord" : "StartRecord")).toEqual(expected);
  });

  test("read as booleans, objects and lists in the order of their numbers", () => {
    const query =
      "Concat.Enabled=true&RecordControl.Enabled=no&RecordControl.StreamControls.1.StreamId=b&RecordControl.StreamControls.0.StreamId=a";
    expect(read(query, "tiw", "CreateVideoGenerationTask")).toEqual({
      Concat: { Enabled: true },
      RecordControl: { Enabled: "no", StreamControls: [{ StreamId: "a" }, { StreamId: "b" }] },
    });
  });

  test("read as fractions", () => {
    const query = "Layout.CustomLayout.Regions.0.Alpha=0.5&Layout.CustomLayout.Regions.1.Alpha=half";
    expect(read(query, "volcengineRtc", "StartRecord")).toEqual({
      Layout: { CustomLayout: { Regions: [{ Alpha: 0.5 }, { Alpha: "half" }] } },
    });
  });

  test("do not reach prototypes", () => {
    read("__proto__.polluted=1&constructor.prototype.polluted=1", "gme", "StartRecord");
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

test("A relay starts by GET as well as by POST", async () => {
  await using vendors = await startVendors();
  const query = new URLSearchParams(flat({ ...document.examples[0]?.request })).toString();
  const answer = await tencent(vendors, "trtc", "StartPublishCdnStream", query, { method: "GET" });
  expect(answer).toMatchObject({ code: "ok", result: { TaskId: expect.any(String) } });
});

/** "A.0.B" names of all scalars within. */
function flat(value: JsonValue, path: string[] = []): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => flat(item, [...path, String(index)]));
  if (!isObject(value)) return [[path.join("."), String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, [...path, name]));
}
