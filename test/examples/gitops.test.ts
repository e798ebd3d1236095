// Runs alone: it takes long, and others can run beside it.
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import segment from "../contract/descriptors/volcengine/rtc/Segment";
import { root } from "../engine/stack";
import { MediaStack } from "../reliability/mediaStack";
import { example, textOf, workflows, workflowText, yaml } from "./gitopsFiles";

/** Each step starts processes of its own. */
const patience = 300_000;

const step = z.object({
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  env: z.record(z.string(), z.string()).optional(),
});
const job = z.object({
  if: z.string().optional(),
  needs: z.string().optional(),
  "runs-on": z.string(),
  "timeout-minutes": z.number(),
  environment: z.string().optional(),
  permissions: z.record(z.string(), z.string()),
  steps: z.array(step),
});
const workflow = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.object({}).strict(),
  concurrency: z.object({ group: z.string(), "cancel-in-progress": z.boolean() }),
  env: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), job),
});
type Step = z.output<typeof step>;

const workflowOf = (name: string) => workflow.parse(yaml.loadAll(workflowText(name))[0]);
const stepsOf = (name: string): Step[] => Object.values(workflowOf(name).jobs).flatMap(({ steps }) => steps);

describe.each(workflows)("the workflow %s", (name) => {
  test("pins each action by its commit, with its version beside it", () => {
    const uses = workflowText(name).match(/uses: .*/g) ?? [];
    expect(uses.length).toBeGreaterThanOrEqual(3);
    for (const one of uses) expect(one).toMatch(/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    const repositoryOf = (one: string) => one.replace(/@.*/, "").replace(/\/(restore|save)$/, "");
    for (const same of Map.groupBy(uses, repositoryOf).values())
      expect(new Set(same.map((one) => one.replace(/.*@/, ""))).size).toBe(1);
    const pulumi = stepsOf(name).filter((one) => one.uses?.startsWith("pulumi/actions@"));
    for (const { with: given } of pulumi)
      expect(given?.["pulumi-version"]).toEqual(expect.stringMatching(/^\d+\.\d+\.\d+$/));
  });

  test("may do no more than it has to", () => {
    const wanted = name === "preview" ? { contents: "read", "pull-requests": "write" } : { contents: "read" };
    for (const { permissions } of Object.values(workflowOf(name).jobs)) expect(permissions).toEqual(wanted);
    for (const { uses, with: given } of stepsOf(name))
      if (uses?.startsWith("actions/checkout@")) expect(given?.["persist-credentials"]).toBe(false);
    // Vendors' keys stand with the steps that call the vendors.
    expect(workflowOf(name).env).not.toHaveProperty("PULUMI_ACCESS_TOKEN");
    if (name === "preview") expect(workflowText(name)).not.toMatch(/secrets\.(TENCENT|VOLC)/);
  });

  test("lets nobody's text into a shell", () => {
    const commands = stepsOf(name).flatMap(({ run }) => run ?? []);
    expect(commands).not.toEqual([]);
    for (const command of commands) expect(command).not.toContain("${{");
  });
});

describe("what becomes of a run that another one follows", () => {
  test("a preview and a look for drift are given up, a deployment never is", () => {
    const cancels = (name: string) => workflowOf(name).concurrency["cancel-in-progress"];
    expect(workflows.map((name) => [name, cancels(name)])).toEqual([
      ["preview", true],
      ["up", false],
      ["drift", true],
    ]);
    expect(workflowOf("up").concurrency.group).not.toContain("${{");
  });

  test("after a kill alone the lock is taken away, while no other deployment can begin", () => {
    const { release } = workflowOf("up").jobs;
    expect(release).toMatchObject({
      needs: "up",
      if: expect.stringContaining("always() && (needs.up.result == 'cancelled' || inputs.release)"),
    });
    const after = stepsOf("up").find(({ uses }) => uses?.startsWith("actions/cache/save@"));
    expect(after?.if).toBe("always()");
  });
});

test("the pipeline of GitLab does the same", () => {
  const [pipeline] = yaml.loadAll(textOf(".gitlab-ci.yml"));
  const script = z.array(z.string());
  const gitlabJob = z.object({
    stage: z.string(),
    rules: z.array(z.object({ if: z.string() })).min(1),
    interruptible: z.boolean(),
    resource_group: z.string().optional(),
    script,
    after_script: script.optional(),
  });
  const { stages, ...rest } = z
    .object({
      stages: z.array(z.string()),
      default: z.object({ image: z.string().regex(/:\d+\.\d+\.\d+$/) }),
      preview: gitlabJob,
      up: gitlabJob,
      drift: gitlabJob,
    })
    .parse(pipeline);
  expect(stages).toEqual([...workflows]);
  for (const name of workflows) {
    expect(rest[name].stage).toBe(name);
    expect(rest[name].interruptible).toBe(name !== "up");
    expect(rest[name].script.at(-1)).toBe(`scripts/${name}.sh`);
  }
  expect(rest.up).toMatchObject({
    resource_group: "$STACK",
    after_script: ['if [ "$CI_JOB_STATUS" = canceled ]; then scripts/release.sh; fi'],
  });
});

test("the stack of the operator names its secrets, and neither runs again and again nor destroys", () => {
  const manifests = z
    .array(z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) }))
    .parse(yaml.loadAll(textOf("kubernetes/stack.yaml")));
  const claims = manifests.filter(({ kind }) => kind === "PersistentVolumeClaim");
  const stack = z
    .object({
      apiVersion: z.literal("pulumi.com/v1"),
      kind: z.literal("Stack"),
      // A longer one does not fit into the labels that the operator makes of it.
      metadata: z.object({ name: z.string().max(42), namespace: z.string() }),
      // These are the fields that version 2.9 has, of those that are used.
      spec: z.strictObject({
        serviceAccountName: z.literal(
          manifests.find(({ kind }) => kind === "ServiceAccount")?.metadata.name ?? "",
        ),
        projectRepo: z.url(),
        branch: z.string(),
        shallow: z.boolean(),
        stack: z.string(),
        refresh: z.literal(true),
        continueResyncOnCommitMatch: z.literal(false),
        resyncFrequencySeconds: z.int().min(60),
        destroyOnFinalize: z.literal(false),
        retryMaxBackoffDurationSeconds: z.int(),
        config: z.record(z.string(), z.string()),
        envRefs: z.record(
          z.string().regex(/^[A-Z_]+$/),
          z.strictObject({
            type: z.literal("Secret"),
            secret: z.strictObject({ name: z.string(), key: z.string() }),
          }),
        ),
        workspaceTemplate: z.strictObject({
          spec: z.strictObject({
            image: z.string().regex(/:\d+\.\d+\.\d+-nonroot$/),
            securityProfile: z.literal("restricted"),
            resources: z.strictObject({
              requests: z.looseObject({ "ephemeral-storage": z.string() }),
              limits: z.looseObject({ "ephemeral-storage": z.string() }),
            }),
            podTemplate: z.strictObject({ spec: z.looseObject({}) }),
          }),
        }),
      }),
    })
    .parse(manifests.at(-1));
  const pod = z
    .object({
      terminationGracePeriodSeconds: z.int().min(600),
      containers: z.tuple([
        z.object({
          name: z.literal("pulumi"),
          volumeMounts: z.tuple([z.object({ name: z.string(), mountPath: z.string() })]),
        }),
      ]),
      volumes: z.array(
        z.object({ name: z.string(), persistentVolumeClaim: z.object({ claimName: z.string() }) }),
      ),
    })
    .parse(stack.spec.workspaceTemplate.spec.podTemplate.spec);
  expect(pod.volumes.map((volume) => volume.persistentVolumeClaim.claimName)).toEqual(
    claims.map(({ metadata }) => metadata.name),
  );
  const [mount] = pod.containers[0].volumeMounts;
  expect(mount.mountPath).toBe(stack.spec.config["pulumi-media-tasks:journal"]);
  expect(pod.volumes.map(({ name }) => name)).toEqual([mount.name]);
});

test("the drift schedule of Pulumi Deployments only tells", () => {
  expect(yaml.loadAll(textOf("deployments/Pulumi.yaml"))).toMatchObject([
    {
      runtime: "yaml",
      plugins: { providers: [{ name: "pulumiservice", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) }] },
      resources: {
        drift: {
          type: "pulumiservice:DriftSchedule",
          properties: {
            organization: expect.any(String),
            project: expect.any(String),
            stack: expect.any(String),
            scheduleCron: expect.stringMatching(/^(\S+ ){4}\S+$/),
            autoRemediate: false,
          },
        },
      },
    },
  ]);
});

test("the table of cron calls what is there", () => {
  const called = [...textOf("cron/crontab").matchAll(/^[*\d].* (cron\/run\.sh) (\S+)$/gm)].map(
    ([, ...files]) => files,
  );
  expect(called).toHaveLength(2);
  for (const file of called.flat()) expect([file, existsSync(join(example, file))]).toEqual([file, true]);
});

/** A recording with the limit that the policies ask for; a limit of its run would be over soon, as the time is quick. */
const stageAlone = {
  [volcengineRecording.name]: {
    ...volcengineRecording.inputs,
    control: { maxIdleTime: 600 },
  },
};

/** The example beside a program, on emulated vendors and the local engine; what is called by name stands in a folder. */
class Runner {
  readonly secrets = ["emulated-tencent-key-00000000001"];
  /** What was begun, and has not ended. */
  private readonly begun = new Set<ChildProcess>();

  private constructor(readonly stack: MediaStack) {}

  static async start(): Promise<Runner> {
    const stack = await MediaStack.start("lean");
    stack.program({
      [gmeRecording.name]: gmeRecording.inputs,
      ...stageAlone,
    });
    for (const folder of ["scripts", "cron"])
      cpSync(join(example, folder), join(stack.dir, folder), { recursive: true });
    mkdirSync(join(stack.dir, "bin"));
    const node = (file: string) => `exec "${process.execPath}" "${file}" "$@"`;
    const programs = {
      pulumi: node(join(root, "dist/local/engine/main.js")),
      npx: node(join(__dirname, "standIns/npx.js")),
      npm: 'test "$1" = ci',
      git: 'test "$1" = pull && touch pulled',
    };
    for (const [name, line] of Object.entries(programs)) {
      const file = join(stack.dir, "bin", name);
      writeFileSync(file, `#!/bin/sh\n${line}\n`);
      chmodSync(file, 0o755);
    }
    return new Runner(stack);
  }

  [Symbol.asyncDispose](): Promise<void> {
    for (const { pid } of this.begun) if (pid !== undefined) process.kill(-pid, "SIGKILL");
    return this.stack[Symbol.asyncDispose]();
  }

  /** Begins a shell step as the hosts do: in a process group of its own. */
  start(script: string, environment: NodeJS.ProcessEnv = {}) {
    const { accounts, endpoint } = this.stack.vendors;
    const child = spawn("bash", ["-e", "-c", script], {
      cwd: this.stack.dir,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...this.stack.environment,
        PATH: `${join(this.stack.dir, "bin")}:${process.env.PATH}`,
        STACK: "organization/school/dev",
        POLICY_PACK: join(root, "policies/packs/baseline"),
        ENDPOINT: endpoint,
        TENCENTCLOUD_SECRET_ID: accounts.tencent[0]?.secretId,
        TENCENTCLOUD_SECRET_KEY: accounts.tencent[0]?.secretKey,
        TENCENTCLOUD_REGION: "ap-guangzhou",
        VOLCENGINE_ACCESS_KEY: accounts.volcengine[0]?.accessKey,
        VOLCENGINE_SECRET_KEY: accounts.volcengine[0]?.secretKey,
        ...environment,
      },
    });
    this.begun.add(child);
    child.once("exit", () => this.begun.delete(child));
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data) => {
        output += String(data);
      });
    const ended = new Promise<{ exitCode: number | null; text: string }>((done) =>
      child.once("close", (exitCode) => done({ exitCode, text: output })),
    );
    return { child, ended };
  }

  async run(script: string, environment?: NodeJS.ProcessEnv) {
    const result = await this.start(script, environment).ended;
    for (const secret of this.secrets) expect(result.text).not.toContain(secret);
    return result;
  }

  /** The shell steps of a job, in order. */
  commands(name: string, jobName: string): string[] {
    return workflowOf(name).jobs[jobName]?.steps.flatMap(({ run }) => run ?? []) ?? [];
  }

  kinds(): string[] {
    return this.stack.running().map(({ kind, vendor }) => `${vendor} ${kind}`);
  }
}

const comment = z.object({ id: z.number(), body: z.string(), user: z.object({ login: z.string() }) });
type Comment = z.output<typeof comment>;

/** The comments of a pull request, as the API of a host has them. */
async function commentsOf(host: "github" | "gitlab") {
  const strangers = Array.from({ length: 130 }, (_, index): Comment => {
    return { id: index, body: `Comment ${index}`, user: { login: "somebody" } };
  });
  // Somebody has copied the mark of the comment.
  const copied: Comment = {
    id: 500,
    body: "<!-- pulumi-media-tasks organization/school/dev -->",
    user: { login: "somebody" },
  };
  const comments = [...strangers, ...(host === "github" ? [copied] : [])];
  const paths = {
    github: {
      all: "/repos/acme/live/issues/7/comments",
      one: "/repos/acme/live/issues/comments/",
      change: "PATCH",
    },
    gitlab: {
      all: "/projects/42/merge_requests/7/notes",
      one: "/projects/42/merge_requests/7/notes/",
      change: "PUT",
    },
  }[host];
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let content = "";
    for await (const part of request) content += String(part);
    const { pathname, searchParams } = new URL(request.url ?? "", "http://host");
    const { authorization, "private-token": privateToken } = request.headers;
    const isKnown = [authorization, privateToken].some((key) => String(key).endsWith("token-of-the-host"));
    if (!isKnown) return void response.writeHead(401).end("{}");
    const body = () => z.object({ body: z.string() }).parse(JSON.parse(content)).body;
    if (request.method === "GET" && pathname === paths.all) {
      const [page, size] = [Number(searchParams.get("page")), Number(searchParams.get("per_page"))];
      return void response.end(JSON.stringify(comments.slice((page - 1) * size, page * size)));
    }
    if (request.method === "POST" && pathname === paths.all) {
      const made = { id: 1000, body: body(), user: { login: "github-actions[bot]" } };
      comments.push(made);
      return void response.writeHead(201).end(JSON.stringify(made));
    }
    const found = comments.find(({ id }) => pathname === `${paths.one}${id}`);
    if (request.method !== paths.change || found === undefined) return void response.writeHead(404).end("{}");
    found.body = body();
    return void response.end(JSON.stringify(found));
  }
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const url = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
  const environments = {
    github: {
      GITHUB_API_URL: url,
      GITHUB_REPOSITORY: "acme/live",
      GITHUB_TOKEN: "token-of-the-host",
      PULL_REQUEST: "7",
      GITLAB_CI: "",
    },
    gitlab: {
      GITLAB_CI: "true",
      CI_API_V4_URL: url,
      CI_PROJECT_ID: "42",
      CI_MERGE_REQUEST_IID: "7",
      GITLAB_TOKEN: "token-of-the-host",
    },
  };
  return {
    environment: environments[host],
    others: () => comments.filter(({ id }) => id < 1000),
    ours: () => comments.filter(({ id }) => id >= 1000).map(({ body }) => body),
    async [Symbol.asyncDispose]() {
      await new Promise((done) => server.close(done));
    },
  };
}

describe("the shell steps really run", () => {
  test(
    "a preview calls no vendor, and makes one comment, which the next one changes",
    async () => {
      await using runner = await Runner.start();
      await using comments = await commentsOf("github");
      const before = JSON.stringify(comments.others());
      const steps = runner.commands("preview", "preview");
      expect(steps).toHaveLength(3);
      const runAll = async () => {
        for (const command of steps) {
          const result = await runner.run(command, comments.environment);
          expect([command, result]).toEqual([command, { exitCode: 0, text: expect.any(String) }]);
        }
      };
      await runAll();
      expect(comments.ours()).toEqual([
        expect.stringMatching(
          /^<!-- pulumi-media-tasks organization\/school\/dev -->\n[\s\S]*## Media tasks of school\/dev\n[\s\S]*gmeRecording/,
        ),
      ]);
      runner.stack.program(stageAlone);
      await runAll();
      expect(comments.ours()).toEqual([expect.not.stringContaining("gmeRecording")]);
      expect(JSON.stringify(comments.others())).toBe(before);
      expect(runner.stack.vendors.journal).toHaveLength(0);
    },
    patience,
  );

  test(
    "a preview that a policy refuses fails, and is told all the same",
    async () => {
      await using runner = await Runner.start();
      const pack = join(root, "policies/packs/strict");
      const { exitCode } = await runner.run("scripts/preview.sh", { POLICY_PACK: pack });
      expect(exitCode).not.toBe(0);
      expect(readFileSync(join(runner.stack.dir, "report/report.md"), "utf8")).toContain(
        "ops-max-record-time",
      );
      expect(existsSync(join(runner.stack.dir, "preview.json"))).toBe(false);
    },
    patience,
  );

  test("on GitLab, the comment is a note", async () => {
    await using runner = await Runner.start();
    await using comments = await commentsOf("gitlab");
    runner.stack.write("report/report.md", "One\n");
    const command = 'node scripts/comment.mjs report/report.md "$STACK"';
    expect(textOf(".gitlab-ci.yml")).toContain(command);
    expect(await runner.run(command, comments.environment)).toEqual({ exitCode: 0, text: "" });
    runner.stack.write("report/report.md", "Two\n");
    expect(await runner.run(command, comments.environment)).toEqual({ exitCode: 0, text: "" });
    expect(comments.ours()).toEqual(["<!-- pulumi-media-tasks organization/school/dev -->\nTwo\n"]);
    const refused = await runner.run(command, { ...comments.environment, GITLAB_TOKEN: "another" });
    expect(refused).toEqual({ exitCode: 1, text: expect.stringContaining("was answered with 401") });
  });

  test(
    "a deployment starts the tasks; drift is found where one ended, and changes nothing",
    async () => {
      await using runner = await Runner.start();
      const restart = { onEnded: "restart" };
      runner.stack.program({
        ...stageAlone,
        [segment.name]: { ...segment.inputs, maxIdleTime: 600, lifecycle: restart },
      });
      for (const command of runner.commands("up", "up")) {
        const { exitCode, text } = await runner.run(command);
        expect([command, exitCode, text]).toEqual([command, 0, text]);
      }
      expect(runner.kinds()).toHaveLength(2);
      const [look = ""] = runner.commands("drift", "drift").slice(-1);
      expect(await runner.run(look)).toMatchObject({ exitCode: 0 });
      const state = runner.stack.stateText();
      const end = async (kind: string) => {
        const task = runner.stack.running().find((one) => one.kind === kind);
        runner.stack.vendors.endTask(task?.id ?? "");
        const { exitCode, text } = await runner.run(look);
        expect(text).toContain("ended by itself");
        return exitCode;
      };
      // By its onEnded it is kept as it is: what is told is no drift.
      expect(await end("recording")).toBe(0);
      // This one is to be started again.
      expect(await end("segment")).not.toBe(0);
      expect(runner.stack.stateText()).toBe(state);
    },
    patience,
  );

  test(
    "a deployment that is cancelled ends what is under way; the release finds nothing lost",
    async () => {
      await using runner = await Runner.start();
      const { vendors } = runner.stack;
      vendors.faults.add({
        match: { service: "gme", action: "StartRecord" },
        fault: { kind: "hold", at: "after", name: "kill" },
      });
      const [up = ""] = runner.commands("up", "up").slice(-1);
      const running = runner.start(up);
      await vendors.faults.whenHeld("kill");
      // To the shell's process alone, as GitHub sends it.
      running.child.kill("SIGINT");
      vendors.faults.release("kill");
      expect((await running.ended).exitCode).not.toBe(0);
      expect(existsSync(runner.stack.lockFile)).toBe(false);
      const [release = ""] = runner.commands("up", "release").slice(-1);
      expect(await runner.run(release)).toEqual({
        exitCode: 0,
        text: expect.stringContaining("The currently running update for 'dev' has been canceled!"),
      });
      expect(await runner.run(up)).toMatchObject({ exitCode: 0 });
      expect(runner.kinds()).toHaveLength(2);
    },
    patience,
  );

  test(
    "a run of cron that is killed leaves a lock, which the next one takes away: nothing is started twice",
    async () => {
      await using runner = await Runner.start();
      const { vendors } = runner.stack;
      const environment = { MEDIA_DATA: join(runner.stack.dir, "data") };
      vendors.faults.add({
        match: { service: "gme", action: "StartRecord" },
        fault: { kind: "hold", at: "after", name: "kill" },
      });
      const pulled = join(runner.stack.dir, "pulled");
      const newest = "cron/run.sh cron/newest.sh";
      const running = runner.start(newest, environment);
      await vendors.faults.whenHeld("kill");
      rmSync(pulled);
      expect(await runner.run(newest, environment)).toEqual({
        exitCode: 75,
        text: "Another run is at work.\n",
      });
      // What is at work has kept its files.
      expect(existsSync(pulled)).toBe(false);
      process.kill(-(running.child.pid ?? 0), "SIGKILL");
      vendors.faults.release("kill", { drop: true });
      await running.ended;
      const next = await runner.run(newest, environment);
      expect([next.exitCode, next.text]).toEqual([0, next.text]);
      expect(runner.kinds()).toHaveLength(2);
      expect(vendors.tasks()).toHaveLength(2);
      expect(existsSync(join(environment.MEDIA_DATA, "running"))).toBe(false);
      expect((await runner.run("cron/run.sh scripts/drift.sh", environment)).exitCode).toBe(0);
    },
    patience,
  );
});
