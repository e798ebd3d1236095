// Runs alone: it loads the client of buckets anew.
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { journalPlaceOf } from "../../provider/core/config/journalPlace";
import { Settings } from "../../provider/core/config/Settings";
import { onlyIfNew } from "../../provider/core/journal/onlyIfNew";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import { type BucketJournal, BucketServer, refuse } from "./BucketServer";
import { failureOf, Stage } from "./support";

let bucket: BucketServer;
let journal: BucketJournal;
let stage: Stage;
beforeEach(async () => {
  bucket = await BucketServer.start();
  journal = bucket.journal();
  stage = await Stage.start();
  stage.bucket = journal;
});
afterEach(async () => {
  await stage[Symbol.asyncDispose]();
  await bucket[Symbol.asyncDispose]();
});

const startAction = "StartPublishCdnStream";
const relayOf = () => stage.resource(cdnRelay.type);

describe("a journal in a bucket", () => {
  test("refuses a start that another run is making at the same time", async () => {
    bucket.intercept = ({ method, headers }, response) =>
      method === "PUT" && headers["if-none-match"] === "*" && refuse(response, 412, "PreconditionFailed");
    const message = await failureOf(relayOf().create(cdnRelay.inputs));
    expect(message).toContain("another run has begun to start a relay by the robot");
    expect(message).toContain("at s3://journals/");
    expect(stage.bodies(startAction)).toEqual([]);
  });

  test("takes a refusal for its own record where the first answer was lost", async () => {
    let isLost = false;
    bucket.intercept = ({ method }, response) => {
      if (method !== "PUT" || isLost) return false;
      isLost = true;
      // It is kept, and the answer is one of a gateway.
      response.writeHead = () => response;
      response.end = () => {
        response.socket?.destroy();
        return response;
      };
      return false;
    };
    await relayOf().create(cdnRelay.inputs);
    // Sent, sent again and refused, and with the id.
    expect(bucket.requests.filter((request) => request.startsWith("PUT "))).toHaveLength(3);
    expect(stage.bodies(startAction)).toHaveLength(1);
    expect(journal.records()).toHaveLength(1);
  });

  test("is written without looking where the store cannot look", async () => {
    bucket.intercept = ({ headers }, response) =>
      headers["if-none-match"] !== undefined && refuse(response, 501, "NotImplemented");
    await relayOf().create(cdnRelay.inputs);
    expect(journal.records()).toHaveLength(1);
  });

  test("that cannot be reached refuses the start", async () => {
    await bucket[Symbol.asyncDispose]();
    const message = await failureOf(relayOf().create(cdnRelay.inputs));
    expect(message).toContain("the journal of starts cannot be read: s3://journals/");
    expect(message).toContain("ECONNREFUSED");
    expect(stage.sent).toEqual([]);
    bucket = await BucketServer.start();
  });

  test("refuses the start, and says what to install, where the SDK is not there", async () => {
    jest.doMock("@aws-sdk/client-s3", () => {
      throw Object.assign(new Error("Cannot find module"), { code: "MODULE_NOT_FOUND" });
    });
    const message = await failureOf(relayOf().create(cdnRelay.inputs));
    jest.dontMock("@aws-sdk/client-s3");
    expect(message).toContain(
      "names a bucket, and @aws-sdk/client-s3 is not installed. What to do: install it",
    );
    expect(stage.sent).toEqual([]);
  });
});

test.each([
  [undefined, { "If-None-Match": "*" }],
  ["http://127.0.0.1:9000", { "If-None-Match": "*" }],
  ["https://cos.ap-singapore.myqcloud.com", { "x-cos-forbid-overwrite": "true" }],
  ["https://tos-s3-cn-beijing.volces.com", { "x-tos-forbid-overwrite": "true" }],
  ["https://volces.com.example.com", { "If-None-Match": "*" }],
])("a new record at %s asks for no other of its name by %j", (endpoint, headers) => {
  expect(onlyIfNew(endpoint)).toEqual(headers);
});

describe("the setting of a bucket", () => {
  const placeOf = (journal: string) =>
    journalPlaceOf(
      new Settings((key) => (key === "pulumi-media-tasks:journal" ? journal : undefined), {
        environment: {},
        home: "/home/ci",
        homeFile: () => undefined,
      }),
    );

  test.each([
    ["s3://journals", { bucket: "journals", prefix: "", isInPath: false }],
    ["s3://journals/", { bucket: "journals", prefix: "", isInPath: false }],
    ["s3://journals/dev/live%20events?region=eu-west-1", { prefix: "dev/live events/", region: "eu-west-1" }],
    [
      "s3://journals-1250000000/dev?region=ap-singapore&endpoint=cos.ap-singapore.myqcloud.com",
      { endpoint: "https://cos.ap-singapore.myqcloud.com", isInPath: false },
    ],
    ["s3://journals?endpoint=http://localhost:9000", { endpoint: "http://localhost:9000", isInPath: true }],
    ["s3://journals?endpoint=https://s3.example.com&s3ForcePathStyle=true", { isInPath: true }],
  ])("%s", (setting, expected) => {
    expect(placeOf(setting)).toMatchObject(expected);
  });

  test.each([
    ["gs://journals", "it is no address of a bucket"],
    ["s3://", "it is no address of a bucket"],
    ["s3://canary:canary@journals", "it has a user, a password, a port or a # in it"],
    ["s3://journals?accessKey=canary", '"accessKey" is no parameter of it'],
    ["s3://journals?endpoint=https://canary@host/path", "its endpoint is no host"],
    ["s3://journals?s3ForcePathStyle=canary", "s3ForcePathStyle is neither true nor false"],
  ])("%s is refused", (setting, problem) => {
    expect(() => placeOf(setting)).toThrow(problem);
    expect(() => placeOf(setting)).not.toThrow("canary");
  });
});
