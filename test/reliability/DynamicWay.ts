import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TypeUnderTest } from "../contract/describeType";
import { typesThat } from "../contract/typesThat";
import { compileCache } from "../engine/stack";
import type { Resource, Stage } from "../provider/support";
import type { Job, Victim, Way } from "./crash";
import { resourceOf } from "./support";

/** A provider of dynamic resources in a process of its own. */
class ProviderProcess implements Victim {
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private readonly events: string[] = [];
  private watch: () => void = () => undefined;

  constructor(
    private readonly stage: Stage,
    { verb, resources, saves = true }: Job,
  ) {
    const job = {
      verb,
      saves,
      config: stage.config,
      states: statesOf(stage),
      resources: resources.map(({ type, inputs, before }) => ({
        type: type.type,
        name: type.name,
        inputs: inputs ?? type.quick,
        id: before?.id,
        state: before?.state,
      })),
    };
    this.child = spawn(process.execPath, [join(__dirname, "runner.js"), JSON.stringify(job)], {
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, PULUMI_HOME: join(stage.home, ".pulumi") },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.ended = new Promise((done) => this.child.once("close", () => done()));
    if (!this.child.stdout) throw new Error("the process has no output");
    createInterface({ input: this.child.stdout }).on("line", (line) => {
      // The provider's own lines are not for us.
      if (!line.startsWith("{")) return;
      const { event, name } = JSON.parse(line);
      this.events.push(`${event} ${name}`.trim());
      this.watch();
    });
  }

  returned(times: number): Promise<void> {
    return this.told("returned", times);
  }

  /** Resolves when the process has told so many events of a kind. */
  told(event: string, times = 1): Promise<void> {
    return new Promise((resolve) => {
      this.watch = () => {
        if (this.events.filter((told) => told.startsWith(event)).length >= times) resolve();
      };
      this.watch();
    });
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
    await this.stage.bucket?.server.settled();
  }
}

/** The provider of the package's classes, which keeps saved states in files. */
export class DynamicWay implements Way {
  readonly types = typesThat("start");
  readonly hasRealTime = false;

  constructor(readonly stage: Stage) {}

  async begin(job: Job): Promise<Victim> {
    const provider = new ProviderProcess(this.stage, job);
    await provider.told("ready");
    return provider;
  }

  resource(type: TypeUnderTest): Resource {
    const resource = resourceOf(this.stage, type);
    const path = join(statesOf(this.stage), `${type.name}.json`);
    if (existsSync(path)) Object.assign(resource, JSON.parse(readFileSync(path, "utf8")));
    return resource;
  }

  endRun(): void {
    this.stage.endRun();
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

function statesOf(stage: Stage): string {
  const folder = join(stage.home, "states");
  mkdirSync(folder, { recursive: true });
  return folder;
}
