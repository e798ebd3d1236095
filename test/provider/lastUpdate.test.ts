import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { TransportError } from "../../provider/http/transport";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import { failureOf, type Properties, type Resource, Stage } from "./support";

// Refresh and destroy get the configuration of the last update: the engine copies it into the state.

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start({ accounts: { tencent: [{ secretId: "AKIDnew", secretKey: "new-key" }] } });
});
afterEach(() => stage[Symbol.asyncDispose]());

const right = { "tencentcloud:secretId": "AKIDnew", "tencentcloud:secretKey": "new-key" };
const rotated = { "tencentcloud:secretId": "AKIDold", "tencentcloud:secretKey": "old-key" };
const hint = "Refresh and destroy use the configuration of the last `pulumi up`, which the state keeps: if ";
const wayOut = " was changed since then, run `pulumi up` first, or pass --run-program";

/** Something that runs, as a later run sees it: with a configuration, and without the program. */
async function inLaterRun(
  config: Record<string, string | undefined>,
  { environment = {}, lifecycle = {} }: { environment?: Record<string, string>; lifecycle?: Properties } = {},
): Promise<Resource> {
  const profile = JSON.stringify({ archive: { secretId: "AKIDnew", secretKey: "new-key" } });
  const first = stage.resource(gmeRecording.type, "voice", { ...right, "tencentcloud:profiles": profile });
  await first.create({ ...gmeRecording.inputs, lifecycle });
  stage.endRun();
  const later = stage.resource(gmeRecording.type, "voice", config, environment);
  [later.id, later.state] = [first.id, first.state];
  return later;
}

describe.each(["read", "delete"] as const)("in %s", (verb) => {
  test.each([
    ["keys", rotated, "tencentcloud:secretId or tencentcloud:secretKey"],
    [
      "a token",
      { ...right, "tencentcloud:securityToken": "expired" },
      "tencentcloud:secretId or tencentcloud:secretKey or tencentcloud:securityToken",
    ],
  ])("%s that the vendor refuses", async (_, config, names) => {
    const failure = await failureOf((await inLaterRun(config))[verb]());
    expect(failure).toMatch(/AuthFailure\.\w+.*\(RequestId .*What to do: /);
    expect(
      failure.endsWith(
        `${hint}${names}${wayOut}. Keys that rotate or expire are better in TENCENTCLOUD_SECRET_ID, ` +
          "TENCENTCLOUD_SECRET_KEY, TENCENTCLOUD_SECURITY_TOKEN, or ~/.tencentcloud/credentials, which every run reads anew",
      ),
    ).toBe(true);
  });

  test("keys of a profile", async () => {
    const archive = { secretId: "AKIDold", secretKey: "old-key" };
    const later = await inLaterRun(
      { ...right, "tencentcloud:profiles": JSON.stringify({ archive }) },
      { lifecycle: { profile: "archive" } },
    );
    const failure = await failureOf(later[verb]());
    expect(
      failure.endsWith(
        `${hint}tencentcloud:profiles${wayOut}. Keys that rotate or expire are better in TENCENTCLOUD_SECRET_ID_ARCHIVE, ` +
          "TENCENTCLOUD_SECRET_KEY_ARCHIVE, TENCENTCLOUD_SECURITY_TOKEN_ARCHIVE, which every run reads anew",
      ),
    ).toBe(true);
  });

  test("keys of a profile in the environment are those of today", async () => {
    const environment = (key: string) => ({
      TENCENTCLOUD_SECRET_ID_ARCHIVE: "AKIDnew",
      TENCENTCLOUD_SECRET_KEY_ARCHIVE: key,
    });
    const lifecycle = { profile: "archive" };
    const wrong = await inLaterRun(rotated, { environment: environment("canary-wrong-key"), lifecycle });
    const failure = await failureOf(wrong[verb]());
    expect(failure).toContain("AuthFailure.SignatureFailure");
    expect(failure).not.toContain(hint);
    expect(failure).not.toContain("canary");
    const good = stage.resource(gmeRecording.type, "voice", rotated, environment("new-key"));
    [good.id, good.state] = [wrong.id, wrong.state];
    await good[verb]();
  });

  test.each([
    ["keys", { "tencentcloud:secretId": undefined, "tencentcloud:secretKey": undefined }, {}],
    ["a profile", right, { profile: "archive" }],
  ])("%s that the copy does not have", async (_, config, lifecycle) => {
    const failure = await failureOf((await inLaterRun(config, { lifecycle }))[verb]());
    expect(failure).toContain("What to do: ");
    expect(failure.endsWith(`${hint}it${wayOut}`)).toBe(true);
  });

  test("an endpoint that cannot be reached", async () => {
    const later = await inLaterRun(right);
    stage.intercept = () => Promise.reject(new TransportError("connect", "ECONNREFUSED", "refused"));
    const failure = await failureOf(later[verb]());
    expect(failure.endsWith(`${hint}tencentcloud:endpoint or tencentcloud:region${wayOut}`)).toBe(true);
  });

  test("keys of the environment are those of today", async () => {
    const withoutKeys = { "tencentcloud:secretId": undefined, "tencentcloud:secretKey": undefined };
    const environment = (key: string) => ({
      TENCENTCLOUD_SECRET_ID: "AKIDnew",
      TENCENTCLOUD_SECRET_KEY: key,
    });
    const wrong = await inLaterRun(withoutKeys, { environment: environment("wrong") });
    const failure = await failureOf(wrong[verb]());
    expect(failure).toContain("AuthFailure.SignatureFailure");
    expect(failure).not.toContain(hint);
    const good = stage.resource(gmeRecording.type, "voice", withoutKeys, environment("new-key"));
    [good.id, good.state] = [wrong.id, wrong.state];
    await good[verb]();
  });
});

test("where the program runs, the configuration is that of today", async () => {
  const later = await inLaterRun(rotated);
  expect(await later.failures(gmeRecording.inputs)).toEqual([]);
  const failure = await failureOf(later.delete());
  expect(failure).toContain("AuthFailure.SecretIdNotFound");
  expect(failure).not.toContain(hint);
});

test("what no setting explains says nothing of settings", async () => {
  const later = await inLaterRun(right);
  later.state = { ...later.state, taskId: undefined };
  expect(await failureOf(later.delete())).not.toContain(hint);
});
