import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { z } from "zod";
import { run } from "../../cli/run";
import {
  relay,
  rtcRecording,
  subApplication,
  trtcRecording,
  voiceRecording,
  whiteboardCallback,
} from "../../policies/core/examples";
import type { Example } from "../../policies/core/rule";
import prices from "../../policies/prices.example.json";
import { drawLayout } from "../../report/layout/drawLayout";
import { layoutOf } from "../../report/layout/layoutOf";
import { reportSchema } from "../../report/Report";
import { nativeType, pulumiType } from "../../sdk/core/contract";
import { readerOf } from "../../sdk/core/reading";
import { grid, speaker } from "../../sdk/layouts";
import { LiveEvent } from "../engine/liveEvent";
import { root } from "../engine/stack";

// The command line runs without it.
jest.mock("@pulumi/policy", () => {
  throw new Error("the policy SDK was loaded");
});

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "report-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

/** The path of a file with this content. */
function written(content: unknown): string {
  files += 1;
  const file = join(folder, `file-${files}.json`);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

async function call(...args: string[]) {
  let [out, err] = ["", ""];
  const exitCode = await run(["report", ...args], {
    out: (text) => {
      out += `${text}\n`;
    },
    err: (text) => {
      err += `${text}\n`;
    },
  });
  return { exitCode, out, err: err.replaceAll(`${folder}/`, "") };
}

/** The report of a file as JSON. */
async function json(content: unknown, ...flags: string[]) {
  const { exitCode, out, err } = await call(written(content), "--format", "json", ...flags);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  return reportSchema.parse(JSON.parse(out));
}

/** All files of the report of a file, by name. */
async function documents(content: unknown, ...flags: string[]) {
  files += 1;
  const out = join(folder, `out-${files}`);
  const result = await call(written(content), "--out", out, ...flags);
  expect(result).toMatchObject({ exitCode: 0, err: "" });
  const names = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((name) => /\.\w+$/.test(name));
  for (const name of names) expect(result.out).toContain(join(out, name));
  return new Map(names.sort().map((name) => [name, readFileSync(join(out, name), "utf8")]));
}

const urnOf = (name: string, { contract }: Example, type = pulumiType(contract)) =>
  `urn:pulumi:dev::school::${type}::${name}`;

type Given = readonly [name: string, example: Example, more?: object];

function state(...resources: readonly Given[]) {
  return {
    version: 3,
    deployment: {
      resources: resources.map(([name, example, more]) => {
        const type = pulumiType(example.contract);
        return { urn: urnOf(name, example), type, custom: true, inputs: example.inputs, ...more };
      }),
    },
  };
}

const signature = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";
const shown = (value: unknown) => ({ [signature]: secretMark, plaintext: JSON.stringify(value) });
const encrypted = { [signature]: secretMark, ciphertext: "AAABADbF" };
const base = relay("the base");
const stopped = { lifecycle: { desired: "stopped" } };

describe("previews of the local engine", () => {
  test("a first one, a change that replaces, its events, and the state", async () => {
    await using event = await LiveEvent.start("lean", { speed: 600 });
    const first = await json((await event.run("preview --json")).text);
    expect(first).toMatchObject({ source: "preview", project: "pulumi-media-tasks", stack: "dev" });
    expect(new Set(first.changes.map(({ operation }) => operation))).toEqual(new Set(["create"]));
    expect(first.changes.map(({ name, effect }) => `${name} ${effect}`)).toContain("stage is started");

    await event.run("up --yes --skip-preview");
    const before = event.read(".pulumi-local/dev.json");
    event.set({ "event:room": "295067", "event:videoKbps": "2000" });
    const preview = (await event.run("preview --json")).text;
    const changed = await json(preview);
    expect(changed.changes).toMatchObject([
      { name: "voice", operation: "replace", reasons: ["roomId"], interrupts: true },
      {
        name: "stage",
        operation: "replace",
        type: "tencent.trtc.CdnRelay",
        reasons: ["roomId"],
        changed: ["roomId", "videoParams.videoEncode.bitRate"],
        effect: "is stopped, then started anew: nothing runs in between",
        interrupts: true,
      },
    ]);
    expect(changed.connections).toContainEqual(
      expect.objectContaining({ from: "stage", to: "CDN (address is a secret)", kind: "pushes" }),
    );
    expect(changed.policies).toMatchObject([
      { rule: "ops-max-idle-time", level: "mandatory", name: "stage", path: "agentParams.maxIdleTime" },
    ]);

    const streamed = await event.run("preview --json", { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" });
    expect(await json(streamed.text)).toEqual({ ...changed, source: "events" });

    const whole = await json(preview, "--before", written(before));
    expect(whole.changes.filter(({ operation }) => operation === "same")).toHaveLength(5);
    expect((await json(before)).changes).toHaveLength(7);

    for (const content of [preview, streamed.text, before]) {
      for (const [name, text] of await documents(content)) expect([name, text]).not.toContain("canary");
    }
    expect(await call(written(preview), "--format", "json", "--check")).toMatchObject({
      exitCode: 1,
      err: "",
    });
    expect(event.takeCalls()).not.toEqual([]);
  }, 120_000);
});

describe("two states", () => {
  const before = state(
    [
      "stage",
      relay("before", {
        videoParams: {
          videoEncode: { width: 1280, height: 720, fps: 15, bitRate: 1500, gop: 2 },
          layoutParams: { mixLayoutMode: 3 },
        },
      }),
    ],
    ["moved", trtcRecording("before")],
    ["gone", rtcRecording("before")],
    ["kept", subApplication("before")],
    ["off", voiceRecording("before")],
  );
  const after = state(
    [
      "stage",
      relay("after", {
        videoParams: {
          videoEncode: { width: 1280, height: 720, fps: 15, bitRate: 1500, gop: 2 },
          layoutParams: { mixLayoutMode: 1 },
        },
      }),
    ],
    ["moved", trtcRecording("after", { roomId: "another" })],
    ["kept", subApplication("after")],
    ["off", { ...voiceRecording("after"), inputs: { ...voiceRecording("after").inputs, ...stopped } }],
    ["new", rtcRecording("after")],
  );

  test("are compared, each change with its reason and what it interrupts", async () => {
    const { source, changes, layouts } = await json(after, "--before", written(before));
    expect(source).toBe("comparison");
    expect(
      changes.map(({ name, operation, reasons, changed, interrupts }) => ({
        name,
        operation,
        reasons,
        changed,
        interrupts,
      })),
    ).toEqual([
      { name: "moved", operation: "replace", reasons: ["roomId"], changed: ["roomId"], interrupts: true },
      { name: "gone", operation: "delete", reasons: [], changed: [], interrupts: true },
      { name: "off", operation: "update", reasons: [], changed: ["lifecycle.desired"], interrupts: true },
      {
        name: "stage",
        operation: "update",
        reasons: [],
        changed: ["videoParams.layoutParams.mixLayoutMode"],
        interrupts: false,
      },
      { name: "new", operation: "create", reasons: [], changed: [], interrupts: false },
      { name: "kept", operation: "same", reasons: [], changed: [], interrupts: false },
    ]);
    expect(layouts.find(({ name }) => name === "stage")).toMatchObject({ changed: true, file: "stage.svg" });
  });

  test("in the other direction, and twice the same", async () => {
    const { changes } = await json(before, "--before", written(after));
    expect(changes.find(({ name }) => name === "off")).toMatchObject({
      effect: "is started: another task at the vendor",
    });
    const same = await json(before, "--before", written(before));
    expect(new Set(same.changes.map(({ operation }) => operation))).toEqual(new Set(["same"]));
  });

  test("cost is told with what it changes", async () => {
    const table = written(prices);
    const { perHour, perHourBefore, currency } = await json(
      after,
      "--before",
      written(before),
      "--prices",
      table,
    );
    expect({ currency, isTold: perHour !== null && perHourBefore !== null }).toEqual({
      currency: "USD",
      isTold: true,
    });
    const markdown = (await documents(after, "--before", written(before), "--prices", table)).get(
      "report.md",
    );
    expect(markdown).toMatch(/USD an hour while everything runs/);
  });
});

describe("a plan", () => {
  const urn = urnOf("stage", base);
  const plan = {
    manifest: {},
    resourcePlans: {
      [urn]: {
        goal: {
          type: pulumiType(base.contract),
          name: "stage",
          custom: true,
          protect: false,
          inputDiff: { updates: { roomId: "another" } },
        },
        steps: ["delete-replaced", "replace", "create-replacement"],
        state: {},
      },
    },
  };

  test("with the state it says all", async () => {
    const { source, changes, layouts, notes } = await json(plan, "--before", written(state(["stage", base])));
    expect({ source, notes: notes.filter((note) => note.includes("--before")) }).toEqual({
      source: "plan",
      notes: [],
    });
    expect(changes).toMatchObject([{ operation: "replace", reasons: ["roomId"], changed: ["roomId"] }]);
    expect(layouts).toHaveLength(1);
  });

  test("without it, what is missing is said; with a version around it, too", async () => {
    const { changes, notes } = await json({ version: 1, plan });
    expect(changes).toMatchObject([{ operation: "replace", changed: ["roomId"] }]);
    expect(notes).toContainEqual(expect.stringContaining("pass the state with --before"));
  });
});

describe("secrets", () => {
  const canary = "canary-Key_42";
  const address = `rtmp://push.example.com/live/${canary}?txSecret=${canary}&txTime=FFFFFFFF`;
  const pushes = (url: unknown, more: object = {}) => [{ publishCdnUrl: url, isTencentCdn: 1, ...more }];

  const forms: readonly (readonly [string, Example["inputs"]])[] = [
    ["the list is a secret", { publishCdnParams: shown(pushes(address)) }],
    ["the address is a secret", { publishCdnParams: pushes(shown(address)) }],
    ["the contract alone knows it", { publishCdnParams: pushes(address) }],
    ["encrypted", { publishCdnParams: encrypted }],
    ["as previews have it", { publishCdnParams: "[secret]" }],
    ["a signature", { agentParams: { userId: "robot", userSig: canary } }],
    ["the program's own", { roomId: shown(canary) }],
    [
      "in a window",
      {
        videoParams: shown({
          layoutParams: {
            mixLayoutMode: 4,
            mixLayoutList: [{ userMediaStream: { userInfo: { userId: canary } } }],
          },
        }),
      },
    ],
    [
      "repeated where it is none",
      { agentParams: { userId: `robot-${canary}`, userSig: canary }, roomId: `room ${canary}` },
    ],
  ];

  test.each(forms)("%s", async (_, inputs) => {
    const named = `stage ${canary.length > 0 && "userSig" in Object(inputs["agentParams"]) ? canary : ""}`;
    const resource: Given = [named, { ...base, inputs: { ...base.inputs, ...inputs } }];
    const content = state(resource, [
      "callback",
      whiteboardCallback("a key", { callbackKey: shown(`${canary}2`) }),
    ]);
    const all = await documents(content, "--preset", "strict");
    expect([...all.keys()]).toEqual(expect.arrayContaining(["report.html", "report.md"]));
    const sarif = await call(written(content), "--format", "sarif", "--preset", "strict");
    const texts = [...all.values(), sarif.out, JSON.stringify(await json(content, "--preset", "strict"))];
    for (const text of texts) {
      const pictures = [...text.matchAll(/base64,([\w+/=]+)/g)].map(([, data = ""]) =>
        Buffer.from(data, "base64").toString(),
      );
      for (const one of [text, ...pictures]) expect(one.includes("canary")).toBe(false);
    }
  });

  test("of a push address that the file shows, host and end are told", async () => {
    const { connections, events } = await json(
      state(["stage", { ...base, inputs: { ...base.inputs, publishCdnParams: pushes(shown(address)) } }]),
    );
    expect(connections).toContainEqual(expect.objectContaining({ from: "stage", to: "push.example.com" }));
    expect(events).toContainEqual(
      expect.objectContaining({ kind: "pushExpiry", at: "2106-02-07T06:28:15.000Z" }),
    );
  });

  test("a credential in plain text is found, and one that is a secret is not", async () => {
    const found = async (url: unknown) =>
      (
        await json(state(["stage", { ...base, inputs: { ...base.inputs, publishCdnParams: pushes(url) } }]))
      ).policies
        .filter(({ rule }) => rule === "credentials-must-be-secret")
        .map(({ path }) => path);
    expect(await found(address)).toEqual(["publishCdnParams[0].publishCdnUrl"]);
    expect(await found(shown(address))).toEqual([]);
    expect(await found(encrypted)).toEqual([]);
  });
});

describe("what is planned", () => {
  const step = (op: string, more: object = {}, example = base, type = pulumiType(example.contract)) => ({
    op,
    urn: urnOf("stage", example, type),
    newState: { type, custom: true, inputs: example.inputs },
    ...more,
  });
  const old = (inputs: object, example = base) => ({
    oldState: { type: pulumiType(example.contract), inputs: { ...example.inputs, ...inputs } },
  });

  test("both kinds of types are understood", async () => {
    const { changes } = await json({ steps: [step("create", {}, base, nativeType(base.contract))] });
    expect(changes).toMatchObject([{ type: "tencent.trtc.CdnRelay", operation: "create" }]);
  });

  test("a preview of nothing is one", async () => {
    expect(await json({ config: {}, changeSummary: { same: 3 } })).toMatchObject({
      changes: [],
      policies: [],
    });
  });

  test("resources of others are counted", async () => {
    const { changes, notes } = await json({
      steps: [
        {
          op: "create",
          urn: "urn:pulumi:dev::school::aws:s3/bucket:Bucket::files",
          newState: { type: "aws:s3/bucket:Bucket" },
        },
      ],
    });
    expect({ changes, notes }).toEqual({
      changes: [],
      notes: ["1 resource of other packages is not in this report."],
    });
  });

  test.each([
    [
      "a task is started again",
      [step("update", old(stopped))],
      "is started: another task at the vendor",
      false,
    ],
    [
      "a change waits",
      [step("update", old({ ...stopped, roomId: "x" }), { ...base, inputs: { ...base.inputs, ...stopped } })],
      "is not running: the change waits for its next start",
      false,
    ],
    [
      "an address changes",
      [
        step("update", {
          ...old({ publishCdnParams: "[secret]" }),
          newState: {
            type: pulumiType(base.contract),
            inputs: { ...base.inputs, publishCdnParams: "[secret]" },
          },
          diffReasons: ["publishCdnParams"],
        }),
      ],
      "is changed while it runs; pushes to an address that changed begin anew",
      true,
    ],
    [
      "it is let go",
      [{ op: "delete", urn: urnOf("stage", base), ...old({ lifecycle: { onDelete: "leave" } }) }],
      "is forgotten, and goes on by itself",
      true,
    ],
    ["it is stopped", [{ op: "delete", urn: urnOf("stage", base), ...old({}) }], "is stopped", true],
    [
      "another is asked for",
      [step("replace", { ...old({}), replaceReasons: [] })],
      "is stopped, then started anew: nothing runs in between",
      true,
    ],
  ] as const)("%s", async (_, steps, effect, interrupts) => {
    expect((await json({ steps })).changes).toMatchObject([{ effect, interrupts }]);
  });

  test("triggers are the reason, and not the lifecycle as a whole", async () => {
    const now = { ...base.inputs, lifecycle: { triggers: ["2"] } };
    const { changes } = await json({
      steps: [
        step("replace", {
          ...old({ lifecycle: { triggers: ["1"] } }),
          newState: { type: pulumiType(base.contract), inputs: now },
          replaceReasons: ["lifecycle"],
        }),
      ],
    });
    expect(changes).toMatchObject([{ reasons: ["lifecycle.triggers"] }]);
  });

  test("errors of the preview are told, and fail a check", async () => {
    const diagnostics = [
      {
        urn: urnOf("stage", base),
        severity: "error",
        message: "\u001b[31m<{%fg 1%}>roomId is wrong<{%reset%}>\n",
      },
      { severity: "info", message: "nothing" },
    ];
    const { messages } = await json({ steps: [], diagnostics });
    expect(messages).toEqual([{ level: "error", urn: urnOf("stage", base), text: "roomId is wrong\n" }]);
    const file = written({ steps: [], diagnostics });
    expect(await call(file, "--format", "json")).toMatchObject({ exitCode: 0 });
    expect(await call(file, "--format", "json", "--check")).toMatchObject({ exitCode: 1 });
  });

  test("a preview that was cut short is told, with what other packs found", async () => {
    const events = [
      { sequence: 0, preludeEvent: { config: {} } },
      {
        sequence: 1,
        resourcePreEvent: {
          metadata: {
            op: "create",
            urn: urnOf("stage", base),
            new: { type: pulumiType(base.contract), inputs: base.inputs },
          },
        },
      },
      {
        sequence: 2,
        policyEvent: {
          policyName: "naming",
          enforcementLevel: "mandatory",
          message: "<{%reset%}>no",
          resourceUrn: urnOf("stage", base),
        },
      },
      {
        sequence: 3,
        policyEvent: {
          policyName: "encode-max-fps",
          enforcementLevel: "mandatory",
          message: "of another preset",
          resourceUrn: urnOf("stage", base),
        },
      },
      {
        sequence: 4,
        policyEvent: {
          policyName: "ops-max-idle-time",
          enforcementLevel: "mandatory",
          message: "found here, too",
          resourceUrn: urnOf("stage", base),
        },
      },
    ];
    const policyConfig = written({ "ops-max-idle-time": { maxSeconds: 30 } });
    const { changes, policies, notes } = await json(
      events.map((event) => JSON.stringify(event)).join("\n"),
      ...["--policy-config", policyConfig],
    );
    expect(changes).toMatchObject([{ operation: "create" }]);
    const of = (name: string) => policies.filter(({ rule }) => rule === name);
    expect(of("naming")).toMatchObject([{ level: "mandatory", name: "stage", message: "no" }]);
    expect(of("encode-max-fps")).toMatchObject([{ level: "mandatory", message: "of another preset" }]);
    expect(of("ops-max-idle-time")).toMatchObject([{ path: "agentParams.maxIdleTime" }]);
    expect(notes).toContainEqual(expect.stringContaining("did not come to its end"));
  });

  test("rules are set as for a policy pack", async () => {
    const policyConfig = written({ "ops-max-idle-time": { enforcementLevel: "advisory", maxSeconds: 30 } });
    const levels = async (...flags: string[]) =>
      (await json({ steps: [step("create")] }, ...flags)).policies
        .filter(({ rule }) => rule === "ops-max-idle-time")
        .map(({ level }) => level);
    expect(await levels()).toEqual([]);
    expect(await levels("--policy-config", policyConfig)).toEqual(["advisory"]);
    expect(await levels("--policy-config", written({ all: "disabled" }))).toEqual([]);
  });
});

describe("documents", () => {
  const hostile = "<img src=x onerror=alert(1)> | `x` @everyone #1 https://evil.example/ [a](b) \"'";

  test("what inputs bring along is text everywhere", async () => {
    const content = state([
      hostile,
      {
        ...relay("x", { "agentParams.maxIdleTime": 4000 }),
        inputs: { ...relay("x", { "agentParams.maxIdleTime": 4000 }).inputs, roomId: hostile },
      },
    ]);
    const all = await documents(content, "--preset", "strict");
    const [markdown = "", html = ""] = [all.get("report.md"), all.get("report.html")];
    expect(html).not.toMatch(
      /<img(?! src="data:image\/svg\+xml;base64,[\w+/=]+" alt="[^"<>]*" width="\d+" height="\d+" loading="lazy">)/,
    );
    expect(html).not.toMatch(/<script|<a |<link|(src|srcset|href)="(?!data:)|url\(/);
    // Outside of code, nothing is markup or a mention.
    const prose = markdown.replace(/`[^`\n]*`/g, "");
    expect(prose).not.toMatch(/<img|@everyone|https:\/\/evil/);
    for (const line of markdown.split("\n")) expect(line.replaceAll("\\`", "").split("`").length % 2).toBe(1);
    expect([...all.keys()].every((name) => /^[\w./-]+$/.test(name))).toBe(true);
  });

  test("a comment fits, and says what it leaves out", async () => {
    const many = Array.from(
      { length: 400 },
      (_, index): Given => [
        `stage-${index}-${"x".repeat(80)}`,
        relay("x", { "agentParams.maxIdleTime": 4000 }),
      ],
    );
    const markdown = (await documents(state(...many))).get("report.md") ?? "";
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toMatch(/\*\*\d+ more of 400 are left out here\*\*/);
    expect(markdown.match(/<details>/g)?.length).toBe(markdown.match(/<\/details>/g)?.length);
  }, 60_000);

  test("they are the same each time, whatever the order in the file", async () => {
    const given: Given[] = [
      ["b", base],
      ["a", rtcRecording("a")],
      ["c", trtcRecording("c")],
    ];
    const [one, other] = [await documents(state(...given)), await documents(state(...given.toReversed()))];
    expect(other).toEqual(one);
  });

  test("a page is one for screen readers and telephones", async () => {
    const html = (await documents(state(["stage", base]))).get("report.html") ?? "";
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('name="viewport"');
    expect(html).toContain("prefers-color-scheme: dark");
    for (const [image] of html.matchAll(/<img[^>]*>/g)) expect(image).toMatch(/ alt="[^"]+"/);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id = ""] of html.matchAll(/aria-labelledby="([^"]*)"/g)) expect(ids).toContain(id);
  });

  test("SARIF has a rule and a place for each result", async () => {
    const content = state(["stage", relay("x", { "agentParams.maxIdleTime": 4000 })]);
    const { out } = await call(written(content), "--format", "sarif");
    const { version, runs } = JSON.parse(out);
    const [{ tool, results }] = runs;
    expect(version).toBe("2.1.0");
    expect(results).toContainEqual(expect.objectContaining({ ruleId: "ops-max-idle-time", level: "error" }));
    for (const { ruleId, ruleIndex, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(locations[0].physicalLocation.artifactLocation.uri).toBe("Pulumi.yaml");
      expect(locations[0].logicalLocations[0].fullyQualifiedName).toContain("::stage");
    }
  });

  test("the picture in docs is one of these", () => {
    const canvas = { width: 1280, height: 720 };
    const layouts = [
      grid(["alice", "bob"], canvas),
      speaker([{ screenOf: "alice" }, "alice", "bob"], canvas),
    ];
    const panels = layouts.flatMap((layout, index) => {
      const example = relay("a layout", {
        "videoParams.videoEncode": { ...canvas, fps: 15, bitRate: 1500, gop: 2 },
        "videoParams.layoutParams": layout.forTrtcRelay(),
      });
      const access = { inputs: example.inputs, reader: readerOf(), noteUnknown: () => undefined };
      const drawn = layoutOf(example.contract, access, 4);
      return drawn ? [{ title: index === 0 ? "Before" : "After", layout: drawn }] : [];
    });
    const file = join(root, "docs/report-layout.svg");
    const svg = drawLayout("stage", panels);
    if (process.env["WRITE_DOCS"] === "1") writeFileSync(file, svg);
    expect(readFileSync(file, "utf8")).toBe(svg);
  });

  test("the page in docs has every part of the JSON", () => {
    const page = readFileSync(join(root, "docs/report.md"), "utf8");
    const missing = Object.entries(reportSchema.shape).flatMap(([key, schema]) => {
      const rows =
        schema instanceof z.ZodArray && schema.element instanceof z.ZodObject
          ? Object.keys(schema.element.shape)
          : [];
      return [key, ...rows].filter((name) => !page.includes(`\`${name}\``));
    });
    expect(missing).toEqual([]);
  });
});

describe("what cannot be read", () => {
  const accepted = "What to do: pass what `pulumi preview --json`";

  test.each([
    ["nothing", "", accepted],
    ["no JSON", "Previewing update (dev):", accepted],
    ["half a document", '{"steps": [', accepted],
    ["a list", "[]", accepted],
    ["a number", "7", accepted],
    ["null", "null", accepted],
    ["another document", '{"resources": []}', accepted],
    [
      "events that are cut off",
      '{"sequence":0,"preludeEvent":{}}\n{"sequence":1,"resou',
      "line 2 is no event of a preview. What to do: ",
    ],
    [
      "events with another text between",
      '{"sequence":0,"preludeEvent":{}}\nwarning: x\n',
      "line 2 is no event of a preview. What to do: ",
    ],
  ])("%s", async (_, text, says) => {
    const { exitCode, out, err } = await call(written(text));
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
    expect(err).toContain(says);
  });

  test.each([
    ["steps that are none", { steps: [null, 7, "x", {}, { op: 1, urn: [], newState: 3 }] }],
    ["inputs that are none", state(["stage", base, { inputs: [] }])],
    [
      "inputs of wrong types",
      state([
        "stage",
        {
          ...base,
          inputs: { videoParams: 7, publishCdnParams: { a: 1 }, lifecycle: "x", agentParams: [null] },
        },
      ]),
    ],
    ["resources that are none", { deployment: { resources: [null, 7, {}] } }],
    ["a plan of nothing", { resourcePlans: { x: null, y: {} } }],
  ])("%s are passed over", async (_, content) => {
    expect(await call(written(content), "--format", "json")).toMatchObject({ exitCode: 0, err: "" });
  });

  test.each([
    [["--format", "xml"], 'There is no format "xml"; there are files, json, sarif.'],
    [["--preset", "best"], 'There is no preset "best"; there are baseline'],
    [["--streams", "0"], '--streams is "0"; a whole number from 1 to 25 is allowed.'],
  ])("%p is misuse", async (flags, says) => {
    expect(await call(written(state()), ...flags)).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining(says),
    });
  });

  test("other files say what is wrong with them", async () => {
    const file = written(state(["stage", base]));
    expect(await call(join(folder, "nowhere.json"))).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("nowhere.json cannot be read"),
    });
    expect(await call(file, "--before", written({}))).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("--before is no state. What to do:"),
    });
    expect(await call(file, "--prices", written({}))).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("is no price table"),
    });
    expect(await call(file, "--policy-config", written({ "encode-max-fsp": "advisory" }))).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('did you mean "encode-max-fps"?'),
    });
    expect(await call(file, "--out", join(file, "below"))).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("What to do: pass another folder with --out."),
    });
  });
});
