import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { z } from "zod";
import { deduplicated, read, unsafe } from "../../provider/core/service";
import { type Account, call } from "../../provider/http/pipeline";
import { createRetryBudget } from "../../provider/http/retry";
import { tencentProtocol } from "../../provider/tencent/protocol";
import { trtcErrorCodes } from "../../provider/tencent/trtc/errorCodes";
import { apiRegion, fields } from "../../sdk/core/fields";
import { failureOf, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

const account: Account = {
  credentials: { id: "id", key: "key" },
  region: "ap-guangzhou",
  endpoint: () => "https://trtc.tencentcloudapi.com",
  budget: createRetryBudget(),
  clockOffset: 0,
};

function contextWith(region?: string) {
  return {
    runtime: stage.host().runtime,
    protocol: tencentProtocol(trtcErrorCodes),
    service: "trtc",
    version: "2019-07-22",
    account,
    region,
    deadline: stage.time.now + 60_000,
  };
}

/** Answers each call with this. */
function answer(content: object): void {
  const body = JSON.stringify({ Response: { RequestId: "1", ...content } });
  stage.intercept = async () => ({ status: 200, headers: {}, body });
}

const named = { action: "CreateApp", ratePerSecond: 20 };
const create = {
  ...named,
  ...unsafe(
    { name: z.string() },
    { data: fields({ bizId: z.int(), secretKey: z.string(), createTime: z.int().optional() }) },
  ),
};

test("the region that the input names travels in the header alone, before that of the service and the account", async () => {
  answer({});
  const region = apiRegion(z.string()).optional();
  const stop = { ...named, ...deduplicated({ region, taskId: z.string() }, {}) };
  await call(stop, { taskId: "1", region: "ap-singapore" }, contextWith("ap-hongkong"));
  await call(stop, { taskId: "2" }, contextWith("ap-hongkong"));
  await call(stop, { taskId: "3" }, contextWith());
  expect(stage.sent.map(({ headers, body }) => [headers["x-tc-region"], body])).toEqual([
    ["ap-singapore", '{"TaskId":"1"}'],
    ["ap-hongkong", '{"TaskId":"2"}'],
    ["ap-guangzhou", '{"TaskId":"3"}'],
  ]);
});

test("an operation may be of a version of its own, and at the vendor's home", async () => {
  answer({});
  const home = { region: "ap-singapore", endpoint: () => "https://home.tencentcloudapi.com" };
  const list = { ...named, ...read({}, {}, { version: "2020-12-01", atHome: true }) };
  await call(list, {}, contextWith());
  await call(list, {}, { ...contextWith(), account: { ...account, home } });
  await call({ ...named, ...read({}, {}) }, {}, { ...contextWith(), account: { ...account, home } });
  expect(
    stage.sent.map(({ url, headers }) => [
      new URL(url).host,
      headers["x-tc-region"],
      headers["x-tc-version"],
    ]),
  ).toEqual([
    ["trtc.tencentcloudapi.com", "ap-guangzhou", "2020-12-01"],
    ["home.tencentcloudapi.com", "ap-singapore", "2020-12-01"],
    ["trtc.tencentcloudapi.com", "ap-guangzhou", "2019-07-22"],
  ]);
});

test("an unsafe call of which nothing is read needs nothing of its reply", async () => {
  answer({});
  const add = { ...named, ...unsafe({ name: z.string() }, {}) };
  expect(await call(add, { name: "lesson" }, contextWith())).toEqual({});
});

test("what an unsafe call made has to be told as a whole; what is optional may lack", async () => {
  answer({ Data: { BizId: 7, SecretKey: "s" } });
  expect(await call(create, { name: "lesson" }, contextWith())).toEqual({
    data: { bizId: 7, secretKey: "s" },
  });
  for (const [content, name] of [
    [{}, "Data"],
    [{ Data: { SecretKey: "s" } }, "Data.BizId"],
    [{ Data: { BizId: 7, SecretKey: "" } }, "Data.SecretKey"],
  ] as const) {
    answer(content);
    const calls = stage.sent.length;
    expect(await failureOf(call(create, { name: "lesson" }, contextWith()))).toContain(
      `incomplete reply: the reply has no ${name}. What to do: look at the vendor's console`,
    );
    expect(stage.sent).toHaveLength(calls + 1);
  }
});
