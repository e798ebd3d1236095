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
