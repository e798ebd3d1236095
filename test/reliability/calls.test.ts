// Runs alone: it takes long, and others can run beside it.
import { readFileSync } from "node:fs";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Fault, startVendors } from "../../local/vendors";
import type { VendorName } from "../../provider/core/config/vendors";
import { TransportError } from "../../provider/http/transport";
import type { TypeUnderTest } from "../contract/describeType";
import type { Codes } from "../contract/descriptor";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay, { relayTo } from "../contract/descriptors/tencent/trtc/CdnRelay";
import aigcVideoRedraw from "../contract/descriptors/tencent/vod/AigcVideoRedraw";
import { typesThat } from "../contract/typesThat";
import { failureOf, isCallOf, Stage } from "../provider/support";
import { fault } from "./matrix";
import { type JournalKind, overJournals } from "./overJournals";
import {
  callsAfterStart,
  madeBy,
  openStarts,
  planFault,
  resourceOf,
  startOf,
  startsOf,
  tasksOf,
} from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

/** What all services of a vendor have in common. */
const vendors = {
  tencentcloud: {
    throttled: ["RequestLimitExceeded", "RequestLimitExceeded.UinLimitExceeded"],
    keys: ["AuthFailure.SecretIdNotFound", "AuthFailure.SignatureFailure", "AuthFailure.TokenFailure"],
    clockTolerance: 300_000,
  },
  volcengine: {
    throttled: ["FlowLimitExceeded.QPSOverLimit"],
    keys: ["InvalidAccessKey", "InvalidSecretToken"],
    clockTolerance: 900_000,
  },
} as const satisfies Record<VendorName, { throttled: string[]; keys: string[]; clockTolerance: number }>;

/** The codes with which vendors refuse a start for a reason, each with the type that it is refused to. */
function codesOf(reason: keyof Codes, journal: JournalKind): (readonly [TypeUnderTest, string])[] {
  return journal
    .typesThat()
    .flatMap((type) => (type.codes?.[reason] ?? []).map((code) => [type, code] as const));
}

/** A start meets a fault after which nobody knows whether the vendor acted. */
function expectsUnknownOutcome(plan: () => Fault, { acted = true } = {}): void {
  overJournals(
    () => stage,
    (journal) => {
      test.each(journal.typesThat("start", "be lost"))(
        "$type: an open start, and no second one",
        async (type) => {
          planFault(stage, type, plan());
          const resource = resourceOf(stage, type);
          const first = await failureOf(resource.create(type.inputs));
          expect(first).toContain("it is not known whether");
          const [open] = openStarts(stage);
          expect(first).toContain(`delete ${open?.path}`);
          stage.endRun();
          expect(await failureOf(resource.create(type.inputs))).toContain("broke off");
          expect([startsOf(stage, type), madeBy(stage, type)]).toEqual([1, acted ? 1 : 0]);
        },
      );

      test.each(journal.typesThat("start", "be found"))(
        "$type: one, found or started again",
        async (type) => {
          planFault(stage, type, plan());
          const resource = resourceOf(stage, type);
          await resource.create(type.inputs);
          expect(resource.id).not.toBe("");
          expect(madeBy(stage, type)).toBe(1);
        },
      );
    },
  );
}

/** Reads and stops meet a fault so many times each, and come through. */
function expectsRepeats(fault: Fault, times = 1): void {
  test.each(typesThat("start", "read", "stop"))("$type: a read and a stop are repeated", async (type) => {
    const resource = resourceOf(stage, type);
    await resource.create(type.accepted);
    const { calls, service } = type;
    for (const action of new Set([...(calls.read ?? []), ...(calls.stop ?? [])])) {
      stage.vendors.faults.add({ match: { service, action, times }, fault });
    }
    await resource.read();
    await resource.delete();
    expect(stage.bodies(calls.read?.[0] ?? "").length).toBeGreaterThan(times);
    for (const action of calls.stop ?? []) {
      const needed = calls.stop?.filter((other) => other === action).length ?? 0;
      expect(stage.bodies(action)).toHaveLength(needed + times);
    }
    expect(tasksOf(stage.vendors, type).filter(({ status }) => status === "running")).toEqual([]);
  });
}

/** A start is refused, and the vendor certainly did not act. */
async function refusal(type: TypeUnderTest, code: string): Promise<string> {
  planFault(stage, type, { kind: "error", code }, 99);
  const message = await failureOf(resourceOf(stage, type).create(type.inputs));
  expect(message).toContain(`${code}: The call failed. (RequestId `);
  expect([madeBy(stage, type), openStarts(stage)]).toEqual([0, []]);
  return message;
}

describe(fault(1), () => {
  overJournals(
    () => stage,
    (journal) => {
      test.each(journal.typesThat("start"))("$type", async (type) => {
        const nowhere = "http://127.0.0.1:9";
        const config = { "tencentcloud:endpoint": nowhere, "volcengine:endpoint": nowhere };
        const message = await failureOf(stage.resource(type.type, type.name, config).create(type.inputs));
        expect(message).toContain(`${nowhere} cannot be reached`);
        expect(message).toContain("is the emulator running?");
        expect(stage.sent).toHaveLength(3);
        expect(openStarts(stage)).toEqual([]);
      });
    },
  );
});

test.each([
  ["http://127.0.0.1:9", true],
  ["http://localhost:9", true],
  ["http://[::1]:9", true],
  ["https://{service}.tencentcloudapi.com", false],
  ["https://127.0.0.1.example.com", false],
])(`${fault(1)}: %s is asked about the emulator: %s`, async (endpoint, asks) => {
  stage.intercept = () => Promise.reject(new TransportError("connect", "ECONNREFUSED", "refused"));
  const gme = stage.resource(gmeRecording.type, "voice", { "tencentcloud:endpoint": endpoint });
  const message = await failureOf(gme.create(gmeRecording.inputs));
  expect(message.includes("is the emulator running?")).toBe(asks);
  expect(message).toContain("check the network, and the endpoint");
});

describe(fault(2), () => {
  expectsUnknownOutcome(() => ({ kind: "dropBefore" }), { acted: false });

  expectsRepeats({ kind: "dropBefore" });
});

describe(fault(3), () => {
  expectsUnknownOutcome(() => ({ kind: "dropAfter" }));
});

describe(fault(4), () => {
  describe.each(typesThat("be repeated", "be traced"))("$type", (type) => {
    test.each([
      ["that is derived", type.inputs],
      ["that the program names", { ...type.inputs, ...type.shared }],
    ])("under an id %s", async (_id, inputs) => {
      planFault(stage, type, { kind: "dropAfter" });
      const resource = resourceOf(stage, type);
      await resource.create(inputs);
      const [first, second, ...more] = stage.bodies(startOf(type).action);
      expect(second).toBe(first);
      expect(more).toEqual([]);
      expect(resource.state.status).toBe("running");
      expect(madeBy(stage, type)).toBe(1);
    });

    test("its repeats cannot be sent: it is looked for, and taken over", async () => {
      planFault(stage, type, { kind: "dropAfter" });
      let starts = 0;
      stage.intercept = (request, send) => {
        const isStart = isCallOf(request, startOf(type).action);
        if (isStart) starts += 1;
        return isStart && starts > 1 ? send({ ...request, url: "http://127.0.0.1:9" }) : send();
      };
      const resource = resourceOf(stage, type);
      await resource.create(type.inputs);
      expect(starts).toBe(3);
      expect(resource.id).toBe(tasksOf(stage.vendors, type)[0]?.id);
      expect(resource.state.status).toBe("running");
      expect(madeBy(stage, type)).toBe(1);
    });
  });
});

describe(`${fault(4)}, and that nothing shows`, () => {
  const loses = (type: TypeUnderTest) => planFault(stage, type, { kind: "dropAfter" });

  describe.each(typesThat("be met"))("$type", (type) => {
    test("under an id that is derived: the repeat meets it", async () => {
      loses(type);
      const resource = resourceOf(stage, type);
      await resource.create(type.inputs);
      const [first, second, ...more] = stage.bodies(startOf(type).action);
      expect(second).toBe(first);
      expect(more).toEqual([]);
      expect(resource.id).toBe(tasksOf(stage.vendors, type)[0]?.id);
      expect(madeBy(stage, type)).toBe(1);
    });

    test("under an id that the program names: nobody knows whose it is", async () => {
      loses(type);
      const failure = failureOf(resourceOf(stage, type).create({ ...type.inputs, ...type.shared }));
      expect(await failure).toMatch(/^the answer to its start was lost, and now .* lifecycle\.adopt$/);
      expect(madeBy(stage, type)).toBe(1);
    });

    test("its repeats cannot be sent: the next run meets it", async () => {
      loses(type);
      const resource = resourceOf(stage, type);
      stage.intercept = (request, send) =>
        startsOf(stage, type) > 0 ? send({ ...request, url: "http://127.0.0.1:9" }) : send();
      expect(await failureOf(resource.create(type.inputs))).toContain("the connection broke");
      stage.intercept = (_request, send) => send();
      stage.endRun();
      await resource.create(type.inputs);
      expect(resource.id).toBe(tasksOf(stage.vendors, type)[0]?.id);
      expect(madeBy(stage, type)).toBe(1);
    });
  });
});

describe(fault(5), () => {
  test("a derived one: the job is taken over", async () => {
    planFault(stage, aigcVideoRedraw, { kind: "dropAfter" });
    // The look-up fails too, so that the next up meets the refusal.
    stage.vendors.faults.add({ match: { action: "DescribeTasks", times: 3 }, fault: { kind: "dropBefore" } });
    const redraw = resourceOf(stage, aigcVideoRedraw);
    const message = await failureOf(redraw.create(aigcVideoRedraw.inputs));
    expect(message).toContain("run pulumi up again, which takes it over if it exists");
    await redraw.create(aigcVideoRedraw.inputs);
    expect(redraw.id).toBe(stage.vendors.tasks()[0]?.id);
    expect(redraw.state.status).toBe("completed");
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test("one that the program names: an error with the job's id", async () => {
    await resourceOf(stage, aigcVideoRedraw, "first").create({
      ...aigcVideoRedraw.inputs,
      sessionId: "order-1",
    });
    stage.endRun();
    const second = resourceOf(stage, aigcVideoRedraw, "second");
    const message = await failureOf(second.create({ ...aigcVideoRedraw.inputs, sessionId: "order-1" }));
    expect(message).toContain(`task ${stage.vendors.tasks()[0]?.id}) was sent within the last three days`);
    expect(stage.vendors.tasks()).toHaveLength(1);
  });
});

describe.each([500, 502, 503, 504])(`${fault(6)}: %i`, (status) => {
  expectsUnknownOutcome(() => ({ kind: "status", status, acted: true }));

  expectsRepeats({ kind: "status", status }, 2);
});

describe(fault(7), () => {
  const plans: [name: string, plan: Fault, leastDelay: number][] = [
    ["429 without a reason", { kind: "status", status: 429 }, 250],
    ["429 with Retry-After", { kind: "status", status: 429, headers: { "retry-after": "7" } }, 7_000],
    [
      "429 with the time of Retry-After",
      {
        kind: "status",
        status: 429,
        // It counts from the reply's own time, whatever ours is.
        headers: { date: "Wed, 21 Oct 2015 07:28:00 GMT", "retry-after": "Wed, 21 Oct 2015 07:28:07 GMT" },
      },
      7_000,
    ],
  ];
  describe.each(typesThat("start"))("$type", (type) => {
    const codes = [...vendors[type.lifecycle.vendor].throttled, ...(type.codes?.throttled ?? [])];
    const refusals = codes.map((code): (typeof plans)[number] => [code, { kind: "error", code }, 250]);
    test.each([...plans, ...refusals])("%s: waits, and starts one", async (_name, plan, leastDelay) => {
      planFault(stage, type, plan, 2);
      const began = stage.time.now;
      await resourceOf(stage, type).create(type.accepted);
      expect(stage.time.now - began).toBeGreaterThanOrEqual(2 * leastDelay);
      expect([startsOf(stage, type), madeBy(stage, type)]).toEqual([3, 1]);
    });
  });

  test("a Retry-After beyond reason is cut, and no attempt begins after the time limit", async () => {
    planFault(stage, gmeRecording, { kind: "status", status: 429, headers: { "retry-after": "86400" } });
    const began = stage.time.now;
    await resourceOf(stage, gmeRecording).create(gmeRecording.inputs);
    expect(stage.time.now - began).toBeLessThan(60_000);
    planFault(stage, cdnRelay, { kind: "status", status: 429, headers: { "retry-after": "15" } });
    const inputs = { ...cdnRelay.inputs, lifecycle: { timeouts: { create: "10s" } } };
    expect(await failureOf(resourceOf(stage, cdnRelay).create(inputs))).toContain("HTTP 429");
    expect(startsOf(stage, cdnRelay)).toBe(1);
  });

  test("what has no turn before the time limit is not sent, and says what to do", async () => {
    // One's turn is 53 ms after the other's.
    const lifecycle = { timeouts: { create: "50ms" } };
    const outcomes = await Promise.allSettled(
      ["one", "other"].map((name) =>
        resourceOf(stage, cdnRelay, name).create({ ...relayTo(name), lifecycle }),
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
    expect([startsOf(stage, cdnRelay), openStarts(stage).length]).toEqual([1, 1]);
  });

  test("as often as there is time, further and further apart, and says what it waits for", async () => {
    planFault(stage, cdnRelay, { kind: "error", code: "RequestLimitExceeded" }, 9);
    const began = stage.time.now;
    await resourceOf(stage, cdnRelay).create(cdnRelay.inputs);
    expect(startsOf(stage, cdnRelay)).toBe(10);
    // Half a second, then twice as long each time, twenty seconds at most; a quarter less by chance.
    const waits = [0.5, 1, 2, 4, 8, 16, 20, 20, 20].reduce((sum, seconds) => sum + seconds * 750, 0);
    expect(stage.time.now - began).toBeGreaterThanOrEqual(waits);
    const waiting = /waiting, as the vendor takes no more such calls at the moment: .*RequestLimitExceeded/;
    expect(stage.lines.filter((line) => waiting.test(line))).toHaveLength(1);
  });

  test("no longer than the operation may take", async () => {
    planFault(stage, cdnRelay, { kind: "error", code: "RequestLimitExceeded" }, Number.POSITIVE_INFINITY);
    const inputs = { ...cdnRelay.inputs, lifecycle: { timeouts: { create: "20s" } } };
    const began = stage.time.now;
    expect(await failureOf(resourceOf(stage, cdnRelay).create(inputs))).toContain(
      "ask the vendor to raise the limit",
    );
    expect(stage.time.now - began).toBeLessThan(20_000);
    expect(startsOf(stage, cdnRelay)).toBeGreaterThan(4);
    expect(openStarts(stage)).toEqual([]);
  });
});

describe(fault(8), () => {
  test("the account's retries are used up, calls that succeed go on and fill them again", async () => {
    planFault(stage, cdnRelay, { kind: "error", code: "RequestLimitExceeded" }, Number.POSITIVE_INFINITY);
    const attempts = async () => {
      const before = startsOf(stage, cdnRelay);
      await failureOf(stage.resource(cdnRelay.type).create(cdnRelay.inputs));
      return startsOf(stage, cdnRelay) - before;
    };
    // 500 units, 5 for each repeat.
    let repeats = 0;
    for (let create = 0; create < 10; create += 1) repeats += (await attempts()) - 1;
    expect(repeats).toBe(100);
    expect(await attempts()).toBe(1);
    const recording = resourceOf(stage, gmeRecording);
    await recording.create(gmeRecording.inputs);
    for (let read = 0; read < 5; read += 1) await recording.read();
    expect(await attempts()).toBeGreaterThan(1);
  });
});

describe(fault(9), () => {
  overJournals(
    () => stage,
    (journal) => {
      test.each(codesOf("quota", journal))("%s: %s", async (type, code) => {
        expect(await refusal(type, code)).toContain("ask the vendor to raise the quota");
        expect(startsOf(stage, type)).toBe(1);
      });
    },
  );
});

/** The time limit of the attempt that meets the fault is over as soon as the vendor has acted. */
function giveUpOnFault(): void {
  const limit = new AbortController();
  void stage.vendors.journal.waitFor((call) => call.fault !== undefined).then(() => limit.abort());
  stage.attemptLimit = () => (limit.signal.aborted ? new AbortController() : limit).signal;
}

describe(fault(10), () => {
  beforeEach(giveUpOnFault);
  expectsUnknownOutcome(() => ({ kind: "delay", ms: 3_600_000 }));
});

describe(fault(11), () => {
  beforeEach(giveUpOnFault);
  expectsUnknownOutcome(() => ({ kind: "dripBody", ms: 60_000 }));
});

describe(fault(12), () => {
  const page = "<html><body>Please sign in, visitor canary-4711</body></html>";
  const broken: [name: string, plan: Fault][] = [
    ["broken JSON", { kind: "malformedJson" }],
    ["half an answer", { kind: "truncated" }],
    ["a web page", { kind: "status", status: 200, body: page, acted: true }],
    ["nothing", { kind: "status", status: 200, body: "", acted: true }],
    ["a list", { kind: "status", status: 200, body: "[]", acted: true }],
    ["another object", { kind: "status", status: 200, body: '{"ok":true}', acted: true }],
    ["no HTTP", { kind: "raw", bytes: "4711\r\n\r\n", acted: true }],
  ];
  describe.each(broken)("%s", (_name, plan) => {
    expectsUnknownOutcome(() => plan);
  });

  test("its text is not shown", async () => {
    planFault(stage, cdnRelay, { kind: "status", status: 200, body: page, acted: true });
    const message = await failureOf(resourceOf(stage, cdnRelay).create(cdnRelay.inputs));
    expect(message).toContain("the reply is not JSON");
    // A number alone may stand in the name of the record, too.
    for (const text of ["visitor", "canary", "sign in", "html"]) expect(message).not.toContain(text);
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
  describe("100 MB", () => expectsUnknownOutcome(() => ({ kind: "hugeBody", bytes: 100_000_000 })));
  describe("a bomb", () =>
    expectsUnknownOutcome(() => ({ kind: "raw", bytes: Uint8Array.from(bomb), acted: true })));

  test("reading stops at the limit", async () => {
    const recording = resourceOf(stage, gmeRecording);
    await recording.create(gmeRecording.inputs);
    stage.vendors.faults.add({
      match: { action: "DescribeTaskInfo", times: 3 },
      fault: { kind: "hugeBody", bytes: 100_000_000 },
    });
    expect(await failureOf(recording.read())).toContain("UND_ERR_RES_EXCEEDED_MAX_SIZE");
  });
});

describe(fault(14), () => {
  overJournals(
    () => stage,
    (journal) => {
      test.each(journal.typesThat("start"))("$type", async (type) => {
        await using other = await startVendors();
        planFault(stage, type, { kind: "redirect", location: `${other.endpoint}/` }, 3);
        const message = await failureOf(resourceOf(stage, type).create(type.inputs));
        expect(message).toContain("the endpoint redirects, which is not followed");
        expect(other.journal).toHaveLength(0);
        expect([madeBy(stage, type), openStarts(stage)]).toEqual([0, []]);
      });
    },
  );
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
      const message = await failureOf(
        stage.resource(gmeRecording.type, "gme", config).create(gmeRecording.inputs),
      );
      expect(message).toContain("DEPTH_ZERO_SELF_SIGNED_CERT");
      expect(requests).toEqual([]);
    } finally {
      await new Promise((closed) => server.close(closed));
    }
  });
});

describe(fault(16), () => {
  describe.each([1.2, -1.2])("by %f times what is allowed", (times) => {
    test.each(typesThat("start"))("$type", async (type) => {
      const ms = times * vendors[type.lifecycle.vendor].clockTolerance;
      stage.vendors.faults.add({ match: { times: 99 }, fault: { kind: "clockSkew", ms } });
      const resource = resourceOf(stage, type);
      await resource.create(type.accepted);
      const [first, second] = stage.actions();
      expect(second).toBe(first);
      expect(madeBy(stage, type)).toBe(1);
      // The account knows the vendor's clock now.
      await resource.delete();
      const [refused, ...codes] = stage.vendors.journal.map(({ code }) => code);
      expect(refused).not.toBe("ok");
      expect(codes).not.toContain(refused);
    });
  });
});

describe(fault(17), () => {
  overJournals(() => stage, wrongKeys);
});

function wrongKeys(journal: JournalKind): void {
  const keys = journal
    .typesThat("start")
    .flatMap((type) => vendors[type.lifecycle.vendor].keys.map((code) => [type, code] as const));
  test.each(keys)("%s: %s", async (type, code) => {
    const message = await refusal(type, code);
    expect(message).toContain("What to do: ");
    expect(startsOf(stage, type)).toBe(1);
    for (const { secretKey } of [...stage.vendors.accounts.tencent, ...stage.vendors.accounts.volcengine]) {
      expect([message, ...stage.lines].join("\n")).not.toContain(secretKey);
    }
  });

  test.each(journal.typesThat("start", "read"))(
    "$type: keys that end while create waits: the resource is kept, the next up goes on",
    async (type) => {
      const resource = resourceOf(stage, type);
      const [code = ""] = vendors[type.lifecycle.vendor].keys;
      for (const match of await callsAfterStart(type))
        stage.vendors.faults.add({ match, fault: { kind: "error", code } });
      expect(await failureOf(resource.create(type.inputs))).toContain(code);
      expect(resource.id).not.toBe("");
      stage.vendors.faults.clear();
      await resource.update(type.inputs);
      await resource.read();
      expect(await resource.diff(type.inputs)).toMatchObject({ changes: false });
      const { action } = startOf(type);
      const starts = stage.vendors.journal.filter((call) => call.action === action);
      expect(starts.map(({ code }) => code)).toEqual(["ok"]);
      expect(madeBy(stage, type)).toBe(1);
    },
  );
}

describe(fault(18), () => {
  test.each(typesThat("start"))("$type", async (type) => {
    stage.intercept = (request, send) => send({ ...request, body: `${request.body} ` });
    const message = await failureOf(resourceOf(stage, type).create(type.inputs));
    expect(message).toMatch(/AuthFailure\.SignatureFailure|SignatureDoesNotMatch/);
    expect([stage.sent.length, madeBy(stage, type)]).toEqual([1, 0]);
  });
});

describe(fault(19), () => {
  overJournals(
    () => stage,
    (journal) => {
      test.each(codesOf("forbidden", journal))("%s: %s", async (type, code) => {
        await refusal(type, code);
        expect(startsOf(stage, type)).toBe(1);
      });
    },
  );
});
