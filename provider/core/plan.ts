import { keysOf } from "../../sdk/core/fields";
import { isRecord } from "../../sdk/core/isRecord";
import { pathKeys } from "../../sdk/core/path";
import { UserError } from "../http/errors";
import { compare, hiddenPaths } from "./diff";
import { endedError } from "./ended";
import { idOf, importIdOf } from "./importId";
import { planRest, rests } from "./rest";
import { seen } from "./seen";
import type { Session } from "./session";
import { inputsInForce, optionsOf, type State } from "./state";
import { verify } from "./takeOver";
import { holdsUnknown, isUnknown } from "./unknowns";
import { canonical } from "./values";

/** What an update is going to do. */
export interface Plan {
  /** Dotted paths of the inputs that change, lifecycle options among them. */
  readonly changed: readonly string[];
  /** Those of them that take another one in the place of this one. */
  readonly replacing: readonly string[];
  /** Whether a replacement stops the old one before it starts the new one. */
  readonly stopsFirst: boolean;
  /** Whether there is something to do for an update though nothing changes. */
  readonly isDue: boolean;
  /** What the user is to know of it, in lines. */
  readonly said: readonly string[];
}

/** Compares what a stack has with what the program wants. */
export async function plan(session: Session, state: State): Promise<Plan> {
  const { host, inputs, lifecycle, options, resource } = session;
  const { contract } = lifecycle;
  await seen(session, state);
  const { before, untold } = told(session, state);
  const changes = compare(contract, before, inputs);
  const isPlanned = host.run.planned.has(resource.urn);
  const isAdopting = adopts(session, state);
  const rest = rests(session, state)
    ? await planRest(session, state, { changed: changes.changed, isAdopting })
    : undefined;
  const said = isPlanned
    ? [
        ...hidden(session, changes.changed),
        ...leftProfile(session, state),
        ...(rest?.said ?? ended(session, state)),
      ]
    : [];
  const isTold = (path: string) => !untold.some((key) => key === pathKeys(path)[0]);
  // Of what does not run, nothing is there to be replaced.
  const replacing = [
    ...(rest ? [] : changes.replacing.filter(isTold)),
    ...replacingOptions(session, state).filter(
      (option) => option === "lifecycle.adopt" || !(rest || state.kept.imported),
    ),
  ];
  if (replacing.length > 0 && options.adopt !== undefined) {
    if (!isAdopting) throw staleAdopt(options.adopt);
    if (!holdsUnknown(inputs)) await verify(session, options.adopt);
  }
  const isToAct = state.kept.ended !== undefined && (options.onEnded ?? "keep") !== "keep";
  return {
    changed: [
      ...new Set([...untold, ...changes.changed]),
      ...changedOptions(state.inputs.lifecycle, inputs.lifecycle),
    ],
    replacing,
    // What is taken over runs already: the old one goes when that has worked.
    stopsFirst: contract.stopsFirst && !isAdopting,
    isDue: rest?.isDue ?? (isToAct || state.kept.unfinished === true),
    said: said.map((line) => session.redactor.clean(line)),
  };
}

/**
 * The inputs that are in the state, and which of those that the program gives nobody told: of what was imported, they
 * count as the same, so that nothing is replaced for them, and the update sends them.
 */
function told({ inputs, lifecycle }: Session, state: State) {
  const before = inputsInForce(lifecycle.contract, state);
  if (!state.kept.imported) return { before, untold: [] };
  const untold = keysOf(lifecycle.contract.inputs).filter(
    (key) => before[key] === undefined && inputs[key] !== undefined,
  );
  return { before: { ...inputs, ...before }, untold };
}

/** Names what is to change where a preview shows nothing of it. */
function hidden({ lifecycle }: Session, changed: readonly string[]): string[] {
  const paths = hiddenPaths(lifecycle.contract, changed);
  if (paths.length === 0 || paths.length < changed.length) return [];
  return [`${paths.join(" and ")} changes; it is a secret, and so not shown`];
}

/** Says what the update of something that is over, or may be stopped, is to do; throws where it is to fail. */
function ended({ options }: Session, { kept }: State): string[] {
  if (isUnknown(options.desired)) return ["lifecycle.desired is not known yet: this update may stop it"];
  if (kept.ended === undefined) return [];
  if (options.onEnded === "fail") throw endedError(kept.ended);
  return options.onEnded === "restart" ? [`it ended (${kept.ended}); this update starts it again`] : [];
}

function isSame(before: unknown, after: unknown): boolean {
  return !holdsUnknown(after) && canonical(before ?? null) === canonical(after ?? null);
}

function changedOptions(before: unknown, after: unknown): string[] {
  if (isSame(before, after)) return [];
  const one = isRecord(before) ? before : {};
  const other = isRecord(after) ? after : {};
  const changed = Object.keys({ ...one, ...other }).filter((key) => !isSame(one[key], other[key]));
  return changed.length === 0 ? ["lifecycle"] : changed.map((key) => `lifecycle.${key}`);
}

/** The lifecycle options that alone ask for another task. */
function replacingOptions(session: Session, state: State): string[] {
  const before = optionsOf(state.inputs);
  const after = session.options;
  const replaces = {
    triggers: !isSame(before.triggers ?? [], after.triggers ?? []),
    profile: before.profile !== after.profile && !takesOwnAccount(session),
    adopt: adopts(session, state),
  };
  return Object.entries(replaces).flatMap(([option, does]) => (does ? [`lifecycle.${option}`] : []));
}

/** Whether it has the account of its provider, which where a program can have several may be that of a profile before. */
function takesOwnAccount({ host, options }: Session): boolean {
  return host.hasProviders && options.profile === undefined;
}

/** Says what somebody has to see to who leaves a profile out. */
function leftProfile(session: Session, state: State): string[] {
  const { profile } = optionsOf(state.inputs);
  if (profile === undefined || !takesOwnAccount(session)) return [];
  return [
    `lifecycle.profile "${profile}" is left out: it is in the account of its provider from now on, which has to be the same one`,
  ];
}

/** Whether the program newly names another one to take over. */
function adopts({ lifecycle, options }: Session, state: State): boolean {
  const { adopt } = options;
  if (adopt === undefined || adopt === optionsOf(state.inputs).adopt) return false;
  return ![idOf, importIdOf].some((read) => read(lifecycle, state) === adopt);
}

function staleAdopt(id: string): UserError {
  return new UserError(
    `lifecycle.adopt still names "${id}", and a replacement would take that over instead of starting another one. What to do: remove lifecycle.adopt from the program; or undo the change that replaces`,
  );
}
