import { describe, expect, test } from "@jest/globals";
import { encode, packConfig, presets } from "../../policies/index";

/** What a program without type checks could pass. */
function untyped(config: Readonly<Record<string, unknown>>) {
  return () => Reflect.apply(packConfig, undefined, [presets.baseline, config]);
}

describe("packConfig", () => {
  test("keeps the level of a rule that gets settings alone: the engine would make it advisory", () => {
    const config = packConfig(presets.baseline, { "encode-max-fps": { maxFps: 30 } });
    expect(config["encode-max-fps"]).toEqual({ enforcementLevel: "mandatory", maxFps: 30 });
  });

  test("sets levels: a rule's own before that of all", () => {
    const config = packConfig(presets.baseline, {
      all: "disabled",
      "encode-max-fps": "advisory",
      "ops-max-idle-time": { enforcementLevel: "mandatory", maxSeconds: 60 },
    });
    expect(config).toMatchObject({
      "encode-max-fps": "advisory",
      "ops-max-idle-time": { enforcementLevel: "mandatory", maxSeconds: 60 },
      "storage-required": { enforcementLevel: "disabled" },
    });
  });

  test("refuses a name that is misspelt, also when it compiles", () => {
    // @ts-expect-error there is no such rule
    expect(() => packConfig(presets.baseline, { "encode-max-fsp": "advisory" })).toThrow(
      'encode-max-fsp: there is no such rule (did you mean "encode-max-fps"?)',
    );
    // @ts-expect-error there is no such setting
    expect(() => packConfig(presets.baseline, { "encode-max-fps": { maxFsp: 30 } })).toThrow(
      'encode-max-fps: there is no setting "maxFsp" (did you mean "maxFps"?)',
    );
  });

  test.each([
    [
      "a level",
      { all: "off" },
      'all: "off" is no level; levels are advisory, mandatory, remediate, disabled',
    ],
    ["a rule's level", { "encode-max-fps": true }, "encode-max-fps: true is no level"],
    [
      "a setting",
      { "encode-max-fps": { maxFps: "30" } },
      'encode-max-fps: maxFps: it is "30", and a value of type number is needed',
    ],
    [
      "a bound",
      { "encode-max-fps": { maxFps: 121 } },
      "encode-max-fps: maxFps: it is 121, and at most 120 is allowed",
    ],
    [
      "an exemption",
      { "encode-max-fps": { exemptions: [{ resource: "a" }] } },
      "exemptions.0.reason: it is missing, and ",
    ],
  ])("refuses %s that is wrong", (_, config, says) => {
    expect(untyped(config)).toThrow(says);
  });

  test.each([
    { "credentials-must-be-secret": "advisory" },
    { "credentials-must-be-secret": { enforcementLevel: "mandatory", paths: ["roomId"] } },
    { all: "advisory" },
    { all: "mandatory", "encode-max-fps": { maxFps: 30 } },
  ])("refuses the level at which a rule is not told which inputs are secrets: %j", (config) => {
    expect(untyped(config)).toThrow(
      /credentials-must-be-secret: at the level "(advisory|mandatory)" it is not told which inputs are secrets; set it to "remediate", or to "disabled"/,
    );
  });

  test.each([
    { "credentials-must-be-secret": "disabled" },
    { "credentials-must-be-secret": { paths: ["roomId"] } },
    { all: "advisory", "credentials-must-be-secret": "remediate" },
    { all: "disabled" },
  ])("takes another level for it: %j", (config) => {
    expect(untyped(config)).not.toThrow();
  });

  test("refuses rules that the pack does not have, and those that it has twice", () => {
    expect(() => packConfig([encode.maxFps], { "storage-required": "advisory" })).toThrow(
      "storage-required: it is not in this pack",
    );
    expect(() => packConfig([...presets.baseline, encode.maxFps], {})).toThrow(
      "encode-max-fps: is in the pack twice",
    );
  });
});
