import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readPrices } from "../../cli/readPrices";
import { type JsonValue, member } from "../../local/vendors/json";
import { baseExamples, relay } from "../../policies/core/examples";
import type { Example } from "../../policies/core/rule";
import { drawConnections } from "../../report/documents/drawConnections";
import { htmlReport } from "../../report/documents/html";
import { readPlan } from "../../report/read/readPlan";
import { type ReportWithPictures, reportOf } from "../../report/reportOf";
import { pulumiType } from "../../sdk/core/contract";
import { grid, speaker } from "../../sdk/layouts";
import { root } from "../engine/stack";
import { Browser, findBrowser, type View } from "./Browser";

const command = findBrowser();

const long = "a-name-of-more-letters-than-a-telephone-has-room-for-".repeat(3);
const prices = readPrices(join(root, "policies/prices.example.json"));
const canvas = { width: 1280, height: 720 };

/** What a preview does with a resource whose inputs were those of one example, and are to be those of another. */
function stepOf(op: string, name: string, before: Example | undefined, after: Example | undefined) {
  const example = before ?? after;
  if (example === undefined) throw new Error(name);
  const type = pulumiType(example.contract);
  const stateOf = (one: Example | undefined) => one && { type, inputs: one.inputs };
  const urn = `urn:pulumi:dev::school::${type}::${name}`;
  return { op, urn, oldState: stateOf(before), newState: stateOf(after) };
}

/** A report that has every section, on resources of these and on changes of some; names are longer than a line. */
function reported(kept: readonly Example[]): ReportWithPictures {
  const [before, after] = [grid(4, canvas), speaker(4, canvas)].map((layout) =>
    relay("a layout", {
      "videoParams.videoEncode": { ...canvas, fps: 15, bitRate: 1500, gop: 2 },
      "videoParams.layoutParams": layout.forTrtcRelay(),
      "agentParams.maxIdleTime": 4000,
    }),
  );
  const moved = relay("another room", { roomId: "another" });
  const steps = [
    ...kept.map((example, index) => stepOf("same", `${long}${index}`, example, example)),
    { ...stepOf("update", "changed", before, after), diffReasons: ["videoParams"] },
    { ...stepOf("replace", "moved", relay("a room"), moved), replaceReasons: ["roomId"] },
    stepOf("delete", "gone", before, undefined),
    stepOf("create", "new", undefined, after),
  ];
  const diagnostics = [{ severity: "warning", message: `${long} ${long}` }];
  const stack = readPlan(JSON.stringify({ steps, diagnostics }));
  return reportOf(stack, { preset: "strict", config: {}, prices, streams: 6 });
}

/** A report as a page, all of it open. */
function pageOf(made: ReportWithPictures): string {
  return htmlReport(made).replaceAll("<details>", "<details open>");
}

/** What a script of ours gives. */
function asList(value: JsonValue | undefined): readonly JsonValue[] {
  if (!Array.isArray(value)) throw new Error(`a list was wanted, not ${JSON.stringify(value)}`);
  return value;
}

const whole = reported(baseExamples);
const widths = [360, 1440];
const schemes = ["light", "dark"] as const;

/** What the pages are held against: WCAG up to 2.2, A and AA, and what is good besides. */
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const askAxe = `axe.run({ runOnly: ${JSON.stringify(standards)}, preload: false }).then(({ violations, incomplete }) =>
  [...violations, ...incomplete].flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => id + ": " + target + ": " + failureSummary)))`;
const faintParts = readFileSync(join(__dirname, "faintParts.js"), "utf8");

(command === undefined ? describe.skip : describe)("in a browser", () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "page-"));
    browser = await Browser.start(command ?? "");
  }, 60_000);

  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  async function open(html: string, view: View): Promise<void> {
    const file = join(folder, "page.html");
    writeFileSync(file, html);
    await browser.look(view);
    await browser.open(file);
  }

  /** What is wrong with a page, seen in this way. */
  async function problemsOf(html: string, view: View): Promise<unknown[]> {
    browser.complaints.length = 0;
    await open(html, view);
    const width = Number(await browser.run("document.documentElement.scrollWidth"));
    const wide = width > view.width ? [`wide: ${width} px`] : [];
    await browser.run(axe);
    return [...wide, ...browser.complaints, ...asList(await browser.run(askAxe))];
  }

  const views = widths.flatMap((width) => schemes.map((scheme) => ({ width, scheme })));

  test.each(views)(
    "a page of every type is well, $width px wide and $scheme",
    async (view) => {
      expect(await problemsOf(pageOf(whole), view)).toEqual([]);
    },
    60_000,
  );

  test("a page has every section", () => {
    const empty = Object.entries(whole.report).filter(([, part]) => Array.isArray(part) && part.length === 0);
    expect(empty).toEqual([]);
  });

  const small = pageOf(reported([]));

  test.each<[what: string, from: string | RegExp, to: string, view: Partial<View>, found: RegExp]>([
    ["faint words, light", "--soft: #59636e", "--soft: #9aa4ae", {}, /^color-contrast/],
    ["faint words, dark", "--soft: #9198a1", "--soft: #59636e", { scheme: "dark" }, /^color-contrast/],
    ["faint code, dark", "--shade: #151b23", "--shade: #8a929c", { scheme: "dark" }, /^color-contrast/],
    ["a picture without words", / alt="[^"]*"/, "", {}, /^image-alt/],
    ["no language", ' lang="en"', "", {}, /^html-has-lang/],
    ["no title", /<title>.*?<\/title>/, "", {}, /^document-title/],
    ["no first heading", /<h1>.*?<\/h1>/, "", {}, /^page-has-heading-one/],
    ["a heading that is skipped", /<h2 /, "<h4 ", {}, /^heading-order/],
    [
      "a column without a name",
      /<th scope="col">Resource<\/th>/,
      '<th scope="col"></th>',
      {},
      /^empty-table-h/,
    ],
    ["no main part", /<main>/, "<div>", {}, /^landmark-one-main/],
    ["a page that cannot be made larger", "initial-scale=1", "user-scalable=no", {}, /^meta-viewport/],
    ["a long word", "<main>", `<main><p style="white-space: nowrap">${long}</p>`, {}, /^wide/],
    ["a script", "<main>", "<main><script>1</script>", {}, /Content Security Policy/],
    [
      "a picture of elsewhere",
      "<main>",
      '<main><img alt="x" src="https://example.com/x.png">',
      {},
      /violates/,
    ],
  ])("what is wrong is found: %s", async (_what, from, to, view, found) => {
    const page = small.replace(from, to);
    expect(page).not.toBe(small);
    const problems = await problemsOf(page, { width: 360, scheme: "light", ...view });
    expect(problems).toContainEqual(expect.stringMatching(found));
  });

  const fixtures = join(root, "test/fixtures/layouts");
  const docs = join(root, "docs");
  const filesIn = (path: string) =>
    readdirSync(path)
      .filter((name) => name.endsWith(".svg"))
      .map((name) => [name, readFileSync(join(path, name), "utf8")] as const);
  const graph = drawConnections(whole.report);

  /** What of a picture is hard to see in the scheme that was chosen last. */
  async function faintIn(svg: string): Promise<readonly unknown[]> {
    const found = await browser.run(`faintParts(${JSON.stringify(svg)})`);
    expect(Number(member(found, "texts"))).toBeGreaterThan(0);
    expect(Number(member(found, "lines"))).toBeGreaterThan(0);
    return asList(member(found, "faint"));
  }

  /** A page for pictures, with the script that looks at them. */
  async function openEasel(scheme: View["scheme"]): Promise<void> {
    await open('<!doctype html><html lang="en"><title>A picture</title><body></body></html>', {
      scheme,
      width: 1440,
    });
    await browser.run(faintParts);
  }

  test.each(schemes)(
    "every picture is seen, %s",
    async (scheme) => {
      await openEasel(scheme);
      const pictures = new Map([
        ...whole.pictures,
        ...[...whole.narrowPictures].map(([name, svg]) => [`${name}, narrow`, svg] as const),
        ["graph", graph],
        ["graph, narrow", drawConnections(whole.report, "narrow")],
        ...filesIn(fixtures),
        ...filesIn(docs),
      ]);
      const faint = new Map<string, readonly unknown[]>();
      for (const [name, svg] of pictures) faint.set(name, await faintIn(svg));
      expect(Object.fromEntries([...faint].filter(([, parts]) => parts.length > 0))).toEqual({});
    },
    60_000,
  );

  const update = readFileSync(join(fixtures, "update.svg"), "utf8");
  const bright = update.replaceAll('fill="#000000"', 'fill="#ffffff"');
  const middle = /<text class="label" x="([\d.]+)" y="([\d.]+)"[^>]*>alice<\/text>/.exec(update) ?? [];
  const over = (style: string) =>
    `<rect ${style} x="${Number(middle[1]) - 60}" y="${Number(middle[2]) - 20}" width="120" height="30"/><rect class="edge"`;

  test.each<[what: string, svg: string, scheme: View["scheme"], found: readonly RegExp[]]>([
    [
      "bright words on a bright ground",
      update.replace(/\.word \{ fill: \S+/, ".word { fill: #9198a1"),
      "light",
      [/^Before: .* instead of 4\.5$/, /^After/],
    ],
    [
      "dark words in the dark",
      update.replace(/\.word \{ fill: #e6edf3; \}/, ""),
      "dark",
      [/^Before/, /^After/],
    ],
    [
      "words on a window of their colour",
      update.replace('fill="#7a4fa3"', 'fill="#e0d0f0"'),
      "light",
      [/^alice/, /^640 × 360/, /^layer 0/],
    ],
    ["a bright canvas", bright, "light", []],
    [
      "words behind a veil",
      update.replace('<rect class="edge"', over('fill="#ffffff" fill-opacity="0.7"')),
      "light",
      [/^alice/],
    ],
    [
      "words that something hides are not words that are faint",
      update.replace('<rect class="edge"', over('fill="#ffffff"')),
      "light",
      [],
    ],
    [
      "an edge that is not seen",
      update.replace(".edge { stroke: #9198a1; }", ".edge { stroke: #1b222b; }"),
      "dark",
      [/^rect edge: .* instead of 3$/, /^rect edge/],
    ],
    [
      "faint ways",
      graph.replace("stroke: #57606a; stroke-width", "stroke: #d1d9e0; stroke-width"),
      "light",
      [/^path way/],
    ],
    [
      "faint nodes in the dark",
      graph.replace(/stroke: #9198a1; \} \.way/, "stroke: #21262d; } .way"),
      "dark",
      [/^rect node/],
    ],
  ])("what is hard to see is found: %s", async (_what, svg, scheme, found) => {
    expect([update, graph]).not.toContain(svg);
    await openEasel(scheme);
    const faint = await faintIn(svg);
    expect(found.filter((part) => !faint.some((text) => part.test(String(text))))).toEqual([]);
    if (found.length === 0) expect(faint).toEqual([]);
  });
});
