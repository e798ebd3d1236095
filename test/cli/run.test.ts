import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { commands } from "../../cli/commands";
import { run } from "../../cli/run";
import manifest from "../../package.json";
import { relay, voiceRecording } from "../../policies/core/examples";
import type { Example } from "../../policies/core/rule";
import { presetNames } from "../../policies/presets";
import { allRules } from "../../policies/rules";
import { nativeType, pulumiType } from "../../sdk/core/contract";
import { stopped } from "../policies/support";

async function call(...args: string[]) {
  const printed = { out: "", err: "" };
  const exitCode = await run(args, {
    out: (text) => {
      printed.out += `${text}\n`;
    },
    err: (text) => {
      printed.err += `${text}\n`;
    },
  });
  return { exitCode, ...printed };
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The path of a file with this content. */
function written(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

describe("the command line", () => {
  test.each([[[]], [["--help"]], [["-h"]], [["help"]]])("%p lists the commands", async (args) => {
    const { exitCode, out } = await call(...args);
    expect(exitCode).toBe(0);
    for (const { name, summary } of commands) {
      expect(out).toMatch(new RegExp(`^ {2}${name} +${summary.replace(".", "\\.")}`, "m"));
    }
  });

  test.each(commands.map(({ name }) => name))("%s has a help", async (name) => {
    const { exitCode, out } = await call(...name.split(" "), "--help");
    expect(exitCode).toBe(0);
    expect(out).toContain(`Usage: pulumi-media-tasks ${name}`);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(await call("help", ...name.split(" "))).toEqual({ exitCode, out, err: "" });
  });

  test.each(["--version", "version"])("%s tells the package's version", async (word) => {
    expect(await call(word)).toEqual({ exitCode: 0, out: `${manifest.version}\n`, err: "" });
  });

  test.each([
    ["help polices", 'There is no command "polices". Did you mean "policies"?'],
    ["frobnicate --help", 'There is no command "frobnicate".\n'],
    ["polices", 'There is no command "polices". Did you mean "policies"?'],
    ["policies lnt file", 'There is no command "policies lnt file". Did you mean "policies lint"?'],
    ["frobnicate", 'There is no command "frobnicate".\n'],
    ["policies lint", '"policies lint" takes FILE.'],
    ["policies --mark", "Unknown option '--mark'."],
    ["policies lint file --preset best", 'There is no preset "best".'],
  ])("refuses %s", async (line, says) => {
    const { exitCode, out, err } = await call(...line.split(" "));
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain(says);
    expect(err).toContain("Usage: pulumi-media-tasks");
  });
});

describe("policies", () => {
  test("lists every rule and its settings in a hundred columns", async () => {
    const { exitCode, out } = await call("policies");
    expect(exitCode).toBe(0);
    const lines = out.split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    for (const { name, level, severity, settings } of allRules) {
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${name} +${level} +${severity} `)));
      for (const setting of Object.keys(settings.shape)) expect(out).toContain(`    ${setting}: `);
    }
    expect(lines[0]).toMatch(new RegExp(presetNames.join(" +"), "i"));
    expect(lines).toContainEqual(expect.stringMatching(/^encode-max-fps +mandatory +medium +M /));
    expect(out).toContain("maxFps: most frames a second (1 to 120); default 60");
  });
});

describe("policies lint", () => {
  async function lint(content: string, ...flags: string[]) {
    const file = written("config.json", content);
    const { exitCode, out, err } = await call("policies", "lint", file, ...flags);
    return { exitCode, text: (out + err).replaceAll(`${file}: `, "") };
  }

  test("finds nothing wrong with a file that is right", async () => {
    const exemptions = [{ resource: "stage", reason: "an old encoder", until: "2027-01-31" }];
    const config = {
      all: "advisory",
      "encode-max-fps": { enforcementLevel: "mandatory", maxFps: 30, exemptions },
    };
    expect(await lint(JSON.stringify(config))).toEqual({ exitCode: 0, text: "no problems\n" });
  });

  test.each([
    [
      { "encode-max-fsp": "advisory" },
      'encode-max-fsp: there is no such rule (did you mean "encode-max-fps"?)',
    ],
    [
      { "encode-max-fps": { maxFsp: 30 } },
      'encode-max-fps: there is no setting "maxFsp" (did you mean "maxFps"?)',
    ],
    [{ "encode-max-fps": { maxFps: 121 } }, "encode-max-fps: maxFps: it is 121, and at most 120 is allowed"],
    [{ all: "off" }, 'all: "off" is no level; levels are advisory, mandatory, remediate, disabled'],
    [
      { "credentials-must-be-secret": "advisory" },
      'credentials-must-be-secret: at the level "advisory" it is not told which inputs are secrets; set it to "remediate", or to "disabled"',
    ],
    [[], "it has to be an object of rules"],
  ])("finds what is wrong with %j", async (config, says) => {
    expect(await lint(JSON.stringify(config))).toEqual({ exitCode: 1, text: `${says}\n` });
  });

  test("finds that a level of all takes from a preset's rule what it has to be told", async () => {
    const text =
      'credentials-must-be-secret: at the level "mandatory" it is not told which inputs are secrets; set it to "remediate", or to "disabled"\n';
    expect(await lint('{ "all": "mandatory" }', "--preset", "baseline")).toEqual({ exitCode: 1, text });
    const set = '{ "all": "mandatory", "credentials-must-be-secret": "remediate" }';
    expect(await lint(set, "--preset", "baseline")).toEqual({ exitCode: 0, text: "no problems\n" });
    expect(await lint('{ "all": "mandatory" }', "--preset", "cost")).toEqual({
      exitCode: 0,
      text: "no problems\n",
    });
  });

  test("finds the rules that a preset does not have", async () => {
    const config = '{ "encode-aspect-ratio": "advisory" }';
    expect(await lint(config, "--preset", "strict")).toEqual({ exitCode: 0, text: "no problems\n" });
    expect(await lint(config, "--preset", "baseline")).toEqual({
      exitCode: 1,
      text: "encode-aspect-ratio: it is not in this pack\n",
    });
  });

  test("says what is wrong with a file that is no JSON, or not there", async () => {
    expect(await lint("{")).toMatchObject({ exitCode: 1, text: expect.stringContaining("cannot be read") });
    const { exitCode, err } = await call("policies", "lint", join(folder, "nowhere.json"));
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^\S+nowhere\.json cannot be read: ENOENT[^\n]*\n$/);
  });
});

describe("policies cost", () => {
  const prices = {
    currency: "EUR",
    date: "2026-11-21",
    sources: ["a contract"],
    tiers: { HD: { width: 1280, height: 720 } },
    meters: {
      "trtc-transcode": { per1000Minutes: { HD: 5 } },
      "trtc-duration": { per1000Minutes: { HD: 0 } },
      "gme-recording": { per1000Minutes: { audio: 2 } },
    },
  };

  type Described = readonly [name: string, example: Example, more?: object];

  function state(resources: readonly Described[], typeOf = pulumiType) {
    const described = resources.map(([name, { contract, inputs }, more]) => {
      const type = typeOf(contract);
      return { urn: `urn:pulumi:dev::project::${type}::${name}`, type, inputs, ...more };
    });
    const stack = { urn: "urn:pulumi:dev::project::pulumi:pulumi:Stack::dev", type: "pulumi:pulumi:Stack" };
    return { version: 3, deployment: { resources: [stack, ...described] } };
  }

  async function cost(stack: unknown, table: unknown, ...flags: string[]) {
    const files = ["--stack-file", written("stack.json", stack), "--prices", written("prices.json", table)];
    const { exitCode, out, err } = await call("policies", "cost", ...files, ...flags);
    return { exitCode, out, err: err.replaceAll(`${folder}/`, "") };
  }

  const tasks: readonly Described[] = [
    ["stage", relay("the base")],
    ["voice", voiceRecording("the base")],
    ["old", relay("the base"), { delete: true }],
    ["standby", stopped(relay("the base"))],
  ];
  const twoTasks = state(tasks);

  test.each([
    ["dynamic resources", pulumiType],
    ["resources of the plugin", nativeType],
  ])("adds up what the tasks of an exported stack of %s cost", async (_, typeOf) => {
    const { exitCode, out } = await cost(state(tasks, typeOf), prices);
    expect(exitCode).toBe(0);
    expect(out).toContain("Cost in EUR while everything runs, by prices of 2026-11-21");
    expect(out).toMatch(/^In all +7\.0000 +0\.4200 +0\.0000$/m);
  });

  test("tells the same to programs", async () => {
    const { out } = await cost(twoTasks, prices, "--json");
    expect(JSON.parse(out)).toMatchObject({ currency: "EUR", per1000Minutes: 7, unpriced: [] });
  });

  test.each([
    [
      "a price table",
      twoTasks,
      { ...prices, currency: "euro" },
      "prices.json is no price table:\n  currency: ",
    ],
    ["a price table at all", twoTasks, [], "prices.json is no price table:\n"],
    [
      "an exported stack",
      { resources: [] },
      prices,
      "stack.json is not what `pulumi stack export` writes.\n",
    ],
  ])("refuses a file that is not %s", async (_, stack, table, says) => {
    const { exitCode, out, err } = await cost(stack, table);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
    expect(err).toContain(says);
  });

  test("needs both files", async () => {
    expect(await call("policies", "cost", "--prices", "prices.json")).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("--stack-file and --prices are needed."),
    });
  });
});
