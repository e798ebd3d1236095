import { messageOf } from "../http/errors";
import { check, isSecretAt, type Problem } from "./check";
import type { ConfigReader } from "./config/Places";
import { Settings } from "./config/Settings";
import type { Host } from "./host";
import { importState } from "./importState";
import { hintOfLastUpdate } from "./lastUpdate";
import type { Lifecycle } from "./lifecycle";
import { outsideRules } from "./outsideRules";
import { type Plan, plan } from "./plan";
import { previewedOutputs } from "./previewedOutputs";
import { read } from "./read";
import { remove } from "./remove";
import { createStopped } from "./rest";
import { Session, type Verb } from "./session";
import { PartlyDone } from "./settle";
import { Starting } from "./starting";
import { isToStop, type Resource, type State, type Wanted } from "./state";
import { adopt } from "./takeOver";
import { update } from "./update";

/** A failure as people read it: the message alone. */
class Reported extends Error {
  override readonly name = "Error";
  constructor(message: string) {
    super(message);
    this.stack = "";
  }
}

/** What is wrong with the inputs, each thing once. */
export interface Findings {
  /** `isSecret`: a secret stands there, around it or below it. */
  readonly failures: readonly (Problem & { readonly isSecret: boolean })[];
  readonly warnings: readonly Problem[];
}

/**
 * The resources of one type: what every way to serve them has in common. What is thrown has no secret in it, and is
 * {@link PartlyDone} where something exists all the same.
 */
export class Handler {
  private settings: Settings;

  constructor(
    readonly lifecycle: Lifecycle,
    readonly host: Host,
  ) {
    this.settings = new Settings(() => undefined, host.surroundings);
  }

  /** Receives the stack's configuration, as often as there is a new one. */
  configure(config: ConfigReader): void {
    this.settings = new Settings(config, this.host.surroundings);
  }

  /** Checks what a program passed. */
  check(wanted: Wanted): Findings {
    const { run } = this.host;
    const { contract } = this.lifecycle;
    const session = this.session({ ...wanted, kept: {} }, "create");
    run.hasProgram = true;
    const { failures, warnings } = check(contract, wanted.inputs, outsideRules(session));
    run.planned.add(wanted.urn);
    const clean = (problem: Problem) => ({ ...problem, text: session.redactor.clean(problem.text) });
    // What stops several rules is said once.
    const once = new Map(failures.map((problem) => [problem.text, clean(problem)]));
    return {
      failures: [...once.values()].map((problem) => ({
        ...problem,
        isSecret: isSecretAt(contract, problem.path),
      })),
      warnings: warnings.map(clean),
    };
  }

  /** Tells what an update would do. */
  plan(state: State, wanted: Wanted): Promise<Plan> {
    const session = this.session({ ...wanted, kept: {} }, "update");
    return this.reporting(session, () => plan(session, state));
  }

  /** What a create, or an update of what there was before, is going to make, as far as a preview can tell. */
  preview(wanted: Wanted, before?: State): State {
    const { contract } = this.lifecycle;
    return { ...wanted, outputs: previewedOutputs(contract, wanted, before), kept: before?.kept ?? {} };
  }

  /**
   * Starts it, or takes over what the options name; where they want it stopped, nothing runs afterwards.
   * @param limit how long it may take, in milliseconds; left out, as the options say
   */
  create(wanted: Wanted, limit?: number): Promise<State> {
    const kept = { createdAt: this.host.runtime.clock.now() };
    const session = this.session({ ...wanted, kept }, "create", limit);
    const named = session.options.adopt;
    return this.reporting(session, async () => {
      if (named !== undefined) return adopt(session, named);
      return isToStop(session.options) ? createStopped(session) : new Starting(session).begin();
    });
  }

  /** Brings a state up to date; undefined where nothing is there any more. */
  read(state: State, limit?: number): Promise<State | undefined> {
    const session = this.session(state, "update", limit);
    return this.reporting(session, () => read(session, state));
  }

  /** The state of something that exists already and that a stack takes in, known by its import id. */
  import(urn: string, id: string, limit?: number): Promise<State> {
    const kept = { createdAt: this.host.runtime.clock.now() };
    const session = this.session({ urn, inputs: {}, kept }, "update", limit);
    return this.reporting(session, () => importState(session, id));
  }

  /** Makes it what the program wants now. Its name in the state stays its own. */
  update(state: State, { inputs, secrets }: Wanted, limit?: number): Promise<State> {
    const { createdAt, restarts, startedAt } = state.kept;
    const kept = { createdAt, restarts, startedAt };
    const session = this.session({ urn: state.urn, inputs, secrets, kept }, "update", limit);
    session.concealAll(state);
    return this.reporting(session, () => update(session, state));
  }

  /** Stops or deletes it. */
  delete(state: State, limit?: number): Promise<void> {
    const session = this.session(state, "delete", limit);
    return this.reporting(session, () => remove(session, state));
  }

  private session(resource: Resource, verb: Verb, limit?: number): Session {
    const { lifecycle, host, settings } = this;
    return new Session({ lifecycle, host, settings, limit }, resource, verb);
  }

  /** Runs a verb; what it throws leaves without secrets and without a stack. */
  private async reporting<Result>(session: Session, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const message = session.redactor.clean(`${messageOf(error)}${hintOfLastUpdate(error, session)}`);
      throw error instanceof PartlyDone ? new PartlyDone(error.state, message) : new Reported(message);
    }
  }
}
