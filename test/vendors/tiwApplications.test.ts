import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startVendors, type Vendors } from "../../local/vendors";
import type { JsonObject } from "../../local/vendors/json";
import { type Answer, tencent } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false });
});
afterEach(() => vendors.close());

const app = { SdkAppId: 1400000001 };

function call(action: string, body: JsonObject): Promise<Answer> {
  return tencent(vendors, "tiw", action, body);
}

describe("an application", () => {
  const list = () => call("DescribeApplicationInfos", {});
  const tags = [{ TagKey: "team", TagValue: "school" }];

  test("is created once, listed and renamed", async () => {
    expect(await list()).toMatchObject({ result: { ApplicationInfos: [], AllOption: 1 } });
    expect(await call("CreateApplication", { ...app, AppName: "school", TagList: tags })).toMatchObject({
      result: { ...app, AppName: "school", AppId: expect.any(Number) },
    });
    expect(await call("CreateApplication", app)).toMatchObject({
      code: "InvalidParameter.ApplicationAlreadyExists",
    });
    await call("ModifyApplication", { ...app, AppName: "college" });
    const item = { ...app, AppName: "college", TagList: tags };
    expect(await list()).toMatchObject({
      result: {
        ApplicationInfos: [
          { ...item, CreateTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) },
        ],
      },
    });
    vendors.behaviour.tiw.listedSdkAppIds = "texts";
    expect(await list()).toMatchObject({ result: { ApplicationInfos: [{ SdkAppId: "1400000001" }] } });
    vendors.behaviour.tiw.listsApplications = "none";
    expect(await list()).toMatchObject({ result: { ApplicationInfos: [], AllOption: 0 } });
  });

  test("that somebody makes an end of in the console is unknown, and can be created again", async () => {
    await call("CreateApplication", app);
    vendors.endEntity("1400000001");
    expect(vendors.entities()).toMatchObject([{ service: "tiw", kind: "application", isOver: true }]);
    expect(await list()).toMatchObject({ result: { ApplicationInfos: [] } });
    expect(await call("ModifyApplication", { ...app, AppName: "college" })).toMatchObject({
      code: "InvalidParameter.SdkAppIdNotFound",
    });
    expect(await call("CreateApplication", app)).toMatchObject({ code: "ok" });
    expect(vendors.entities()).toMatchObject([{ isOver: false }]);
  });

  test("needs an SdkAppId that exists, and a name where it is renamed", async () => {
    expect(await call("CreateApplication", {})).toMatchObject({ code: "MissingParameter" });
    expect(await call("ModifyApplication", app)).toMatchObject({ code: "MissingParameter" });
    vendors.behaviour.tiw.sdkAppIds = [1];
    expect(await call("CreateApplication", app)).toMatchObject({ code: "InvalidParameter.SdkAppIdNotFound" });
    expect(await list()).toMatchObject({ code: "ok" });
  });
});

describe("a configuration", () => {
  const bucket = {
    BucketName: "lessons-1250000000",
    BucketLocation: "ap-singapore",
    BucketPrefix: "boards",
    ResultDomain: "files.example.com",
  };
  const config = {
    TaskType: "recording",
    ...bucket,
    Callback: "https://example.com/recordings",
    CallbackKey: "key",
  };
  const admin = { AdminUserId: "administrator", AdminUserSig: "sig" };
  const set = (...Configs: JsonObject[]) => call("ModifyWhiteboardApplicationConfig", { ...app, Configs });
  const read = (more: JsonObject = {}) =>
    call("DescribeWhiteboardApplicationConfig", { ...app, TaskTypes: ["recording", "transcode"], ...more });

  test("is set for each type of task and told with its key", async () => {
    expect(await read()).toMatchObject({ result: { ...app, Configs: [] } });
    await set({ ...config, ...admin }, { ...config, TaskType: "transcode", BucketPrefix: "" });
    expect(await read()).toMatchObject({
      result: {
        Configs: [
          { ...app, ...config, ...admin },
          { ...app, ...config, TaskType: "transcode", BucketPrefix: "", AdminUserId: "" },
        ],
      },
    });
    expect(await read({ TaskTypes: ["transcode"] })).toMatchObject({
      result: { Configs: [{ TaskType: "transcode" }] },
    });
  });

  test("is asked for of several applications at a time", async () => {
    await set(config);
    expect(await read({ SdkAppIds: [1, app.SdkAppId] })).toMatchObject({ result: { Configs: [app] } });
    vendors.behaviour.tiw.unsetConfig = "empty";
    expect(await read({ SdkAppIds: [1] })).toMatchObject({
      result: {
        Configs: [
          { SdkAppId: 1, BucketName: "" },
          { SdkAppId: 1, TaskType: "transcode" },
        ],
      },
    });
  });

  test.each([
    ["keep", "administrator"],
    ["clear", ""],
  ] as const)("whose change does not name the administrator: %s", async (absentAdmin, AdminUserId) => {
    vendors.behaviour.tiw.absentAdmin = absentAdmin;
    await set({ ...config, ...admin });
    await set(config);
    expect(await read()).toMatchObject({ result: { Configs: [{ AdminUserId }] } });
  });

  test.each<[JsonObject, string]>([
    [{ TaskType: "push" }, "InvalidParameter.InvalidTaskType"],
    [{ Callback: "example.com" }, "InvalidParameter.CallbackAddressFormatError"],
    [{ BucketName: 1 }, "InvalidParameter.BodyParameterTypeUnmatched"],
    [{ BucketName: "other" }, "FailedOperation.CosBucketInvalid"],
    [{ ResultDomain: "other.example.com" }, "InvalidParameter.CdnDomainNotFound"],
  ])("is refused: %j", async (changes, code) => {
    Object.assign(vendors.behaviour.tiw, {
      buckets: [bucket.BucketName],
      resultDomains: [bucket.ResultDomain],
    });
    expect(await set({ ...config, ...changes })).toMatchObject({ code });
    expect(await read()).toMatchObject({ result: { Configs: [] } });
  });

  test.each(Object.keys(config))("needs %s", async (name) => {
    const { [name]: _left, ...rest }: JsonObject = config;
    expect(await set(rest)).toMatchObject({ code: "MissingParameter" });
  });

  test("has its bucket changed alone; what reads the bucket tells nothing", async () => {
    const change = { ...app, TaskType: "recording", ...bucket, BucketPrefix: "lessons" };
    await set({ ...config, ...admin });
    await call("ModifyWhiteboardBucketConfig", change);
    expect(await read()).toMatchObject({
      result: { Configs: [{ ...config, ...admin, BucketPrefix: "lessons" }] },
    });
    const answer = await call("DescribeWhiteboardBucketConfig", { ...app, TaskType: "recording" });
    expect(answer).toMatchObject({ code: "ok", result: {} });
    expect(answer.result).not.toHaveProperty("BucketName");
    vendors.behaviour.tiw.buckets = [];
    expect(await call("ModifyWhiteboardBucketConfig", change)).toMatchObject({
      code: "FailedOperation.CosBucketInvalid",
    });
  });

  test("is refused where the service may not use the bucket", async () => {
    vendors.behaviour.tiw.usesBuckets = false;
    expect(await set(config)).toMatchObject({ code: "FailedOperation.GetCredentialFail" });
    expect(await read({ TaskTypes: ["push"] })).toMatchObject({ code: "InvalidParameter.InvalidTaskType" });
  });
});
