import { expect, test } from "@jest/globals";
import type { EngineName } from "../engine/stack";
import { Gate, packaged, unknown } from "./gate";

const fps = "videoParams.videoEncode.fps";
const bitRate = "videoParams.videoEncode.bitRate";
const timeout = 300_000;

const pushedTo = (url: string) => ({ publishCdnParams: [{ publishCdnUrl: url, isTencentCdn: 1 }] });

/** How many lines of the report say something. */
function linesWith(text: string, part: string): number {
  return text.split("\n").filter((line) => /^ {4,}(?! )/.test(line) && line.includes(part)).length;
}

/** What policy packs do on an engine; a run takes seconds, so one shows all that it can. */
export function testGates(engine: EngineName): void {
  test(
    "mandatory rules stop a preview; the report says what is wrong, and what was left out",
    async () => {
      await using gate = await Gate.start(engine);
      gate.relays({
        fast: { [fps]: 31 },
        exempted: { [fps]: 31 },
        excluded: { [fps]: 31 },
        thin: { [bitRate]: 1000 },
        late: { [fps]: unknown },
        astray: pushedTo("rtmp://push.example.org/live/astray?txSecret=canary-push"),
      });
      const { exitCode, findings, text } = await gate.through(packaged("strict"), "preview", {
        all: "disabled",
        "encode-max-fps": {
          enforcementLevel: "mandatory",
          maxFps: 30,
          excludeFor: ["^excluded$"],
          exemptions: [{ resource: "exempted", reason: "an old encoder", until: "9999-12-31" }],
        },
        "encode-h264-level": { enforcementLevel: "advisory", maxLevels: "4.0" },
        "encode-bits-per-pixel": "advisory",
        "relay-url-allow-list": { enforcementLevel: "mandatory", allowedHosts: ["push.example.com"] },
      });
      expect(exitCode).not.toBe(0);
      expect(findings.filter((finding) => !finding.includes("encode-h264-level"))).toEqual([
        "advisory encode-bits-per-pixel thin",
        "mandatory encode-max-fps fast",
        "mandatory relay-url-allow-list astray",
      ]);
      expect(text).toMatch(
        /encode-max-fps .*: fast\)\n +Video has no more frames a second than allowed\.\n +videoParams\.videoEncode\.fps: 31 frames a second are more than 30\. What to do: lower it to at most 30\n/,
      );
      expect(text).toContain(
        "encode-max-fps does not apply to exempted: exempted until 9999-12-31: an old encoder",
      );
      expect(text).toContain('encode-max-fps does not apply to excluded: excludeFor "^excluded$"');
      // Both rules that read it, one line.
      expect(linesWith(text, "late: not known before the update")).toBe(1);
      expect(linesWith(text, "can't run policy")).toBe(0);
      expect(linesWith(text, 'there is no setting "maxLevels" (did you mean "maxLevel"?)')).toBe(1);
      expect(text).toContain("push.example.org is no allowed host");
      expect(text).not.toContain("canary");
    },
    timeout,
  );

  test(
    "a rule with settings and no level keeps its level; in the pack's own argument, packConfig sees to that",
    async () => {
      await using gate = await Gate.start(engine);
      gate.relays({ fast: { [fps]: 31 } });
      const config = { "encode-max-fps": { maxFps: 30 } };
      expect((await gate.through(packaged(), "preview", config)).findings).toEqual([
        "mandatory encode-max-fps fast",
      ]);
      const argument = JSON.stringify(config);
      const own = gate.pack("presets.baseline", argument);
      expect((await gate.through(own, "preview")).findings).toEqual(["advisory encode-max-fps fast"]);
      gate.pack("presets.baseline", `packConfig(policies, ${argument})`);
      expect((await gate.through(own, "preview")).findings).toEqual(["mandatory encode-max-fps fast"]);
    },
    timeout,
  );

  test(
    "advisory rules let a preview pass",
    async () => {
      await using gate = await Gate.start(engine);
      gate.relays({ thin: { [bitRate]: 1000 } });
      const { exitCode, findings, text } = await gate.through(packaged(), "preview");
      expect({ exitCode, findings }).toEqual({
        exitCode: 0,
        findings: ["advisory encode-bits-per-pixel thin"],
      });
      expect(text).toContain("0.036 bits for a pixel are not between 0.04 and 0.2");
    },
    timeout,
  );

  test(
    "a setting out of its bounds stops a preview before any rule runs",
    async () => {
      await using gate = await Gate.start(engine);
      gate.relays({ fast: { [fps]: 31 } });
      const { exitCode, findings, text } = await gate.through(packaged(), "preview", {
        "encode-max-fps": { maxFps: 1000 },
      });
      expect(exitCode).not.toBe(0);
      expect(findings).toEqual([]);
      expect(text).toMatch(/encode-max-fps.*maxFps.*120/);
    },
    timeout,
  );

  test(
    "a pack of one's own with a remediation shows it, applies it and checks what comes out",
    async () => {
      await using gate = await Gate.start(engine);
      gate.relays({ fast: { [fps]: 31, [bitRate]: 1000 } });
      const pack = gate.pack(
        `[
  encode.maxFps,
  encode.bitsPerPixel,
  {
    name: "lower-fps",
    description: "Video has no more than 20 frames a second.",
    enforcementLevel: "remediate",
    remediateResource: ({ type, props }) => {
      if (!type.endsWith("CdnRelay")) return;
      props.videoParams.videoEncode.fps = 20;
      return props;
    },
  },
]`,
        'packConfig(policies.slice(0, 2), { all: "advisory", "encode-max-fps": { enforcementLevel: "mandatory", maxFps: 20 } })',
      );
      const { exitCode, findings, text } = await gate.through(pack, "up --yes --skip-preview");
      expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
      expect(text).toMatch(/\[remediate\].*lower-fps/);
      expect(await gate.resource("fast")).toMatchObject({
        inputs: { videoParams: { videoEncode: { fps: 20 } } },
      });
      expect(text).not.toContain("canary");
    },
    timeout,
  );
}
