import type { dynamic } from "@pulumi/pulumi";
import { pulumiType } from "../../sdk/core/resource";
import { type Properties, types } from "../provider/support";

/** The kinds of resources. */
export type Kind = keyof typeof types;

/** What a program wants: inputs of at most one resource of each kind. */
export type Program = ReadonlyMap<Kind, Properties>;

/** A resource in the state. */
export interface Owned {
  readonly kind: Kind;
  id: string;
  state: Properties;
  /** A step after the start failed: the next up has to go on. */
  failed: boolean;
}

/** A run that ended in errors, by the kind of the resource. */
export class RunFailed extends Error {
  constructor(readonly errors: ReadonlyMap<Kind, string>) {
    super([...errors].map(([kind, message]) => `${kind}: ${message}`).join("\n"));
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
  readonly resources = new Map<Kind, Owned>();
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
    await forEach([...program.keys()], (kind) => this.register(kind, program.get(kind) ?? {}));
    await this.deleteAll((kind) => !program.has(kind));
  }

  /** Reads what became of the resources. */
  async refresh(): Promise<void> {
    await forEach([...this.resources.keys()], async (kind) => {
      const owned = this.resources.get(kind);
      if (!owned) return;
      const { id, props } = await this.provider(kind).read(owned.id, owned.state);
      if (id) owned.state = { ...props };
      else this.resources.delete(kind);
    });
  }

  /** Deletes everything. */
  async destroy(): Promise<void> {
    await this.deleteAll(() => true);
  }

  private async register(kind: Kind, inputs: Properties): Promise<void> {
    const provider = this.provider(kind);
    const news = newsOf(kind, inputs);
    const { failures = [] } = await provider.check({}, news);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    const old = this.resources.get(kind);
    if (!old) return this.create(kind, news);
    const { changes, replaces = [], deleteBeforeReplace } = await provider.diff(old.id, old.state, news);
    if (replaces.length === 0) {
      if (changes || old.failed) await this.update(old, news);
      return;
    }
    if (deleteBeforeReplace) {
      await provider.delete(old.id, old.state);
      this.resources.delete(kind);
      return this.create(kind, news);
    }
    try {
      await this.create(kind, news);
    } finally {
      // The new one is there, done or partly done: the old one waits for its delete.
      if (this.resources.get(kind) !== old) this.leftovers.push(old);
    }
  }

  private async create(kind: Kind, news: Properties): Promise<void> {
    const save = async (id: string, state: Properties, failed: boolean) => {
      await this.beforeSave();
      this.resources.set(kind, { kind, id, state, failed });
      this.saved(id);
    };
    let made: dynamic.CreateResult;
    try {
      made = await this.provider(kind).create(news);
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
      state = { ...(await this.provider(old.kind).update(old.id, old.state, news)).outs };
    } catch (error) {
      failure = error;
      const partly = partlyDone(error);
      if (!partly) throw error;
      state = partly.properties;
    }
    Object.assign(old, { state, failed: failure !== undefined });
    // A task that had ended was started again.
    this.saved(String(state.taskId ?? old.id));
    if (failure !== undefined) throw failure;
  }

  private async deleteAll(condemned: (kind: Kind) => boolean): Promise<void> {
    await forEach([...this.leftovers], async (owned) => {
      await this.provider(owned.kind).delete(owned.id, owned.state);
      this.leftovers.splice(this.leftovers.indexOf(owned), 1);
    });
    await forEach([...this.resources.values()], async ({ kind, id, state }) => {
      if (!condemned(kind)) return;
      await this.provider(kind).delete(id, state);
      this.resources.delete(kind);
    });
  }

  private provider(kind: Kind): Provider {
    return this.providerOf(types[kind]);
  }
}

/** Works on several at a time, and on all of them, whatever fails. */
async function forEach<Item extends Kind | Owned>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const errors = new Map<Kind, string>();
  const results = items.map((item) =>
    work(item).catch((error: unknown) => {
      errors.set(
        typeof item === "string" ? item : item.kind,
        error instanceof Error ? error.message : String(error),
      );
    }),
  );
  await Promise.all(results);
  if (errors.size > 0) throw new RunFailed(errors);
}

function newsOf(kind: Kind, inputs: Properties): Properties {
  const __urn = `urn:pulumi:dev::school::${pulumiType({ type: types[kind] })}::${kind}`;
  return { ...inputs, __urn, __provider: "the text that names the provider" };
}

/** What an error says that exists now. */
function partlyDone(error: unknown): { id: string; properties: Properties } | undefined {
  const { id, properties } = Object(error);
  return typeof id === "string" && typeof properties === "object"
    ? { id, properties: { ...properties } }
    : undefined;
}
