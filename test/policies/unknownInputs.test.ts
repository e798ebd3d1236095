import { expect, jest, test } from "@jest/globals";
import { relay } from "../../policies/core/examples";
import { presets } from "../../policies/index";
import { newStack, unknownValue, validate } from "./support";

const unknowns = {
  roomId: unknownValue,
  "agentParams.userId": unknownValue,
  "videoParams.videoEncode.fps": unknownValue,
  "videoParams.videoEncode.bitRate": unknownValue,
  "audioParams.audioEncode.sampleRate": unknownValue,
  "recordParams.mcuStorageParams.cloudStorage": { vendor: 0, region: unknownValue, bucket: unknownValue },
  publishCdnParams: [{ publishCdnUrl: unknownValue, isTencentCdn: 1 }],
};

test("one line of a whole pack names all inputs of a resource that are not known yet", async () => {
  const printed: string[] = [];
  const print = jest.spyOn(console, "log").mockImplementation((line) => void printed.push(String(line)));
  const stack = newStack();
  for (const policy of presets.strict) await validate(policy, [relay("", unknowns)], stack);
  print.mockRestore();
  const [line = "", ...more] = printed.filter((text) => text.includes("not known before the update"));
  expect(more).toEqual([]);
  for (const path of Object.keys(unknowns).filter((path) => !path.startsWith("recordParams")))
    expect(line).toContain(path);
  expect(line).toContain("recordParams.mcuStorageParams.cloudStorage.region");
});
