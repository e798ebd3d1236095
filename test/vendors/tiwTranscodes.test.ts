import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type JsonObject, textOf } from "../../local/vendors/json";
import { type Answer, tencent } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const app = { SdkAppId: 1400000001 };
const slides = { ...app, Url: "https://example.com/a/lesson-1.pptx?sign=secret" };

function call(action: string, body: JsonObject): Promise<Answer> {
  return tencent(vendors, "tiw", action, body);
}

async function started(body: JsonObject = slides): Promise<string> {
  return textOf((await call("CreateTranscode", body)).result, "TaskId");
}

const read = (id: string) => call("DescribeTranscode", { ...app, TaskId: id });

/** What is told of a transcoding that is done. */
async function done(changes: JsonObject = {}): Promise<Answer["result"]> {
  const id = await started({ ...slides, ...changes });
  vendors.clock.advance(70_000);
  return (await read(id)).result;
}

describe("a transcoding", () => {
  test("waits, is processed with progress, and has its pages at the end", async () => {
    const began = Math.floor(vendors.clock.now() / 1000);
    const id = await started();
    expect((await read(id)).result).toEqual({
      TaskId: id,
      Status: "QUEUED",
      Progress: 0,
      Pages: 0,
      Title: "lesson-1.pptx",
      Resolution: "",
      ResultUrl: "",
      ThumbnailUrl: "",
      ThumbnailResolution: "",
      CompressFileUrl: "",
      ResourceListUrl: null,
      Ext: null,
      CreateTime: began,
      AssignTime: 0,
      FinishedTime: 0,
    });
    vendors.clock.advance(40_000);
    expect((await read(id)).result).toMatchObject({
      Status: "PROCESSING",
      Progress: 50,
      AssignTime: began + 10,
      FinishedTime: 0,
    });
    vendors.clock.advance(30_000);
    expect((await read(id)).result).toMatchObject({
      Status: "FINISHED",
      Progress: 100,
      Pages: 10,
      ResultUrl: `https://tiw.example.com/${id}/index.html`,
      FinishedTime: began + 70,
    });
  });

  test.each<[string, JsonObject, object]>([
    [
      "a presentation with everything",
      { ThumbnailResolution: "200x150", CompressFileType: "tar.gz", MinScaleResolution: "1920x1080" },
      {
        ResultUrl: expect.stringMatching(/index\.html$/),
        ThumbnailUrl: expect.stringMatching(/\/thumbnail\/$/),
        ThumbnailResolution: "200x150",
        CompressFileUrl: expect.stringMatching(/\.tar\.gz$/),
        Resolution: "1920x1080",
      },
    ],
    [
      "a presentation as pictures, which have no thumbnails",
      { IsStaticPPT: true, ThumbnailResolution: "200x150" },
      { ResultUrl: expect.stringMatching(/\/$/), ThumbnailUrl: "", ThumbnailResolution: "" },
    ],
    [
      "the same, as the page's example says it",
      { IsStaticPPT: "True" },
      { ResultUrl: expect.stringMatching(/\/$/) },
    ],
    ["another document", { Url: "http://example.com/a.pdf" }, { ResultUrl: expect.stringMatching(/\/$/) }],
  ])("of %s", async (_what, changes, result) => {
    expect(await done(changes)).toMatchObject(result);
  });

  test.each([
    ["FailedOperation.FileDownloadFail", "FailedOperation.FileDownloadFail"],
    ["LimitExceeded.TranscodePagesLimitation", "LimitExceeded.TranscodePagesLimitation"],
    ["AnythingElse", "FailedOperation.Transcode"],
  ])("that fails with %s is told by the error %s, not by a state", async (failure, code) => {
    const id = await started();
    vendors.failTask(id, failure, "The cause.");
    expect(await read(id)).toMatchObject({ code, message: "The cause." });
  });

  test("is unknown to other apps", async () => {
    const id = await started();
    for (const TaskId of [id, "unknown"]) {
      expect(await call("DescribeTranscode", { SdkAppId: 1, TaskId })).toMatchObject({
        code: "InvalidParameter.TaskNotFound",
      });
    }
  });

  test("is refused above the quota", async () => {
    vendors.behaviour.tiw.maxRunningTranscodes = 1;
    const id = await started();
    expect(await call("CreateTranscode", slides)).toMatchObject({ code: "LimitExceeded.TaskConcurrency" });
    vendors.endTask(id, "done");
    expect(await call("CreateTranscode", slides)).toMatchObject({ code: "ok" });
  });

  test.each<[string, JsonObject, string]>([
    ["an app as the page's example says it", { SdkAppId: "1400000001" }, "ok"],
    ["a size that is none", { MinScaleResolution: "1280*720" }, "InvalidParameter.TranscodeParameter"],
    ["a priority that is none", { Priority: "high" }, "InvalidParameter.TranscodeParameter"],
    ["the normal priority", { Priority: "" }, "ok"],
    ["a number for an address", { Url: 1 }, "InvalidParameter.BodyParameterTypeUnmatched"],
    ["tables on a paper that is none", { ExcelParam: { PaperSize: 9, PaperDirection: 7 } }, "ok"],
  ])("with %s: %j: %s", async (_what, changes, code) => {
    expect(await call("CreateTranscode", { ...slides, ...changes })).toMatchObject({ code });
  });

  test.each(["SdkAppId", "Url"])("needs %s", async (name) => {
    const { [name]: _left, ...body }: JsonObject = slides;
    expect(await call("CreateTranscode", body)).toMatchObject({ code: "MissingParameter" });
  });
});
