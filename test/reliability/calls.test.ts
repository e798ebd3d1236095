import { readFileSync } from "node:fs";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Fault, startVendors } from "../../local/vendors";
import { TransportError } from "../../provider/http/transport";
import { failureOf, inputsOf, relayTo, Stage, types } from "../provider/support";
import { fault } from "./matrix";
import {
  madeBy,
  openStarts,
  planFault,
  resourceOf,
  type Starter,
  starters,
  startsOf,
  traceable,
  untraceable,
} from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

/** A start meets a fault after which nobody knows whether the vendor acted. */
function expectsUnknownOutcome(name: string, plan: () => Fault, acted = true): void {
  test.each(untraceable)(`%s: ${name}: an open start, and no second one`, async (kind) => {
    planFault(stage, kind, plan());
    const resource = resourceOf(stage, kind);
    const first = await failureOf(resource.create(inputsOf[kind]));
    expect(first).toContain("it is not known whether");
    const [open] = openStarts(stage);
    expect(first).toContain(`delete ${open?.path}`);
    expect(await failureOf(resource.create(inputsOf[kind]))).toContain("broke off");
    expect([startsOf(stage, kind), madeBy(stage, kind)]).toEqual([1, acted ? 1 : 0]);
  });

  test.each(traceable)(`%s: ${name}: one, found or started again`, async (kind) => {
    planFault(stage, kind, plan());
    const resource = resourceOf(stage, kind);
    await resource.create(inputsOf[kind]);
    expect(resource.id).not.toBe("");
    expect(madeBy(stage, kind)).toBe(1);
  });
}

/** A start is refused, and the vendor certainly did not act. */
async function refusal(kind: Starter, code: string): Promise<string> {
  planFault(stage, kind, { kind: "error", code }, 99);
  const message = await failureOf(resourceOf(stage, kind).create(inputsOf[kind]));
  expect(message).toContain(`${code}: The call failed. (RequestId `);
  expect([madeBy(stage, kind), openStarts(stage)]).toEqual([0, []]);
  return message;
}

describe(fault(1), () => {
  test.each(starters)("%s", async (kind) => {
    const nowhere = "http://127.0.0.1:9";
    const config = { "tencentcloud:endpoint": nowhere, "volcengine:endpoint": nowhere };
    const message = await failureOf(stage.resource(types[kind], kind, config).create(inputsOf[kind]));
    expect(message).toContain(`${nowhere} cannot be reached`);
    expect(message).toContain("is the emulator running?");
    expect(stage.sent).toHaveLength(3);
    expect(openStarts(stage)).toEqual([]);
  });
});

test.each([
  ["http://127.0.0.1:9", true],
  ["http://localhost:9", true],
  ["http://[::1]:9", true],
  ["https://{service}.tencentcloudapi.com", false],
  ["https://127.0.0.1.example.com", false],
])(`${fault(1)}: %s is asked about the emulator: %s`, async (endpoint, asks) => {
  stage.intercept = () => Promise.reject(new TransportError("connect", "ECONNREFUSED", "refused"));
  const gme = stage.resource(types.gme, "voice", { "tencentcloud:endpoint": endpoint });
  const message = await failureOf(gme.create(inputsOf.gme));
  expect(message.includes("is the emulator running?")).toBe(asks);
  expect(message).toContain("check the network, and the endpoint");
});

describe(fault(2), () => {
  expectsUnknownOutcome("dropped", () => ({ kind: "dropBefore" }), false);

  test("a read and a stop are repeated", async () => {
    const recording = resourceOf(stage, "gme");
    await recording.create(inputsOf.gme);
    for (const action of ["DescribeTaskInfo", "DescribeRecordInfo", "StopRecord"]) {
      stage.vendors.faults.add({ match: { action }, fault: { kind: "dropBefore" } });
    }
    await recording.read();
    await recording.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });
});

describe(fault(3), () => {
  expectsUnknownOutcome("dropped", () => ({ kind: "dropAfter" }));
});

describe(fault(4), () => {
  test.each([undefined, "Task1"])("under the id %s", async (taskId) => {
    planFault(stage, "recording", { kind: "dropAfter" });
    const recording = resourceOf(stage, "recording");
    await recording.create({ ...inputsOf.recording, taskId });
    const [first, second, ...more] = stage.bodies("StartRecord");
    expect(second).toBe(first);
    expect(more).toEqual([]);
    expect(recording.state.status).toBe("running");
    expect(stage.vendors.tasks()).toHaveLength(1);
  });
});

describe(`${fault(4)}: and its repeats cannot be sent`, () => {
  test("it is looked for, and taken over", async () => {
    planFault(stage, "recording", { kind: "dropAfter" });
    let starts = 0;
    stage.intercept = (request, send) => {
      const isStart = request.url.includes("Action=StartRecord&");
      if (isStart) starts += 1;
      return isStart && starts > 1 ? send({ ...request, url: "http://127.0.0.1:9" }) : send();
    };
    const recording = resourceOf(stage, "recording");
    await recording.create(inputsOf.recording);
    expect(starts).toBe(3);
    expect(recording.id).toBe(stage.vendors.tasks()[0]?.id);
    expect(recording.state.status).toBe("running");
    expect(madeBy(stage, "recording")).toBe(1);
  });
});

describe(fault(5), () => {
  test("a derived one: the job is taken over", async () => {
    planFault(stage, "redraw", { kind: "dropAfter" });
    // The look-up fails too, so that the next up meets the refusal.
    stage.vendors.faults.add({ match: { action: "DescribeTasks", times: 3 }, fault: { kind: "dropBefore" } });
    const redraw = resourceOf(stage, "redraw");
    const message = await failureOf(redraw.create(inputsOf.redraw));
    expect(message).toContain("run pulumi up again, which takes it over if it exists");
    await redraw.create(inputsOf.redraw);
    expect(redraw.id).toBe(stage.vendors.tasks()[0]?.id);
    expect(redraw.state.status).toBe("completed");
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test("one that the program names: an error with the job's id", async () => {
    await resourceOf(stage, "redraw", "first").create({ ...inputsOf.redraw, sessionId: "order-1" });
    stage.endRun();
    const second = resourceOf(stage, "redraw", "second");
    const message = await failureOf(second.create({ ...inputsOf.redraw, sessionId: "order-1" }));
    expect(message).toContain(`task ${stage.vendors.tasks()[0]?.id}) was sent within the last three days`);
    expect(stage.vendors.tasks()).toHaveLength(1);
  });
});

describe.each([500, 502, 503, 504])(`${fault(6)}: %i`, (status) => {
  expectsUnknownOutcome("the vendor acted", () => ({ kind: "status", status, acted: true }));

  test("a read and a stop are repeated", async () => {
    const recording = resourceOf(stage, "recording");
    await recording.create(inputsOf.recording);
    for (const action of ["GetRecordTask", "StopRecord"]) {
      stage.vendors.faults.add({ match: { action, times: 2 }, fault: { kind: "status", status } });
    }
    await recording.read();
    await recording.delete();
    expect(stage.bodies("StopRecord")).toHaveLength(3);
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });
});

describe(fault(7), () => {
  const throttled: [name: string, kind: Starter, plan: Fault, leastDelay: number][] = [
    ["RequestLimitExceeded", "relay", { kind: "error", code: "RequestLimitExceeded" }, 250],
    [
      "RequestLimitExceeded.UinLimitExceeded",
      "gme",
      { kind: "error", code: "RequestLimitExceeded.UinLimitExceeded" },
      250,
    ],
    ["FlowLimitExceeded", "recording", { kind: "error", code: "FlowLimitExceeded.QPSOverLimit" }, 250],
    ["429 without a reason", "generation", { kind: "status", status: 429 }, 250],
    [
      "429 with Retry-After",
      "relay",
      { kind: "status", status: 429, headers: { "retry-after": "7" } },
      7_000,
    ],
    [
      "429 with the time of Retry-After",
      "gme",
      {
        kind: "status",
        status: 429,
        // It counts from the reply's own time, whatever ours is.
        headers: { date: "Wed, 21 Oct 2015 07:28:00 GMT", "retry-after": "Wed, 21 Oct 2015 07:28:07 GMT" },
      },
      7_000,
    ],
    ["ResourceInsufficient", "relay", { kind: "error", code: "ResourceInsufficient" }, 250],
    [
      "ResourceInsufficient.RequestRejection",
      "generation",
      { kind: "error", code: "ResourceInsufficient.RequestRejection" },
      250,
    ],
  ];
  test.each(throttled)("%s: %s waits, and starts one", async (_name, kind, plan, leastDelay) => {
    planFault(stage, kind, plan, 2);
    const began = stage.time.now;
    await resourceOf(stage, kind).create({ ...inputsOf[kind], lifecycle: { waitFor: "accepted" } });
    expect(stage.time.now - began).toBeGreaterThanOrEqual(2 * leastDelay);
    expect([startsOf(stage, kind), madeBy(stage, kind)]).toEqual([3, 1]);
  });

  test("a Retry-After beyond reason is cut, and no attempt begins after the time limit", async () => {
    planFault(stage, "gme", { kind: "status", status: 429, headers: { "retry-after": "86400" } });
    const began = stage.time.now;
    await resourceOf(stage, "gme").create(inputsOf.gme);
    expect(stage.time.now - began).toBeLessThan(60_000);
    planFault(stage, "relay", { kind: "status", status: 429, headers: { "retry-after": "15" } });
    const inputs = { ...inputsOf.relay, lifecycle: { timeouts: { create: "10s" } } };
    expect(await failureOf(resourceOf(stage, "relay").create(inputs))).toContain("HTTP 429");
    expect(startsOf(stage, "relay")).toBe(1);
  });

  test("what has no turn before the time limit is not sent, and says what to do", async () => {
    // One's turn is 53 ms after the other's.
    const lifecycle = { timeouts: { create: "50ms" } };
    const outcomes = await Promise.allSettled(
      ["one", "other"].map((name) =>
        resourceOf(stage, "relay", name).create({ ...relayTo(name), lifecycle }),
      ),
    );
    const text = expect.stringMatching(
      /not sent: its turn did not come in time, as the vendor takes 20 such calls a second. What to do: raise lifecycle\.timeouts/,
    );
    expect(outcomes).toContainEqual(expect.objectContaining({ status: "fulfilled" }));
    expect(outcomes).toContainEqual({
      status: "rejected",
      reason: expect.objectContaining({ message: text }),
    });
    expect([startsOf(stage, "relay"), openStarts(stage).length]).toEqual([1, 1]);
  });

  test("as often as there is time, further and further apart, and says what it waits for", async () => {
    planFault(stage, "relay", { kind: "error", code: "RequestLimitExceeded" }, 9);
    const began = stage.time.now;
    await resourceOf(stage, "relay").create(inputsOf.relay);
    expect(startsOf(stage, "relay")).toBe(10);
    // Half a second, then twice as long each time, twenty seconds at most; a quarter less by chance.
    const waits = [0.5, 1, 2, 4, 8, 16, 20, 20, 20].reduce((sum, seconds) => sum + seconds * 750, 0);
    expect(stage.time.now - began).toBeGreaterThanOrEqual(waits);
    const waiting = /waiting, as the vendor takes no more such calls at the moment: .*RequestLimitExceeded/;
    expect(stage.lines.filter((line) => waiting.test(line))).toHaveLength(1);
  });

  test("no longer than the operation may take", async () => {
    planFault(stage, "relay", { kind: "error", code: "RequestLimitExceeded" }, Number.POSITIVE_INFINITY);
    const inputs = { ...inputsOf.relay, lifecycle: { timeouts: { create: "20s" } } };
    const began = stage.time.now;
    expect(await failureOf(resourceOf(stage, "relay").create(inputs))).toContain(
      "ask the vendor to raise the limit",
    );
    expect(stage.time.now - began).toBeLessThan(20_000);
    expect(startsOf(stage, "relay")).toBeGreaterThan(4);
    expect(openStarts(stage)).toEqual([]);
  });
});

describe(fault(8), () => {
  test("the account's retries are used up, calls that succeed go on and fill them again", async () => {
    planFault(stage, "relay", { kind: "error", code: "RequestLimitExceeded" }, Number.POSITIVE_INFINITY);
    const attempts = async () => {
      const before = startsOf(stage, "relay");
      await failureOf(stage.resource(types.relay).create(inputsOf.relay));
      return startsOf(stage, "relay") - before;
    };
    // 500 units, 5 for each repeat.
    let repeats = 0;
    for (let create = 0; create < 10; create += 1) repeats += (await attempts()) - 1;
    expect(repeats).toBe(100);
    expect(await attempts()).toBe(1);
    const recording = resourceOf(stage, "gme");
    await recording.create(inputsOf.gme);
    for (let read = 0; read < 5; read += 1) await recording.read();
    expect(await attempts()).toBeGreaterThan(1);
  });
});

describe(fault(9), () => {
  test.each<[Starter, string]>([
    ["relay", "FailedOperation.RestrictedConcurrency"],
    ["generation", "LimitExceeded.TaskConcurrency"],
    ["redraw", "LimitExceeded.Quota"],
    ["application", "LimitExceeded"],
    ["recording", "FlowLimitExceeded.TaskNumberOverLimit"],
  ])("%s: %s", async (kind, code) => {
    expect(await refusal(kind, code)).toContain("ask the vendor to raise the quota");
    expect(startsOf(stage, kind)).toBe(1);
  });
});

/** The time limit of the attempt that meets the fault is over as soon as the vendor has acted. */
function giveUpOnFault(): void {
  const limit = new AbortController();
  void stage.vendors.journal.waitFor((call) => call.fault !== undefined).then(() => limit.abort());
  stage.attemptLimit = () => (limit.signal.aborted ? new AbortController() : limit).signal;
}

describe(fault(10), () => {
  beforeEach(giveUpOnFault);
  expectsUnknownOutcome("an hour", () => ({ kind: "delay", ms: 3_600_000 }));
});

describe(fault(11), () => {
  beforeEach(giveUpOnFault);
  expectsUnknownOutcome("a minute each", () => ({ kind: "dripBody", ms: 60_000 }));
});

describe(fault(12), () => {
  const page = "<html><body>Please sign in, visitor 4711</body></html>";
  const broken: [name: string, plan: Fault][] = [
    ["broken JSON", { kind: "malformedJson" }],
    ["half an answer", { kind: "truncated" }],
    ["a web page", { kind: "status", status: 200, body: page, acted: true }],
    ["nothing", { kind: "status", status: 200, body: "", acted: true }],
    ["a list", { kind: "status", status: 200, body: "[]", acted: true }],
    ["another object", { kind: "status", status: 200, body: '{"ok":true}', acted: true }],
    ["no HTTP", { kind: "raw", bytes: "4711\r\n\r\n", acted: true }],
  ];
  describe.each(broken)("%s", (name, plan) => {
    expectsUnknownOutcome(name, () => plan);
  });

  test("its text is not shown", async () => {
    planFault(stage, "relay", { kind: "status", status: 200, body: page, acted: true });
    const message = await failureOf(resourceOf(stage, "relay").create(inputsOf.relay));
    expect(message).toContain("the reply is not JSON");
    expect(message).not.toContain("4711");
  });
});

describe(fault(13), () => {
  const zeros = gzipSync(Buffer.alloc(50_000_000));
  const bomb = Buffer.concat([
    Buffer.from(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: ${zeros.length}\r\n\r\n`,
    ),
    zeros,
  ]);
  describe("100 MB", () => expectsUnknownOutcome("huge", () => ({ kind: "hugeBody", bytes: 100_000_000 })));
  describe("a bomb", () =>
    expectsUnknownOutcome("packed", () => ({ kind: "raw", bytes: Uint8Array.from(bomb), acted: true })));

  test("reading stops at the limit", async () => {
    const recording = resourceOf(stage, "gme");
    await recording.create(inputsOf.gme);
    stage.vendors.faults.add({
      match: { action: "DescribeTaskInfo", times: 3 },
      fault: { kind: "hugeBody", bytes: 100_000_000 },
    });
    expect(await failureOf(recording.read())).toContain("UND_ERR_RES_EXCEEDED_MAX_SIZE");
  });
});

describe(fault(14), () => {
  test.each(starters)("%s", async (kind) => {
    await using other = await startVendors();
    planFault(stage, kind, { kind: "redirect", location: `${other.endpoint}/` }, 3);
    const message = await failureOf(resourceOf(stage, kind).create(inputsOf[kind]));
    expect(message).toContain("the endpoint redirects, which is not followed");
    expect(other.journal).toHaveLength(0);
    expect([madeBy(stage, kind), openStarts(stage)]).toEqual([0, []]);
  });
});

describe(fault(15), () => {
  test("signed by itself: no request is sent", async () => {
    const requests: string[] = [];
    const certificate = readFileSync(join(__dirname, "../fixtures/selfSigned.pem"));
    const server = createTlsServer({ key: certificate, cert: certificate }, ({ url = "" }, response) => {
      requests.push(url);
      response.end();
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    try {
      const config = { "tencentcloud:endpoint": `https://localhost:${port}` };
      const message = await failureOf(stage.resource(types.gme, "gme", config).create(inputsOf.gme));
      expect(message).toContain("DEPTH_ZERO_SELF_SIGNED_CERT");
      expect(requests).toEqual([]);
    } finally {
      await new Promise((closed) => server.close(closed));
    }
  });
});

describe(fault(16), () => {
  const skews = [360_000, -360_000].flatMap((ms) =>
    (["relay", "generation", "recording"] as const).map((kind) => [kind, ms] as const),
  );
  test.each(skews)("%s: %i ms", async (kind, ms) => {
    // Volcengine allows a quarter of an hour.
    const skew = kind === "recording" ? 4 * ms : ms;
    stage.vendors.faults.add({ match: { times: 99 }, fault: { kind: "clockSkew", ms: skew } });
    const resource = resourceOf(stage, kind);
    await resource.create({ ...inputsOf[kind], lifecycle: { waitFor: "accepted" } });
    expect([startsOf(stage, kind), madeBy(stage, kind)]).toEqual([2, 1]);
    // The account knows the vendor's clock now.
    await resource.delete();
    expect(stage.vendors.journal.map(({ code }) => code).slice(1)).not.toContain(
      "AuthFailure.SignatureExpire",
    );
  });
});

describe(fault(17), () => {
  test.each<[Starter, string]>([
    ["relay", "AuthFailure.SecretIdNotFound"],
    ["relay", "AuthFailure.SignatureFailure"],
    ["gme", "AuthFailure.TokenFailure"],
    ["recording", "InvalidAccessKey"],
    ["recording", "InvalidSecretToken"],
  ])("%s: %s", async (kind, code) => {
    const message = await refusal(kind, code);
    expect(message).toContain("What to do: ");
    expect(startsOf(stage, kind)).toBe(1);
    for (const { secretKey } of [...stage.vendors.accounts.tencent, ...stage.vendors.accounts.volcengine]) {
      expect([message, ...stage.lines].join("\n")).not.toContain(secretKey);
    }
  });

  test("a token that ends while create waits: the resource is kept, the next up goes on", async () => {
    const videos = resourceOf(stage, "generation");
    stage.vendors.faults.add({
      match: { action: "DescribeVideoGenerationTask", nth: 2 },
      fault: { kind: "error", code: "AuthFailure.TokenFailure" },
    });
    expect(await failureOf(videos.create(inputsOf.generation))).toContain("AuthFailure.TokenFailure");
    expect(videos.id).toBe(stage.vendors.tasks()[0]?.id);
    await videos.update(inputsOf.generation);
    expect(videos.state.status).toBe("completed");
    expect(startsOf(stage, "generation")).toBe(1);
  });
});

describe(fault(18), () => {
  test.each<[Starter, string, string]>([
    ["gme", '"RoomId":"1987"', '"RoomId":"1988"'],
    ["recording", '"RoomId":"Room1"', '"RoomId":"Room2"'],
  ])("%s: %s becomes %s", async (kind, sent, received) => {
    stage.intercept = (request, send) => send({ ...request, body: request.body?.replace(sent, received) });
    const message = await failureOf(resourceOf(stage, kind).create(inputsOf[kind]));
    expect(message).toMatch(/AuthFailure\.SignatureFailure|SignatureDoesNotMatch/);
    expect([stage.sent.length, madeBy(stage, kind)]).toEqual([1, 0]);
  });
});

describe(fault(19), () => {
  test.each<[Starter, string]>([
    ["relay", "AuthFailure.UnauthorizedOperation"],
    ["relay", "InvalidParameter.SdkAppId"],
    ["gme", "UnsupportedOperation.ServiceNotOpened"],
    ["gme", "UnauthorizedOperation"],
    ["generation", "ResourceUnavailable.ServiceExpired"],
    ["generation", "UnauthorizedOperation.SdkAppId"],
    ["redraw", "UnauthorizedOperation"],
    ["application", "UnauthorizedOperation"],
    ["recording", "AccessDenied.RecordNotEnabled"],
    ["recording", "InvalidParameter.NotExistAppId"],
  ])("%s: %s", async (kind, code) => {
    await refusal(kind, code);
    expect(startsOf(stage, kind)).toBe(1);
  });
});
