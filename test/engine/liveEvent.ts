import { join } from "node:path";
import { transformFileSync } from "@swc/core";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type Outcome, outcomeOf } from "./outcome";
import { type CommandResult, type EngineName, root, Stack } from "./stack";

/** The main example, compiled: nobody has to wait for ts-node. */
const program = transformFileSync(join(root, "examples/main/index.ts"), {
  jsc: { parser: { syntax: "typescript" }, target: "es2023" },
  module: { type: "commonjs" },
}).code;

const secretSettings = [
  "tencentcloud:secretId",
  "volcengine:accessKey",
  "tencentcloud:secretKey",
  "tencentcloud:appSecretKeys",
  "volcengine:secretKey",
  "event:pushUrl",
  "event:callbackKey",
];

/** The main example as a stack, and emulated vendors of its own. */
export class LiveEvent extends Stack implements AsyncDisposable {
  private calls = 0;

  private constructor(
    engine: EngineName,
    readonly vendors: Vendors,
  ) {
    super(engine);
    this.write(
      "Pulumi.yaml",
      "name: pulumi-media-tasks\nruntime: {name: nodejs, options: {typescript: false}}\nmain: examples/main\n",
    );
    this.write("examples/main/package.json", { main: "index.js" });
    this.write("examples/main/index.js", program);
    this.set({});
  }

  /** With so many virtual seconds per real one; 0 stands still until it is advanced. */
  static async start(engine: EngineName, { speed }: { speed: number }): Promise<LiveEvent> {
    return new LiveEvent(engine, await startVendors({ clock: new VirtualClock({ speed }) }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.vendors.close();
    this[Symbol.dispose]();
  }

  /** Settings over those that fit the emulated vendors; undefined takes one away. */
  set(settings: Readonly<Record<string, string | undefined>>): void {
    const { endpoint, accounts } = this.vendors;
    const [tencent] = accounts.tencent;
    const [volcengine] = accounts.volcengine;
    const all: Readonly<Record<string, string | undefined>> = {
      "tencentcloud:endpoint": endpoint,
      "tencentcloud:region": "ap-guangzhou",
      "tencentcloud:secretId": tencent?.secretId,
      "tencentcloud:secretKey": tencent?.secretKey,
      "tencentcloud:appSecretKeys": '{"1400188366":"canary-application-key"}',
      "volcengine:endpoint": endpoint,
      "volcengine:accessKey": volcengine?.accessKey,
      "volcengine:secretKey": volcengine?.secretKey,
      "event:pushUrl": "rtmp://push.example.com/live/stage?txSecret=canary-push-key",
      "event:callbackKey": "canary-callback-key",
      "event:idleSeconds": "86400",
      ...settings,
    };
    this.configure(all, secretSettings);
  }

  /** The voice recording ends by itself. */
  endVoice(): void {
    const voice = this.vendors
      .tasks()
      .find(({ service, status }) => service === "gme" && status === "running");
    if (voice === undefined) throw new Error("no voice recording is running");
    this.vendors.endTask(voice.id, "limit");
  }

  /** The vendors' calls since they were last taken, sorted, reads left out: how often those are made depends on the time. */
  takeCalls(): string[] {
    const calls = this.vendors.journal.slice(this.calls);
    this.calls = this.vendors.journal.length;
    return calls
      .filter(({ action }) => !/^(Describe|Get|List)/.test(action))
      .map(({ service, action, code }) => `${service} ${action} ${code}`)
      .sort();
  }
}

/** One command in the life of the event: what it came to, and what the vendors saw. */
export interface Act extends CommandResult, Outcome {
  readonly title: string;
  readonly calls: readonly string[];
}

/** Plays the event from its first preview to its end. */
export async function playLiveEvent(engine: EngineName): Promise<Act[]> {
  await using event = await LiveEvent.start(engine, { speed: 600 });
  await event.init();
  const acts: Act[] = [];
  const act = async (title: string, command: string) => {
    const result = await event.run(command);
    const outcome = withoutIds(await outcomeOf(event, result), event.vendors);
    acts.push({ title, ...result, ...outcome, calls: event.takeCalls() });
  };

  await act("a preview calls nothing", "preview");
  await act("everything is started", "up --yes --skip-preview");
  event.set({ "event:videoKbps": "2000" });
  await act("the relay is changed in place", "up --yes --skip-preview");
  event.set({ "event:videoKbps": "2000", "event:room": "295067" });
  await act("another room replaces what is in the old one", "up --yes --skip-preview");
  event.endVoice();
  await act("a refresh notices that the voice recording ended", "refresh --yes --skip-preview");
  await act("nothing follows from that", "preview --expect-no-changes");
  await act("everything is stopped", "destroy --yes --skip-preview");
  return acts;
}

/** The vendors make up ids: what two runs have in common is which task they belong to. */
function withoutIds(outcome: Outcome, vendors: Vendors): Outcome {
  const ids = vendors.tasks().map(({ id, kind }) => [id, kind] as const);
  const text = ids.reduce((json, [id, kind]) => json.replaceAll(id, kind), JSON.stringify(outcome));
  return JSON.parse(text);
}
