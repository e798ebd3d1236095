import type { TypeUnderTest } from "../contract/describeType";
import { oneOfEachStart, typesThat } from "../contract/typesThat";
import { bucketKeys } from "../provider/BucketServer";
import type { Stage } from "../provider/support";
import { type Job, type Victim, type Way, without } from "../reliability/crash";
import { NativeThing, Plugin, settingsFor } from "./Plugin";

/** A plugin that carries out a job. */
class PluginVictim implements Victim {
  #returned = 0;
  #watch: () => void = () => undefined;

  constructor(
    private readonly stage: Stage,
    private readonly plugin: Plugin,
  ) {}

  /** A verb has returned. */
  tell(): void {
    this.#returned += 1;
    this.#watch();
  }

  returned(times: number): Promise<void> {
    return new Promise((resolve) => {
      this.#watch = () => {
        if (this.#returned >= times) resolve();
      };
      this.#watch();
    });
  }

  async kill(): Promise<void> {
    await this.plugin.kill();
    await this.plugin[Symbol.asyncDispose]();
    await this.stage.bucket?.server.settled();
  }
}

/** The plugin: one for the runs that are not killed, and one for each job. */
export class PluginWay implements Way {
  /** One of each kind; what is waited for, in the real time, once. */
  readonly types: readonly TypeUnderTest[];
  readonly hasRealTime = true;
  readonly #saved = new Map<TypeUnderTest, NativeThing>();

  private constructor(
    readonly stage: Stage,
    private readonly plugin: Plugin,
  ) {
    const all = oneOfEachStart("start");
    this.types = stage.bucket ? without(all, typesThat("be looked for")) : all;
  }

  static async start(stage: Stage): Promise<PluginWay> {
    return new PluginWay(stage, await startPlugin(stage));
  }

  async begin({ verb, resources, saves = true }: Job): Promise<Victim> {
    const plugin = await startPlugin(this.stage);
    const victim = new PluginVictim(this.stage, plugin);
    for (const { type, inputs = type.quick, before } of resources) {
      const thing = plugin.resource(type.type, type.name, before instanceof NativeThing ? before : undefined);
      const verbs = {
        create: () => thing.create(inputs),
        update: () => thing.update(inputs),
        delete: () => thing.delete(),
      };
      const carriedOut = verbs[verb]().then(() => {
        if (saves) this.#saved.set(type, thing);
        victim.tell();
      });
      // What is under way fails when the plugin is killed.
      carriedOut.catch(() => undefined);
    }
    return victim;
  }

  resource(type: TypeUnderTest): NativeThing {
    return this.plugin.resource(type.type, type.name, this.#saved.get(type));
  }

  /** A plugin of its own for each run would be most of what a test takes. */
  endRun(): void {}

  [Symbol.asyncDispose](): Promise<void> {
    return this.plugin[Symbol.asyncDispose]();
  }
}

function startPlugin(stage: Stage): Promise<Plugin> {
  return Plugin.start({ ...settingsFor(stage.vendors), journal: stage.journal.setting }, bucketKeys);
}
