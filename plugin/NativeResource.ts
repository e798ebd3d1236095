import { endsByItself } from "../provider/core/ended";
import type { Handler } from "../provider/core/handler";
import { nameOf } from "../provider/core/identity";
import { idOf } from "../provider/core/importId";
import { whyUnreadable } from "../provider/core/lifecycle";
import { PartlyDone } from "../provider/core/settle";
import { optionsOf, type Properties, type State, type Wanted } from "../provider/core/state";
import { canonical, storableRecord } from "../provider/core/values";
import { marked } from "../provider/pulumi/pulumiSecret";
import { plainRecord, stateIn, storedParts, wantedIn } from "../provider/pulumi/stored";
import { fieldOf } from "../sdk/core/fields";
import { isRecord } from "../sdk/core/isRecord";
import { pathKeys } from "../sdk/core/path";
import { startsAgain } from "../sdk/core/startsAgain";
import { type DetailedChange, detailedDiff } from "./detailedDiff";
import { holdsPulumiSecret, opened, sealedLike, secretTextsIn, withUnknownTexts } from "./sealed";

/** What is wrong with an input. */
export interface InputFailure {
  /** Empty where its value must not be shown, or is long: the engine prints it beside the reason. */
  readonly property: string;
  readonly reason: string;
}

/** What an update would do, as the engine is told. */
export interface Difference {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly stops: boolean;
  readonly changed: readonly string[];
  readonly stable: readonly string[];
  readonly detailed: ReadonlyMap<string, DetailedChange>;
}

/** What there is after a verb, as the engine keeps it. */
export interface Kept {
  readonly id: string;
  readonly properties: Properties;
  readonly inputs: Properties;
  /** Whether the engine is to read it before the next update. */
  readonly isReadFirst: boolean;
}

/** What a verb fails with where something exists all the same. */
export class KeptAllTheSame extends Error {
  constructor(
    readonly kept: Kept,
    reason: string,
  ) {
    super(reason);
  }
}

/** What the engine has of a resource: its outputs, and the inputs that it was made with. */
export interface Old {
  readonly properties: Properties;
  readonly inputs: Properties;
}

/** A resource of one type as the engine's verbs see it: properties are the engine's, with its marks of secrets. */
export class NativeResource {
  constructor(
    private readonly handler: Handler,
    private readonly urn: string,
    /** Whether everything that can end by itself is read before an update. */
    private readonly readsAll: boolean,
  ) {}

  /** Checks what a program passed; gives it with its secrets marked. */
  check(news: Properties): { readonly inputs: Properties; readonly failures: readonly InputFailure[] } {
    const { failures, warnings } = this.handler.check(this.wanted(news));
    for (const { text } of warnings) this.handler.host.output.warning(text, this.urn);
    return {
      inputs: marked(this.contract.inputs, news),
      failures: failures.map(({ path, text, isSecret }) => ({
        property: isSecret ? "" : shownProperty(path, news),
        reason: text,
      })),
    };
  }

  /** Tells what an update would do. */
  async diff(old: Old, news: Properties): Promise<Difference> {
    const state = this.state(old);
    const wanted = this.wanted(news);
    const plan = await this.handler.plan(state, wanted);
    for (const line of plan.said) this.handler.host.output.info(line, this.urn);
    const isSameOne = plan.replacing.length === 0 && !startsAgain(state.kept, wanted.inputs.lifecycle);
    return {
      changes: plan.changed.length > 0 || plan.isDue,
      replaces: firstKeys(plan.replacing),
      stops: plan.stopsFirst,
      changed: firstKeys(plan.changed),
      stable: isSameOne ? this.contract.stable : [],
      detailed: detailedDiff(plan, state.inputs, wanted.inputs),
    };
  }

  /** What a create, or an update, is going to make. */
  preview(news: Properties, old?: Old): Kept {
    const before = old && this.state(old);
    return this.kept(this.handler.preview(this.wanted(news), before), [news, old?.properties ?? {}]);
  }

  create(news: Properties, limit?: number): Promise<Kept> {
    return this.keeping([news], () => this.handler.create(this.wanted(news), limit));
  }

  update(old: Old, news: Properties, limit?: number): Promise<Kept> {
    return this.keeping([news, old.properties], () =>
      this.handler.update(this.state(old), this.wanted(news), limit),
    );
  }

  delete(old: Old, limit?: number): Promise<void> {
    return this.handler.delete(this.state(old), limit);
  }

  /** Brings what the engine has up to date; undefined where nothing is there any more. */
  async read(old: Old, limit?: number): Promise<Kept | undefined> {
    const before = this.state(old);
    const found = await this.handler.read(before, limit);
    if (found === undefined) return undefined;
    const kept = this.kept(found, [old.inputs, old.properties]);
    const isSame = canonical(found.inputs) === canonical(plainRecord(opened(old.inputs)));
    return isSame ? { ...kept, inputs: old.inputs } : kept;
  }

  /** Whether the engine has nothing that this made: it then says what is meant by its id, and what it knows of it. */
  isSought(properties: Properties): boolean {
    const { inputs, outputs } = this.contract;
    const isMade = (key: string) =>
      key.startsWith("__") || (fieldOf(outputs, key) !== undefined && fieldOf(inputs, key) === undefined);
    return !Object.keys(properties).some(isMade);
  }

  /**
   * What the engine is to have of something that exists already.
   * @param given what the program says of its inputs
   */
  async import(id: string, given: Properties, limit?: number): Promise<Kept> {
    return this.kept(this.withGiven(await this.handler.import(this.urn, id, limit), given), [given]);
  }

  private get contract() {
    return this.handler.lifecycle.contract;
  }

  private wanted(news: Properties): Wanted {
    const wanted = wantedIn(this.contract, plainRecord(opened(news)), this.urn);
    return { ...wanted, secrets: secretTextsIn(news) };
  }

  private state({ properties, inputs }: Old): State {
    const found = stateIn(this.contract, plainRecord(opened(properties)), this.urn);
    const state = { ...found, secrets: secretTextsIn(properties) };
    // What the vendor did not tell, and whoever imported it did, is in the inputs alone.
    return state.kept.imported ? this.withGiven(state, inputs) : state;
  }

  /** A state with what somebody says of inputs that the vendor did not tell. */
  private withGiven(state: State, given: Properties): State {
    const { inputs, secrets = [] } = this.wanted(given);
    return {
      ...state,
      inputs: { ...inputs, ...state.inputs },
      secrets: [...secrets, ...(state.secrets ?? [])],
    };
  }

  /** @param alike what may have secrets that only the program marked */
  private kept(state: State, alike: readonly Properties[]): Kept {
    const { inputs, outputs } = this.contract;
    const sealed = (values: Properties) => {
      const own = marked(outputs, marked(inputs, storableRecord(withUnknownTexts(values))));
      return alike.reduce(sealedLike, own);
    };
    return {
      // What is not started yet has no id of the vendor's, and Pulumi needs one.
      id: idOf(this.handler.lifecycle, state) || nameOf(state.urn),
      properties: sealed({ ...state.inputs, ...storedParts(this.contract, state) }),
      inputs: sealed(state.inputs),
      isReadFirst: this.isReadFirst(state),
    };
  }

  private isReadFirst({ inputs }: State): boolean {
    const { lifecycle } = this.handler;
    if (!endsByItself(lifecycle.contract) || whyUnreadable(lifecycle) !== undefined) return false;
    return this.readsAll || ["restart", "fail"].includes(optionsOf(inputs).onEnded ?? "keep");
  }

  private async keeping(alike: readonly Properties[], work: () => Promise<State>): Promise<Kept> {
    try {
      return this.kept(await work(), alike);
    } catch (error) {
      if (!(error instanceof PartlyDone)) throw error;
      throw new KeptAllTheSame(this.kept(error.state, alike), error.message);
    }
  }
}

/** The top-level properties of paths, each once. */
function firstKeys(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => String(pathKeys(path)[0] ?? path)))];
}

/** The property of a failure, where the engine can print its value beside the reason: a short one, and no secret. */
function shownProperty(path: string, news: Properties): string {
  const value = news[path];
  const isShort = value !== undefined && value !== null && !isRecord(value) && !Array.isArray(value);
  return isShort && !holdsPulumiSecret(value) ? path : "";
}
