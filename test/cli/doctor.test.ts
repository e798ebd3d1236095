import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { examine } from "../../cli/checkups/examine";
import type { Finding } from "../../cli/checkups/Finding";
import { demoAccounts, startVendors, type Vendors } from "../../local/vendors";
import { vendors as vendorSettings } from "../../provider/core/config/vendors";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import { root } from "../engine/stack";
import { Stage } from "../provider/support";

let stage: Stage;
/** The project's folder. */
let folder: string;

beforeEach(async () => {
  stage = await Stage.start();
  folder = mkdtempSync(join(tmpdir(), "doctor-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  write("Pulumi.yaml", "name: school\nruntime: nodejs\n");
  write("package.json", JSON.stringify({ dependencies: { "pulumi-media-tasks": "*" } }));
  tool("node", process.version);
  tool("pulumi", "v3.260.0");
});

afterEach(async () => {
  await stage[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, text: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** A command on the PATH that tells a version. */
function tool(name: string, version: string): void {
  chmodSync(write(`bin/${name}`, `#!/bin/sh\necho ${version}\n`), 0o755);
}

/** Settings of a stack; undefined takes one away. */
type Settings = Readonly<Record<string, string | undefined>>;

interface Given {
  readonly settings?: Settings;
  readonly environment?: Record<string, string>;
  readonly stack?: string;
  readonly folder?: string;
}

async function findings({
  settings = {},
  environment = {},
  stack,
  folder: other,
}: Given = {}): Promise<Finding[]> {
  const given = Object.entries({ ...stage.config, ...settings }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const found = await examine({
    host: stage.host({ PATH: join(folder, "bin"), ...environment }),
    folder: other ?? folder,
    stack,
    given: new Map(given),
  });
  const text = JSON.stringify(found);
  for (const key of ["tencentcloud:secretKey", "volcengine:secretKey", "tencentcloud:appSecretKeys"])
    expect(text).not.toContain(stage.config[key]);
  return found;
}

/** The findings of one check. */
async function findingsOf(check: string, given?: Given): Promise<Finding[]> {
  return (await findings(given)).filter((finding) => finding.check === check);
}

function only(level: Finding["level"], text: RegExp, remedy?: RegExp) {
  const finding = { level, text: expect.stringMatching(text) };
  return [expect.objectContaining(remedy ? { ...finding, remedy: expect.stringMatching(remedy) } : finding)];
}

const accounts = [
  { vendor: "Tencent Cloud", space: "tencentcloud", action: "DescribeSubAppIds" },
  { vendor: "Volcengine", space: "volcengine", action: "GetRecordTask" },
] as const;

/** The stage's settings that stand under a name taken away. */
function without(space: string): Settings {
  const names = ["secretId", "accessKey", "secretKey", "appSecretKeys", "region", "endpoint"];
  return Object.fromEntries(names.map((name) => [`${space}:${name}`, undefined]));
}

/** Without an account: nothing is called. */
const noKeys: Settings = { ...without("tencentcloud"), ...without("volcengine") };

test("where all is well, each line says so, and each account is called once", async () => {
  const found = await findings();
  expect(found.filter(({ level }) => level !== "ok")).toEqual([]);
  expect(found.map(({ check }) => check)).toEqual([
    "node",
    "pulumi",
    "project",
    "settings",
    "plain-text keys",
    ...accounts.flatMap(({ vendor }) =>
      ["endpoint", "credentials", "clock", "rate limit"].map((what) => `${vendor}: ${what}`),
    ),
    "journal",
    "package",
  ]);
  expect(stage.actions()).toEqual(accounts.map(({ action }) => action));
  expect(stage.vendors.tasks()).toEqual([]);
});

describe("tools", () => {
  test("node is the one on the PATH", async () => {
    tool("node", "v20.19.0");
    const old = only("error", /needs Node\.js 22\.19 or newer, and this is 20\.19\.0$/, /on the PATH$/);
    expect(await findingsOf("node", { settings: noKeys })).toEqual(old);
    rmSync(join(folder, "bin/node"));
    expect(await findingsOf("node", { settings: noKeys })).toEqual(only("error", /no node on the PATH/));
  });

  test("pulumi may be missing, or old", async () => {
    tool("pulumi", "v3.248.1");
    expect(await findingsOf("pulumi", { settings: noKeys })).toEqual(
      only("warning", /^Pulumi 3\.248\.1, .* 3\.249\.0/),
    );
    tool("pulumi", "v3.249.0");
    expect(await findingsOf("pulumi", { settings: noKeys })).toEqual(only("ok", /^Pulumi 3\.249\.0$/));
    rmSync(join(folder, "bin/pulumi"));
    expect(await findingsOf("pulumi", { settings: noKeys })).toEqual(
      only("warning", /no pulumi on the PATH/),
    );
  });
});

describe("the project and its stacks", () => {
  test("no project", async () => {
    const elsewhere = join(folder, "bin");
    const found = await findings({ settings: noKeys, folder: elsewhere });
    expect(found.filter(({ check }) => check === "project")).toEqual(only("warning", /no Pulumi\.yaml/));
    expect(found.some(({ check }) => check === "package")).toBe(false);
  });

  test("which stack is meant", async () => {
    write("Pulumi.dev.yaml", "config: {}\n");
    expect(await findingsOf("project", { settings: noKeys })).toEqual(only("ok", /^school, stack dev/));
    write("Pulumi.prod.yaml", "config: {}\n");
    expect(await findingsOf("project", { settings: noKeys })).toEqual(
      only("warning", /dev, prod/, /--stack/),
    );
    expect(await findingsOf("project", { settings: noKeys, stack: "acme/school/prod" })).toEqual(
      only("ok", /stack prod/),
    );
    expect(await findingsOf("project", { settings: noKeys, stack: "test" })).toEqual(
      only("error", /no Pulumi\.test\.yaml; there are dev, prod/),
    );
  });

  test("the stack's plain settings count, and those of --config before them", async () => {
    write("Pulumi.dev.yaml", `config:\n  pulumi-media-tasks:journal: ${join(folder, "records")}\n`);
    expect(await findingsOf("journal", { settings: noKeys })).toEqual(only("ok", /\/records can be written/));
    const settings = { ...noKeys, "pulumi-media-tasks:journal": "off" };
    expect(await findingsOf("journal", { settings })).toEqual(only("warning", /^it is off/));
  });

  test("a setting of the plugin is one of the classes", async () => {
    write("Pulumi.yaml", "name: school\nruntime: yaml\npackages: {media-tasks: ./plugin}\n");
    write("Pulumi.dev.yaml", "config:\n  media-tasks:tencentcloudEndpoint: nowhere\n");
    const settings = { ...noKeys, "tencentcloud:secretId": "id", "tencentcloud:secretKey": "another key" };
    expect(await findingsOf("Tencent Cloud: endpoint", { settings })).toEqual(
      only("error", /"nowhere" is not/),
    );
    expect(await findingsOf("package", { settings: noKeys })).toEqual(only("ok", /Pulumi\.yaml/));
  });

  test("keys in plain text are found in all stacks, and not shown", async () => {
    write("Pulumi.dev.yaml", 'config:\n  tencentcloud:secretKey: "canary-key"\n  tencentcloud:region: x\n');
    write("Pulumi.prod.yaml", "config:\n  volcengine:profiles:\n    a: {secretKey: canary-profile}\n");
    write("Pulumi.test.yaml", "config:\n  tencentcloud:secretKey: {secure: v1:abc}\n");
    const found = await findings({ settings: noKeys });
    expect(found.filter(({ check }) => check === "plain-text keys")).toEqual([
      ...only("error", /^Pulumi\.dev\.yaml has tencentcloud:secretKey in plain/, /--secret --stack dev/),
      ...only("error", /^Pulumi\.prod\.yaml has volcengine:profiles in plain/, /--secret --stack prod/),
    ]);
    expect(JSON.stringify(found)).not.toContain("canary");
  });

  test("a file that is no YAML is named, and not shown", async () => {
    write("Pulumi.dev.yaml", 'config:\n  tencentcloud:secretKey: "canary-key\n');
    await expect(findings({ settings: noKeys })).rejects.toThrow(
      /^(?!.*canary)\S*Pulumi\.dev\.yaml cannot be read: [^\n]*$/,
    );
  });
});

describe("settings", () => {
  test.each([
    [
      { "tencentcloud:secretID": "x" },
      "warning",
      /no setting tencentcloud:secretID/,
      /tencentcloud:secretId/,
    ],
    [{ "pulumi-media-tasks:jurnal": "x" }, "warning", /no setting/, /pulumi-media-tasks:journal/],
    [{ "tencentcloud:region": "ap guangzhou" }, "error", /tencentcloud:region has a blank/, /without/],
    [{ "volcengine:profiles": "no JSON" }, "error", /profiles is not a JSON object \(not shown\)/, /JSON/],
    [{ "tencentcloud:appSecretKeys": "no JSON" }, "error", /appSecretKeys is not a JSON object/, /secret/],
  ] as const)("%j", async (settings, level, text, remedy) => {
    expect(await findingsOf("settings", { settings: { ...noKeys, ...settings } })).toEqual(
      only(level, text, remedy),
    );
  });
});

test("no keys of either vendor", async () => {
  expect(await findingsOf("credentials", { settings: noKeys })).toEqual(only("error", /no keys of either/));
  expect(stage.actions()).toEqual([]);
});

describe.each(accounts)("the account of $vendor", ({ vendor, space, action }) => {
  const others = without(space === "volcengine" ? "tencentcloud" : "volcengine");
  const check = (what: string, settings: Settings = {}) =>
    findingsOf(`${vendor}: ${what}`, { settings: { ...others, ...settings } });

  test("keys that the vendor does not have", async () => {
    const settings = { [`${space}:secretKey`]: "canary-of-a-wrong-key" };
    const found = await check("credentials", settings);
    expect(found).toEqual(only("error", /failed: \S*Signature\S*: /, /secretKey/));
    expect(JSON.stringify(found)).not.toContain("canary");
  });

  test("half of the keys", async () => {
    const settings = { [`${space}:secretKey`]: undefined };
    expect(await check("credentials", settings)).toEqual(
      only("error", new RegExp(`${space}:secretKey is not set$`), /config set --secret/),
    );
  });

  test("keys that are encrypted are not tried", async () => {
    const { keys } = vendorSettings[space];
    write(
      "Pulumi.dev.yaml",
      `config:\n${Object.values(keys)
        .map(({ config }) => `  ${space}:${config}: {secure: v1:abc}\n`)
        .join("")}`,
    );
    expect(await check("credentials", noKeys)).toEqual(
      only("warning", /are encrypted, and were not tried/, /environment/),
    );
  });

  test("keys without the permission for the call are taken all the same", async () => {
    const code = space === "volcengine" ? "AccessDenied" : "AuthFailure.UnauthorizedOperation";
    stage.vendors.faults.add({ match: { action }, fault: { kind: "error", code } });
    expect(await check("credentials")).toEqual(only("ok", new RegExp(`takes them; .*${code}`)));
  });

  test("a profile is an account of its own", async () => {
    const { id, key } = vendorSettings[space].keys;
    const wrong = { [id.config]: "nobody", [key.config]: "canary-of-a-profile" };
    const settings = { [`${space}:profiles`]: JSON.stringify({ archive: wrong }) };
    const found = await findings({ settings: { ...others, ...settings } });
    const levels = found
      .filter((finding) => finding.check.endsWith("credentials"))
      .map((finding) => [finding.check, finding.level]);
    expect(levels).toEqual([
      [`${vendor}: credentials`, "ok"],
      [`${vendor}, profile "archive": credentials`, "error"],
    ]);
    expect(JSON.stringify(found)).not.toContain("canary");
  });

  test("an endpoint that is no address, that nobody serves, and that is not encrypted", async () => {
    const endpoint = (address: string) => check("endpoint", { [`${space}:endpoint`]: address });
    expect(await endpoint("nowhere")).toEqual(only("error", /"nowhere" is not an address/, /use/));
    expect(await endpoint("http://127.0.0.1:9")).toEqual(only("error", /127\.0\.0\.1:9 cannot be reached/));
    // The emulator takes the request; it was meant for another machine.
    stage.intercept = (request, send) =>
      send({ ...request, url: request.url.replace("vendor.test", "127.0.0.1") });
    const { port } = new URL(stage.vendors.endpoint);
    expect(await endpoint(`http://vendor.test:${port}`)).toEqual(only("warning", /not encrypted/, /https/));
  });

  test.each([
    [90_000, "warning", /9\d s behind/],
    [-90_000, "warning", /ahead of/],
    [600_000, "error", /10 min behind the vendor's, and the vendor refuses/],
  ] as const)("a clock that differs by %i ms", async (ms, level, text) => {
    stage.vendors.faults.add({ match: { action }, fault: { kind: "clockSkew", ms } });
    stage.vendors.faults.add({ match: { action }, fault: { kind: "clockSkew", ms } });
    expect(await check("clock")).toEqual(only(level, text, /NTP/));
  });

  test("a vendor that takes hardly any calls more, or none", async () => {
    const code = space === "volcengine" ? "FlowLimitExceeded" : "RequestLimitExceeded";
    const fault = { kind: "error", code } as const;
    stage.vendors.faults.add({ match: { action, times: 2 }, fault });
    expect(await check("rate limit")).toEqual(only("warning", /refused .* 2 times/, /--parallel/));
    stage.vendors.faults.add({ match: { action, times: 1_000 }, fault });
    expect(await check("rate limit")).toEqual(only("error", /^no room: /, /--parallel/));
  });
});

describe("the journal", () => {
  test("a folder that cannot be written", async () => {
    const settings = { ...noKeys, "pulumi-media-tasks:journal": write("file", "") };
    expect(await findingsOf("journal", { settings })).toEqual(
      only("error", /cannot be written: .*Nothing was started/, /another folder/),
    );
  });

  test("a start that is open, and a record that is damaged", async () => {
    await stage.resource(cdnRelay.type, "relay").create(cdnRelay.inputs);
    expect(await findingsOf("journal")).toEqual(only("warning", /is open in/, /pulumi up.*::relay/));
    const records = join(folder, "records");
    write("records/one.json", "{");
    const settings = { ...noKeys, "pulumi-media-tasks:journal": records };
    expect(await findingsOf("journal", { settings })).toEqual(only("error", /no record of a start/));
  });
});

describe("the package", () => {
  test("is not found from the program's folder", async () => {
    rmSync(join(folder, "node_modules"));
    expect(await findingsOf("package", { settings: noKeys })).toEqual(
      only("error", /^pulumi-media-tasks cannot be found/, /dependencies/),
    );
  });

  test("is another version, or no dependency of the program", async () => {
    write("package.json", "{}");
    expect(await findingsOf("package", { settings: noKeys })).toEqual(only("warning", /no dependency/));
    write("program/package.json", "{}");
    write("Pulumi.yaml", "name: school\nruntime: nodejs\nmain: program/\n");
    const installed = "program/node_modules/pulumi-media-tasks";
    write(`${installed}/package.json`, JSON.stringify({ version: "0.0.9" }));
    write(`${installed}/provider.js`, "");
    expect(await findingsOf("package", { settings: noKeys })).toEqual(
      only("warning", /^the program has version 0\.0\.9/),
    );
  });

  test("its plugin, for programs in other languages", async () => {
    write("Pulumi.yaml", "name: school\nruntime: python\n");
    expect(await findingsOf("package", { settings: noKeys })).toEqual(
      only("error", /needs the plugin media-tasks/, /docs\/plugin\.md/),
    );
    tool("pulumi-resource-media-tasks", "0");
    expect(await findingsOf("package", { settings: noKeys })).toEqual(only("ok", /on the PATH/));
  });
});

describe("the command", () => {
  async function doctor(vendors: Vendors, settings: Settings, ...args: string[]) {
    const [tencent] = demoAccounts.tencent;
    const given = {
      "tencentcloud:endpoint": vendors.endpoint,
      "pulumi-media-tasks:journal": join(folder, "records"),
      ...settings,
    };
    const flags = Object.entries(given).flatMap(([key, value]) => ["--config", `${key}=${value}`]);
    const child = spawn(process.execPath, [join(root, "dist/cli/main.js"), "doctor", ...args, ...flags], {
      cwd: folder,
      env: {
        PATH: join(folder, "bin"),
        HOME: folder,
        TENCENTCLOUD_SECRET_ID: tencent?.secretId,
        TENCENTCLOUD_SECRET_KEY: tencent?.secretKey,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [text, exitCode] = await Promise.all([
      child.stdout.setEncoding("utf8").reduce((all, part) => all + part, ""),
      new Promise<number | null>((done) => child.once("close", done)),
    ]);
    expect(text).not.toMatch(/emulated-tencent-key|canary/);
    return { exitCode, text };
  }

  test("exits with 0 where nothing is an error, and writes a line for each", async () => {
    await using vendors = await startVendors();
    const { exitCode, text } = await doctor(vendors, {});
    expect(text).toMatch(/^ok {7}Tencent Cloud: endpoint: http:\/\/127/m);
    expect(text).toMatch(/^0 errors, 0 warnings$/m);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(exitCode).toBe(0);
  });

  test("tells the same to programs, and exits with 1 where something is an error", async () => {
    await using vendors = await startVendors();
    vendors.accounts.tencent = [];
    const { exitCode, text } = await doctor(vendors, {}, "--json");
    const report = JSON.parse(text);
    expect(report).toMatchObject({ version: 1, level: "error", checks: expect.any(Array) });
    expect(report.checks).toContainEqual({
      check: "Tencent Cloud: credentials",
      level: "error",
      text: expect.stringContaining("AuthFailure.SecretIdNotFound"),
      remedy: expect.any(String),
    });
    expect(exitCode).toBe(1);
  });
});
