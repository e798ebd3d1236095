import { expect, test } from "@jest/globals";
import { Gate, packaged } from "./gate";
import { testGates } from "./gates";

testGates("pulumi");

test("`pulumi policy analyze` checks what is deployed, with and without the stack", async () => {
  await using gate = await Gate.start("pulumi");
  gate.relays({
    stage: { publishCdnParams: [{ publishCdnUrl: "rtmp://push.example.com/x?txSecret=canary-push" }] },
  });
  expect(await gate.run("up --yes --skip-preview")).toMatchObject({ exitCode: 0 });
  gate.write("state.json", await gate.exported());
  const config = { all: "disabled", "encode-max-fps": { enforcementLevel: "mandatory", maxFps: 29 } };
  for (const from of ["", " --file state.json"]) {
    const report = await gate.through(packaged(), `policy analyze${from}`, config);
    expect({ from, exitCode: report.exitCode }).not.toEqual({ from, exitCode: 0 });
    expect(report.findings).toEqual(["mandatory encode-max-fps stage"]);
    expect(report.text).not.toContain("canary");
    const passed = await gate.through(packaged(), `policy analyze${from}`);
    expect(passed).toMatchObject({ exitCode: 0, findings: ["advisory relay-tencent-cdn-explicit stage"] });
    expect(passed.text).not.toContain("canary");
  }
}, 300_000);
