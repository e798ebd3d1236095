import { describe, expect, test } from "@jest/globals";
import { relay, rtcRecording, whiteboardCallback } from "../../../policies/core/examples";
import { policyOf } from "../../../policies/core/policy";
import type { Example } from "../../../policies/core/rule";
import { allRules } from "../../../policies/rules";
import { recordedIntoBucket } from "../../../policies/storage/recordedInto";
import { run, runPolicy } from "../support";

/** No rule may show any of these, nor a part of them that a reader could use. */
const canary = "Kanarienvogel";

const pushAddresses = [
  `rtmp://push.example.com/live/${canary}?txSecret=${canary}&txTime=1`,
  `rtmp://a.rtmp.youtube.com/live2/${canary}`,
  `rtmp://user:${canary}@push.example.com/live`,
  `https://push.example.com/${canary}`,
  `rtmp://push.example.com:${canary}/live`,
  `${canary}://push.example.com/live`,
  `${canary}?txSecret=${canary}`,
  `rtmp:${canary}`,
  `rtmp://push.example.com/ ${canary}`,
];

const examples: readonly Example[] = [
  ...pushAddresses.map((publishCdnUrl) =>
    relay("a push address with a key", {
      publishCdnParams: [{ publishCdnUrl }],
      "agentParams.userSig": `eJw${canary.repeat(10)}`,
      roomIdType: 1,
      "agentParams.maxIdleTime": 86_400,
      ...recordedIntoBucket({ vendor: 1, region: "moon-1", accessKey: `AKID${canary}`, secretKey: canary }),
      feedBackRoomParams: [{ roomId: "1", roomIdType: 1, userId: "robot", userSig: canary }],
    }),
  ),
  relay("a secret that is a part of what rules say", {
    publishCdnParams: [{ publishCdnUrl: "rtmp" }],
    "agentParams.userSig": canary,
  }),
  rtcRecording("keys of a storage", {
    "storageConfig.type": 2,
    "storageConfig.customConfig": {
      bucket: "b",
      accessKey: canary,
      secretKey: canary,
      securityToken: canary,
    },
  }),
  relay(
    "credentials in plain text",
    {
      publishCdnParams: [{ publishCdnUrl: `rtmp://push.example.com/${canary}` }],
      "agentParams.userSig": canary,
    },
    { wrapped: { "publishCdnParams[0].publishCdnUrl": false, "agentParams.userSig": false } },
  ),
  whiteboardCallback("a short key", { callbackKey: canary, callback: "http://10.0.0.1/x" }),
];

/** Settings that make rules speak. */
const settings: Readonly<Record<string, unknown>> = {
  allowedHosts: ["push.example.org"],
  hosts: ["*.example.com", "push.example.com"],
  schemes: ["srt"],
  allowedVendors: ["qiniu-kodo"],
  allowedRegions: ["mars-1"],
  allowedBuckets: ["nothing"],
  minLength: 64,
  paths: ["roomId"],
  extraPatterns: ["."],
  maxSeconds: 5,
  max: 1,
  quota: { trtc: 1 },
};

describe.each(allRules.map((rule) => [rule.name, rule] as const))("%s", (_, rule) => {
  const policy = policyOf(rule);
  const own = Object.keys(rule.settings.shape);
  const chosen = Object.fromEntries(Object.entries(settings).filter(([key]) => own.includes(key)));
  const choices = Object.keys(chosen).length > 0 ? [{}, chosen] : [{}];
  test.each(choices)("shows no part of a secret with the settings %j", async (set) => {
    for (const example of examples) {
      const { findings } = await runPolicy(policy, [{ ...example, settings: set }]);
      expect(JSON.stringify(findings).toLowerCase()).not.toContain(canary.toLowerCase());
    }
  });
});

test.each([
  ["relay-url-scheme", 7],
  ["relay-url-encrypted", 1],
  ["callback-https", 1],
  ["storage-no-static-keys", 9],
  ["credentials-must-be-secret", 2],
])("%s speaks of these examples, so its silence about secrets means something", async (name, count) => {
  const rule = allRules.find((candidate) => candidate.name === name);
  const outcomes = await Promise.all(rule ? examples.map((example) => run(rule, [example])) : []);
  expect(outcomes.flatMap(({ findings }) => findings)).toHaveLength(count);
});
