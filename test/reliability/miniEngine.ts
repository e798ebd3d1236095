import type { dynamic } from "@pulumi/pulumi";
import { pulumiType } from "../../sdk/core/contract";
import type { TypeUnderTest } from "../contract/describeType";
import type { Properties } from "../provider/support";
import { idKeyOf } from "./support";

/** What a program wants: inputs of at most one resource of each type. */
export type Program = ReadonlyMap<TypeUnderTest, Properties>;

/** A resource in the state. */
export interface Owned {
  readonly type: TypeUnderTest;
  id: string;
  state: Properties;
  /** A step after the start failed: the next up has to go on. */
  failed: boolean;
}

/** A run that ended in errors, by the type of the resource. */
export class RunFailed extends Error {
  constructor(readonly errors: ReadonlyMap<TypeUnderTest, string>) {
    super([...errors].map(([type, message]) => `${type}: ${message}`).join("\n"));
  }
}

/** The verbs of a resource type. */
type Provider = Required<Omit<dynamic.ResourceProvider, "configure">>;

/**
 * Carries programs out as Pulumi's engine does: checks, diffs, creates, updates, replaces in the order that the
 * provider says, keeps what is partly done, deletes last. A run of the local engine starts two processes and takes a
 * second; thousands of runs are only done in time without them.
 */
export class MiniEngine {
  readonly resources = new Map<TypeUnderTest, Owned>();
  /** Replaced ones that are still to be deleted. */
  readonly leftovers: Owned[] = [];
  /** Called between the provider's answer to a create and its save; where it fails, nothing is saved. */
  beforeSave: () => Promise<void> = async () => undefined;
  /** Called for each id that is saved. */
  saved: (id: string) => void = () => undefined;

  constructor(public providerOf: (type: string) => Provider) {}

  /** Everything in the state. */
  all(): Owned[] {
    return [...this.resources.values(), ...this.leftovers];
  }

  /** Makes the resources what the program says. */
  async up(program: Program): Promise<void> {
    await forEach([...program.keys()], (type) => this.register(type, program.get(type) ?? {}));
    await this.deleteAll((type) => !program.has(type));
  }

  /** Reads what became of the resources. */
  async refresh(): Promise<void> {
    await forEach([...this.resources.keys()], async (type) => {
      const owned = this.resources.get(type);
      if (!owned) return;
      const { id, props } = await this.provider(type).read(owned.id, owned.state);
      if (id) owned.state = { ...props };
      else this.resources.delete(type);
    });
  }

  /** Deletes everything. */
  async destroy(): Promise<void> {
    await this.deleteAll(() => true);
  }

  private async register(type: TypeUnderTest, inputs: Properties): Promise<void> {
    const provider = this.provider(type);
    const news = newsOf(type, inputs);
    const { failures = [] } = await provider.check({}, news);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    const old = this.resources.get(type);
    if (!old) return this.create(type, news);
    const { changes, replaces = [], deleteBeforeReplace } = await provider.diff(old.id, old.state, news);
    if (replaces.length === 0) {
      if (changes || old.failed) await this.update(old, news);
      return;
    }
    if (deleteBeforeReplace) {
      await provider.delete(old.id, old.state);
      this.resources.delete(type);
      return this.create(type, news);
    }
    try {
      await this.create(type, news);
    } finally {
      // The new one is there, done or partly done: the old one waits for its delete.
      if (this.resources.get(type) !== old) this.leftovers.push(old);
    }
  }

  private async create(type: TypeUnderTest, news: Properties): Promise<void> {
    const save = async (id: string, state: Properties, failed: boolean) => {
      await this.beforeSave();
      this.resources.set(type, { type, id, state, failed });
      this.saved(id);
    };
    let made: dynamic.CreateResult;
    try {
      made = await this.provider(type).create(news);
    } catch (error) {
      const partly = partlyDone(error);
      if (partly) await save(partly.id, partly.properties, true);
      throw error;
    }
    await save(made.id, { ...made.outs }, false);
  }

  private async update(old: Owned, news: Properties): Promise<void> {
    let state: Properties;
    let failure: unknown;
    try {
      state = { ...(await this.provider(old.type).update(old.id, old.state, news)).outs };
    } catch (error) {
      failure = error;
      const partly = partlyDone(error);
      if (!partly) throw error;
      state = partly.properties;
    }
    Object.assign(old, { state, failed: failure !== undefined });
    // A task that had ended was started again.
    this.saved(String(state[idKeyOf(old.type)] ?? old.id));
    if (failure !== undefined) throw failure;
  }

  private async deleteAll(condemned: (type: TypeUnderTest) => boolean): Promise<void> {
    await forEach([...this.leftovers], async (owned) => {
      await this.provider(owned.type).delete(owned.id, owned.state);
      this.leftovers.splice(this.leftovers.indexOf(owned), 1);
    });
    await forEach([...this.resources.values()], async ({ type, id, state }) => {
      if (!condemned(type)) return;
      await this.provider(type).delete(id, state);
      this.resources.delete(type);
    });
  }

  private provider(type: TypeUnderTest): Provider {
    return this.providerOf(type.type);
  }
}

/** Works on several at a time, and on all of them, whatever fails. */
async function forEach<Item extends TypeUnderTest | Owned>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const errors = new Map<TypeUnderTest, string>();
  const results = items.map((item) =>
    work(item).catch((error: unknown) => {
      errors.set("placed" in item ? item : item.type, error instanceof Error ? error.message : String(error));
    }),
  );
  await Promise.all(results);
  if (errors.size > 0) throw new RunFailed(errors);
}

function newsOf(type: TypeUnderTest, inputs: Properties): Properties {
  const __urn = `urn:pulumi:dev::school::${pulumiType(type)}::${type.name}`;
  return { ...inputs, __urn, __provider: "the text that names the provider" };
}

/** What an error says that exists now. */
function partlyDone(error: unknown): { id: string; properties: Properties } | undefined {
  const { id, properties } = Object(error);
  return typeof id === "string" && typeof properties === "object"
    ? { id, properties: { ...properties } }
    : undefined;
}
