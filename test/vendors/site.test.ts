import { describe, expect, test } from "@jest/globals";
import { type Site, startVendors, type Vendors } from "../../local/vendors";
import { type JsonObject, textOf } from "../../local/vendors/json";
import { siteOfHost } from "../../local/vendors/site";
import document from "../fixtures/documents/tencentTrtcStartPublishCdnStream.json";
import { type CallOptions, tencent } from "./client";

const request = document.examples[0]?.request;
const relay: JsonObject = { ...request };
const layout = { ...request?.VideoParams?.LayoutParams, EnableStreamSEI: 1 };
const inChina: JsonObject = { ...relay, VideoParams: { ...request?.VideoParams, LayoutParams: layout } };

const store = {
  Vendor: 0,
  Region: "r",
  Bucket: "b",
  AccessKey: "a",
  SecretKey: "s",
  EndpointUrl: "https://s3.example.com",
};
const storedElsewhere: JsonObject = {
  ...relay,
  RecordParams: { UniRecord: 3, McuStorageParams: { CloudStorage: store } },
};

const at = (site: Site | undefined) => startVendors(site === undefined ? {} : { site });
const start = (vendors: Vendors, body: JsonObject, options: CallOptions = {}) =>
  tencent(vendors, "trtc", "StartPublishCdnStream", body, options);

const outside = { host: "trtc.intl.tencentcloudapi.com" };
const china = { host: "trtc.tencentcloudapi.com" };

describe("a relay", () => {
  test.each<[string, Site | undefined, JsonObject, CallOptions, string]>([
    ["a field of the site in China, no site", undefined, inChina, {}, "ok"],
    ["a field of the site in China, there", "mainland", inChina, {}, "ok"],
    ["a field of the site in China, elsewhere", "international", inChina, {}, "UnknownParameter"],
    ["a field of the site in China, its host", undefined, inChina, china, "ok"],
    ["a field of the site in China, the other host", undefined, inChina, outside, "UnknownParameter"],
    ["the host wins over the option", "mainland", inChina, outside, "UnknownParameter"],
    ["a field of the other site, no site", undefined, storedElsewhere, {}, "ok"],
    ["a field of the other site, there", "international", storedElsewhere, {}, "ok"],
    ["a field of the other site, in China", "mainland", storedElsewhere, {}, "UnknownParameter"],
    ["a region of the site in China, no site", undefined, relay, { region: "ap-beijing" }, "ok"],
    ["a region of the site in China, there", "mainland", relay, { region: "ap-shanghai" }, "ok"],
    ["a region of both, there", "mainland", relay, { region: "ap-hongkong" }, "ok"],
    [
      "a region of the site in China, elsewhere",
      "international",
      relay,
      { region: "ap-beijing" },
      "UnsupportedRegion",
    ],
    ["a region of no site", undefined, relay, { region: "ap-tokyo" }, "UnsupportedRegion"],
  ])("with %s", async (_name, site, body, options, code) => {
    await using vendors = await at(site);
    expect(await start(vendors, body, options)).toMatchObject({ code });
  });

  test("is stopped with its recording in China only", async () => {
    await using vendors = await at("mainland");
    const id = textOf((await start(vendors, relay)).result, "TaskId");
    const body = { SdkAppId: 1400188366, TaskId: id, RecordKey: "show" };
    const stop = (options: CallOptions) => tencent(vendors, "trtc", "StopPublishCdnStream", body, options);
    expect(await stop(outside)).toMatchObject({ code: "UnknownParameter" });
    expect(await stop({})).toMatchObject({ code: "ok" });
  });
});

test("Whiteboards are served in the regions of a site", async () => {
  await using vendors = await at("international");
  const read = (options: CallOptions) =>
    tencent(vendors, "tiw", "DescribeTranscodeCallback", { SdkAppId: 1 }, options);
  expect(await read({ region: "ap-guangzhou" })).toMatchObject({ code: "UnsupportedRegion" });
  const there = { region: "ap-guangzhou", host: "tiw.tencentcloudapi.com" };
  expect(await read(there)).toMatchObject({ code: "ok" });
  expect(await read({ region: "ap-singapore" })).toMatchObject({ code: "ok" });
});

test.each([
  ["trtc.intl.tencentcloudapi.com", "international"],
  ["vod.ap-singapore.intl.tencentcloudapi.com", "international"],
  ["trtc.tencentcloudapi.com:443", "mainland"],
  ["trtc.ap-guangzhou.tencentcloudapi.com", "mainland"],
  ["127.0.0.1:8790", undefined],
  ["tencentcloudapi.com.example.com", undefined],
])("The host %s belongs to the site %s", (host, site) => {
  expect(siteOfHost(host)).toBe(site);
});
