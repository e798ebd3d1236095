import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import transcode from "../contract/descriptors/tencent/tiw/DocumentTranscode";
import { planFault } from "../reliability/support";
import { failureOf, type Resource, Stage } from "./support";

let stage: Stage;
let slides: Resource;
beforeEach(async () => {
  stage = await Stage.start();
  slides = stage.resource(transcode.type);
});
afterEach(() => stage[Symbol.asyncDispose]());

const { inputs } = transcode;

describe("a transcoding", () => {
  test("is waited for, and its results are outputs", async () => {
    await slides.create({ ...inputs, thumbnailResolution: "200x150", compressFileType: "zip" });
    const { id, state } = slides;
    expect(state).toMatchObject({
      status: "completed",
      progress: 100,
      pages: 10,
      title: "lesson-1.pptx",
      resultUrl: `https://tiw.example.com/${id}/index.html`,
      thumbnailUrl: `https://tiw.example.com/${id}/thumbnail/`,
      thumbnailSize: "200x150",
      thumbnailResolution: "200x150",
      compressFileUrl: `https://tiw.example.com/${id}/${id}.zip`,
    });
    expect(Number(state.finishedTime) - Number(state.createTime)).toBe(70);
  });

  test("that is not waited for is read as far as it is", async () => {
    await slides.create(transcode.accepted);
    await slides.read();
    expect(slides.state).toMatchObject({ status: "queued", progress: 0 });
    expect(slides.state).not.toHaveProperty("assignTime");
    stage.time.now += 40_000;
    await slides.read();
    expect(slides.state).toMatchObject({ status: "processing", progress: 50 });
    stage.time.now += 40_000;
    await slides.read();
    expect(slides.state).toMatchObject({ status: "completed" });
    expect(slides.state).toHaveProperty("assignTime");
  });

  test("says how far it is when the time is up", async () => {
    const message = await failureOf(slides.create({ ...inputs, lifecycle: { timeouts: { create: "40s" } } }));
    expect(message).toMatch(/to be completed; it is processing \(\d\d %\)/);
    expect(slides.id).not.toBe("");
  });

  test.each([
    ["FailedOperation.FileDownloadFail", "check that the document's address can be read from outside"],
    ["FailedOperation.FileFormatError", "check that the document's address can be read from outside"],
    ["FailedOperation.TranscodeServerError", "run it again"],
    ["InvalidParameter.FileFormatUnsupported", "InvalidParameter.FileFormatUnsupported"],
    ["InvalidParameter.UrlFormatError", "check that the document's address can be read from outside"],
    ["LimitExceeded.TranscodePagesLimitation", "split the document: it has too many pages"],
    ["SomethingNew", "FailedOperation.Transcode"],
  ])("that fails with %s has a status, and says what to do", async (code, advice) => {
    await slides.create(transcode.accepted);
    stage.vendors.failTask(slides.id, code, "The cause.");
    await slides.read();
    expect(slides.id).not.toBe("");
    expect(slides.state).toMatchObject({ status: "failed" });
    expect(slides.state.statusReason).toContain("The cause.");
    expect(slides.state.statusReason).toContain(advice);
  });

  test("that was done stays as it was read when the vendor forgets it", async () => {
    await slides.create(inputs);
    const before = { ...slides.state };
    stage.vendors.reset();
    stage.time.now += 3_600_000;
    await slides.read();
    expect(slides.state).toEqual(before);
  });

  test("is only forgotten by a delete, and ordered anew by any change", async () => {
    await slides.create(inputs);
    expect(await slides.diff({ ...inputs, minScaleResolution: "1280x720" })).toMatchObject({
      replaces: ["minScaleResolution"],
    });
    const calls = stage.sent.length;
    await slides.delete();
    expect(stage.lines.at(-1)).toContain("the vendor has no call that ends a transcoding");
    expect(stage.sent).toHaveLength(calls);
  });
});

test("the label of a lost start has the document's name, and not what its address is signed with", async () => {
  planFault(stage, transcode, { kind: "dropAfter" });
  const url = "https://bucket.example.com/a/lesson%201.pptx?q-signature=canary#page";
  const message = await failureOf(slides.create({ ...inputs, url }));
  expect(message).toContain(
    'whether a transcoding of "lesson%201.pptx" of application 1400000001 was started',
  );
  expect(message).not.toContain("canary");
});

test.each<[string, Record<string, unknown>]>([
  ["excelParam", { excelParam: { paperSize: 1 } }],
  ["autoHandleUnsupportedElementTypes", { autoHandleUnsupportedElementTypes: [0] }],
])("%s is had by the site in China alone", async (path, changes) => {
  const at = (endpoint: string) =>
    stage.resource(transcode.type, "slides", { "tencentcloud:endpoint": endpoint });
  const wanted = { ...inputs, autoHandleUnsupportedElement: true, ...changes };
  const [reason = ""] = await at("https://{service}.intl.tencentcloudapi.com").failures(wanted);
  expect(reason).toMatch(new RegExp(`^${path}: the site in China alone has it`));
  expect(await at("https://{service}.tencentcloudapi.com").failures(wanted)).toEqual([]);
});
