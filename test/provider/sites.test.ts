import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { TypeUnderTest } from "../contract/describeType";
import tiwCallback from "../contract/descriptors/tencent/tiw/Callback";
import videoGeneration from "../contract/descriptors/tencent/tiw/VideoGeneration";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import { type Properties, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

const international = "https://{service}.intl.tencentcloudapi.com";
const mainland = "https://{service}.tencentcloudapi.com";

/** Why check fails where calls go to an endpoint. */
function failuresAt(
  endpoint: string,
  type: TypeUnderTest,
  more: Properties,
  region = "ap-guangzhou",
): Promise<string[]> {
  const config = { "tencentcloud:endpoint": endpoint, "tencentcloud:region": region };
  return stage.resource(type.type, "lesson", config).failures({ ...type.inputs, ...more });
}

const window = "videoParams.layoutParams.mixLayoutList[0]";
const videoEncode = { width: 1280, height: 720, fps: 15, bitRate: 1500, gop: 2 };
const sei = {
  videoParams: {
    videoEncode,
    layoutParams: { mixLayoutMode: 4, enableStreamSEI: 0, mixLayoutList: [{ enableStreamSEI: 1 }] },
  },
};
const store = { vendor: 1, region: "ap-southeast-1", bucket: "lessons", accessKey: "a", secretKey: "s" };
const endpointUrl = {
  recordParams: {
    uniRecord: 3,
    mcuStorageParams: { cloudStorage: { ...store, endpointUrl: "https://storage.example.com" } },
  },
};

describe("the site is told by the endpoint", () => {
  test.each([
    [mainland, ["ap-beijing", "ap-guangzhou", "ap-hongkong", "ap-shanghai", "ap-singapore"]],
    ["https://{service}.ap-shanghai.tencentcloudapi.com", ["ap-shanghai"]],
    ["https://trtc.tencentcloudapi.com/", ["ap-beijing"]],
    ["https://{service}.TencentCloudAPI.com:443", ["ap-beijing"]],
  ])("%s is that of China", async (endpoint, regions) => {
    for (const region of regions) {
      expect(await failuresAt(endpoint, cdnRelay, {}, region)).toEqual([]);
      expect(await failuresAt(endpoint, cdnRelay, { region })).toEqual([]);
    }
  });

  test.each([international, "https://{service}.ap-singapore.intl.tencentcloudapi.com"])(
    "%s is the international one",
    async (endpoint) => {
      for (const region of ["ap-guangzhou", "ap-hongkong", "ap-singapore"])
        expect(await failuresAt(endpoint, cdnRelay, {}, region)).toEqual([]);
      expect(await failuresAt(endpoint, cdnRelay, {}, "ap-beijing")).toEqual([
        'region: it is missing, and tencentcloud:region is "ap-beijing", which does not serve this API. What to do: set it to one of ap-guangzhou, ap-hongkong, ap-singapore.',
      ]);
      expect(await failuresAt(endpoint, cdnRelay, { region: "ap-beijing" })).toEqual([
        'region: it is "ap-beijing", which only the site in China has, and the endpoint is that of the international site. What to do: use one of ap-guangzhou, ap-hongkong, ap-singapore, or set the endpoint of the site in China if the account is of that site.',
      ]);
    },
  );

  test("an endpoint that is none of the vendor's takes what either site takes", async () => {
    for (const endpoint of [
      "http://127.0.0.1:8790",
      "https://proxy.example.com",
      "https://tencentcloudapi.com.example",
    ]) {
      expect(await failuresAt(endpoint, cdnRelay, { region: "ap-beijing", ...sei })).toEqual([]);
      expect(await failuresAt(endpoint, cdnRelay, endpointUrl)).toEqual([]);
    }
  });

  test("a profile's endpoint counts for what has the profile", async () => {
    const profiles = JSON.stringify({
      china: { secretId: "id", secretKey: "key-of-china", endpoint: mainland },
    });
    const config = { "tencentcloud:endpoint": international, "tencentcloud:profiles": profiles };
    const resource = stage.resource(cdnRelay.type, "lesson", config);
    expect(await resource.failures({ ...cdnRelay.inputs, ...sei, lifecycle: { profile: "china" } })).toEqual(
      [],
    );
    expect(await resource.failures({ ...cdnRelay.inputs, ...sei })).toHaveLength(2);
  });
});

describe("what one site alone has", () => {
  const refused = (path: string) =>
    `${path}: the site in China alone has it, and the endpoint is that of the international site. What to do: leave it out, or set the endpoint of the site in China if the account is of that site.`;

  test("is refused at the international one", async () => {
    expect(
      await failuresAt(international, cdnRelay, { ...sei, stopParams: { recordKey: "lesson" } }),
    ).toEqual([
      refused(`${window}.enableStreamSEI`),
      refused("videoParams.layoutParams.enableStreamSEI"),
      refused("stopParams.recordKey"),
    ]);
    expect(await failuresAt(international, cdnRelay, endpointUrl)).toEqual([]);
  });

  test("is refused in China", async () => {
    expect(await failuresAt(mainland, cdnRelay, { ...sei, stopParams: { recordKey: "lesson" } })).toEqual([]);
    expect(await failuresAt(mainland, cdnRelay, endpointUrl)).toEqual([
      "recordParams.mcuStorageParams.cloudStorage.endpointUrl: the international site alone has it, and the endpoint is that of the site in China. What to do: leave it out, or set the endpoint of the international site if the account is of that site.",
    ]);
  });
});

/** Answers every call, since no emulated vendor is in China. */
function answer(reply: Properties): void {
  stage.intercept = async () => ({
    status: 200,
    headers: {},
    body: JSON.stringify({ Response: { RequestId: "request", ...reply } }),
  });
}

test("what China has is sent there, and the stop ends the recording too", async () => {
  answer({ TaskId: "task" });
  const config = { "tencentcloud:endpoint": mainland, "tencentcloud:region": "ap-beijing" };
  const relay = stage.resource(cdnRelay.type, "lesson", config);
  await relay.create({ ...cdnRelay.inputs, ...sei, stopParams: { recordKey: "lesson" } });
  const [start = ""] = stage.bodies("StartPublishCdnStream");
  expect(JSON.parse(start)).toMatchObject({
    VideoParams: { LayoutParams: { EnableStreamSEI: 0, MixLayoutList: [{ EnableStreamSEI: 1 }] } },
  });
  expect(start).not.toContain("StopParams");
  expect(stage.sent[0]).toMatchObject({
    url: "https://trtc.tencentcloudapi.com",
    headers: { "x-tc-region": "ap-beijing" },
  });
  await relay.delete();
  const [stop = ""] = stage.bodies("StopPublishCdnStream");
  expect(JSON.parse(stop)).toEqual({ SdkAppId: 1400188366, TaskId: "task", RecordKey: "lesson" });
});

describe("whiteboards", () => {
  test.each([
    [mainland, {}, "ap-guangzhou"],
    [mainland, { region: "ap-shanghai" }, "ap-shanghai"],
    [international, {}, "ap-singapore"],
  ])("at %s with %j are those of %s", async (endpoint, more, region) => {
    answer({ TaskId: "task", Status: "QUEUED", Callback: "https://example.com/whiteboard", CallbackKey: "" });
    const config = { "tencentcloud:endpoint": endpoint };
    const callback = stage.resource(tiwCallback.type, "callback", config);
    expect(await callback.create({ ...tiwCallback.inputs, ...more })).toMatchObject({ region });
    await callback.read();
    await callback.delete();
    const lifecycle = { waitFor: "accepted" };
    const generation = stage.resource(videoGeneration.type, "generation", config);
    await generation.create({ ...videoGeneration.inputs, ...more, lifecycle });
    await generation.read();
    expect(new Set(stage.sent.map(({ headers }) => headers["x-tc-region"]))).toEqual(new Set([region]));
    expect(stage.sent.length).toBeGreaterThan(6);
  });

  test("are in China's regions in China only", async () => {
    expect(await failuresAt(international, tiwCallback, { region: "ap-guangzhou" })).toEqual([
      expect.stringContaining('region: it is "ap-guangzhou", which only the site in China has'),
    ]);
  });
});

describe("applications and regions", () => {
  async function warningsOf(
    sdkAppId: number,
    region: string | undefined,
    endpoint: string,
  ): Promise<string[]> {
    const userSig = "signature-of-the-robot";
    const more = { sdkAppId, region, agentParams: { userSig } };
    stage.lines.length = 0;
    expect(await failuresAt(endpoint, cdnRelay, more, "ap-singapore")).toEqual([]);
    return [...stage.lines];
  }

  test.each([
    [1400188366, "ap-singapore", "ap-guangzhou, ap-hongkong"],
    [1400188366, "ap-guangzhou", undefined],
    [1400188366, "ap-hongkong", undefined],
    [20000001, "ap-guangzhou", "ap-singapore"],
    [40000001, "ap-hongkong", "ap-singapore"],
    [20000001, "ap-singapore", undefined],
    [1600000001, "ap-singapore", undefined],
  ])("%d in %s: served by %s", async (sdkAppId, region, served) => {
    const lines = await warningsOf(sdkAppId, region, international);
    expect(lines).toEqual(
      served === undefined
        ? []
        : [
            `lesson: warning: region: it is ${region}, and applications with such numbers (${sdkAppId}) are served by ${served}. What to do: use one of these, unless the vendor told you otherwise.`,
          ],
    );
  });

  test("the configuration's region counts where the relay has none", async () => {
    expect(await warningsOf(1400188366, undefined, international)).toEqual([
      expect.stringContaining("it is ap-singapore (tencentcloud:region), and applications"),
    ]);
  });

  test("in China, more regions serve the applications of China", async () => {
    for (const region of ["ap-beijing", "ap-shanghai", "ap-guangzhou", "ap-hongkong"])
      expect(await warningsOf(1400188366, region, mainland)).toEqual([]);
    expect(await warningsOf(1400188366, "ap-singapore", mainland)).toEqual([
      expect.stringContaining("ap-guangzhou, ap-hongkong, ap-shanghai"),
    ]);
  });
});
