import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type EngineName, Stack, until } from "./stack";

/** A resource of the "things" program. */
export interface ThingSpec {
  readonly name: string;
  readonly component?: boolean;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What the "things" program registers and how it ends. */
export interface ProgramSpec {
  readonly resources?: readonly ThingSpec[];
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly print?: readonly string[];
  readonly evaluate?: string;
  readonly throws?: string;
  readonly awaitsForever?: boolean;
}

/** What the provider meets: which calls wait or fail, and what became of the things. */
export interface WorldSpec {
  readonly hold?: readonly string[];
  readonly fail?: Readonly<Record<string, string>>;
  readonly partial?: Readonly<Record<string, readonly string[]>>;
  readonly gone?: readonly string[];
  readonly drift?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A call that the provider got. */
export interface ProviderCall {
  readonly verb: string;
  readonly name: string;
  readonly [detail: string]: unknown;
}

/** The calls that change something, as "verb name", in their order. */
export function changesAmong(calls: readonly ProviderCall[]): string[] {
  return calls
    .filter(({ verb }) => ["create", "update", "delete"].includes(verb))
    .map(({ verb, name }) => `${verb} ${name}`);
}

/** The flavors that the provider was configured with. */
export function flavorsAmong(calls: readonly ProviderCall[]): unknown[] {
  return calls.filter(({ verb }) => verb === "configure").map(({ flavor }) => flavor);
}

/** A stack of the "things" program, which registers and meets whatever a test wants. */
export class Things extends Stack {
  constructor(engine: EngineName = "lean") {
    super(engine);
    cpSync(join(__dirname, "programs/things"), this.dir, { recursive: true });
    cpSync(join(__dirname, "programs/policies"), join(this.dir, "policies"), { recursive: true });
    this.write("limit.json", { "value-limit": { limit: 50 } });
    this.write("wrong.json", { "value-limit": { limit: 500 } });
  }

  program(spec: ProgramSpec): void {
    this.write("program.json", spec);
  }

  world(spec: WorldSpec): void {
    this.write("world.json", spec);
  }

  /** The process in which the provider ran last. */
  providerPid(): number {
    return Number(this.read("provider.pid"));
  }

  /** The provider's calls since they were last taken. */
  takeCalls(): ProviderCall[] {
    const lines = this.read("calls.log").split("\n");
    rmSync(join(this.dir, "calls.log"), { force: true });
    return lines.filter((line) => line !== "").map((line): ProviderCall => JSON.parse(line));
  }

  /** The calls that change something, as "verb name", in their order. */
  takeChanges(): string[] {
    return changesAmong(this.takeCalls());
  }

  /** Waits until the provider got a call. */
  async called(verb: string, name: string): Promise<void> {
    await until(() => this.read("calls.log").includes(`{"verb":"${verb}","name":"${name}"`));
  }
}
