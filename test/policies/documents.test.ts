import { describe, expect, test } from "@jest/globals";
import { presets } from "../../policies/index";
import { tencent, volcengine } from "../../sdk";
import { type Contract, pulumiType } from "../../sdk/core/resource";
import { documentedExamples, inputsIn } from "../documents";
import { PolicyHost, secret } from "./policyHost";
import { wrapSecrets } from "./support";

const relays = "tencentTrtcStartPublishCdnStream.json";

const contracts: Readonly<Record<string, Contract>> = {
  [relays]: tencent.trtc.CdnRelay.contract,
  "tencentGmeStartRecord.json": tencent.gme.Recording.contract,
  "tencentTiwCreateVideoGenerationTask.json": tencent.tiw.VideoGeneration.contract,
  "tencentVodCreateAigcVideoRedrawTask.json": tencent.vod.AigcVideoRedraw.contract,
  "volcengineRtcStartRecord.json": volcengine.rtc.Recording.contract,
};

/** What the baseline says of an example, as "level policy input". */
async function found(contract: Contract, inputs: unknown): Promise<string[]> {
  const host = new PolicyHost(presets.baseline);
  const resource = { type: pulumiType(contract), name: "example", inputs };
  expect(await host.remediate(resource)).toBe(0);
  const diagnostics = [...(await host.analyze(resource)), ...(await host.analyzeStack([resource]))];
  return diagnostics.map(({ level, policy, message }) => `${level} ${policy} ${message.split(": ", 1)[0]}`);
}

const examples = documentedExamples.map(({ file, name, request }) => {
  const contract = contracts[file];
  if (!contract) throw new Error(`No resource type is known for the examples of ${file}.`);
  return { file, name, contract, inputs: inputsIn(request) };
});

describe("the examples in the vendors' documents, as programs of this package send them", () => {
  // The example names whom to record and whom not to; the text beside it says that one excludes the other.
  const known: Readonly<Record<string, readonly string[]>> = {
    "tencentGmeStartRecord.json": ["mandatory ops-list-sizes subscribeRecordUserIds.unSubscribeUserIds"],
  };

  test.each(examples)("$file: $name", async ({ file, contract, inputs }) => {
    const sealed = wrapSecrets({ contract, inputs }, secret);
    expect(await found(contract, sealed)).toEqual(known[file] ?? []);
  });
});

describe("the examples of relays, as states hold them that others wrote", () => {
  const plain = (path: string) => `mandatory credentials-must-be-secret ${path}`;
  const pushed = [plain("agentParams.userSig"), plain("publishCdnParams[0].publishCdnUrl")];
  const known: Readonly<Record<string, readonly string[]>> = {
    "Mix AV & Relay": pushed,
    "Mix Audio & Relay": pushed,
    "Relay AV": pushed,
    "Relay Audio": pushed,
    "Mix AV, then Feedback": [plain("agentParams.userSig"), plain("feedBackRoomParams[0].userSig")],
    "Mix AV & Relay with layout": pushed,
    "Cross-Room Stream Relaying": pushed,
  };
  const seven = examples.filter(({ file }) => file === relays);

  test("are seven", () => {
    expect(seven.map(({ name }) => name)).toEqual(Object.keys(known));
  });

  test.each(seven)("$name", async ({ name, contract, inputs }) => {
    expect(await found(contract, inputs)).toEqual(known[name]);
  });
});
