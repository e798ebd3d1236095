import { describe, expect, test } from "@jest/globals";
import { presets } from "../../policies/index";
import { type Contract, pulumiType } from "../../sdk/core/contract";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import { documentedExamples, inputsIn } from "../documents";
import { PolicyHost, secret } from "./policyHost";
import { wrapSecrets } from "./support";

/** What the baseline says of an example, as "level policy input". */
async function found(contract: Contract, inputs: unknown): Promise<string[]> {
  const host = new PolicyHost(presets.baseline);
  const resource = { type: pulumiType(contract), name: "example", inputs };
  expect(await host.remediate(resource)).toBe(0);
  const diagnostics = [...(await host.analyze(resource)), ...(await host.analyzeStack([resource]))];
  return diagnostics.map(({ level, policy, message }) => `${level} ${policy} ${message.split(": ", 1)[0]}`);
}

const examples = documentedExamples.map(({ file, name, type, request }) => ({
  file,
  name,
  contract: type.contract,
  inputs: inputsIn(request),
}));

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
  const relays = examples.filter(({ contract }) => contract.type === cdnRelay.type);

  test("are all of the document", () => {
    expect(relays.map(({ name }) => name)).toEqual(Object.keys(known));
  });

  test.each(relays)("$name", async ({ name, contract, inputs }) => {
    expect(await found(contract, inputs)).toEqual(known[name]);
  });
});
