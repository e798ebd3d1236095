import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import type { dynamic } from "@pulumi/pulumi";
import {
  type Accounts,
  type BehaviourOptions,
  startVendors,
  type Vendors,
  VirtualClock,
} from "../../local/vendors";
import { once } from "../../provider/core/config/once";
import type { Surroundings } from "../../provider/core/config/surroundings";
import { createRun, type Host, namingLines } from "../../provider/core/host";
import { createProvider } from "../../provider/createProvider";
import type { Clock } from "../../provider/http/clock";
import { createRateLimit, type RateLimit } from "../../provider/http/rateLimit";
import {
  createTransport,
  type HttpRequest,
  type HttpResponse,
  type Transport,
} from "../../provider/http/transport";
import type { BucketJournal } from "./BucketServer";
import { FolderJournal, type Journal } from "./Journal";

export type Properties = Record<string, unknown>;

/** Carries a request on, or another one in its place. */
export type Send = (changed?: HttpRequest) => Promise<HttpResponse>;

/** What a stage is set up with. */
export interface StageOptions {
  accounts?: Partial<Accounts>;
  behaviour?: BehaviourOptions;
  /** The stack's configuration, over the one that fits the emulator; undefined takes a key away. */
  config?: Record<string, string | undefined>;
  /** Whether each vendor has an address of its own, and with it as many connections as one has. */
  apart?: boolean;
  /** What time it is, in milliseconds since 1970; where other processes call too, the real one. */
  now?: number;
}

/** The secret key of the relays' application. */
export const appSecretKey = "emulated-application-secret-key-0000000000000000000000000000001";

/** In memory where the system has such a folder: there it takes no time that the journal's records are on the disk. */
const homes = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "provider-homes-"));
afterAll(() => rmSync(homes, { recursive: true, force: true }));

const midday = Date.UTC(2026, 0, 15, 12);

/** The configuration of a stack that fits emulated vendors. */
export function configFor(vendors: Vendors): Record<string, string | undefined> {
  const [tencent] = vendors.accounts.tencent;
  const [volcengine] = vendors.accounts.volcengine;
  return {
    "tencentcloud:endpoint": vendors.endpoint,
    "tencentcloud:region": "ap-guangzhou",
    "tencentcloud:secretId": tencent?.secretId,
    "tencentcloud:secretKey": tencent?.secretKey,
    "tencentcloud:appSecretKeys": JSON.stringify({ 1400188366: appSecretKey }),
    "volcengine:endpoint": vendors.endpoint,
    "volcengine:accessKey": volcengine?.accessKey,
    "volcengine:secretKey": volcengine?.secretKey,
  };
}

/** Whether a request calls an action. */
export function isCallOf({ url, headers }: HttpRequest, action: string): boolean {
  return headers["x-tc-action"] === action || url.includes(`Action=${action}&`);
}

/** The emulated vendors, a clock that moves only when somebody sleeps, and providers on both. */
export class Stage implements AsyncDisposable {
  /** The requests as they were sent, oldest first. */
  readonly sent: HttpRequest[] = [];
  /** Lines for the user, warnings among them. */
  readonly lines: string[] = [];
  /** Answers requests in the emulator's place, when a test sets it. */
  intercept: ((request: HttpRequest, send: Send) => Promise<HttpResponse>) | undefined;
  /** What the time limit of an attempt is; by default it is never over. */
  attemptLimit: () => AbortSignal = () => new AbortController().signal;
  readonly clock: Clock;
  /** The user's home folder, where the journal of starts is by default; it is there once something is in it. */
  readonly home = join(homes, randomUUID());
  /** Where the journal of starts lies, when a test sets it: the machine then keeps nothing from run to run. */
  bucket: BucketJournal | undefined;
  readonly #run = createRun();
  readonly #transport: Transport;
  readonly #rateLimit: RateLimit;
  readonly #folder = FolderJournal.ofHome(this.home);
  readonly #config: Readonly<Record<string, string | undefined>>;

  private constructor(
    readonly vendors: Vendors,
    readonly time: { now: number },
    config: Record<string, string | undefined>,
  ) {
    this.clock = {
      now: () => time.now,
      sleep: async (milliseconds) => {
        time.now += milliseconds;
      },
      timeout: () => this.attemptLimit(),
    };
    this.#transport = createTransport(this.clock);
    this.#rateLimit = createRateLimit(this.clock);
    this.#config = { ...configFor(vendors), ...config };
  }

  static async start({
    accounts = {},
    behaviour = {},
    config = {},
    apart = false,
    now = midday,
  }: StageOptions = {}): Promise<Stage> {
    const time = { now };
    const clock = new VirtualClock({ wall: () => time.now });
    const vendors = await startVendors({ accounts, clock, behaviour });
    const other = { "volcengine:endpoint": vendors.endpoint.replace("127.0.0.1", "localhost") };
    return new Stage(vendors, time, { ...(apart && other), ...config });
  }

  /** One for each environment: a process has one, and keeps its accounts by it. */
  readonly #surroundings = once(
    (environment: string): Surroundings => ({
      environment: JSON.parse(environment),
      home: this.home,
      homeFile: () => undefined,
    }),
  );

  /** What providers and tools use of the machine. */
  host(environment: Record<string, string> = {}): Host {
    return {
      runtime: {
        clock: this.clock,
        transport: { send: (request) => this.#send(request), close: async () => {} },
        rateLimit: this.#rateLimit,
        random: () => 0.5,
      },
      surroundings: this.#surroundings(JSON.stringify(environment)),
      run: this.#run,
      hasProviders: false,
      output: namingLines({
        info: (line) => this.lines.push(line),
        warning: (line) => this.lines.push(line),
      }),
    };
  }

  /** A resource of the program under test, with the configuration of the stack. */
  resource(
    type: string,
    name = "lesson",
    config: Record<string, string | undefined> = {},
    environment: Record<string, string> = {},
  ): Resource {
    const provider = createProvider(type, this.host(environment));
    const settings = { ...this.config, ...config };
    const get = (key: string) => settings[key];
    const require = (key: string) => {
      const value = get(key);
      if (value === undefined) throw new Error(`${key} is not set`);
      return value;
    };
    void provider.configure?.({ config: { get, require } });
    return new Resource(provider, `urn:pulumi:dev::school::pulumi-nodejs:dynamic/${type}::${name}`);
  }

  /** The configuration of the stack. */
  get config(): Readonly<Record<string, string | undefined>> {
    return { ...(this.bucket && { "pulumi-media-tasks:journal": this.bucket.setting }), ...this.#config };
  }

  /** The journal of starts. */
  get journal(): Journal {
    return this.bucket ?? this.#folder;
  }

  /** Ends a run: the next verbs come to a provider process of their own, on what the machine keeps. */
  endRun(): void {
    Object.assign(this.#run, createRun());
    if (this.bucket) rmSync(join(this.home, ".pulumi"), { recursive: true, force: true });
  }

  /** The actions that arrived, oldest first. */
  actions(): string[] {
    return this.vendors.journal.map(({ action }) => action);
  }

  /** The bodies of an action's requests, as they were sent. */
  bodies(action: string): string[] {
    return this.sent.filter((request) => isCallOf(request, action)).map(({ body = "" }) => body);
  }

  /** What an action's requests said, oldest first. */
  requests(action: string): unknown[] {
    return this.bodies(action).map((body) => JSON.parse(body));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#transport.close();
    await this.vendors.close();
    rmSync(this.home, { recursive: true, force: true });
  }

  #send(request: HttpRequest): Promise<HttpResponse> {
    this.sent.push(request);
    const send: Send = (changed = request) => this.#transport.send(changed, 10_000);
    return this.intercept ? this.intercept(request, send) : send();
  }
}

/** A resource as Pulumi's engine handles it: it keeps the state and hands it to the provider's verbs. */
export class Resource {
  id = "";
  state: Properties = {};
  inputs: Properties | undefined;

  constructor(
    readonly provider: dynamic.ResourceProvider,
    private readonly urn: string,
  ) {}

  /** The reasons why check fails. */
  async failures(inputs: Properties): Promise<string[]> {
    const verdict = await this.provider.check?.({}, this.#news(inputs));
    return (verdict?.failures ?? []).map(({ reason }) => reason);
  }

  /** Checks and creates. */
  async create(inputs: Properties): Promise<Properties> {
    const failures = await this.failures(inputs);
    if (failures.length > 0) throw new Error(`check fails: ${failures.join("\n")}`);
    try {
      const { id, outs } = await this.provider.create(this.#news(inputs));
      [this.id, this.state] = [id, { ...outs }];
      return this.state;
    } catch (error) {
      this.#keepPartly(error);
      throw error;
    }
  }

  /** Refreshes the state; what the read says of the inputs is kept in `inputs`. */
  async read(): Promise<Properties> {
    const result = await this.provider.read?.(this.id, this.state);
    this.inputs = result?.inputs;
    [this.id, this.state] = [result?.id ?? "", { ...result?.props }];
    return this.state;
  }

  /** Checks and compares, as for an update. */
  async diff(inputs: Properties): Promise<dynamic.DiffResult> {
    await this.failures(inputs);
    return (await this.provider.diff?.(this.id, this.state, this.#news(inputs))) ?? {};
  }

  async update(inputs: Properties): Promise<Properties> {
    const failures = await this.failures(inputs);
    if (failures.length > 0) throw new Error(`check fails: ${failures.join("\n")}`);
    try {
      const result = await this.provider.update?.(this.id, this.state, this.#news(inputs));
      this.state = { ...result?.outs };
      return this.state;
    } catch (error) {
      this.#keepPartly(error);
      throw error;
    }
  }

  async delete(): Promise<void> {
    await this.provider.delete?.(this.id, this.state);
  }

  #news(inputs: Properties): Properties {
    return { ...inputs, __provider: "the text that names the provider", __urn: this.urn };
  }

  /** Pulumi keeps what an error says that exists now. */
  #keepPartly(error: unknown): void {
    if (typeof error !== "object" || error === null) return;
    const id: unknown = Reflect.get(error, "id");
    const properties: unknown = Reflect.get(error, "properties");
    if (typeof id === "string" && typeof properties === "object") {
      [this.id, this.state] = [id, { ...properties }];
    }
  }
}

/** The message that something fails with. */
export async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("It was to fail, and did not.");
}
