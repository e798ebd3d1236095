import { describe, expect, test } from "@jest/globals";
import { playLiveEvent } from "./liveEvent";
import { runStep, type ScenarioStep, scenarios } from "./scenarios";
import { changesAmong, flavorsAmong, Things } from "./things";

// Beside each other: the processes of one scenario wait for each other most of the time.
describe("the local engine", () => {
  // First, as it takes longest.
  test("the main example, from preview to destroy", async () => {
    const acts = await playLiveEvent("lean");
    expect(acts.map(({ title, exitCode, summary, calls }) => ({ title, exitCode, summary, calls }))).toEqual([
      { title: "a preview calls nothing", exitCode: 0, summary: ["    + 8 to create"], calls: [] },
      {
        title: "everything is started",
        exitCode: 0,
        summary: ["    + 8 created"],
        calls: [
          "gme StartRecord ok",
          "rtc StartRecord ok",
          "tiw CreateVideoGenerationTask ok",
          "tiw SetOnlineRecordCallback ok",
          "tiw SetOnlineRecordCallbackKey ok",
          "trtc StartPublishCdnStream ok",
          "vod CreateAigcVideoRedrawTask ok",
          "vod CreateSubAppId ok",
        ],
      },
      {
        title: "the relay is changed in place",
        exitCode: 0,
        summary: ["    ~ 1 updated", "    7 unchanged"],
        calls: ["trtc UpdatePublishCdnStream ok"],
      },
      {
        title: "another room replaces what is in the old one",
        exitCode: 0,
        summary: ["    +-2 replaced", "    6 unchanged"],
        calls: [
          "gme StartRecord ok",
          "gme StopRecord ok",
          "trtc StartPublishCdnStream ok",
          "trtc StopPublishCdnStream ok",
        ],
      },
      {
        title: "a refresh notices that the voice recording ended",
        exitCode: 0,
        summary: ["    8 unchanged"],
        calls: [],
      },
      { title: "nothing follows from that", exitCode: 0, summary: ["    8 unchanged"], calls: [] },
      {
        title: "everything is stopped",
        exitCode: 0,
        summary: ["    - 8 deleted"],
        calls: [
          "gme StopRecord ResourceNotFound.TaskNotFound",
          "rtc StopRecord ok",
          "tiw SetOnlineRecordCallback ok",
          "tiw SetOnlineRecordCallbackKey ok",
          "trtc StopPublishCdnStream ok",
          "vod ModifySubAppIdStatus ok",
          "vod ModifySubAppIdStatus ok",
        ],
      },
    ]);
    const refresh = acts.find(({ title }) => title.startsWith("a refresh"));
    expect(refresh?.text).toContain("voice: warning: it ended by itself");
    expect(refresh?.text).toMatch(/Outputs:\n.*voiceStatus/s);
    expect(JSON.stringify(acts)).not.toContain("canary");
  }, 120_000);

  test.each(scenarios.map((scenario) => [scenario.name, scenario.steps] as const))(
    "%s",
    async (_, steps) => {
      using stack = new Things();
      for (const step of steps) {
        const { exitCode, text } = await runStep(stack, step);
        const calls = stack.takeCalls();
        const changes = inOrder(step, changesAmong(calls));
        const { command, flavors = flavorsAmong(calls) } = step;
        const expected = { command, exitCode: step.exitCode, changes: step.changes, flavors };
        const found = { command, exitCode, changes, flavors: flavorsAmong(calls) };
        expect({ ...found, text }).toEqual({ ...expected, text });
        for (const pattern of step.says ?? []) expect(text).toMatch(pattern);
        expect(`${text}${stack.stateText()}`).not.toMatch(/canary/);
      }
    },
    120_000,
  );
});

/** What may happen at the same time has no order. */
function inOrder({ command }: ScenarioStep, changes: string[]): string[] {
  const isOrdered = command.includes("--parallel 1") || command === "destroy --yes";
  return isOrdered ? changes : changes.sort();
}
