import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { examine } from "../../cli/checkups/examine";
import { findingsText } from "../../cli/checkups/findingsText";
import { readPrices } from "../../cli/readPrices";
import { follow } from "../../cli/watching/follow";
import { Watched } from "../../cli/watching/Watched";
import { relay } from "../../policies/core/examples";
import { Settings } from "../../provider/core/config/Settings";
import { readExportedStack } from "../../provider/exportedStack";
import { drawLayout } from "../../report/layout/drawLayout";
import { layoutOf } from "../../report/layout/layoutOf";
import { readerOf } from "../../sdk/core/reading";
import { columns, grid, pip, speaker } from "../../sdk/layouts";
import { startedTask } from "../cli/startedTask";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import cloudRecording from "../contract/descriptors/tencent/trtc/CloudRecording";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { root } from "../engine/stack";
import { BucketServer } from "../provider/BucketServer";
import { Stage } from "../provider/support";
import { drawGallery } from "./drawGallery";
import { drawPipeline } from "./drawPipeline";
import { drawSequence, type SequenceStep } from "./drawSequence";
import { drawTerminal } from "./drawTerminal";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start({ now: Date.UTC(2026, 10, 27, 19) });
});
afterEach(() => stage[Symbol.asyncDispose]());

/** Holds a file of docs against what is made anew. */
function expectInDocs(file: string, text: string): void {
  const path = join(root, "docs", file);
  if (process.env["WRITE_DOCS"] === "1") writeFileSync(path, text);
  expect(readFileSync(path, "utf8")).toBe(text);
}

/** Holds a page's picture of a terminal, and the same as text, against a run. */
function expectRun(page: string, title: string, command: string, output: readonly string[]): void {
  expectInDocs(`${page}.svg`, drawTerminal(title, command, output));
  const block = ["```console", `$ ${command}`, ...output, "```"].join("\n");
  const text = readFileSync(join(root, "docs", `${page}.md`), "utf8");
  expectInDocs(
    `${page}.md`,
    text.replace(/^```console\n[\s\S]*?^```$/m, () => block),
  );
}

test("doctor: a run of it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  try {
    const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    write("Pulumi.yaml", "name: school\nruntime: nodejs\n");
    write("package.json", JSON.stringify({ dependencies: { "pulumi-media-tasks": "*" } }));
    const { "tencentcloud:secretId": id, "tencentcloud:secretKey": key } = stage.config;
    write(
      "Pulumi.dev.yaml",
      `config:\n  tencentcloud:region: ap-singapore\n  tencentcloud:secretId: ${id}\n  tencentcloud:secretKey: ${key}\n`,
    );
    mkdirSync(join(folder, "bin"));
    for (const [tool, version] of [
      ["node", "v24.21.0"],
      ["pulumi", "v3.270.0"],
    ]) {
      write(`bin/${tool}`, `#!/bin/sh\necho ${version}\n`);
      chmodSync(join(folder, `bin/${tool}`), 0o755);
    }
    // The vendor's own address, behind which the emulator answers; its clock is another one.
    stage.intercept = async (request, send) => {
      const { host, pathname, search } = new URL(request.url);
      const answer = await send({
        ...request,
        url: `${stage.vendors.endpoint}${pathname}${search}`,
        headers: { ...request.headers, host },
      });
      const date = new Date(stage.time.now + 92_000).toUTCString();
      return { ...answer, headers: { ...answer.headers, date } };
    };
    const found = await examine({
      host: stage.host({ PATH: join(folder, "bin") }),
      folder,
      stack: "dev",
      given: new Map(),
    });
    const places = (text: string) =>
      text.replaceAll(folder, "/home/ci/school").replaceAll(stage.home, "/home/ci");
    const text = findingsText(found.map((finding) => ({ ...finding, text: places(finding.text) })));
    expectRun("doctor", "What doctor finds", "npx pulumi-media-tasks doctor --stack dev", text.split("\n"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("watch: a run of it", async () => {
  const tasks = [
    await startedTask(stage, cloudRecording, "archive", {
      ...cloudRecording.inputs,
      recordParams: { ...Object(cloudRecording.inputs["recordParams"]), maxIdleTime: 600 },
    }),
    await startedTask(stage, cdnRelay, "stage", {
      ...cdnRelay.inputs,
      agentParams: { maxIdleTime: 600 },
    }),
  ];
  stage.time.now += 30 * 60_000;
  const control = { maxRecordTime: 3600, maxIdleTime: 180 };
  tasks.push(
    await startedTask(stage, volcengineRecording, "lesson", { ...volcengineRecording.inputs, control }),
    await startedTask(stage, gmeRecording, "voice"),
  );
  stage.time.now += 12 * 60_000;
  const resources = tasks.map(({ exported }) => exported);
  const host = stage.host();
  const example = readPrices(join(root, "policies/prices.example.json"));
  const meters = {
    "gme-recording": { per1000Minutes: { audio: 0.8 } },
    "volcengine-recording": { per1000Minutes: { audio: 1, HD: 5, FHD: 9, "2K": 16, "4K": 36 } },
  };
  let written = "";
  await follow({
    tasks: readExportedStack({ version: 3, deployment: { resources } }).resources.map(
      (one) => new Watched(one),
    ),
    host,
    settings: new Settings((key) => stage.config[key], host.surroundings),
    prices: { ...example, meters: { ...example.meters, ...meters } },
    screen: {
      isTerminal: true,
      columns: 140,
      rows: 40,
      write: (text) => {
        written += text;
      },
    },
    interval: 10_000,
    once: true,
    signal: new AbortController().signal,
  });
  const lines = stripVTControlCharacters(written).trimEnd().split("\n");
  const command = "pulumi stack export | npx pulumi-media-tasks watch --stack-file - --prices prices.json";
  expectRun("watch", "What watch shows", command, lines);
});

test("the journal: a start in a bucket", async () => {
  await using server = await BucketServer.start();
  stage.bucket = server.journal();
  const steps: SequenceStep[] = [];
  const words: Readonly<Record<string, readonly [title: string, killed: string]>> = {
    "GET 0": ["Is a start open?", "nothing was begun"],
    "PUT 1": ["A start is to come", "the next up names it, and what to do"],
    StartPublishCdnStream: ["The start", "the next up names it, and what to do"],
    "PUT 3": ["It made this task", "the next up takes the task over"],
    "GET 5": ["Is a start open?", "nothing is lost"],
    "DELETE 6": ["The state has it", "nothing is open any more"],
  };
  const add = (lane: string, key: string, code: string) => {
    const [title, killed] = words[key] ?? [];
    if (title === undefined || killed === undefined) throw new Error(`nobody has said what ${key} is`);
    steps.push({ lane, lines: [title, code], killed });
  };
  server.intercept = ({ method = "", headers }) => {
    const isNew = headers["if-none-match"] === "*" ? ", If-None-Match: *" : "";
    add("Journal", `${method} ${steps.length}`, `${method}${isNew}`);
    return false;
  };
  stage.intercept = async (request, send) => {
    const action = request.headers["x-tc-action"] ?? "";
    add("Vendor", action, action);
    return send();
  };
  const started = stage.resource(cdnRelay.type, "stage");
  await started.create(cdnRelay.inputs);
  steps.push({ lane: "State", lines: ["The task is kept", "pulumi up ends"], killed: "nothing is lost" });
  stage.endRun();
  await started.diff(cdnRelay.inputs);
  expect(stage.journal.records()).toEqual([]);
  expectInDocs("journal.svg", drawSequence("A start and its record", "After a kill here", steps));
});

test("the way of a change through the pipelines of examples/gitops", () => {
  expectInDocs("gitops.svg", drawPipeline(join(root, "examples/gitops")));
});

test("the built-in layouts", () => {
  const canvas = { width: 1280, height: 720 };
  const layouts = {
    grid: grid(5, canvas),
    speaker: speaker(3, canvas),
    pip: pip(3, canvas),
    columns: columns(3, canvas),
  };
  const pictures = Object.entries(layouts).map(([name, layout]) => {
    const { contract, inputs } = relay("a layout", {
      "videoParams.videoEncode": { ...canvas, fps: 15, bitRate: 1500, gop: 2 },
      "videoParams.layoutParams": layout.forTrtcRelay(),
    });
    const drawn = layoutOf(contract, { inputs, reader: readerOf(), noteUnknown: () => undefined }, 0);
    if (drawn === undefined) throw new Error(`${name} is not drawn`);
    return drawLayout(name, [{ title: name, layout: drawn }], "narrow");
  });
  expectInDocs("layouts.svg", drawGallery("The built-in layouts", pictures));
});

describe("pictures in docs", () => {
  const docs = join(root, "docs");
  const files = readdirSync(docs);
  const pages = files
    .filter((name) => name.endsWith(".md"))
    .map((name) => readFileSync(join(docs, name), "utf8"))
    .join("\n");
  const pictures = files.filter((name) => /\.(svg|png)$/.test(name));

  test("each is shown by a page, and has words for those who do not see it", () => {
    const shown = [
      ...pages.matchAll(/!\[[^\]]{20,}\]\((\S+)\)/g),
      ...pages.matchAll(/<img src="(\S+)" width="\d+" alt="[^"]{20,}">/g),
      ...pages.matchAll(/<source media="\(prefers-color-scheme: dark\)" srcset="(\S+)">/g),
    ].map(([, file]) => file);
    expect(shown.toSorted()).toEqual(pictures.toSorted());
  });

  test("screenshots are as wide as their names say, and not heavy", () => {
    const screenshots = pictures.filter((name) => name.endsWith(".png"));
    const contents = screenshots.map((name) => readFileSync(join(docs, name)));
    // Where a PNG has its width.
    const names = contents.map((png, index) => [`-${png.readUInt32BE(16)}-`, screenshots[index]] as const);
    expect(names).not.toEqual([]);
    for (const [width, name] of names) expect(name).toContain(width);
    expect(contents.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(400_000);
  });
});
