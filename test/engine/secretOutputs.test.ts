import { expect, test } from "@jest/globals";
import { member } from "../../local/vendors/json";
import gmeApplication from "../contract/descriptors/tencent/gme/Application";
import tiwCallback from "../contract/descriptors/tencent/tiw/Callback";
import { destroy, MediaStack, up } from "../reliability/mediaStack";
import { tencent } from "../vendors/client";

test("a secret output gets to what needs it, is encrypted in the state, and printed nowhere", async () => {
  await using stack = await MediaStack.start();
  const texts: string[] = [];
  const run = async (command: string) => {
    const { exitCode, text } = await stack.run(command);
    texts.push(text, stack.stateText(), JSON.stringify(stack.openStarts()));
    expect({ exitCode, text: exitCode === 0 ? "" : text }).toEqual({ exitCode: 0, text: "" });
    return text;
  };
  const withStatus = (status: string) => ({
    [gmeApplication.name]: { ...gmeApplication.inputs, status },
    [tiwCallback.name]: { ...tiwCallback.inputs, callbackKey: `$output:${gmeApplication.name}.secretKey` },
  });
  stack.program(withStatus("open"));
  await run(up);
  const skewSeconds = Math.round((stack.vendors.clock.wall() - Date.now()) / 1_000);
  const { result } = await tencent(
    stack.vendors,
    "tiw",
    "DescribeVideoGenerationTaskCallback",
    { SdkAppId: tiwCallback.inputs.sdkAppId },
    { region: "ap-singapore", skewSeconds },
  );
  const key = String(member(result, "CallbackKey"));
  expect(key).toMatch(/^[0-9a-f]{32}$/);

  // An update of the application leaves its key as it is, and known: nothing else changes.
  stack.program(withStatus("close"));
  const preview = await run("preview");
  expect(preview).toContain(`known: ${gmeApplication.name}.secretKey`);
  expect(preview).toContain("1 to update");
  await run(up);
  await run("refresh --yes --skip-preview");
  await run("preview --expect-no-changes");
  await run(destroy);
  expect(texts.filter((text) => text.includes(key))).toEqual([]);
}, 120_000);
