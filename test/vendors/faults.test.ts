import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Fault, startVendors, type Vendors } from "../../local/vendors";
import { member, parseJson } from "../../local/vendors/json";
import document from "../fixtures/documents/tencentTrtcStartPublishCdnStream.json";
import { tencent, tencentRequest, volcengine } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors();
});
afterEach(() => vendors.close());

const relay = { ...document.examples[0]?.request };
const start = () => fetch(tencentRequest(vendors, "trtc", "StartPublishCdnStream", relay));

/** The answer to a start that a fault hits, and how many tasks there are then. */
async function startWith(fault: Fault): Promise<{ response: Response; tasks: number }> {
  vendors.faults.add({ fault });
  const response = await start();
  return { response, tasks: vendors.tasks().length };
}

describe("a broken connection", () => {
  test.each<[Fault, number]>([
    [{ kind: "dropBefore" }, 0],
    [{ kind: "dropAfter" }, 1],
    [{ kind: "raw", bytes: "no HTTP at all\r\n\r\n" }, 0],
    [{ kind: "raw", bytes: Uint8Array.of(0, 1, 2), acted: true }, 1],
  ])("%j leaves %i tasks", async (fault, tasks) => {
    vendors.faults.add({ fault });
    await expect(start()).rejects.toThrow();
    expect(vendors.tasks()).toHaveLength(tasks);
    expect(vendors.journal).toMatchObject([{ fault: fault.kind, code: tasks === 0 ? "-" : "ok" }]);
  });

  test("in the middle of the body", async () => {
    const { response, tasks } = await startWith({ kind: "truncated" });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(tasks).toBe(1);
  });
});

describe("another answer", () => {
  test.each([
    [false, 0],
    [true, 1],
  ])("a status, acted: %s", async (acted, tasks) => {
    const answer = { status: 503, headers: { "retry-after": "2" }, body: "<html>" };
    const hit = await startWith({ kind: "status", ...answer, acted });
    expect(hit.response.status).toBe(503);
    expect(hit.response.headers.get("retry-after")).toBe("2");
    expect(await hit.response.text()).toBe("<html>");
    expect(hit.tasks).toBe(tasks);
  });

  test.each([
    [false, 0],
    [true, 1],
  ])("the vendor's error, acted: %s", async (acted, tasks) => {
    vendors.faults.add({ fault: { kind: "error", code: "InternalError", acted } });
    expect(await tencent(vendors, "trtc", "StartPublishCdnStream", relay)).toMatchObject({
      status: 200,
      code: "InternalError",
      body: { Response: { RequestId: expect.any(String) } },
    });
    expect(vendors.tasks()).toHaveLength(tasks);
  });

  test.each([
    ["FlowLimitExceeded", 429],
    ["InternalError", 500],
    ["InternalServiceTimeout", 504],
    ["FlowLimitExceeded.TaskNumberOverLimit", 200],
  ])("Volcengine's error %s with its status", async (code, status) => {
    vendors.faults.add({ fault: { kind: "error", code } });
    expect(await volcengine(vendors, "StopRecord", {})).toMatchObject({ code, status });
  });

  test("a redirect", async () => {
    vendors.faults.add({ fault: { kind: "redirect", location: "http://example.com/" } });
    const request = tencentRequest(vendors, "trtc", "StartPublishCdnStream", relay);
    const response = await fetch(request, { redirect: "manual" });
    expect(response.headers.get("location")).toBe("http://example.com/");
    expect(vendors.tasks()).toEqual([]);
  });
});

describe("a spoiled answer, after the vendor acted", () => {
  test("that is no JSON", async () => {
    const { response, tasks } = await startWith({ kind: "malformedJson" });
    const text = await response.text();
    expect(() => parseJson(text)).toThrow();
    expect(tasks).toBe(1);
  });

  test("that lacks the task id", async () => {
    const { response, tasks } = await startWith({ kind: "missingTaskId" });
    expect(await response.json()).toEqual({ Response: { RequestId: expect.any(String) } });
    expect(tasks).toBe(1);
  });

  test("that lacks Volcengine's result", async () => {
    vendors.faults.add({ fault: { kind: "missingTaskId" } });
    const { body } = await volcengine(vendors, "GetRecordTask", { AppId: "a", RoomId: "b", TaskId: "c" });
    expect(Object.keys(body)).toEqual(["ResponseMetadata"]);
  });

  test("that comes late", async () => {
    const began = performance.now();
    await startWith({ kind: "delay", ms: 30 });
    expect(performance.now() - began).toBeGreaterThan(25);
  });

  test("that never comes: the client gives up, the task is there, closing does not wait", async () => {
    vendors.faults.add({ fault: { kind: "delay", ms: 3_600_000 } });
    const request = tencentRequest(vendors, "trtc", "StartPublishCdnStream", relay);
    const patience = new AbortController();
    const answer = fetch(request, { signal: patience.signal });
    await vendors.journal.waitFor(({ action }) => action === "StartPublishCdnStream");
    patience.abort();
    await expect(answer).rejects.toThrow();
    expect(vendors.tasks()).toHaveLength(1);
  });

  test("that drips in", async () => {
    const { response } = await startWith({ kind: "dripBody", ms: 0 });
    expect(member(parseJson(await response.text()), "Response")).toHaveProperty("TaskId");
  });

  test("that is huge and still JSON", async () => {
    const { response } = await startWith({ kind: "hugeBody", bytes: 300_000 });
    const text = await response.text();
    expect(text).toHaveLength(300_000);
    expect(member(parseJson(text), "Response")).toHaveProperty("TaskId");
  });

  test("that is huge and read only in part", async () => {
    const { response } = await startWith({ kind: "hugeBody", bytes: 100_000_000 });
    await response.body?.cancel();
  });
});

describe("a call that is held", () => {
  const hold = (at: "before" | "after") => vendors.faults.add({ fault: { kind: "hold", at, name: "start" } });

  test.each([
    ["before", 0],
    ["after", 1],
  ] as const)("%s the vendor acts goes on when it is released", async (at, tasks) => {
    hold(at);
    const answer = start();
    await vendors.faults.whenHeld("start");
    expect(vendors.tasks()).toHaveLength(tasks);
    expect(vendors.faults.release("start")).toBe(1);
    expect((await answer).status).toBe(200);
    expect(vendors.tasks()).toHaveLength(1);
    expect(vendors.faults.held("start")).toBe(0);
  });

  test.each([
    ["before", 0],
    ["after", 1],
  ] as const)("%s the vendor acts breaks off when it is dropped", async (at, tasks) => {
    hold(at);
    const answer = start();
    await vendors.faults.whenHeld("start");
    vendors.faults.release("start", { drop: true });
    await expect(answer).rejects.toThrow();
    expect(vendors.tasks()).toHaveLength(tasks);
  });

  test("does not keep the vendors from closing or being reset", async () => {
    hold("before");
    const first = expect(start()).rejects.toThrow();
    await vendors.faults.whenHeld("start");
    vendors.reset();
    await first;
    hold("before");
    const second = expect(start()).rejects.toThrow();
    await vendors.faults.whenHeld("start");
    await vendors.close();
    await second;
  });
});

test.each([360_000, -360_000])(
  "a vendor's clock %i ms off refuses, and its Date header tells why",
  async (ms) => {
    const { response, tasks } = await startWith({ kind: "clockSkew", ms });
    expect(await response.text()).toContain("AuthFailure.SignatureExpire");
    const ahead = Date.parse(response.headers.get("date") ?? "") - Date.now();
    expect(Math.abs(ahead - ms)).toBeLessThan(2000);
    expect(tasks).toBe(0);
  },
);

describe("a fault hits", () => {
  const fault: Fault = { kind: "error", code: "Hit" };
  const identity = { SdkAppId: 1, TaskId: "x" };
  const stop = async () => (await tencent(vendors, "trtc", "StopPublishCdnStream", identity)).code;
  const missed = "ResourceNotFound";

  test("once, by default", async () => {
    vendors.faults.add({ fault });
    expect([await stop(), await stop()]).toEqual(["Hit", missed]);
  });

  test("the nth call, and so many in a row", async () => {
    vendors.faults.add({ match: { nth: 2, times: 2 }, fault });
    expect([await stop(), await stop(), await stop(), await stop()]).toEqual([missed, "Hit", "Hit", missed]);
  });

  test("every call", async () => {
    vendors.faults.add({ match: { times: Number.POSITIVE_INFINITY }, fault });
    expect([await stop(), await stop(), await stop()]).toEqual(["Hit", "Hit", "Hit"]);
  });

  test("its service and action alone", async () => {
    vendors.faults.add({ match: { service: "gme" }, fault });
    vendors.faults.add({ match: { action: "StartPublishCdnStream" }, fault });
    expect(await stop()).toBe(missed);
    vendors.faults.add({ match: { service: "trtc", action: "StopPublishCdnStream" }, fault });
    expect(await stop()).toBe("Hit");
  });

  test("one after the other, in the order of planning", async () => {
    vendors.faults.add({ fault });
    vendors.faults.add({ fault: { ...fault, code: "Second" } });
    expect([await stop(), await stop(), await stop()]).toEqual(["Hit", "Second", missed]);
  });

  test("no more after they are cleared", async () => {
    vendors.faults.add({ fault });
    vendors.faults.clear();
    expect(await stop()).toBe(missed);
  });
});
