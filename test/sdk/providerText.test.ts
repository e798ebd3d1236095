import { expect, test } from "@jest/globals";
import { of } from "../../provider";
import { contracts } from "../../sdk";
import { providerText } from "../../sdk/core/resource";

/** States carry these texts: a change here breaks the delete of everything that exists. */
const released = [
  'exports.handler=()=>require("pulumi-media-tasks/provider").of("tencent/trtc:CdnRelay")',
  'exports.handler=()=>require("pulumi-media-tasks/provider").of("tencent/gme:Recording")',
  'exports.handler=()=>require("pulumi-media-tasks/provider").of("tencent/tiw:VideoGeneration")',
  'exports.handler=()=>require("pulumi-media-tasks/provider").of("tencent/tiw:Callback")',
  'exports.handler=()=>require("pulumi-media-tasks/provider").of("tencent/vod:AigcVideoRedraw")',
  'exports.handler=()=>require("pulumi-media-tasks/provider").of("tencent/vod:SubApplication")',
  'exports.handler=()=>require("pulumi-media-tasks/provider").of("volcengine/rtc:Recording")',
];

test("the provider texts are those that states carry", () => {
  expect(contracts.map((contract) => providerText(contract))).toEqual(released);
});

test.each(released)("%s is at most 150 bytes long and names a provider that there is", (text) => {
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(150);
  const type = /\.of\("(.*)"\)$/.exec(text)?.[1] ?? "";
  expect(of(type)).toMatchObject({ create: expect.any(Function), delete: expect.any(Function) });
});

test("an unknown type names the way out", () => {
  expect(() => of("tencent/trtc:Nothing")).toThrow(/no resource type "tencent\/trtc:Nothing".*What to do/);
});
