import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { TransportError } from "../../provider/http/transport";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { appSecretKey, failureOf, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

const start = "StartPublishCdnStream";
const unreachable = "http://127.0.0.1:9";

/** Nothing that the user is told holds a secret. */
function expectNoSecret(...texts: string[]): void {
  const told = [...texts, ...stage.lines].join("\n");
  const [tencent] = stage.vendors.accounts.tencent;
  const [volcengine] = stage.vendors.accounts.volcengine;
  for (const secret of [tencent?.secretKey, volcengine?.secretKey, appSecretKey, "pushkey1"]) {
    expect(told).not.toContain(secret);
  }
}

describe("configuration", () => {
  test.each([
    [gmeRecording.type, gmeRecording.inputs, "tencentcloud:secretId"],
    [gmeRecording.type, gmeRecording.inputs, "tencentcloud:secretKey"],
    [volcengineRecording.type, volcengineRecording.inputs, "volcengine:accessKey"],
    [volcengineRecording.type, volcengineRecording.inputs, "volcengine:secretKey"],
  ])("%s: %j without %s", async (type, inputs, key) => {
    const resource = stage.resource(type, "lesson", { [key]: undefined });
    const [reason, ...more] = await resource.failures(inputs);
    expect(more).toEqual([]);
    expect(reason).toContain(`${key} is not set`);
    expect(reason).toMatch(new RegExp(`\\x60pulumi config set (--secret )?${key}\\x60`));
    expect(await failureOf(resource.provider.create(inputs))).toBe(reason);
    expect(stage.sent).toEqual([]);
  });

  test.each([
    [gmeRecording.type, gmeRecording.inputs, "tencentcloud:secretKey", "AuthFailure.SignatureFailure"],
    [volcengineRecording.type, volcengineRecording.inputs, "volcengine:secretKey", "SignatureDoesNotMatch"],
  ])("%s: %j with another %s", async (type, inputs, key, code) => {
    const message = await failureOf(
      stage.resource(type, "lesson", { [key]: "another-secret-key" }).create(inputs),
    );
    expect(message).toContain(code);
    expect(message).toMatch(new RegExp(`What to do: check .*${key}`));
    expect(message).not.toContain(key.startsWith("volc") ? "tencentcloud" : "volcengine");
    expect(message).not.toContain("another-secret-key");
    expect(stage.sent).toHaveLength(1);
  });

  test("a region that does not serve relays is said before any call", async () => {
    const relay = stage.resource(cdnRelay.type, "lesson", { "tencentcloud:region": "eu-frankfurt" });
    const [reason] = await relay.failures(cdnRelay.inputs);
    expect(reason).toContain('tencentcloud:region is "eu-frankfurt", which does not serve this API');
    expect(stage.sent).toEqual([]);
  });

  test("an endpoint where nobody listens is named", async () => {
    const resource = stage.resource(gmeRecording.type, "lesson", { "tencentcloud:endpoint": unreachable });
    const message = await failureOf(resource.create(gmeRecording.inputs));
    expect(message).toContain(`${unreachable} cannot be reached`);
    expect(message).toContain("ECONNREFUSED");
    expect(stage.sent).toHaveLength(3);
    expectNoSecret(message);
  });
});

describe("secrets that the inputs do not hold", () => {
  test("application keys of the environment, and what is signed with them, are not shown", async () => {
    const keys = JSON.stringify({ 1400188366: "environment-secret-key-of-an-application" });
    const relay = stage.resource(
      cdnRelay.type,
      "lesson",
      { "tencentcloud:appSecretKeys": undefined },
      {
        TENCENTCLOUD_APP_SECRET_KEYS: keys,
      },
    );
    stage.intercept = async (request) => {
      const [, userSig = ""] = /"UserSig":"([^"]+)"/.exec(request.body ?? "") ?? [];
      expect(userSig).not.toBe("");
      const Message = `${userSig} of environment-secret-key-of-an-application is refused`;
      const body = JSON.stringify({ Response: { Error: { Code: "InvalidParameter", Message } } });
      return { status: 200, headers: {}, body };
    };
    const message = await failureOf(relay.create(cdnRelay.inputs));
    expect(message).toContain("InvalidParameter: [secret] of [secret] is refused");
  });

  test("a part of a push address is as secret as the whole", async () => {
    stage.vendors.faults.add({
      match: { action: start },
      fault: { kind: "error", code: "InvalidParameter", message: "no such key: pushkey1, txSecret=pushkey1" },
    });
    const message = await failureOf(stage.resource(cdnRelay.type).create(cdnRelay.inputs));
    expect(message).toContain("no such key: [secret], [secret]");
  });

  test("keys that are no JSON object are a failure of check that does not show them", async () => {
    const config = { "tencentcloud:appSecretKeys": "environment-secret-key-of-an-application" };
    const [reason, ...more] = await stage.resource(cdnRelay.type, "lesson", config).failures(cdnRelay.inputs);
    expect(reason).toContain("tencentcloud:appSecretKeys is not a JSON object");
    expect(reason).not.toContain("environment-secret-key");
    expect(more).toEqual([]);
  });
});

describe("a start that must not happen twice", () => {
  const repeated = async (fault: Parameters<Stage["vendors"]["faults"]["add"]>[0]["fault"], times = 1) => {
    stage.vendors.faults.add({ match: { action: start, times }, fault });
    const message = await failureOf(stage.resource(cdnRelay.type).create(cdnRelay.inputs));
    expectNoSecret(message);
    return { message, starts: stage.bodies(start).length, tasks: stage.vendors.tasks().length };
  };

  test("an error in a reply of status 200", async () => {
    const { message, starts } = await repeated({
      kind: "error",
      code: "FailedOperation.RestrictedConcurrency",
      message: "rtmp://push.example.com/live/a?txSecret=pushkey1 is one too many",
    });
    expect(message).toContain("FailedOperation.RestrictedConcurrency: [secret] is one too many (RequestId ");
    expect(message).toContain("ask the vendor to raise the quota");
    expect(starts).toBe(1);
  });

  test("a reply that is not JSON", async () => {
    const { message, starts, tasks } = await repeated({ kind: "malformedJson" });
    expect(message).toContain("the reply is not JSON");
    expect([starts, tasks]).toEqual([1, 1]);
  });

  test("a reply without the task's id", async () => {
    const { message, starts, tasks } = await repeated({ kind: "missingTaskId" });
    expect(message).toContain("the reply has no TaskId");
    expect([starts, tasks]).toEqual([1, 1]);
  });

  test.each(["dropBefore", "dropAfter", "truncated"] as const)("a broken connection (%s)", async (kind) => {
    const { message, starts } = await repeated({ kind });
    expect(message).toContain("the connection broke before a whole reply came");
    expect(starts).toBe(1);
  });

  test("a server's failure", async () => {
    const { starts } = await repeated({ kind: "error", code: "InternalError", acted: true });
    expect(starts).toBe(1);
  });

  test("throttling is waited out, as long as it does not last", async () => {
    stage.vendors.faults.add({
      match: { action: start, times: 2 },
      fault: { kind: "error", code: "RequestLimitExceeded" },
    });
    await stage.resource(cdnRelay.type).create(cdnRelay.inputs);
    expect(stage.bodies(start)).toHaveLength(3);
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test("throttling that lasts is an error when the time is up", async () => {
    const fault = { kind: "error", code: "RequestLimitExceeded" } as const;
    const { message, tasks } = await repeated(fault, Number.POSITIVE_INFINITY);
    expect(message).toContain("RequestLimitExceeded");
    expect(tasks).toBe(0);
  });

  test("a time limit that is over before the vendor saw the request", async () => {
    stage.intercept = () => Promise.reject(new TransportError("timeout", "TIMEOUT", "no whole reply came"));
    const message = await failureOf(stage.resource(cdnRelay.type).create(cdnRelay.inputs));
    expect(message).toContain("it is not known whether a relay by the robot");
    expect(stage.bodies(start)).toHaveLength(1);
    expect(stage.vendors.tasks()).toEqual([]);
  });

  test("a time limit that is over after the vendor acted", async () => {
    stage.vendors.faults.add({ match: { action: start }, fault: { kind: "delay", ms: 60_000 } });
    const limit = new AbortController();
    stage.attemptLimit = () => limit.signal;
    const failure = failureOf(stage.resource(cdnRelay.type).create(cdnRelay.inputs));
    await stage.vendors.journal.waitFor(({ action }) => action === start);
    limit.abort();
    expect(await failure).toContain("it is not known whether a relay by the robot");
    expect(stage.bodies(start)).toHaveLength(1);
    expect(stage.vendors.tasks()).toHaveLength(1);
  });
});

test("a clock that is wrong by an hour is corrected once, and the call succeeds", async () => {
  stage.vendors.faults.add({
    match: { action: "StartRecord", times: 99 },
    fault: { kind: "clockSkew", ms: 3_600_000 },
  });
  await stage
    .resource(gmeRecording.type)
    .create(gmeRecording.inputs)
    .catch(() => undefined);
  expect(stage.bodies("StartRecord")).toHaveLength(2);
  expect(stage.vendors.tasks()).toHaveLength(1);
});
